// Command status prints the status of all jobs of a workspace with Azure's SDK for Go.
package main

import (
	"context"
	"fmt"
	"log"
	"os"
	"runtime"
	"time"

	"github.com/Azure/azure-sdk-for-go/sdk/azcore"
	"github.com/Azure/azure-sdk-for-go/sdk/azcore/arm"
	"github.com/Azure/azure-sdk-for-go/sdk/azcore/cloud"
	"github.com/Azure/azure-sdk-for-go/sdk/azcore/policy"
	ml "github.com/Azure/azure-sdk-for-go/sdk/resourcemanager/machinelearning/armmachinelearning/v4"
)

type signedIn struct{}

func (signedIn) GetToken(context.Context, policy.TokenRequestOptions) (azcore.AccessToken, error) {
	return azcore.AccessToken{Token: "token", ExpiresOn: time.Now().Add(time.Hour)}, nil
}

func main() {
	options := azcore.ClientOptions{
		Cloud: cloud.Configuration{Services: map[cloud.ServiceName]cloud.ServiceConfiguration{
			cloud.ResourceManager: {Endpoint: os.Args[1], Audience: "https://management.azure.com"},
		}},
		InsecureAllowCredentialWithHTTP: true,
	}
	c, err := ml.NewJobsClient("sub", signedIn{}, &arm.ClientOptions{ClientOptions: options, DisableRPRegistration: true})
	if err == nil {
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
