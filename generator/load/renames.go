package load

import (
	"path"
	"strings"

	"github.com/armsmith/armsmith/generator/finding"
	"github.com/armsmith/armsmith/generator/load/node"
	"github.com/armsmith/armsmith/generator/rule"
)

// RenameExtension is on what the owner of a client calls otherwise, in armsmith.yaml or in the
// document itself. Its value is the Go name. On a schema that lists values, RenameValuesExtension
// holds the Go names of some of them, by position.
const (
	RenameExtension       = "x-armsmith-rename"
	RenameValuesExtension = "x-armsmith-rename-values"
)

// rename notes in the documents what the owner renames, except for groups, which are no part of a
// document. What is not there is a warning.
func (l *loader) rename(documents []*source, renames []rule.Rename) {
	for i := range renames {
		r := &renames[i]
		if r.Group() != "" {
			continue
		}
		found := false
		for _, doc := range documents {
			found = renamed(doc, r) || found
		}
		if !found {
			l.findings.Add(finding.Warning, r.Place, "rename: no document has "+r.Of, "correct it, or take it out")
		}
	}
}

// renamed renames what a rule names in a document; it reports whether that is there.
func renamed(doc *source, r *rule.Rename) bool {
	value := node.NewString(r.Name, nil)
	value.At(&node.File{Name: r.Place.File}, r.Place.Line, r.Place.Column, nil, "")
	if id := r.Operation(); id != "" {
		found := false
		for _, section := range []string{"paths", "x-ms-paths"} {
			for op := range operations(doc.root.Get(section)) {
				if op.Node.Get("operationId").Str() == id || op.Method+" "+op.Path == id {
					op.Node.Set(RenameExtension, value)
					found = true
				}
			}
		}
		return found
	}
	file, pointer := r.Pointer()
	if pointer == "" {
		return set(doc.root, "/components/schemas/"+node.Escape(r.Of), value) || set(doc.root, "/definitions/"+node.Escape(r.Of), value)
	}
	return (file == "" || isNamed(doc.file.Name, file)) && set(doc.root, pointer, value)
}

// isNamed reports whether a file is the one that its last parts name.
func isNamed(file, name string) bool {
	return file == name || strings.HasSuffix(file, "/"+path.Clean(name))
}

// set gives what a pointer leads to a name. A value of an enum is named at its schema.
func set(root *node.Node, pointer string, name *node.Node) bool {
	n, ok := root.Follow(pointer)
	switch {
	case !ok:
		return false
	case n.Is(node.Map):
		n.Set(RenameExtension, name)
		return true
	}
	keys := node.Split(pointer)
	if len(keys) < 3 || keys[len(keys)-2] != "enum" {
		return false
	}
	schema, _ := root.Find(keys[:len(keys)-2]...)
	if !schema.Has(RenameValuesExtension) {
		schema.Set(RenameValuesExtension, node.NewMap(schema))
	}
	schema.Get(RenameValuesExtension).Set(keys[len(keys)-1], name)
	return true
}
