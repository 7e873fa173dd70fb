package runtime

import (
	"context"
	"fmt"
	"net/http"
	"testing"
)

// A long-running operation that makes a list gives all of its pages, and a token at each of them
// goes on from there.
func TestPagesOfALongRunningOperation(t *testing.T) {
	for name, first := range map[string]answer{"at its end": reply(202, "", "Location", "/r"), "at once": reply(200, pageBody("/r/2", 1, 2))} {
		s := script(t, map[string][]answer{
			"POST /x": {first}, "GET /r": {reply(202, ""), reply(200, pageBody("/r/2", 1, 2))},
			"GET /r/2": {reply(200, pageBody("./3", 3))}, "GET /r/3": {reply(200, pageBody("", 4))},
		})
		c := s.client(t)
		o := op("POST", "/x")
		pages := numberPages(c, o)
		pages.First = nil
		spec := LROSpec[Pager[numbers, int64]]{Op: o, Pages: func(ctx context.Context, resp *Response, opts []Option) (*Pager[numbers, int64], error) {
			return PagesOf(ctx, c, pages, resp, opts)
		}}
		r := c.NewRequest(o)
		r.APIVersion("api-version", InQuery)
		p := must(Begin(t.Context(), c, r, spec, WithHeader("If-Match", "*"), WithHeader("X-Keep", "k")))
		pager, err := p.Wait(t.Context())
		if err != nil {
			t.Fatalf("%s: %v", name, err)
		}
		tokens := []string{pager.Token()}
		n := 0
		for page, err := range pager.Pages() {
			if err != nil {
				t.Fatalf("%s: %v", name, err)
			}
			n += len(page.value)
			tokens = append(tokens, pager.Token())
		}
		if n != 4 || tokens[3] != "" || (tokens[0] == "") != (name == "at once") {
			t.Errorf("%s: %d items, tokens %q", name, n, tokens)
		}
		for i, want := range []string{"[1 2 3 4]", "[3 4]", "[4]"} {
			if tokens[i] == "" {
				continue
			}
			again, err := must(Resume(c, tokens[i], spec)).Wait(t.Context())
			if err != nil {
				t.Fatalf("%s: resumed at page %d: %v", name, i+1, err)
			}
			if rest, err := collect(again); err != nil || fmt.Sprint(rest) != want {
				t.Errorf("%s: resumed at page %d: %v, %v", name, i+1, rest, err)
			}
		}
		for _, one := range s.seen()[1:] {
			if one.Method != http.MethodGet || one.Header.Get("If-Match") != "" || one.Header.Get("Authorization") == "" {
				t.Errorf("%s: sent %+v", name, one)
			}
		}
	}
}
