// Package plan turns a loaded document into the model of the API: which Go types there are and
// what each is called, which operations, what they take and return. Everything that can be argued
// about is decided here, once, so that emit only spells it out. It reads what load guarantees and
// writes what package model describes.
//
// Building goes in four steps. Operations are built in document order (which package model
// explains), and each asks for the types it uses (typeOf), so a type exists exactly when something
// reaches it. Then what nothing kept reaches is dropped, and the rest is marked with how it is
// used. Then all names are decided together (names.go). What went wrong on the way are findings.
package plan

import (
	"github.com/armsmith/armsmith/generator/finding"
	"github.com/armsmith/armsmith/generator/load"
	"github.com/armsmith/armsmith/generator/load/node"
	"github.com/armsmith/armsmith/generator/model"
)

// Config says what to build.
type Config struct {
	Package string // Go package name
	Source  string // the document's path as the user gave it; slashes are turned forward
	// leave out operations that a defect reaches, instead of reporting an error for each defect
	Tolerate bool
}

// builder is the state of one Plan.
type builder struct {
	doc      *load.Document
	cfg      Config
	api      *model.API
	findings finding.List

	names *scope // package level identifiers
	types *types // the named types made so far
	reach *reach // what the operation being built has met, see reach.go
}

// Plan makes the model of a document. It always returns a model that is whole in itself; whether
// it may be used is for the findings to say.
func Plan(doc *load.Document, cfg Config) (*model.API, finding.List) {
	b := newBuilder(doc, cfg)
	b.buildInfo()
	b.buildOperations() // operations.go: servers, security, groups, operations
	if len(b.api.Groups) == 0 {
		b.buildComponents()
	}
	b.collectTypes()
	b.names.resolve()
	for _, f := range b.types.after {
		f()
	}
	b.sameTypes()
	return b.api, b.findings.Sorted()
}

func newBuilder(doc *load.Document, cfg Config) *builder {
	b := &builder{doc: doc, cfg: cfg, api: new(model.API), names: newScope(reservedNames()...)}
	b.types = newTypes(doc.Root)
	return b
}

// node returns what stands at a pointer of the joined document; nil when nothing does.
func (b *builder) node(ptr string) *node.Node { return b.doc.Node(ptr) }

// note, warn and fail add a finding at a place of the joined document.
func (b *builder) note(ptr, message, fix string) {
	b.findings.Add(finding.Note, b.doc.Place(ptr), message, fix)
}

func (b *builder) warn(ptr, message, fix string) {
	b.findings.Add(finding.Warning, b.doc.Place(ptr), message, fix)
}

func (b *builder) fail(ptr, message, fix string) {
	b.findings.Add(finding.Error, b.doc.Place(ptr), message, fix)
}
