package models_test

import (
	"encoding/json"
	"errors"
	"testing"

	azurebatch "github.com/armsmith/armsmith/gen/azurebatch/v20250601"
	azuremlupdate "github.com/armsmith/armsmith/gen/azureml/v20250601"
	azureml "github.com/armsmith/armsmith/gen/azureml/v20260301"
	"github.com/armsmith/armsmith/tests/internal/bodies"
	"github.com/armsmith/armsmith/tests/internal/service"
)

// The full values again, this time through clients and connections: bodies that the client owns are
// read by another path than those that UnmarshalJSON copies.

// overHTTP serves full values of a schema and lets call get each as a client does.
func overHTTP(t *testing.T, folder, schema string, status int, call func(url string) (json.Marshaler, error)) {
	t.Helper()
	doc := bodies.Read(t, folder)
	var body []byte
	s := service.New(t, func(service.Request) service.Answer { return service.Answer{Status: status, Body: string(body)} })
	for i := range enumVariants {
		body = bodies.Text(t, doc.Full(schema, i).JSON)
		got, err := call(s.URL)
		if err != nil {
			t.Fatal(err)
		}
		bodies.Equal(t, schema, body, must(got.MarshalJSON()))
	}
}

func listPage(t *testing.T, url string) (*azureml.BatchDeploymentTrackedResourceArmPaginatedResult, error) {
	t.Helper()
	client, err := azureml.NewClient(azureml.NewKeyCredential("k"), azureml.WithEndpoint(url), azureml.WithInsecure())
	if err != nil {
		t.Fatal(err)
	}
	for page, err := range client.BatchDeployments.List(t.Context(), azureml.ListBatchDeploymentsParams{
		SubscriptionID: "s", ResourceGroupName: "rg", WorkspaceName: "workspace", EndpointName: "endpoint",
	}).Pages() {
		return page, err
	}
	return nil, errors.New("no page")
}

func task(t *testing.T, url string) (*azurebatch.GetTaskResponse, error) {
	t.Helper()
	client, err := azurebatch.NewClient(url, azurebatch.NewKeyCredential("k"), azurebatch.WithInsecure())
	if err != nil {
		t.Fatal(err)
	}
	return client.Tasks.Get(t.Context(), azurebatch.GetTaskParams{JobID: "j", TaskID: "t"})
}

func TestPageOverHTTP(t *testing.T) {
	overHTTP(t, "azureml/2026-03-01", "BatchDeploymentTrackedResourceArmPaginatedResult", 200, func(url string) (json.Marshaler, error) {
		return listPage(t, url)
	})
}

func TestTaskOverHTTP(t *testing.T) {
	overHTTP(t, "azurebatch/2025-06-01", "BatchTask", 200, func(url string) (json.Marshaler, error) {
		got, err := task(t, url)
		if err != nil {
			return nil, err
		}
		return &got.Body, nil
	})
}

// errorBody is the body of an error, as the document types it.
func errorBody(err error) (json.Marshaler, error) {
	e, ok := errors.AsType[*azureml.ResponseError](err)
	if !ok {
		return nil, errors.Join(errors.New("want a ResponseError"), err)
	}
	body, ok := e.Body.(json.Marshaler)
	if !ok {
		return nil, errors.Join(errors.New("the error's body has no type of the document"), err)
	}
	return body, nil
}

func TestErrorsOverHTTP(t *testing.T) {
	overHTTP(t, "azureml/2026-03-01", "ErrorResponse", 409, func(url string) (json.Marshaler, error) {
		_, err := listPage(t, url)
		return errorBody(err)
	})
	overHTTP(t, "azurebatch/2025-06-01", "BatchError", 404, func(url string) (json.Marshaler, error) {
		_, err := task(t, url)
		return errorBody(err)
	})
}

// Request bodies, sent as they were read.
func TestPatchOverHTTP(t *testing.T) {
	doc := bodies.Read(t, "azureml/2025-06-01")
	s := service.New(t, service.Always(service.Answer{Body: `{"properties":{"provisioningState":"Succeeded"}}`}))
	client, err := azuremlupdate.NewClient(azuremlupdate.NewKeyCredential("k"), azuremlupdate.WithEndpoint(s.URL), azuremlupdate.WithInsecure())
	if err != nil {
		t.Fatal(err)
	}
	for i := range enumVariants {
		body := bodies.Text(t, doc.Full("PartialBatchDeploymentPartialMinimalTrackedResourceWithProperties", i).JSON)
		params := azuremlupdate.UpdateBatchDeploymentParams{
			SubscriptionID: "s", ResourceGroupName: "rg", WorkspaceName: "workspace", EndpointName: "endpoint", DeploymentName: "d",
		}
		if err := params.Body.UnmarshalJSON(body); err != nil {
			t.Fatal(err)
		}
		if _, err := client.BatchDeployments.BeginUpdate(t.Context(), params); err != nil {
			t.Fatal(err)
		}
		met := s.Requests()
		bodies.Equal(t, "request body", body, met[len(met)-1].Body)
	}
}
