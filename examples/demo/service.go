package main

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"net"
	"net/http"

	azurebatch "github.com/armsmith/armsmith/gen/azurebatch/v20250601"
	azuremlupdate "github.com/armsmith/armsmith/gen/azureml/v20250601"
	azureml "github.com/armsmith/armsmith/gen/azureml/v20260301"
	"github.com/armsmith/armsmith/generator"
	"github.com/armsmith/armsmith/mock"
	"github.com/armsmith/armsmith/specs"
)

// documents are those that the clients were made of, in the order of their clients.
var documents = []string{"azureml/2026-03-01/openapi.yaml", "azureml/2025-06-01/openapi.yaml", "azurebatch/2025-06-01/openapi.yaml"}

// targetOfSamples is what the samples' requests are about.
func targetOfSamples() (target, error) {
	update, err := specs.ReadSample(specs.UpdateDeployment)
	if err != nil {
		return target{}, err
	}
	get, err := specs.ReadSample(specs.GetTask)
	return target{
		subscription: update.Text("subscriptionId"), group: update.Text("resourceGroupName"), workspace: update.Text("workspaceName"),
		endpoint: update.Text("endpointName"), deployment: update.Text("deploymentName"),
		batch: "https://account.region.batch.azure.com", job: get.Text("jobId"), task: get.Text("taskId"),
	}, err
}

// connectMock returns clients of a mock server at an address of this machine, which answers by the
// examples of the three documents until stop is called.
func connectMock(ctx context.Context, out io.Writer, to target) (s *services, stop func() error, err error) {
	server, err := service(ctx, to)
	if err != nil {
		return nil, nil, err
	}
	listener, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		return nil, nil, err
	}
	ctx, end := context.WithCancel(ctx)
	ended := make(chan error, 1)
	go func() { ended <- server.Serve(ctx, listener) }()
	network := new(http.Transport)
	stop = func() error {
		network.CloseIdleConnections()
		end()
		return <-ended
	}
	var urls []string
	for _, m := range server.Mounts() {
		urls = append(urls, "http://"+listener.Addr().String()+m.Path)
	}
	s, err = clientsOf(urls, &narrator{out: out, next: network})
	if err != nil {
		return nil, nil, errors.Join(err, stop())
	}
	return s, stop, nil
}

// clientsOf makes the clients of a server that takes any credential, over plain HTTP.
func clientsOf(urls []string, network http.RoundTripper) (*services, error) {
	var s services
	var err error
	cred := azureml.NewKeyCredential("any")
	s.list, err = azureml.NewClient(cred,
		azureml.WithEndpoint(urls[0]), azureml.WithInsecure(), azureml.WithTransport(network))
	if err != nil {
		return nil, err
	}
	s.update, err = azuremlupdate.NewClient(cred,
		azuremlupdate.WithEndpoint(urls[1]), azuremlupdate.WithInsecure(), azuremlupdate.WithTransport(network))
	if err != nil {
		return nil, err
	}
	s.batch, err = azurebatch.NewClient(urls[2], cred, azurebatch.WithInsecure(), azurebatch.WithTransport(network))
	if err != nil {
		return nil, err
	}
	return &s, nil
}

// service returns the server of the three documents. What they do not say of the service is a
// behaviour each.
func service(ctx context.Context, to target) (*mock.Server, error) {
	var docs []*mock.Document
	for _, name := range documents {
		doc, err := mock.Read(ctx, generator.Config{Spec: name, FS: specs.Files})
		if err != nil {
			return nil, fmt.Errorf("%s: %w", name, err)
		}
		docs = append(docs, doc)
	}
	server := mock.New(docs...)
	server.Behaviors = []mock.Behavior{onlyTask(to.task), otherModels}
	return server, nil
}

// onlyTask is the behaviour of a service that has one task: it answers 404 for others.
func onlyTask(known string) mock.Behavior {
	return func(next mock.Answerer) mock.Answerer {
		return func(call *mock.Call) *mock.Answer {
			id, asked := call.Values["taskId"]
			if !asked || id == known {
				return next(call)
			}
			a := mock.NewAnswer(call, http.StatusNotFound)
			a.Header.Set("Request-Id", "5f2c9a51-7f5c-4b5e-9f4e-6f2a3a0f8b11")
			a.MediaType, a.Value = "application/json", map[string]any{
				"code":    "TaskNotFound",
				"message": map[string]any{"lang": "en-US", "value": "The specified task does not exist."},
				"values":  []any{map[string]any{"key": "TaskId", "value": id}},
			}
			return a
		}
	}
}

// models are how deployments of the later pages refer to their models. One way is newer than the
// clients.
var models = map[string]any{
	"string-2": map[string]any{"referenceType": "DataPath", "datastoreId": "models", "path": "credit/v7"},
	"string-3": map[string]any{"referenceType": "Registry", "name": "shared-models"},
}

// otherModels is the behaviour of a service whose deployments are not all like the example: the
// server makes the later pages of the one deployment that the example has.
func otherModels(next mock.Answerer) mock.Answerer {
	return func(call *mock.Call) *mock.Answer {
		a := next(call)
		var page struct {
			Value    []map[string]any `json:"value"`
			NextLink string           `json:"nextLink,omitempty"`
		}
		if call.Operation.ID != "BatchDeployments_List" || json.Unmarshal(a.Data, &page) != nil {
			return a
		}
		for _, deployment := range page.Value {
			name, _ := deployment["name"].(string)
			properties, _ := deployment["properties"].(map[string]any)
			if model, other := models[name]; other && properties != nil {
				properties["model"] = model
			}
		}
		data, err := json.Marshal(page)
		if err != nil {
			return mock.Refuse(http.StatusInternalServerError, "%v", err)
		}
		a = a.Copy()
		a.Data = data
		return a
	}
}
