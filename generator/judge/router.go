package judge

import (
	"cmp"
	"fmt"
	"net/http"
	"net/url"
	"regexp"
	"slices"
	"strings"

	"github.com/getkin/kin-openapi/openapi3"
	"github.com/getkin/kin-openapi/routers"
)

// Router finds the operation of a document that a request is for. kin-openapi has routers too, but
// each of them refuses a whole document for one template that it does not like, and none knows
// paths that are told apart by a query or a fragment, as Azure's are.
type Router struct {
	routes []*route // the most concrete first
	paths  branch   // the same, by their segments
}

// route is an operation with what a request for it looks like.
type route struct {
	*routers.Route
	pattern  *regexp.Regexp
	segments []string   // of the template as it stands in a URL, with "{" for each parameter
	prefix   string     // what a path begins with, up to the first parameter
	rank     int        // among all routes: the most concrete has 0
	names    []string   // of the parameters in the pattern's order
	query    url.Values // that must be there
	literals int        // bytes of the template that are no parameter
	twins    []*route   // those whose requests differ from its own in what they accept, if at all
}

// NewRouter returns a router for the operations of a document. Requests have the paths of the
// document: what a server's URL puts in front is the caller's to take away.
func NewRouter(doc *openapi3.T) *Router {
	r := new(Router)
	for path, item := range doc.Paths.Map() {
		for method, op := range item.Operations() {
			r.routes = append(r.routes, newRoute(doc, path, item, method, op))
		}
	}
	// the most concrete first, as the specification asks (OpenAPI 3.0, Path Templating Matching)
	slices.SortFunc(r.routes, func(a, b *route) int {
		return cmp.Or(
			cmp.Compare(len(b.query), len(a.query)),
			cmp.Compare(len(a.names), len(b.names)),
			cmp.Compare(b.literals, a.literals),
			cmp.Compare(a.Path, b.Path),
			cmp.Compare(a.Method, b.Method),
		)
	})
	for i, route := range r.routes {
		route.rank = i
		r.paths.add(route)
	}
	r.pair()
	return r
}

// pair finds the routes that only a fragment tells apart, which no request has.
func (r *Router) pair() {
	alike := map[string][]*route{}
	for _, route := range r.routes {
		key := route.Method + " " + route.pattern.String() + " " + route.query.Encode()
		alike[key] = append(alike[key], route)
	}
	for _, twins := range alike {
		if len(twins) > 1 {
			twins[0].twins = twins // the others are not found before it
		}
	}
}

// chosen returns the route, of those that a request may be for, that alone takes a header as the
// request has it, or else whose success is in a media type that the request names; the first for
// none.
func (r *route) chosen(req *http.Request) *route {
	said := slices.DeleteFunc(slices.Clone(r.twins), func(twin *route) bool { return !twin.says(req.Header) })
	if len(said) == 1 {
		return said[0]
	}
	accept := strings.Join(req.Header.Values("Accept"), ",")
	for _, twin := range r.twins {
		for status, response := range twin.Operation.Responses.Map() {
			if !strings.HasPrefix(status, "2") || response.Value == nil {
				continue
			}
			for mediaType := range response.Value.Content {
				if strings.Contains(accept, mediaType) {
					return twin
				}
			}
		}
	}
	return r
}

// says reports whether an operation takes a header that can have one value only, such as AWS's
// X-Amz-Target, and headers have it.
func (r *route) says(header http.Header) bool {
	return slices.ContainsFunc(r.Operation.Parameters, func(ref *openapi3.ParameterRef) bool {
		p := ref.Value
		if p == nil || p.In != openapi3.ParameterInHeader || p.Schema == nil || p.Schema.Value == nil || len(p.Schema.Value.Enum) != 1 {
			return false
		}
		return header.Get(p.Name) == p.Schema.Value.Enum[0]
	})
}

var parameter = regexp.MustCompile(`\{[^{}]*\}`)

