// Command tasks does eight everyday tasks with Azure's SDK for Go: what a team writes today.
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
	"time"

	"github.com/Azure/azure-sdk-for-go/sdk/azcore"
	"github.com/Azure/azure-sdk-for-go/sdk/azcore/arm"
	"github.com/Azure/azure-sdk-for-go/sdk/azcore/cloud"
	"github.com/Azure/azure-sdk-for-go/sdk/azcore/policy"
	"github.com/Azure/azure-sdk-for-go/sdk/batch/azbatch"
	ml "github.com/Azure/azure-sdk-for-go/sdk/resourcemanager/machinelearning/armmachinelearning/v4"
)

type signedIn struct{}

func (signedIn) GetToken(context.Context, policy.TokenRequestOptions) (azcore.AccessToken, error) {
	return azcore.AccessToken{Token: "token", ExpiresOn: time.Now().Add(time.Hour)}, nil
}

func main() {
	ctx := context.Background()
	options := azcore.ClientOptions{
		Cloud: cloud.Configuration{Services: map[cloud.ServiceName]cloud.ServiceConfiguration{
			cloud.ResourceManager: {Endpoint: os.Args[1], Audience: "https://management.azure.com"},
		}},
		InsecureAllowCredentialWithHTTP: true,
	}
	c, err := ml.NewClientFactory("sub", signedIn{}, &arm.ClientOptions{ClientOptions: options, DisableRPRegistration: true})
	check(err)
	b, err := azbatch.NewClient(os.Args[1], signedIn{}, &azbatch.ClientOptions{ClientOptions: options})
	check(err)
	if len(os.Args) > 2 {
		done, err := resume(ctx, c, os.Args[2])
		check(err)
		fmt.Println("described:", *done.Properties.Description)
		check(deleteDeployment(ctx, c, "blue"))
		fmt.Println("deleted")
		return
	}
	made, err := createDeployment(ctx, c, "blue")
	check(err)
	fmt.Println("created:", *made.Name, *made.Properties.ProvisioningState)
	names, err := listDeployments(ctx, c)
	check(err)
	fmt.Println("deployments:", strings.Join(names, " "))
	check(addJob(ctx, b, 250))
	ids, err := running(ctx, b)
	check(err)
	fmt.Println("running:", strings.Join(ids, " "))
	same, err := changed(ctx, b, "0x1")
	check(err)
	task, err := changed(ctx, b, "0x0")
	check(err)
	fmt.Println("changed:", same != nil, *task.ID)
	token, err := describe(ctx, c, "blue", "scores at night")
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
