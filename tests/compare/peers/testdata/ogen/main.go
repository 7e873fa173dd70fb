// Command ogen does with a client of ogen what docs/from-ogen.md does with one of armsmith.
package main

import (
	"context"
	"errors"
	"fmt"
	"log"
	"net/http"
	"os"

	"example.com/peers/ogen/shop"
)

func main() {
	if err := run(context.Background(), os.Getenv("SHOP_KEY")); err != nil {
		log.Fatal(err)
	}
}

type keySource string

func (s keySource) Key(ctx context.Context, op shop.OperationName) (shop.Key, error) {
	return shop.Key{APIKey: string(s)}, nil
}

func run(ctx context.Context, key string) error {
	client, err := shop.NewClient("https://api.shop.example/v2", keySource(key))
	if err != nil {
		return err
	}
	if err := one(ctx, client); err != nil {
		return err
	}
	return all(ctx, client)
}

func one(ctx context.Context, client *shop.Client) error {
	order, err := client.GetOrder(ctx, shop.GetOrderParams{ID: "7"})
	var problem *shop.ErrorStatusCode
	if errors.As(err, &problem) && problem.StatusCode == http.StatusNotFound {
		fmt.Println("no such order")
		return nil
	}
	if err != nil {
		return err
	}
	if note, ok := order.Note.Get(); ok {
		fmt.Println(note)
	}
	switch order.Payment.Type {
	case shop.CardPayment:
		fmt.Println("card", order.Payment.Card.Last4)
	case shop.TransferPayment:
		fmt.Println("transfer", order.Payment.Transfer.Iban)
	}
	return nil
}

func all(ctx context.Context, client *shop.Client) error {
	var after shop.OptString
	for {
		page, err := client.ListOrders(ctx, shop.ListOrdersParams{StartingAfter: after})
		if err != nil {
			return err
		}
		for _, order := range page.Data {
			fmt.Println(order.ID.Or("?"), order.Count)
		}
		if !page.HasMore || len(page.Data) == 0 {
			return nil
		}
		after = page.Data[len(page.Data)-1].ID
	}
}