func newRoute(doc *openapi3.T, path string, item *openapi3.PathItem, method string, op *openapi3.Operation) *route {
	r := &route{Route: &routers.Route{Spec: doc, Path: path, PathItem: item, Method: method, Operation: op}}
	template, _, _ := strings.Cut(path, "#")
	template, query, _ := strings.Cut(template, "?")
	r.query, _ = url.ParseQuery(query) // what cannot be read asks for nothing
	var pattern, form strings.Builder
	at := 0
	for _, span := range parameter.FindAllStringIndex(template, -1) {
		literal, name := template[at:span[0]], template[span[0]+1:span[1]-1]
		r.literals += len(literal)
		r.names = append(r.names, name)
		values := ".+"
		if literal == "" && at > 0 {
			values = r.valuesOf(name) // where it begins, nothing else says
		}
		pattern.WriteString(regexp.QuoteMeta(escaped(literal)) + "(" + values + ")")
		form.WriteString(escaped(literal) + "{") // which no URL holds as it is
		at = span[1]
	}
	r.literals += len(template) - at
	pattern.WriteString(regexp.QuoteMeta(escaped(template[at:])))
	form.WriteString(escaped(template[at:]))
	r.segments = strings.Split(form.String(), "/")
	r.prefix, _, _ = strings.Cut(form.String(), "{")
	r.pattern = regexp.MustCompile("^" + pattern.String() + "$")
	return r
}

// valuesOf returns the expression for the values of a path parameter: those that its schema lists.
func (r *route) valuesOf(name string) string {
	p := r.Operation.Parameters.GetByInAndName(openapi3.ParameterInPath, name)
	if p == nil {
		p = r.PathItem.Parameters.GetByInAndName(openapi3.ParameterInPath, name)
	}
	if p == nil || p.Schema == nil || p.Schema.Value == nil || len(p.Schema.Value.Enum) == 0 {
		return ".+"
	}
	var texts []string
	for _, v := range p.Schema.Value.Enum {
		texts = append(texts, regexp.QuoteMeta(url.PathEscape(fmt.Sprint(v))))
	}
	return strings.Join(texts, "|")
}

// escaped returns a part of a template as it stands in a URL: documents write what a URL cannot
// hold as it is, such as <name>, and what is escaped already.
func escaped(literal string) string {
	path, err := url.PathUnescape(literal)
	if err != nil {
		path = literal
	}
	return (&url.URL{Path: path, RawPath: literal}).EscapedPath()
}

// Find returns the operation that a request is for, and the values of its path's parameters. Of
// several that fit, the most concrete is meant, and of those whose paths only a fragment tells apart
// the one that takes a header as the request has it, or that answers what the request accepts. It
// returns nil when there is none.
func (r *Router) Find(req *http.Request) (*routers.Route, map[string]string) {
	route, values := among(r.paths.candidates(req.URL.EscapedPath()), req, true)
	if route == nil { // a parameter that may hold slashes comes last
		route, values = among(r.routes, req, false)
	}
	return route, values
}

// among returns the first of some routes that a request may be for.
func among(routes []*route, req *http.Request, inSegment bool) (*routers.Route, map[string]string) {
	for _, candidate := range routes {
		if candidate.Method != req.Method {
			continue
		}
		values := candidate.match(req.URL, inSegment)
		if values == nil {
			continue
		}
		if meant := candidate.chosen(req); meant != candidate {
			return meant.Route, meant.match(req.URL, inSegment)
		}
		return candidate.Route, values
	}
	return nil, nil
}

// Methods returns the methods of the operations whose paths are of a URL's form, sorted.
func (r *Router) Methods(u *url.URL) []string {
	var out []string
	for _, candidate := range r.paths.candidates(u.EscapedPath()) {
		if candidate.match(u, true) != nil {
			out = append(out, candidate.Method)
		}
	}
	slices.Sort(out)
	return slices.Compact(out)
}

// match returns the values of a route's parameters, or nil when a URL is not of its form.
func (r *route) match(u *url.URL, inSegment bool) map[string]string {
	path := u.EscapedPath()
	if !strings.HasPrefix(path, r.prefix) {
		return nil
	}
	found := r.pattern.FindStringSubmatch(path)
	if found == nil {
		return nil
	}
	if len(r.query) > 0 {
		sent := u.Query()
		for name, values := range r.query {
			if !slices.Equal(sent[name], values) {
				return nil
			}
		}
	}
	out := make(map[string]string, len(r.names))
	for i, name := range r.names {
		if inSegment && strings.Contains(found[i+1], "/") {
			return nil
		}
		value, err := url.PathUnescape(found[i+1])
		if err != nil {
			return nil
		}
		out[name] = value
	}
	return out
}
