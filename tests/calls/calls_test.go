// Package calls_test calls services through generated clients, over real connections, and looks at
// both ends: what arrives, and what the caller sees.
package calls_test

import (
	"errors"
	"strings"
	"testing"

	azurebatch "github.com/armsmith/armsmith/gen/azurebatch/v20250601"
	azuremlupdate "github.com/armsmith/armsmith/gen/azureml/v20250601"
	azureml "github.com/armsmith/armsmith/gen/azureml/v20260301"
	"github.com/armsmith/armsmith/tests/internal/service"
)

// token is the credential of all clients here. It must never be seen but in the Authorization
// header.
const token = "s3cret-t0ken"

func lister(t *testing.T, s *service.Service, opts ...azureml.Option) *azureml.BatchDeploymentsClient {
	t.Helper()
	opts = append([]azureml.Option{azureml.WithEndpoint(s.URL), azureml.WithInsecure(), azureml.WithRetry(azureml.RetryPolicy{MaxRetries: -1})}, opts...)
	client, err := azureml.NewClient(azureml.NewKeyCredential(token), opts...)
	if err != nil {
		t.Fatal(err)
	}
	return client.BatchDeployments
}

func updater(t *testing.T, s *service.Service, opts ...azuremlupdate.Option) *azuremlupdate.BatchDeploymentsClient {
	t.Helper()
	opts = append([]azuremlupdate.Option{azuremlupdate.WithEndpoint(s.URL), azuremlupdate.WithInsecure(),
		azuremlupdate.WithPolling(azuremlupdate.PollPolicy{Interval: 1})}, opts...)
	client, err := azuremlupdate.NewClient(azuremlupdate.NewKeyCredential(token), opts...)
	if err != nil {
		t.Fatal(err)
	}
	return client.BatchDeployments
}

func tasks(t *testing.T, s *service.Service, opts ...azurebatch.Option) *azurebatch.TasksClient {
	t.Helper()
	opts = append([]azurebatch.Option{azurebatch.WithInsecure()}, opts...)
	client, err := azurebatch.NewClient(s.URL, azurebatch.NewKeyCredential(token), opts...)
	if err != nil {
		t.Fatal(err)
	}
	return client.Tasks
}

func listParams() azureml.ListBatchDeploymentsParams {
	return azureml.ListBatchDeploymentsParams{SubscriptionID: "sub", ResourceGroupName: "rg", WorkspaceName: "workspace", EndpointName: "scoring"}
}

func updateParams() azuremlupdate.UpdateBatchDeploymentParams {
	return azuremlupdate.UpdateBatchDeploymentParams{
		SubscriptionID: "sub", ResourceGroupName: "rg", WorkspaceName: "workspace", EndpointName: "scoring", DeploymentName: "blue",
		Body: azuremlupdate.PartialBatchDeploymentPartialMinimalTrackedResourceWithProperties{Tags: map[string]azuremlupdate.Optional[string]{"team": azuremlupdate.Some("risk")}},
	}
}

var taskParams = azurebatch.GetTaskParams{JobID: "job", TaskID: "task"}

// path and query of a request.
func target(s *service.Service, r service.Request) string { return strings.TrimPrefix(r.URL, s.URL) }

// Every violation in one error, and nothing sent.
func TestParametersAreCheckedFirst(t *testing.T) {
	s := service.New(t, service.Always(service.Answer{Body: `{}`}))

	_, err := updater(t, s).BeginUpdate(t.Context(), azuremlupdate.UpdateBatchDeploymentParams{
		DeploymentName:    "-starts-with-a-dash",
		EndpointName:      strings.Repeat("e", 256),
		ResourceGroupName: strings.Repeat("r", 91),
		SubscriptionID:    "",
		WorkspaceName:     "ab",
	})
	violates(t, err, "deploymentName", "endpointName", "resourceGroupName", "subscriptionId", "workspaceName")

	var listed error
	for _, err := range lister(t, s).List(t.Context(), azureml.ListBatchDeploymentsParams{EndpointName: "..", ResourceGroupName: "", SubscriptionID: "s", WorkspaceName: "white space"}).All() {
		listed = err
	}
	violates(t, listed, "endpointName", "resourceGroupName", "workspaceName")

	_, err = tasks(t, s).Get(t.Context(), azurebatch.GetTaskParams{
		JobID: "", TaskID: ".", ClientRequestID: azurebatch.Some("a\r\nX-Injected: b"), IfMatch: azurebatch.Some(azurebatch.ETag("\x00")),
	})
	violates(t, err, "jobId", "taskId", "client-request-id", "If-Match")

	if met := s.Requests(); len(met) > 0 {
		t.Errorf("something was sent: %v", met)
	}
}

// violates checks that an error names these fields, each once, and no others.
func violates(t *testing.T, err error, fields ...string) {
	t.Helper()
	e, ok := errors.AsType[*azureml.ParamError](err)
	if !ok {
		t.Errorf("got %v, want a ParamError about %s", err, fields)
		return
	}
	left := map[string]bool{}
	for _, f := range fields {
		left[f] = true
	}
	for _, v := range e.Violations {
		if !left[v.Field] {
			t.Errorf("%s %s: not expected, or named twice", v.Field, v.Message)
		}
		delete(left, v.Field)
		if !strings.Contains(err.Error(), v.Field+" "+v.Message) {
			t.Errorf("the text does not say that %s %s: %v", v.Field, v.Message, err)
		}
	}
	for f := range left {
		t.Errorf("nothing about %s in: %v", f, err)
	}
}

// What may stand in a path or query stays itself; what may not can't leave its place.
func TestParametersStayInTheirPlace(t *testing.T) {
	s := service.New(t, service.Always(service.Answer{Body: `{}`}))
	params := azurebatch.GetTaskParams{
		JobID: "a/b?c#d", TaskID: "é 100%", Select: []string{"id", "a,b", "x&y=z"}, TimeOut: azurebatch.Some[int32](-1),
	}
	if _, err := tasks(t, s).Get(t.Context(), params); err != nil {
		t.Fatal(err)
	}
	const want = "/jobs/a%2Fb%3Fc%23d/tasks/%C3%A9%20100%25?api-version=2025-06-01&$select=id,a%2Cb,x%26y%3Dz&timeOut=-1"
	if got := target(s, s.Requests()[0]); got != want {
		t.Errorf("\n got %s\nwant %s", got, want)
	}
}
