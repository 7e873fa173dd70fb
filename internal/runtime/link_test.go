package runtime

import (
	"fmt"
	"net/http"
	"strings"
	"testing"
)

// Link headers as RFC 8288 has them: commas and quotes in targets and parameters, several relations
// in one rel, several links in one header.
func TestLinkHeaders(t *testing.T) {
	for _, tc := range []struct {
		want  string
		lines []string
	}{
		{"/x?page=2", []string{`</x?page=9>; rel="last", </x?page=2>; rel="next"`}},
		{"/x?ids=1,2,3", []string{`</x?ids=1,2,3>; rel="next"`}},
		{"/x?a=;b", []string{`</x?a=;b>; title="one, two; rel=\"next\""; rel="prefetch next"`}},
		{"/b", []string{`</a>; title="</n>; rel=\"next\", or"; rel=prev, </b> ;REL = next ;title=x`}},
		{"/b", []string{`</a>; rel=prev`, `</b>; rel=Next`}},
		{"/b", []string{`</a>; rel=next; anchor="#foot", </b>; rel="next"`}},
		{"/b", []string{`, ,</a>; rel="prev" , </b>; rel='x'; rel=next, </b>;rel="next";crossorigin`}},
		{"", []string{`</a>; rel="prev"; rel="next"`}},
		{"", []string{`</a>; rel="nextpage", </b>; rev="next"`}},
		{"", []string{`/a; rel=next`, `<`, `>`, `<>; rel`, `</a>; rel="next`[:12]}},
	} {
		if got := nextLink(http.Header{"Link": tc.lines}); got != tc.want {
			t.Errorf("%q leads to %q, want %q", tc.lines, got, tc.want)
		}
	}
}

// Links that are not quite URLs lead where browsers go.
func TestSloppyLinks(t *testing.T) {
	for _, tc := range []struct{ link, want string }{
		{" /y z?a=b c ", "/y%20z?a=b%20c"}, {"/y?a=100%&b=%zz", "/y?a=100%25&b=%25zz"}, {"/y\t/z", "/y/z"}, {"/y?f=<ä>#frag", "/y?f=<%C3%A4>"}, {"/y%20z", "/y%20z"},
	} {
		s := serve(t, func(w http.ResponseWriter, r *http.Request) {
			if r.URL.Path == "/x" {
				w.Header()["Location"] = []string{tc.link}
				w.WriteHeader(307)
			}
		})
		if _, err := do(t, s.client(t), op("GET", "/x"), nil); err != nil || s.last().URI != tc.want {
			t.Errorf("a redirect to %q: %v, asked %s", tc.link, err, s.last().URI)
		}
		s = script(t, map[string][]answer{"POST /x": {func(w http.ResponseWriter, r *http.Request) {
			w.Header()["Location"] = []string{tc.link}
			w.WriteHeader(202)
		}}, "GET /y z": {reply(200, "{}")}, "GET /y": {reply(200, "{}")}, "GET /y/z": {reply(200, "{}")}})
		c := s.client(t)
		o := op("POST", "/x")
		p := must(Begin(t.Context(), c, c.NewRequest(o), textSpec(o, "")))
		if _, err := p.Wait(t.Context()); err != nil || s.last().URI != tc.want {
			t.Errorf("a Location of %q: %v, asked %s", tc.link, err, s.last().URI)
		}
		s = serve(t, func(w http.ResponseWriter, r *http.Request) {
			next := ""
			if r.URL.Path == "/x" {
				next = tc.link
			}
			fmt.Fprint(w, pageBody(next, 1))
		})
		c = s.client(t)
		spec := numberPages(c, op("GET", "/x"))
		first := spec.First
		spec.First = func() *Request { r := first(); r.version = versionParam{}; return r }
		if got, err := collect(NewPager(t.Context(), c, spec)); err != nil || len(got) != 2 || !strings.HasPrefix(s.last().URI, tc.want) {
			t.Errorf("a next link of %q: %v, asked %s", tc.link, err, s.last().URI)
		}
	}
}
