package judge

import (
	"context"
	"maps"
	"net/http"
	"net/url"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/armsmith/armsmith/generator/load"
)

// slowly finds a route by trying all of them, the most concrete first: what branches must come to
// as well.
func (r *Router) slowly(req *http.Request) (method, path string, values map[string]string) {
	for _, inSegment := range []bool{true, false} {
		if route, values := among(r.routes, req, inSegment); route != nil {
			return route.Method, route.Path, values
		}
	}
	return "", "", nil
}

// variants returns requests that look like a path: with plain values, with values that hold slashes,
// with those that other paths have as literals in the same place, and with a segment too much.
func variants(path string, words []string) (out []string) {
	path, _, _ = strings.Cut(path, "#")
	for _, word := range append([]string{"a", "a%2Fb", "a/b", "ä b"}, words...) {
		out = append(out, parameter.ReplaceAllString(path, word))
	}
	return append(out, parameter.ReplaceAllString(path, "a")+"/", parameter.ReplaceAllString(path, "a")+"/more", strings.TrimPrefix(path, "/"))
}

// What branches find is what trying all routes finds, in documents with queries within paths,
// parameters next to each other, and templates that fit each other's requests.
func TestBranchesFindTheSame(t *testing.T) {
	root := "../../../shared/corpus/specs/"
	if _, err := os.Stat(root); err != nil {
		if os.Getenv("ARMSMITH_REQUIRE_SHARED") == "1" {
			t.Fatal(err)
		}
		t.Skip(err)
	}
	for _, name := range []string{
		"azure-testserver/swagger/xml-service.json",
		"azure-devops/specification/git/7.2/git.json",
		"unofficial/healthcare.gov/1.0.0/swagger.yaml",
		"azure-dp/specification/batch/data-plane/Microsoft.Batch/stable/2021-06-01.14.0/BatchService.json",
	} {
		doc, found := load.Load(context.Background(), filepath.Join(root, filepath.FromSlash(name)), load.Options{})
		if doc == nil {
			t.Fatal(found)
		}
		compareRouters(t, name, NewRouter(Document(doc)))
	}
}

func compareRouters(t *testing.T, name string, router *Router) {
	words := map[string]bool{}
	for _, route := range router.routes {
		for _, segment := range route.segments {
			if segment != "" && !strings.Contains(segment, "{") {
				words[segment] = true
			}
		}
	}
	some := slices.Sorted(maps.Keys(words))
	some = some[:min(len(some), 30)]
	compared, met := 0, 0
	for _, route := range router.routes {
		for _, target := range variants(route.Path, some) {
			u, err := url.Parse(target)
			if err != nil {
				continue
			}
			for _, method := range []string{route.Method, http.MethodTrace} {
				req := &http.Request{Method: method, URL: u, Header: http.Header{}}
				wantMethod, want, wantValues := router.slowly(req)
				got, values := router.Find(req)
				compared++
				if got == nil {
					if want != "" {
						t.Fatalf("%s: %s %s is for nothing, and was for %s", name, method, u, want)
					}
					continue
				}
				met++
				if got.Method != wantMethod || got.Path != want || !maps.Equal(values, wantValues) {
					t.Fatalf("%s: %s %s is for %s with %v, and was for %s with %v", name, method, u, got.Path, values, want, wantValues)
				}
			}
		}
	}
	t.Logf("%s: %d requests, %d of them for something", name, compared, met)
	if met < len(router.routes) {
		t.Errorf("%s: %d requests found a route, of %d routes", name, met, len(router.routes))
	}
}
