package runtime

import (
	"context"
	"encoding/json"
	"fmt"
	"io"
	"net/http"
	"net/http/httptest"
	"testing"
	"time"

	armjson "github.com/armsmith/armsmith/internal/runtime/json"
)

// listBody is a page with one deployment, about as long as a real one.
const listBody = `{"value":[{"id":"/subscriptions/s/resourceGroups/rg/providers/Microsoft.MachineLearningServices/workspaces/ws/batchEndpoints/ep/deployments/d","name":"d","location":"westeurope","properties":{"provisioningState":"Succeeded"}}]}`

func listServer(t testing.TB) *httptest.Server {
	s := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		w.Header().Set("Content-Type", "application/json")
		io.WriteString(w, listBody)
	}))
	t.Cleanup(s.Close)
	return s
}

type rawPage struct{ raw []byte }

func (p *rawPage) JSONType() *armjson.Type { return &typeRawPage }

var typeRawPage = armjson.Type{Kind: armjson.KindWrapped, Self: (*rawPage)(nil), Of: &armjson.Scalars[armjson.KindRaw]}

var listOp = &Operation{
	Name: "BatchDeployments.List", Method: "GET", Accept: "application/json", Success: []StatusRange{{Low: 200, High: 200}},
	Path:     "/subscriptions/{subscriptionId}/resourceGroups/{resourceGroupName}/workspaces/{workspaceName}/deployments",
	Security: []Requirement{{{Scheme: &Scheme{ID: "azure", Kind: SchemeOAuth2}, Scopes: []string{"https://management.azure.com/.default"}}}},
}

func listOnce(ctx context.Context, c *Client) error {
	r := c.NewRequest(listOp)
	r.Path("subscriptionId", Text("00000000-0000-0000-0000-000000000000"), Simple)
	r.Path("resourceGroupName", Text("resourceGroup-1234"), Simple)
	r.Path("workspaceName", Text("testworkspace"), Simple)
	r.APIVersion("api-version", InQuery)
	r.Query("$orderBy", Text("name desc"), Form)
	r.Query("$top", Text("50"), Form)
	resp, err := c.Do(ctx, r)
	if err != nil {
		return err
	}
	var p rawPage
	if err := resp.JSON(&p); err != nil || string(p.raw) != listBody {
		return fmt.Errorf("%w: read %.40q", err, p.raw)
	}
	return nil
}

func staticToken(context.Context, []string, string) (string, time.Time, error) {
	return "token-0123456789", time.Now().Add(time.Hour), nil
}

// A call must not cost much more than net/http does by itself.
func TestAllocations(t *testing.T) {
	if raceEnabled {
		t.Skip("the race detector allocates")
	}
	s := listServer(t)
	c := must(NewClient(Config{Package: "azureml", Version: "1", Endpoint: s.URL, APIVersion: "2026-03-01", Credential: NewTokenCredential(staticToken)},
		WithInsecure(), WithHTTPClient(s.Client())))
	ctx := t.Context()
	if err := listOnce(ctx, c); err != nil {
		t.Fatal(err)
	}
	ours := testing.AllocsPerRun(200, func() {
		if err := listOnce(ctx, c); err != nil {
			t.Error(err)
		}
	})
	floor := testing.AllocsPerRun(200, func() {
		req, _ := http.NewRequestWithContext(ctx, "GET", s.URL+"/x?api-version=1", nil)
		resp, err := s.Client().Do(req)
		if err != nil {
			t.Error(err)
			return
		}
		io.Copy(io.Discard, resp.Body)
		resp.Body.Close()
	})
	t.Logf("a List call: %.0f allocations; net/http alone, server included: %.0f", ours, floor)
	if ours > floor+12 {
		t.Errorf("%.0f allocations more than net/http, want at most 12", ours-floor)
	}
}

// A header is found without making its key, in whatever case the document writes its name.
func TestHeaderAllocations(t *testing.T) {
	resp := &Response{header: http.Header{"X-Own-Request-Id": {"7"}}}
	if n := testing.AllocsPerRun(100, func() {
		if v, ok := resp.headerText("x-own-request-ID"); !ok || v != "7" {
			t.Error("not found")
		}
	}); n > 0 {
		t.Errorf("%.0f allocations, want none", n)
	}
}

func BenchmarkListCall(b *testing.B) {
	s := listServer(b)
	c := must(NewClient(Config{Package: "azureml", Version: "1", Endpoint: s.URL, APIVersion: "2026-03-01", Credential: NewTokenCredential(staticToken)},
		WithInsecure(), WithHTTPClient(s.Client())))
	b.Run("armsmith", func(b *testing.B) {
		b.ReportAllocs()
		for b.Loop() {
			if err := listOnce(b.Context(), c); err != nil {
				b.Fatal(err)
			}
		}
	})
	b.Run("by hand", func(b *testing.B) {
		b.ReportAllocs()
		for b.Loop() {
			req, _ := http.NewRequestWithContext(b.Context(), "GET", s.URL+"/x?api-version=1", nil)
			resp, err := s.Client().Do(req)
			if err != nil {
				b.Fatal(err)
			}
			data, _ := io.ReadAll(resp.Body)
			resp.Body.Close()
			var v map[string]any
			if json.Unmarshal(data, &v) != nil {
				b.Fatal("no JSON")
			}
		}
	})
}

func must[T any](v T, err error) T {
	if err != nil {
		panic(err)
	}
	return v
}
