// Package samples_test holds the generated clients against the reference pages: what a page prints
// as a request is what leaves the client, and what it prints as a response is read without loss.
// Everything travels over real connections, and to the endpoint that a user would call: only the
// address behind it is the test's.
package samples_test

import (
	"context"
	"encoding/json"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"

	azurebatch "github.com/armsmith/armsmith/gen/azurebatch/v20250601"
	azuremlupdate "github.com/armsmith/armsmith/gen/azureml/v20250601"
	azureml "github.com/armsmith/armsmith/gen/azureml/v20260301"
	"github.com/armsmith/armsmith/specs"
	"github.com/armsmith/armsmith/tests/internal/bodies"
	"github.com/armsmith/armsmith/tests/internal/service"
)

const batchEndpoint = "https://account.region.batch.azure.com"

// sample is one page's.
type sample struct {
	page string // in ../shared/documents
	file string
	line string // the request, as the page prints it
	// call makes the sample's call and returns what came back, encoded.
	call func(t *testing.T, s *service.Service, parameters specs.Sample) []byte
}

var samples = map[string]sample{
	"list deployments": {
		page: "000_87175a24c5b6e970.txt", file: specs.ListDeployments, call: list,
		line: "GET https://management.azure.com/subscriptions/00000000-1111-2222-3333-444444444444/resourceGroups/test-rg/providers/Microsoft.MachineLearningServices/workspaces/my-aml-workspace/batchEndpoints/testEndpointName/deployments?api-version=2026-03-01&$orderBy=string&$top=1",
	},
	"update deployment": {
		page: "001_c90722fc70659ea3.txt", file: specs.UpdateDeployment, call: update,
		line: "PATCH https://management.azure.com/subscriptions/00000000-1111-2222-3333-444444444444/resourceGroups/test-rg/providers/Microsoft.MachineLearningServices/workspaces/my-aml-workspace/batchEndpoints/testEndpointName/deployments/testDeploymentName?api-version=2025-06-01",
	},
	"get task": {
		page: "002_afdad7f294aba8c9.txt", file: specs.GetTask, call: getTask,
		line: "GET " + batchEndpoint + "/jobs/jobId/tasks/taskId?api-version=2025-06-01",
	},
}

func TestSamples(t *testing.T) {
	for name, s := range samples {
		t.Run(name, func(t *testing.T) {
			printed := read(t, s.file)
			answer := service.Answer{Header: printed.Responses["200"].Headers, Body: string(printed.Responses["200"].Body)}
			server := service.NewTLS(t, service.Always(answer))
			got := s.call(t, server, printed)

			met := server.Requests()
			if len(met) != 1 {
				t.Fatalf("%d requests, want 1: %v", len(met), met)
			}
			if met[0].Line() != s.line {
				t.Errorf("request line\n got %s\nwant %s", met[0].Line(), s.line)
			}
			checkHeaders(t, met[0])
			if body, has := printed.Parameters["body"]; has {
				bodies.Equal(t, "request body", body, met[0].Body)
			} else if len(met[0].Body) > 0 {
				t.Errorf("request body, where the page has none: %s", met[0].Body)
			}
			bodies.Equal(t, "response body", printed.Responses["200"].Body, got)
		})
	}
}

// What an Azure service must see, and nothing that the page does not know of.
func checkHeaders(t *testing.T, r service.Request) {
	t.Helper()
	want := map[string]string{"Accept": "application/json", "Authorization": "Bearer token"}
	if len(r.Body) > 0 {
		want["Content-Type"] = "application/json"
	}
	for name, v := range want {
		if got := r.Header.Get(name); got != v {
			t.Errorf("header %s is %q, want %q", name, got, v)
		}
	}
	for name := range r.Header {
		switch name {
		case "User-Agent", "Accept-Encoding", "Content-Length": // of the client itself
		default:
			if want[name] == "" {
				t.Errorf("header %s: %s, which the page does not have", name, r.Header.Get(name))
			}
		}
	}
}

func list(t *testing.T, s *service.Service, p specs.Sample) []byte {
	client, err := azureml.NewClient(azureml.NewKeyCredential("token"), azureml.WithHTTPClient(s.Client()))
	if err != nil {
		t.Fatal(err)
	}
	var top int32
	if err := json.Unmarshal(p.Parameters["$top"], &top); err != nil {
		t.Fatal(err)
	}
	pages := client.BatchDeployments.List(t.Context(), azureml.ListBatchDeploymentsParams{
		SubscriptionID: p.Text("subscriptionId"), ResourceGroupName: p.Text("resourceGroupName"), WorkspaceName: p.Text("workspaceName"),
		EndpointName: p.Text("endpointName"), OrderBy: azureml.Some(p.Text("$orderBy")), Top: azureml.Some(top),
	}).Pages()
	for page, err := range pages {
		if err != nil {
			t.Fatal(err)
		}
		return encode(t, page)
	}
	t.Fatal("no page")
	return nil
}

