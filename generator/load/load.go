// Package load reads an API description, in whatever version, form and number of files it was
// written, and hands over one OpenAPI 3 document that holds together, as a tree of nodes. It is the
// first room of the generator.
//
// A document goes through these steps, each in files of its own:
//
//   - documents: what is asked for, be it documents, folders of them or a readme that names them
//     (package readme);
//   - parse: YAML and JSON become one tree of nodes that know where they stood (package node);
//   - overlays: what the owner of the client lays over the documents is put into them (package
//     overlay);
//   - join: from the document, by the shapes it may have (package shape), to everything it refers
//     to in whatever file (resolve, reference, subtypes), and all of that into one tree (naming,
//     rewrite);
//   - swagger2, a package of its own: a Swagger 2.0 tree becomes an OpenAPI 3.0 one;
//   - clean: every field is held against its shape, repaired, left out, or marked as a defect;
//   - discriminator, paths: what can be said in several ways is said in one, and what is wrong
//     otherwise is reported.
//
// What plan can rely on:
//
//  1. Every $ref is exactly "#/components/<section>/<name>", leads to a component of the right
//     section, and its value is there. Anything that was referred to elsewhere (in another file,
//     inside another schema, under $defs, by $anchor) has become a component, under its own name
//     where that was free, else one made longer by its file's path ([NameExtension]), or one made
//     of its place ([OriginExtension]). Recursion goes through a $ref always. Path items,
//     operations, and references with overrides of other things than schemas are copied in place.
//  2. A schema that was a $ref with siblings is an allOf of that $ref with the siblings beside it
//     ([SiblingsExtension]).
//  3. Swagger 2.0 is OpenAPI 3.0: bodies, forms, content types, styles, servers, security. x-ms-*
//     extensions stay as they were written; paths under x-ms-paths are among the paths,
//     x-ms-parameterized-host is also a server with variables.
//  4. Every discriminator maps every schema it is known to tell apart, as
//     "#/components/schemas/<name>".
//  5. A boolean schema is {} or {not: {}}, except for additionalProperties, unevaluatedProperties
//     and unevaluatedItems, where booleans stay.
//  6. Every field is of its kind. What was not, and could not be repaired beyond doubt, is left
//     out, or carries [DefectExtension] where leaving it out would change what is generated. Fields
//     that no specification knows stay as they were written, and so do examples.
//  7. The same input gives the same outcome. The members of maps stand in the order of the
//     document, which decides nothing but the order of what is made of them: the same input with
//     its maps written in another order gives the same members with the same names.
//
// Input is not trusted: sizes, depth, aliases, references and findings are bounded, only regular
// files below the document's root are read, and nothing is ever fetched.
package load

import (
	"context"
	"fmt"
	"io/fs"

	"github.com/armsmith/armsmith/generator/finding"
	"github.com/armsmith/armsmith/generator/load/node"
	"github.com/armsmith/armsmith/generator/load/shape"
	"github.com/armsmith/armsmith/generator/load/swagger2"
	"github.com/armsmith/armsmith/generator/load/unite"
	"github.com/armsmith/armsmith/generator/rule"
)

// Options says how documents are read. The zero value reads the operating system's files.
type Options struct {
	// FS, when set, is where the document and the files it refers to are read, by slash-separated
	// path. References to http and https addresses are then looked up in it too, as
	// "https/host/path", so that a caller can supply what the loader itself never fetches.
	FS fs.FS
	// Root is the folder that references may not lead out of. "": the whole of FS; without one,
	// the nearest folder above the document that holds armsmith.yaml, go.mod or .git, else the
	// document's own.
	Root string
	// Tag says which documents of a readme.md are meant; "": those that it names as its own.
	Tag string
	// Overlays are OpenAPI Overlays that are applied to the documents before anything else, in this
	// order. What one matches in no document is a warning.
	Overlays []string
	// Renames are what the owner calls otherwise, in the documents as they are written.
	Renames []rule.Rename
	// Types are Go types of the owner's that stand for schemas, in the documents as they are
	// written.
	Types []rule.Type
}

// Version is the version a document was written in.
type Version uint8

// The versions that can be read.
const (
	Swagger20 Version = iota + 1
	OpenAPI30
	OpenAPI31
	OpenAPI32
)

// String returns the version as people write it: such as "Swagger 2.0" or "OpenAPI 3.1".
func (v Version) String() string {
	return [...]string{"unknown", "Swagger 2.0", "OpenAPI 3.0", "OpenAPI 3.1", "OpenAPI 3.2"}[v]
}

// Document is one API description, ready to be planned from.
type Document struct {
	// Root is the document: every reference local, every field of the kind it must have, examples
	// and numbers as they were written. It is in the form of OpenAPI 3 always.
	Root *node.Node
	// Kind is the version the document was written in.
	Kind Version
	// Files are the files read: the documents asked for, the readmes that named some, then the
	// others, each sorted.
	Files []string
}

// Node returns what stands at a JSON pointer in the joined document (such as
// "/components/schemas/Pet"), or nil.
func (d *Document) Node(pointer string) *node.Node {
	n, there := d.Root.Follow(pointer)
	if !there {
		return nil
	}
	return n
}

