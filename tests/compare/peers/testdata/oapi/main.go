// Command oapi does with a client of oapi-codegen what docs/from-oapi-codegen.md does with one of
// armsmith.
package main

import (
	"context"
	"fmt"
	"log"
	"net/http"
	"os"

	"example.com/peers/oapi/shop"
)

func main() {
	if err := run(context.Background(), os.Getenv("SHOP_KEY")); err != nil {
		log.Fatal(err)
	}
}

func run(ctx context.Context, key string) error {
	client, err := shop.NewClientWithResponses("https://api.shop.example/v2",
		shop.WithRequestEditorFn(func(ctx context.Context, req *http.Request) error {
			req.Header.Set("X-Shop-Key", key)
			return nil
		}))
	if err != nil {
		return err
	}
	if err := one(ctx, client); err != nil {
		return err
	}
	return all(ctx, client)
}

func one(ctx context.Context, client *shop.ClientWithResponses) error {
	resp, err := client.GetOrderWithResponse(ctx, "7")
	if err != nil {
		return err
	}
	switch {
	case resp.StatusCode() == http.StatusNotFound:
		fmt.Println("no such order")
	case resp.JSON200 == nil:
		return fmt.Errorf("%s: %s", resp.Status(), resp.Body)
	default:
		if resp.JSON200.Note != nil {
			fmt.Println(*resp.JSON200.Note)
		}
		return pay(resp.JSON200.Payment)
	}
	return nil
}

func pay(payment shop.Payment) error {
	value, err := payment.ValueByDiscriminator()
	if err != nil {
		return err
	}
	switch p := value.(type) {
	case shop.Card:
		fmt.Println("card", p.Last4)
	case shop.Transfer:
		fmt.Println("transfer", p.Iban)
	}
	return nil
}

func all(ctx context.Context, client *shop.ClientWithResponses) error {
	var after *string
	for {
		resp, err := client.ListOrdersWithResponse(ctx, &shop.ListOrdersParams{StartingAfter: after})
		if err != nil {
			return err
		}
		if resp.JSON200 == nil {
			return fmt.Errorf("%s: %s", resp.Status(), resp.Body)
		}
		for _, order := range resp.JSON200.Data {
			fmt.Println(*order.Id, order.Count)
		}
		if !resp.JSON200.HasMore || len(resp.JSON200.Data) == 0 {
			return nil
		}
		after = resp.JSON200.Data[len(resp.JSON200.Data)-1].Id
	}
}
