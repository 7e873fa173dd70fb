package fake

import (
	"net/http"
	"net/url"
	"regexp"
	"strings"
)

// matcher finds out whether a request is one of a route's.
type matcher struct {
	route Route
	path  *regexp.Regexp // against the escaped path
	names []string       // of the variables, in order
	query url.Values     // what the template itself asks for (x-ms-paths)
	// how much of the template is not variable: the more, the closer the match
	weight int
}

var variable = regexp.MustCompile(`\{\+?[^{}]*\}`)

// newMatcher prepares a route. An endpoint may have a path of its own, which then stands before the
// template's.
func newMatcher(r Route) *matcher {
	m := &matcher{route: r}
	path, query, _ := strings.Cut(r.Path, "?")
	m.query, _ = url.ParseQuery(query)
	m.weight = 100 * len(m.query)
	var expr strings.Builder
	expr.WriteString("^(.*?)")
	done := 0
	literal := func(s string) {
		expr.WriteString(regexp.QuoteMeta(escaped(s)))
		m.weight += len(s)
	}
	for _, at := range variable.FindAllStringIndex(path, -1) {
		literal(path[done:at[0]])
		name := path[at[0]+1 : at[1]-1]
		if rest, ok := strings.CutPrefix(name, "+"); ok {
			name = rest
			expr.WriteString("(.*)")
		} else {
			expr.WriteString("([^/]*)")
		}
		m.names = append(m.names, name)
		done = at[1]
	}
	literal(path[done:])
	expr.WriteString("$")
	m.path = regexp.MustCompile(expr.String())
	return m
}

// escaped is a literal part of a template as it stands in a URL.
func escaped(s string) string {
	return (&url.URL{Path: s}).EscapedPath()
}

// match returns the path's variables, unescaped, and the endpoint's own path, when the request is
// one of the route's.
func (m *matcher) match(req *http.Request) (vars map[string]string, base string, ok bool) {
	if req.Method != m.route.Method {
		return nil, "", false
	}
	found := m.path.FindStringSubmatch(req.URL.EscapedPath())
	if found == nil {
		return nil, "", false
	}
	query := req.URL.Query()
	for name, values := range m.query {
		if query.Get(name) != values[0] {
			return nil, "", false
		}
	}
	vars = make(map[string]string, len(m.names))
	for i, name := range m.names {
		v, err := url.PathUnescape(found[i+2])
		if err != nil {
			v = found[i+2]
		}
		vars[name] = v
	}
	return vars, found[1], true
}
