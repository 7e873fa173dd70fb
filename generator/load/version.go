package load

import (
	"fmt"
	"strings"

	"github.com/armsmith/armsmith/generator/finding"
	"github.com/armsmith/armsmith/generator/load/node"
	"github.com/armsmith/armsmith/generator/load/recognise"
)

// version tells what version a document is written in. Unknown ones are refused.
func (l *loader) version(src *source) (Version, bool) {
	root := src.root
	if root.Kind != node.Map {
		l.fail(root.Place(), fmt.Sprintf("not an OpenAPI document: %s, not an object", root.Kind.An()), "")
		return 0, false
	}
	field := root.Get("openapi")
	if field == nil {
		field = root.Get("swagger")
	}
	if field == nil {
		l.stranger(src)
		return 0, false
	}
	number := strings.TrimPrefix(strings.TrimSpace(field.Text), "v")
	has := func(prefix string) bool { return number == prefix || strings.HasPrefix(number, prefix+".") }
	switch {
	case root.Has("openapi") && has("3.0"):
		return OpenAPI30, true
	case root.Has("openapi") && has("3.1"):
		return OpenAPI31, true
	case root.Has("openapi") && has("3.2"):
		return OpenAPI32, true
	case root.Has("swagger") && !root.Has("openapi") && (has("2.0") || number == "2"):
		return Swagger20, true
	}
	l.fail(field.Place(), fmt.Sprintf("version %q is not supported", field.Text), "use OpenAPI 3.0, 3.1 or 3.2, or Swagger 2.0")
	return 0, false
}

// stranger says of a file without a version what it is. That is all there is to say of it.
func (l *loader) stranger(src *source) {
	l.findings.forget(src.file.Name)
	if known, at, ok := recognise.Tree(src.root); ok {
		l.fail(at.Place(), notDocument+known.What, known.Fix)
		return
	}
	if known, ok := recognise.Text(src.text); ok {
		l.fail(finding.Place{File: src.file.Name, Line: known.Line}, notDocument+known.What, known.Fix)
		return
	}
	fix := "give the file that does"
	if src.root.Has("paths") || src.root.Has("components") || src.root.Has("definitions") {
		fix = `begin it with "openapi: 3.0.3", or give the document that refers to it`
	}
	l.fail(src.root.Place(), `not an OpenAPI document: it has neither "openapi" nor "swagger"`, fix)
}
