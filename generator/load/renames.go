package load

import (
	"path"
	"slices"
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

// rename notes in the documents what the owner renames, except for groups and webhooks, which go by
// names that the plan gives them. What is not there is a warning.
func (l *loader) rename(documents []*source, renames []rule.Rename) {
	for i := range renames {
		r := &renames[i]
		if r.Group() != "" || r.Webhook() != "" {
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
	value := owners(r.Name, r.Place)
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
	return slices.ContainsFunc(pointersOf(doc, r.Of), func(pointer string) bool { return set(doc.root, pointer, value) })
}

// owners is a text that the owner of a client has said, as a node of a document.
func owners(text string, at finding.Place) *node.Node {
	n := node.NewString(text, nil)
	n.At(&node.File{Name: at.File}, at.Line, at.Column, nil, "")
	return n
}

// pointersOf returns where in a document it may be what a rule names, by its pointer or as a
// schema; none if another document is meant.
func pointersOf(doc *source, of string) []string {
	file, pointer := rule.Pointer(of)
	switch {
	case pointer == "":
		return []string{"/components/schemas/" + node.Escape(of), "/definitions/" + node.Escape(of)}
	case file == "" || isNamed(doc.file.Name, file):
		return []string{pointer}
	}
	return nil
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