// Place returns where in the sources, as written, the thing at a pointer in the joined document
// comes from. For what was synthesised and has no place of its own it is the nearest ancestor's.
func (d *Document) Place(pointer string) finding.Place {
	n, _ := d.Root.Follow(pointer)
	return n.Place()
}

// Load reads the document at path and everything it refers to. The Document is nil only when
// nothing can be made of it: it or its syntax cannot be read, or it is not an OpenAPI document of a
// known version; then the findings hold an Error that says why. Every other defect is a Warning at
// its place, and what it spoils carries [DefectExtension].
//
// A path to a folder stands for the documents in it, and one to a readme.md for those of a tag, see
// [LoadAll].
func Load(ctx context.Context, path string, opts Options) (*Document, finding.List) {
	return LoadAll(ctx, []string{path}, opts)
}

// LoadAll is Load for an API that several documents describe: they become one. What each says of
// all its operations (host, security, content types, the version of the API) still holds for its
// own alone, and definitions that mean the same in several are one component. The order of the
// paths decides nothing.
func LoadAll(ctx context.Context, paths []string, opts Options) (*Document, finding.List) {
	l := &loader{ctx: ctx, budget: &budget{left: maxNodes}}
	l.files = newFiles(opts.FS, newBoundary(opts.FS, paths, opts.Root), l.budget, &l.findings)
	doc := l.load(paths, opts)
	return doc, l.findings.sorted()
}

// loader is one run of Load.
type loader struct {
	ctx      context.Context
	budget   *budget
	files    *files
	findings report
}

func (l *loader) load(paths []string, opts Options) *Document {
	if len(paths) == 0 {
		l.fail(finding.Place{}, "no document is given", "name one")
	}
	asked, ok := l.open(paths, opts.Tag)
	if !ok || !l.overlay(asked.documents, opts.Overlays) {
		return nil
	}
	l.rename(asked.documents, opts.Renames)
	l.types(asked.documents, opts.Types)
	root, kind, ok := l.root(asked.documents)
	if !ok || !l.join(root, asked.documents, kind) || !l.tree(root.root) {
		return nil
	}
	if kind == Swagger20 {
		clean := &cleaner{root: root.root, findings: &l.findings, swagger2: true}
		clean.object(root.root, shape.Swagger2["document"], "document")
		unite.Swagger2(root.root, l.findings.Add)
		swagger2.Convert(root.root)
	}
	if schemas := normalize(root.root, &l.findings); schemas > maxSchemas {
		l.fail(root.root.Place(), fmt.Sprintf("the document has more than %d schemas", maxSchemas), "")
		return nil
	}
	root.root.Freeze()
	return &Document{Root: root.root, Kind: kind, Files: l.files.names(asked)}
}

// normalize brings an OpenAPI 3 tree into the one form that the rest of the generator knows. It
// returns how many schemas there are.
func normalize(root *node.Node, findings *report) int {
	c := &cleaner{root: root, findings: findings}
	c.object(root, shape.OpenAPI3["document"], "document")
	unite.OpenAPI3(root, findings.Add)
	mergePaths(root)
	if host := root.Get("x-ms-parameterized-host"); host.Is(node.Map) && !root.Has("servers") {
		swagger2.ParameterizedHost(root, host, root.Get("components").Get("parameters"))
	}
	nameEvents(root)
	completeDiscriminators(root, findings)
	check(root, findings)
	return c.schemas
}

func (l *loader) join(root *source, documents []*source, kind Version) bool {
	r := &resolver{files: l.files, findings: &l.findings, root: root, documents: documents, table: shape.OpenAPI3,
		schemas: "components/schemas", components: map[*node.Node]component{}}
	j := &joiner{ctx: l.ctx, resolver: r, seen: map[visit]bool{}, inlining: map[*node.Node]bool{},
		uses: map[*node.Node]*use{}, targets: map[*node.Node]*target{}}
	if kind == Swagger20 {
		j.table, j.schemas = shape.Swagger2, "definitions"
	}
	if err := j.join(); err != nil {
		l.fail(root.root.Place(), "reading was given up: "+err.Error(), "")
		return false
	}
	for _, src := range documents {
		j.examples(src.root)
	}
	return true
}

// tree makes the joined graph a tree.
func (l *loader) tree(root *node.Node) bool {
	loop := func(n *node.Node, tooDeep bool) *node.Node {
		message := "contains itself"
		if tooDeep {
			message = fmt.Sprintf("nested more than %d deep", maxDepth)
		}
		l.findings.Add(finding.Warning, n.Place(), message, "use a $ref to a component")
		placeholder := node.NewMap(n)
		mark(placeholder, message)
		return placeholder
	}
	if node.Tree(root, maxDepth, loop, func() bool { return l.budget.take(1) }) {
		return true
	}
	l.fail(root.Place(), fmt.Sprintf("the document unfolds to more than %d values", maxNodes), "it repeats itself through aliases or references")
	return false
}

func (l *loader) fail(place finding.Place, message, fix string) {
	l.findings.Add(finding.Error, place, message, fix)
}
