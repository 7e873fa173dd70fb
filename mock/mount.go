package mock

import (
	"cmp"
	"net/http"
	"net/url"
	"regexp"
	"slices"
	"strconv"
	"strings"

	"github.com/getkin/kin-openapi/openapi3"
)

// mount is a document at its place below a server.
type mount struct {
	doc *Document
	// "/name", or "/name-version", where documents would be in each other's way; "" otherwise
	prefix string
	bases  []*regexp.Regexp // what may stand in front of the document's paths, the longest first
	main   string           // the base path of the first server
}

// Mount says where a document is served.
type Mount struct {
	Document *Document
	// path in front of those of the document, "" for none: what the path of an endpoint is
	Path string
}

// Mounts returns where each document is served.
func (s *Server) Mounts() []Mount {
	var out []Mount
	for _, m := range s.mounts {
		out = append(out, Mount{Document: m.doc, Path: m.prefix + m.main})
	}
	return out
}

// mounted gives each document its place: the base path of its servers, and below its own name where
// another has the same path.
func mounted(docs []*Document) []*mount {
	sameBase, sameName, taken := map[string]int{}, map[string]int{}, map[string]bool{}
	for _, d := range docs {
		sameBase[mainBase(d)]++
		sameName[d.Name]++
	}
	var out []*mount
	for _, d := range docs {
		m := &mount{doc: d, main: mainBase(d)}
		if sameBase[m.main] > 1 {
			name := d.Name
			if sameName[name] > 1 && d.API.Version != "" {
				name += "-" + url.PathEscape(strings.ReplaceAll(d.API.Version, "/", "-"))
			}
			m.prefix = "/" + name
			for n := 2; taken[m.prefix]; n++ {
				m.prefix = "/" + name + "-" + strconv.Itoa(n)
			}
			taken[m.prefix] = true
		}
		m.bases = basesOf(d, m.prefix)
		out = append(out, m)
	}
	return out
}

// mainBase is the path of a document's first server, whose variables have their defaults.
func mainBase(d *Document) string {
	if len(d.kin.Servers) == 0 {
		return ""
	}
	server := d.kin.Servers[0]
	path := pathOf(server.URL)
	return variable.ReplaceAllStringFunc(path, func(name string) string {
		name = strings.Trim(name, "{}")
		if v := server.Variables[name]; v != nil && v.Default != "" {
			return strings.Trim(v.Default, "/")
		}
		return name
	})
}

var variable = regexp.MustCompile(`\{[^{}]*\}`)

// pathOf returns the path of a server's URL, without a slash at its end. The URL may begin with a
// variable ("{endpoint}/v1") or be a path.
func pathOf(server string) string {
	_, rest, found := strings.Cut(server, "://")
	if !found {
		rest = strings.TrimPrefix(server, "//")
	}
	i := strings.IndexByte(rest, '/')
	if i < 0 {
		return ""
	}
	path, _, _ := strings.Cut(rest[i:], "?")
	return strings.TrimRight(path, "/")
}

// basesOf returns the paths that may stand in front of a document's own: those of all its servers,
// also those of single operations.
func basesOf(d *Document, prefix string) []*regexp.Regexp {
	var patterns []string
	for _, s := range serversOf(d) {
		pattern := "^" + regexp.QuoteMeta(prefix)
		path := pathOf(s.URL)
		at := 0
		for _, found := range variable.FindAllStringIndex(path, -1) {
			pattern += regexp.QuoteMeta(path[at:found[0]]) + "[^/]+"
			at = found[1]
		}
		patterns = append(patterns, pattern+regexp.QuoteMeta(path[at:]))
	}
	slices.SortFunc(patterns, func(a, b string) int { return cmp.Or(cmp.Compare(len(b), len(a)), strings.Compare(a, b)) })
	var out []*regexp.Regexp
	for _, pattern := range slices.Compact(patterns) {
		out = append(out, regexp.MustCompile(pattern+"(?:/|$)"))
	}
	return out
}

// serversOf returns all servers of a document, also those of single operations; at least one.
func serversOf(d *Document) openapi3.Servers {
	servers := slices.Clone(d.kin.Servers)
	for _, item := range d.kin.Paths.Map() {
		servers = append(servers, item.Servers...)
		for _, op := range item.Operations() {
			if op.Servers != nil {
				servers = append(servers, *op.Servers...)
			}
		}
	}
	if len(servers) == 0 {
		servers = openapi3.Servers{{URL: "/"}}
	}
	return servers
}

// within returns the URL that a request has within a document, for each base that it may have, and
// that base.
func (m *mount) within(u *url.URL) (locals []*url.URL, bases []string) {
	for _, re := range m.bases {
		base := strings.TrimSuffix(re.FindString(u.Path), "/")
		if base == "" && !re.MatchString(u.Path) {
			continue
		}
		local := *u
		local.Path, local.RawPath = strings.TrimPrefix(u.Path, base), strings.TrimPrefix(u.RawPath, base)
		if local.Path == "" {
			local.Path, local.RawPath = "/", ""
		}
		locals, bases = append(locals, &local), append(bases, base)
	}
	return locals, bases
}

// rootOf returns the URL where the paths of a request's document begin: "http://127.0.0.1:4010/v1".
func rootOf(req *http.Request, base string) string {
	scheme := "http"
	if req.TLS != nil {
		scheme = "https"
	}
	return scheme + "://" + req.Host + (&url.URL{Path: base}).EscapedPath()
}