func update(t *testing.T, s *service.Service, p specs.Sample) []byte {
	client, err := azuremlupdate.NewClient(azuremlupdate.NewKeyCredential("token"), azuremlupdate.WithHTTPClient(s.Client()))
	if err != nil {
		t.Fatal(err)
	}
	params := azuremlupdate.UpdateBatchDeploymentParams{
		SubscriptionID: p.Text("subscriptionId"), ResourceGroupName: p.Text("resourceGroupName"), WorkspaceName: p.Text("workspaceName"),
		EndpointName: p.Text("endpointName"), DeploymentName: p.Text("deploymentName"),
	}
	if err := json.Unmarshal(p.Parameters["body"], &params.Body); err != nil {
		t.Fatal(err)
	}
	if _, err := client.BatchDeployments.BeginUpdate(t.Context(), params); err != nil {
		t.Fatal(err)
	}
	// The sample's deployment is still "Creating", so no poller would call it a result yet: read
	// the page's body as it is. That a poller reads it from a connection once it is done is
	// TestUpdateToItsEnd's.
	var deployment azuremlupdate.BatchDeploymentTrackedResource
	if err := json.Unmarshal(p.Responses["200"].Body, &deployment); err != nil {
		t.Fatal(err)
	}
	return encode(t, &deployment)
}

func getTask(t *testing.T, s *service.Service, p specs.Sample) []byte {
	client, err := azurebatch.NewClient(batchEndpoint, azurebatch.NewKeyCredential("token"), azurebatch.WithHTTPClient(s.Client()))
	if err != nil {
		t.Fatal(err)
	}
	got, err := client.Tasks.Get(t.Context(), azurebatch.GetTaskParams{JobID: p.Text("jobId"), TaskID: p.Text("taskId")})
	if err != nil {
		t.Fatal(err)
	}
	return encode(t, &got.Body)
}

// The page's 202, then its 200 with an operation that is under way, then the same deployment when
// it is done.
func TestUpdateToItsEnd(t *testing.T) {
	printed := read(t, specs.UpdateDeployment)
	creating := string(printed.Responses["200"].Body)
	done := strings.Replace(creating, `"Creating"`, `"Succeeded"`, 1)
	if done == creating {
		t.Fatal("the sample is no longer Creating")
	}
	server := service.NewTLS(t, service.InTurn(
		service.Answer{Status: 202, Header: printed.Responses["202"].Headers},
		service.Answer{Status: 200, Body: creating},
		service.Answer{Status: 200, Body: done},
	))
	client, err := azuremlupdate.NewClient(azuremlupdate.NewKeyCredential("token"), azuremlupdate.WithHTTPClient(server.Client()),
		azuremlupdate.WithPolling(azuremlupdate.PollPolicy{Interval: 1}))
	if err != nil {
		t.Fatal(err)
	}
	op, err := client.BatchDeployments.BeginUpdate(t.Context(), azuremlupdate.UpdateBatchDeploymentParams{
		SubscriptionID: "s", ResourceGroupName: "rg", WorkspaceName: "workspace", EndpointName: "endpoint", DeploymentName: "blue",
	})
	if err != nil {
		t.Fatal(err)
	}
	deployment, err := op.Wait(context.Background())
	if err != nil {
		t.Fatal(err)
	}
	bodies.Equal(t, "the deployment", []byte(done), encode(t, deployment))
	// The page's Location is relative: it leads beside what was called.
	for _, r := range server.Requests()[1:] {
		if want := "GET https://management.azure.com/subscriptions/s/resourceGroups/rg/providers/Microsoft.MachineLearningServices/workspaces/workspace/batchEndpoints/endpoint/deployments/example_location?api-version=2025-06-01"; r.Line() != want {
			t.Errorf("polled\n     %s\nwant %s", r.Line(), want)
		}
	}
}

// The lines above are the pages' own.
func TestLinesAreThePages(t *testing.T) {
	lines := regexp.MustCompile(`(?m)^(GET|PATCH) \S+$`)
	for name, s := range samples {
		t.Run(name, func(t *testing.T) {
			page := strings.ReplaceAll(string(shared(t, "documents", s.page)), "{endpoint}/jobs", batchEndpoint+"/jobs")
			for _, line := range lines.FindAllString(page, -1) {
				if line == s.line {
					return
				}
			}
			t.Errorf("%s does not print\n%s", s.page, s.line)
		})
	}
}

func read(t *testing.T, file string) specs.Sample {
	t.Helper()
	s, err := specs.ReadSample(file)
	if err != nil {
		t.Fatal(err)
	}
	return s
}

func encode(t *testing.T, v json.Marshaler) []byte {
	t.Helper()
	text, err := v.MarshalJSON()
	if err != nil {
		t.Fatal(err)
	}
	return text
}

// shared reads a file beside the repository.
func shared(t *testing.T, name ...string) []byte {
	t.Helper()
	text, err := os.ReadFile(filepath.Join(append([]string{"..", "..", "..", "shared"}, name...)...))
	if err != nil {
		if os.Getenv("ARMSMITH_REQUIRE_SHARED") == "1" {
			t.Fatalf("ARMSMITH_REQUIRE_SHARED=1, but a shared file is not there: %v", err)
		}
		t.Skipf("not beside this repository: %v", err)
	}
	return text
}
