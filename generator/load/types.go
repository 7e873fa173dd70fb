package load

import (
	"github.com/armsmith/armsmith/generator/finding"
	"github.com/armsmith/armsmith/generator/load/node"
	"github.com/armsmith/armsmith/generator/rule"
)

// TypeExtension is on a schema for which a Go type of the owner's stands, in armsmith.yaml or in the
// document itself. Its value is the import path, a dot and the name.
const TypeExtension = "x-armsmith-type"

// types notes in the documents which schemas are types of the owner's. What is not there is a
// warning. Formats are no place of a document.
func (l *loader) types(documents []*source, types []rule.Type) {
	for i := range types {
		t := &types[i]
		if t.Format() != "" {
			continue
		}
		value := node.NewString(t.Path+"."+t.Name, nil)
		value.At(&node.File{Name: t.Place.File}, t.Place.Line, t.Place.Column, nil, "")
		at := rule.Rename{Of: t.Of}
		file, pointer := at.Pointer()
		found := false
		for _, doc := range documents {
			pointers := []string{pointer}
			if pointer == "" {
				pointers = []string{"/components/schemas/" + node.Escape(t.Of), "/definitions/" + node.Escape(t.Of)}
			}
			for _, p := range pointers {
				if n, ok := doc.root.Follow(p); ok && n.Is(node.Map) && (file == "" || isNamed(doc.file.Name, file)) {
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
