package generator_test

import (
	"context"
	"fmt"
	"slices"
	"strings"
	"testing/fstest"

	"github.com/armsmith/armsmith/generator"
	"github.com/armsmith/armsmith/generator/model"
)

// A program changes the model before it is written: it takes an operation out and says something
// else of another.
func ExampleConfig_edit() {
	document := `openapi: 3.1.0
info: {title: Shop, version: "1"}
servers: [{url: "https://shop.example.com"}]
paths:
  /orders:
    get: {operationId: listOrders, description: TODO, responses: {"204": {description: none}}}
    delete: {operationId: dropOrders, responses: {"204": {description: gone}}}
`
	out, err := generator.Generate(context.Background(), generator.Config{
		Spec: "openapi.yaml", FS: fstest.MapFS{"openapi.yaml": {Data: []byte(document)}},
		Out: "shop", ImportPath: "example.com/shop",
		Edit: func(api *model.API) error {
			for _, g := range api.Groups {
				g.Operations = slices.DeleteFunc(g.Operations, func(op *model.Operation) bool { return op.Method == "DELETE" })
				for _, op := range g.Operations {
					op.Doc = strings.ReplaceAll(op.Doc, "TODO", "Lists all orders, the latest first.")
				}
			}
			return nil
		},
	})
	if err != nil {
		fmt.Println(err)
		return
	}
	for line := range strings.Lines(string(out.Files["operations.go"])) {
		if strings.HasPrefix(line, "// ListOrders") || strings.HasPrefix(line, "func (c *Client)") {
			fmt.Print(line)
		}
	}
	// Output:
	// // ListOrders lists all orders, the latest first.
	// func (c *Client) ListOrders(ctx context.Context, opts ...Option) error {
}
