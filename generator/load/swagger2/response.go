package swagger2

import (
	"github.com/armsmith/armsmith/generator/load/node"
)

// convertResponse moves a response's schema into the content types it is sent in, and its headers'
// types into schemas.
func convertResponse(r *node.Node, produces []string) {
	for _, h := range r.Get("headers").Each() {
		if h.Is(node.Map) && h.Ref() == "" {
			convertParameter(h)
		}
	}
	schema := r.Delete("schema")
	if schema == nil {
		return
	}
	media := content(schema, produces, schema)
	if examples := r.Delete("examples"); examples != nil {
		for key, example := range examples.Each() {
			if m := media.Get(key); m != nil {
				m.Set("example", example)
			}
		}
	}
	r.Set("content", media)
}
