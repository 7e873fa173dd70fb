package conformance

import (
	"net/url"
	"regexp"
	"strings"

	"github.com/armsmith/armsmith/generator/model"
)

var placeholder = regexp.MustCompile(`\{[^{}]*\}`)

// pathValue reads a path parameter from the expected URI, which begins with the base path of the
// server. A value holds no separator unless nothing else fits: then the first parameters take as
// much as they can, as scopes before a resource do.
func pathValue(name string, e Exchange, op *model.Operation, base string) []string {
	uri, err := url.Parse(e.URI)
	if err != nil {
		return nil
	}
	template, _, _ := strings.Cut(op.Path, "?")
	path := strings.TrimSuffix(uri.EscapedPath(), "/")
	for _, value := range []string{"([^/]*)", "(.*)"} {
		re, index := pathPattern(base+strings.TrimSuffix(template, "/"), name, value)
		if index < 0 {
			return nil
		}
		if m := re.FindStringSubmatch(path); m != nil {
			return unescaped(m[index], e)
		}
	}
	return nil
}

// pathPattern makes a template into an expression and tells which of its groups is the parameter's,
// -1 for none.
func pathPattern(template, name, value string) (*regexp.Regexp, int) {
	var pattern strings.Builder
	at, index := 0, -1
	for group, loc := range placeholder.FindAllStringIndex(template, -1) {
		pattern.WriteString(regexp.QuoteMeta(template[at:loc[0]]))
		pattern.WriteString(value)
		if template[loc[0]+1:loc[1]-1] == name {
			index = group + 1
		}
		at = loc[1]
	}
	pattern.WriteString(regexp.QuoteMeta(template[at:]))
	return regexp.MustCompile("^" + pattern.String() + "$"), index
}

func unescaped(text string, e Exchange) []string {
	if isHole(text, e) {
		return []string{strings.TrimPrefix(text, ":")} // any value does
	}
	value, err := url.PathUnescape(text)
	if err != nil {
		return nil
	}
	return []string{value}
}

// isHole reports whether a segment of an expected URI is a parameter of the original server's
// route, ":name", for which the scenario gives no value: the server takes any.
func isHole(segment string, e Exchange) bool {
	name, ok := strings.CutPrefix(segment, ":")
	if !ok || e.Request.PathParams[name] != nil {
		return false
	}
	for route := range strings.SplitSeq(e.RawURI, "/") {
		if route == segment {
			return true
		}
	}
	return false
}

// samePath compares decoded paths, and that nothing that was a separator became part of a value or
// the reverse. A hole takes any segment.
func samePath(want, got *url.URL, e Exchange) bool {
	w, g := strings.Split(want.EscapedPath(), "/"), strings.Split(got.EscapedPath(), "/")
	if len(w) != len(g) {
		return false
	}
	for i := range w {
		a, err1 := url.PathUnescape(w[i])
		b, err2 := url.PathUnescape(g[i])
		if err1 != nil || err2 != nil || a != b && !isHole(w[i], e) {
			return false
		}
	}
	return true
}
