// Package load reads an API description, in whatever version, form and number of files it was written, and
// hands over one OpenAPI 3 document that holds together: see [Document] for what can be relied on.
package load

import (
	"context"
	"io/fs"

	"github.com/getkin/kin-openapi/openapi3"

	"github.com/armsmith/armsmith/generator/finding"
	"github.com/armsmith/armsmith/generator/load/node"
)

// Options says how documents are read. The zero value reads the operating system's files.
type Options struct {
	// FS, when set, is where the document and the files it refers to are read, by slash-separated path. References
	// to http and https addresses are then looked up in it too, as "https/host/path", so that a
	// caller can supply what the loader itself never fetches.
	FS fs.FS
}

// Version is the version a document was written in.
type Version uint8

// The versions that can be read.
const (
	Swagger20 Version = iota + 1
	OpenAPI30
	OpenAPI31 // 3.2 is read as 3.1, with a warning
)

// String returns the version as people write it: "Swagger 2.0", "OpenAPI 3.0" or "OpenAPI 3.1".
func (v Version) String() string {
	return [...]string{"unknown", "Swagger 2.0", "OpenAPI 3.0", "OpenAPI 3.1"}[v]
}

// Document is one API description, ready to be built from.
type Document struct {
	// API is the typed document: every reference local and resolved, every field of the kind it must have.
	API *openapi3.T
	// Root is the same document in the same shape as nodes, in document order, with examples, exact numbers and
	// fields that API has no room for.
	Root *node.Node
	// Kind is the version the document was written in. Root and API are in the form of OpenAPI 3 always.
	Kind Version
	// Files are the files read, the document's own first, the others sorted.
	Files []string
}

// Node returns what stands at a JSON pointer in the joined document (such as "/components/schemas/Pet"), or nil.
func (d *Document) Node(pointer string) *node.Node {
	keys := node.Split(pointer)
	n, found := d.Root.Find(keys...)
	if found < len(keys) {
		return nil
	}
	return n
}

// Place returns where in the sources, as written, the thing at a pointer in the joined document comes from. For what
// was synthesised and has no place of its own it is the nearest ancestor's.
func (d *Document) Place(pointer string) finding.Place {
	n, _ := d.Root.Find(node.Split(pointer)...)
	return n.Place()
}

// Load reads the document at path and everything it refers to. The Document is nil only when nothing can be made of
// it: it or its syntax cannot be read, or it is not an OpenAPI document of a known version; then the findings
// hold an Error that says why. Every other defect is a Warning at its place, and what it spoils carries
// [DefectExtension].
func Load(ctx context.Context, path string, opts Options) (*Document, finding.List) {
	panic("not yet")
}
