package main

// programs are the smallest programs that make one List call, in the order of the rows of packages.
var programs = []string{`package main

import (
	"encoding/json"
	"fmt"
	"io"
	"net/http"
	"os"

	"github.com/armsmith/armsmith/bench/peers/plainml"
)

func main() {
	resp, err := http.Get(os.Args[1])
	if err != nil {
		panic(err)
	}
	body, err := io.ReadAll(resp.Body)
	if err != nil {
		panic(err)
	}
	var page plainml.BatchDeploymentTrackedResourceArmPaginatedResult
	if err := json.Unmarshal(body, &page); err != nil {
		panic(err)
	}
	fmt.Println(len(page.Value))
}
`, `package main

import (
	"context"
	"fmt"
	"os"

	"github.com/armsmith/armsmith/gen/azureml/v20260301"
)

func main() {
	client, err := azureml.NewClient(azureml.NewKeyCredential(os.Args[2]), azureml.WithEndpoint(os.Args[1]))
	if err != nil {
		panic(err)
	}
	n := 0
	for _, err := range client.BatchDeployments.List(context.Background(), azureml.ListBatchDeploymentsParams{EndpointName: os.Args[3]}).All() {
		if err != nil {
			panic(err)
		}
		n++
	}
	fmt.Println(n)
}
`, `package main

import (
	"context"
	"fmt"
	"os"

	"github.com/armsmith/armsmith/bench/peers/oapiml"
)

func main() {
	client, err := oapiml.NewClientWithResponses(os.Args[1])
	if err != nil {
		panic(err)
	}
	res, err := client.BatchDeploymentsListWithResponse(context.Background(), "s", "r", "w", os.Args[3], &oapiml.BatchDeploymentsListParams{})
	if err != nil {
		panic(err)
	}
	fmt.Println(len(*res.JSON200.Value))
}
`, `package main

import (
	"context"
	"fmt"
	"os"

	"github.com/armsmith/armsmith/bench/peers/ogenml"
)

type token struct{}

func (token) AzureAuth(context.Context, ogenml.OperationName) (ogenml.AzureAuth, error) {
	return ogenml.AzureAuth{Token: os.Args[2]}, nil
}

func main() {
	client, err := ogenml.NewClient(os.Args[1], token{})
	if err != nil {
		panic(err)
	}
	res, err := client.BatchDeploymentsList(context.Background(), ogenml.BatchDeploymentsListParams{EndpointName: os.Args[3]})
	if err != nil {
		panic(err)
	}
	fmt.Println(len(res.Value))
}
`}
