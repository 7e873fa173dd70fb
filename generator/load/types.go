package load

import (
	"github.com/armsmith/armsmith/generator/finding"
	"github.com/armsmith/armsmith/generator/load/node"
	"github.com/armsmith/armsmith/generator/load/shape"
	"github.com/armsmith/armsmith/generator/rule"
)

// TypeExtension is on a schema for which a Go type of the owner's stands, in armsmith.yaml or in
// the document itself. Its value is the import path, a dot and the name.
const TypeExtension = "x-armsmith-type"

// types notes in the documents which schemas are types of the owner's. What is not there is a
// warning. Formats are no place of a document.
func (l *loader) types(documents []*source, types []rule.Type) {
	for i := range types {
		t := &types[i]
		if t.Format() != "" {
			continue
		}
		value := owners(t.Path+"."+t.Name, t.Place)
		found := false
		for _, doc := range documents {
			for _, pointer := range pointersOf(doc, t.Of) {
				if n, ok := doc.root.Follow(pointer); ok && n.Is(node.Map) {
					n.Set(TypeExtension, value)
					found = true
				}
			}
		}
		if !found {
			l.findings.Add(finding.Warning, t.Place, "types: no document has the schema "+t.Of, "correct it, or take it out")
		}
	}
}

// misplacedType takes the Go type from an object that is no schema, for which none can stand.
func (c *cleaner) misplacedType(n *node.Node, s *shape.Shape) {
	t := n.Delete(TypeExtension)
	if t == nil {
		return
	}
	fix := "take it out"
	if n.Has("schema") {
		fix = "name its schema"
	}
	c.warn(t, fix, "a Go type stands for a schema, and this is none (%s); it is not used", s.Name)
}
