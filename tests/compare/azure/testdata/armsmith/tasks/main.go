// Command tasks does eight everyday tasks with clients of armsmith.
//
//	tasks URL           everything up to the token of an update that goes on
//	tasks URL TOKEN     waits for that update, and deletes the deployment
package main

import (
	"context"
	"fmt"
	"log"
	"os"
	"runtime"
	"strings"

	"example.com/compare/batch"
	"example.com/compare/ml"
)

func main() {
	ctx := context.Background()
	c, err := ml.NewClient(ml.NewKeyCredential("token"), ml.WithEndpoint(os.Args[1]), ml.WithInsecure())
	check(err)
	blue := ml.BatchDeploymentID{
		SubscriptionID: "sub", ResourceGroupName: "rg", WorkspaceName: "ws", EndpointName: "scoring", DeploymentName: "blue",
	}
	c = c.In(ml.Scope{SubscriptionID: "sub", ResourceGroupName: "rg", WorkspaceName: "ws"})
	b, err := batch.NewClient(os.Args[1], batch.NewKeyCredential("token"), batch.WithInsecure())
	check(err)
	b = b.In(batch.Scope{JobID: "nightly"})
	if len(os.Args) > 2 {
		done, err := resume(ctx, c, os.Args[2])
		check(err)
		fmt.Println("described:", done.Properties.Description.Or(""))
		check(deleteDeployment(ctx, c, blue))
		fmt.Println("deleted")
		return
	}
	made, err := createDeployment(ctx, c, blue)
	check(err)
	fmt.Println("created:", made.Name.Or(""), made.Properties.ProvisioningState.Or(""))
	names, err := listDeployments(ctx, c)
	check(err)
	fmt.Println("deployments:", strings.Join(names, " "))
	check(addJob(ctx, b, 250))
	ids, err := running(ctx, b)
	check(err)
	fmt.Println("running:", strings.Join(ids, " "))
	same, err := changed(ctx, b, `"0x1"`)
	check(err)
	task, err := changed(ctx, b, `"0x0"`)
	check(err)
	fmt.Println("changed:", same != nil, task.Body.ID.Or(""))
	token, err := describe(ctx, c, blue, "scores at night")
	check(err)
	fmt.Println(token)
	allocated()
}

func check(err error) {
	if err != nil {
		log.Fatal(err)
	}
}

// allocated says how many blocks of memory the program has allocated.
func allocated() {
	var stats runtime.MemStats
	runtime.ReadMemStats(&stats)
	fmt.Fprintln(os.Stderr, stats.Mallocs)
}
