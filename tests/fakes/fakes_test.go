// Package fakes_test tests a program that uses generated clients the way its author would: through
// the packages fake, without a network.
package fakes_test

import (
	"context"
	"errors"
	"net/http"
	"strings"
	"testing"

	azurebatch "github.com/armsmith/armsmith/gen/azurebatch/v20250601"
	batchfake "github.com/armsmith/armsmith/gen/azurebatch/v20250601/fake"
	azuremlupdate "github.com/armsmith/armsmith/gen/azureml/v20250601"
	updatefake "github.com/armsmith/armsmith/gen/azureml/v20250601/fake"
	azureml "github.com/armsmith/armsmith/gen/azureml/v20260301"
	listfake "github.com/armsmith/armsmith/gen/azureml/v20260301/fake"
	"github.com/google/go-cmp/cmp"
)

// modelsInUse is such a program: the assets that an endpoint's deployments score with.
func modelsInUse(ctx context.Context, client *azureml.Client, endpoint string) ([]string, error) {
	var ids []string
	for d, err := range client.BatchDeployments.List(ctx, azureml.ListBatchDeploymentsParams{
		SubscriptionID: "sub", ResourceGroupName: "rg", WorkspaceName: "workspace", EndpointName: endpoint, Top: azureml.Some[int32](2),
	}).All() {
		if err != nil {
			return ids, err
		}
		if ref, ok := d.Properties.Model.(*azureml.IDAssetReference); ok {
			ids = append(ids, ref.AssetID)
		}
	}
	return ids, nil
}

func lister(t *testing.T, f *listfake.BatchDeployments) *azureml.Client {
	t.Helper()
	client, err := azureml.NewClient(azureml.Anonymous(), azureml.WithTransport(listfake.NewTransport(f)),
		azureml.WithRetry(azureml.RetryPolicy{MaxRetries: -1}))
	if err != nil {
		t.Fatal(err)
	}
	return client
}

type page = azureml.BatchDeploymentTrackedResourceArmPaginatedResult

func deployment(model azureml.AssetReference) azureml.BatchDeployment {
	return azureml.BatchDeployment{Properties: azureml.BatchDeploymentProperties{Model: model}}
}

func TestListOverPages(t *testing.T) {
	var asked []string
	client := lister(t, &listfake.BatchDeployments{
		List: func(_ context.Context, params *azureml.ListBatchDeploymentsParams, next string) (*page, error) {
			want := azureml.ListBatchDeploymentsParams{
				SubscriptionID: "sub", ResourceGroupName: "rg", WorkspaceName: "workspace", EndpointName: "scoring", Top: azureml.Some[int32](2),
			}
			if diff := cmp.Diff(want, *params, cmp.Comparer(func(a, b azureml.Optional[int32]) bool { return a == b }),
				cmp.Comparer(func(a, b azureml.Optional[string]) bool { return a == b })); diff != "" {
				t.Errorf("parameters:\n%s", diff)
			}
			asked = append(asked, next)
			if next == "" {
				return &page{Value: []azureml.BatchDeployment{deployment(&azureml.IDAssetReference{AssetID: "a"}), deployment(nil)},
					NextLink: azureml.Some("https://management.azure.com/more?page=2")}, nil
			}
			return &page{Value: []azureml.BatchDeployment{deployment(&azureml.DataPathAssetReference{}), deployment(&azureml.IDAssetReference{AssetID: "b"})}}, nil
		},
	})
	ids, err := modelsInUse(t.Context(), client, "scoring")
	if err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff([]string{"a", "b"}, ids); diff != "" {
		t.Errorf("models:\n%s", diff)
	}
	if len(asked) != 2 || asked[0] != "" || !strings.Contains(asked[1], "page=2") {
		t.Errorf("asked for %q", asked)
	}
	streamed := 0
	for d, err := range client.BatchDeployments.List(t.Context(), azureml.ListBatchDeploymentsParams{
		SubscriptionID: "sub", ResourceGroupName: "rg", WorkspaceName: "workspace", EndpointName: "scoring", Top: azureml.Some[int32](2),
	}).Stream() {
		if err != nil || d == nil {
			t.Fatal(err)
		}
		streamed++
	}
	if streamed != 4 || len(asked) != 4 {
		t.Errorf("%d deployments streamed, after %d requests", streamed, len(asked)-2)
	}
}

