// Command status prints the status of all jobs of a workspace with a client of armsmith.
package main

import (
	"context"
	"fmt"
	"log"
	"os"
	"runtime"

	"example.com/compare/ml"
)

func main() {
	c, err := ml.NewClient(ml.NewKeyCredential("token"), ml.WithEndpoint(os.Args[1]), ml.WithInsecure())
	if err == nil {
		c = c.In(ml.Scope{SubscriptionID: "sub", ResourceGroupName: "rg", WorkspaceName: "ws"})
		err = statuses(context.Background(), c, func(name, status string) { fmt.Println(name, status) })
	}
	if err != nil {
		log.Fatal(err)
	}
	allocated()
}

// allocated says how many blocks of memory the program has allocated.
func allocated() {
	var stats runtime.MemStats
	runtime.ReadMemStats(&stats)
	fmt.Fprintln(os.Stderr, stats.Mallocs)
}