func TestFailures(t *testing.T) {
	for why, test := range map[string]struct {
		fail error
		want error
		text string
	}{
		"an answer of the service": {listfake.NewError(404, "EndpointNotFound", "no such endpoint"), azureml.ErrNotFound, "EndpointNotFound: no such endpoint"},
		"with a body":              {&listfake.Error{Status: 409, Body: &azureml.ErrorResponse{Error: &azureml.ErrorDetail{Code: azureml.Some("Busy")}}}, azureml.ErrConflict, "Busy"},
		"any other error":          {errors.New("the disk is full"), nil, "the disk is full"},
	} {
		client := lister(t, &listfake.BatchDeployments{
			List: func(context.Context, *azureml.ListBatchDeploymentsParams, string) (*page, error) {
				return nil, test.fail
			},
		})
		_, err := modelsInUse(t.Context(), client, "scoring")
		if _, ok := errors.AsType[*azureml.ResponseError](err); !ok || test.want != nil && !errors.Is(err, test.want) || !strings.Contains(err.Error(), test.text) {
			t.Errorf("%s: got %v", why, err)
		}
	}
}

// What a test did not provide for is an error that says so, not a call to the real service.
func TestNoFunction(t *testing.T) {
	_, err := modelsInUse(t.Context(), lister(t, &listfake.BatchDeployments{}), "scoring")
	if e, ok := errors.AsType[*azureml.ResponseError](err); !ok || e.StatusCode != http.StatusNotImplemented {
		t.Errorf("got %v", err)
	}
}

func TestUpdate(t *testing.T) {
	transport := updatefake.NewTransport(&updatefake.BatchDeployments{
		BeginUpdate: func(_ context.Context, p *azuremlupdate.UpdateBatchDeploymentParams) (*azuremlupdate.BatchDeploymentTrackedResource, error) {
			tags := map[string]string{}
			for name, v := range p.Body.Tags {
				if text, ok := v.Get(); ok {
					tags[name] = text
				}
			}
			return &azuremlupdate.BatchDeploymentTrackedResource{Name: azuremlupdate.Some(p.DeploymentName), Tags: tags}, nil
		},
	})
	client, err := azuremlupdate.NewClient(azuremlupdate.Anonymous(), azuremlupdate.WithTransport(transport))
	if err != nil {
		t.Fatal(err)
	}
	op, err := client.BatchDeployments.BeginUpdate(t.Context(), azuremlupdate.UpdateBatchDeploymentParams{
		SubscriptionID: "sub", ResourceGroupName: "rg", WorkspaceName: "workspace", EndpointName: "scoring", DeploymentName: "blue",
		Body: azuremlupdate.PartialBatchDeploymentPartialMinimalTrackedResourceWithProperties{Tags: map[string]azuremlupdate.Optional[string]{
			"a": azuremlupdate.Some("b"), "c": azuremlupdate.Null[string](),
		}},
	})
	if err != nil {
		t.Fatal(err)
	}
	if op.Done() {
		t.Error("a fake's operation takes time, so that a test sees both states")
	}
	d, err := op.Wait(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	if d.Name.Or("") != "blue" || len(d.Tags) != 1 || d.Tags["a"] != "b" {
		t.Errorf("got %+v", d)
	}
}

func TestConditionalGet(t *testing.T) {
	since := azurebatch.Some(must(azurebatch.ParseTime("Sat, 06 Sep 2025 06:59:15 GMT")))
	transport := batchfake.NewTransport(&batchfake.Tasks{
		Get: func(_ context.Context, p *azurebatch.GetTaskParams) (*azurebatch.GetTaskResponse, error) {
			if p.JobID != "a/b" || len(p.Select) != 2 || p.Select[1] != "state" || !p.IfModifiedSince.Or(azurebatch.Time{}).Equal(since.Or(azurebatch.Time{})) {
				t.Errorf("parameters did not arrive: %+v", p)
			}
			if p.IfNoneMatch.IsSet() {
				return nil, &batchfake.Error{Status: http.StatusNotModified}
			}
			return &azurebatch.GetTaskResponse{ETag: azurebatch.Some(azurebatch.ETag(`"1"`)), LastModified: since, Body: azurebatch.BatchTask{ID: azurebatch.Some("t")}}, nil
		},
	})
	client, err := azurebatch.NewClient("https://account.region.batch.azure.com", azurebatch.Anonymous(), azurebatch.WithTransport(transport))
	if err != nil {
		t.Fatal(err)
	}
	params := azurebatch.GetTaskParams{JobID: "a/b", TaskID: "t", Select: []string{"id", "state"}, IfModifiedSince: since}
	got, err := client.Tasks.Get(t.Context(), params)
	if err != nil {
		t.Fatal(err)
	}
	if got.Body.ID.Or("") != "t" || got.LastModified.Or(azurebatch.Time{}).String() != "Sat, 06 Sep 2025 06:59:15 GMT" {
		t.Errorf("got %+v", got)
	}
	params.IfNoneMatch = got.ETag
	if _, err := client.Tasks.Get(t.Context(), params); !errors.Is(err, azurebatch.ErrNotModified) {
		t.Errorf("got %v", err)
	}
}

func must[T any](v T, err error) T {
	if err != nil {
		panic(err)
	}
	return v
}
