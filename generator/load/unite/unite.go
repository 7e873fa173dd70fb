// Package unite makes one document of several. Package load calls it with a tree that holds them
// under [Documents], after it has joined and cleaned them: each reference is one to a component of
// the tree, and what is left in the documents are their paths, and what they say of all of them.
//
// What a document says of all its operations must hold for no others: host, base path, schemes,
// content types, security, the version of the API. What most operations have in common becomes the
// tree's; the others say for themselves where they differ (heads, security, version).
package unite

import (
	"github.com/armsmith/armsmith/generator/finding"
	"github.com/armsmith/armsmith/generator/load/node"
	"github.com/armsmith/armsmith/generator/load/shape"
)

// Documents is where a tree holds the documents that it is to be made of.
const Documents = "x-armsmith-documents"

// Report takes a finding: what, where, and what to do about it.
type Report func(severity finding.Severity, place finding.Place, message, fix string)

// Swagger2 unites documents that are in the form of Swagger 2.0; of a tree without any it does
// nothing.
func Swagger2(root *node.Node, report Report) {
	all := &all{root: root, table: shape.Swagger2, report: report, sections: root, securitySchemes: "securityDefinitions",
		places: []string{"host", "basePath", "x-ms-parameterized-host", "schemes"}, lowerServers: swaggerServers}
	all.unite()
}

// OpenAPI3 is Swagger2 for documents in the form of OpenAPI 3.
func OpenAPI3(root *node.Node, report Report) {
	all := &all{root: root, table: shape.OpenAPI3, report: report, sections: root.Get("components"), securitySchemes: "securitySchemes",
		places: []string{"servers", "x-ms-parameterized-host"}, lowerServers: openAPIServers}
	all.unite()
}

// all is the tree with the documents in it, and where its version of the specification has things.
type all struct {
	root      *node.Node
	documents []*document
	table     shape.Table
	report    Report

	sections        *node.Node // holds the sections of components
	securitySchemes string     // the name of one
	places          []string   // the members that say where a document's operations are
	lowerServers    func(a *all, d *document, op operation)
}

// document is one of them.
type document struct {
	root       *node.Node
	operations []operation
}

// operation is one operation of a document and the path item that it stands in.
type operation struct {
	item, node *node.Node
	path       string
}

func (d *document) file() string { return d.root.Place().File }

func (a *all) unite() {
	list := a.root.Delete(Documents)
	if list == nil {
		return
	}
	for _, n := range list.Elems() {
		a.documents = append(a.documents, &document{root: n, operations: a.operations(n)})
	}
	main := a.documents[0]
	for _, d := range a.documents {
		if len(d.operations) > len(main.operations) {
			main = d
		}
	}
	if info := main.root.Get("info"); info != nil {
		a.root.Set("info", info)
	}
	a.heads()
	a.security()
	a.versions()
	for _, key := range sections {
		for _, d := range a.documents {
			a.merge(key, d)
		}
	}
	a.rest(main)
}

// sections are the fields of a document that hold Path Item Objects.
var sections = []string{"paths", "x-ms-paths", "webhooks", "x-webhooks"}

// operations lists the operations of a document.
func (a *all) operations(root *node.Node) []operation {
	var out []operation
	for _, key := range sections {
		for path, item := range root.Get(key).Each() {
			if shape.IsExtension(path) {
				continue
			}
			for _, op := range a.methods(item) {
				out = append(out, operation{item, op, path})
			}
		}
	}
	return out
}

// methods returns the operations of a path item by their methods.
func (a *all) methods(item *node.Node) map[string]*node.Node {
	out := map[string]*node.Node{}
	for key, op := range item.Each() {
		if s := a.table["pathItem"].Field(key); s != nil && s.Name == "operation" && op.Is(node.Map) {
			out[key] = op
		}
	}
	return out
}

// rest takes over what is left: tags of one name once, and the extensions of documents, those of
// the main one first.
func (a *all) rest(main *document) {
	tags := node.NewList(a.root)
	named := map[string]bool{}
	for _, d := range a.documents {
		for _, tag := range d.root.Get("tags").Elems() {
			if name := tag.Get("name").Str(); !named[name] {
				named[name] = true
				tags.Items = append(tags.Items, tag)
			}
		}
	}
	if tags.Len() > 0 {
		a.root.Set("tags", tags)
	}
	for _, d := range append([]*document{main}, a.documents...) {
		for _, m := range d.root.Members {
			if !a.root.Has(m.Key) && (shape.IsExtension(m.Key) && m.Key != "x-ms-parameterized-host" || m.Key == "externalDocs") {
				a.root.Append(m)
			}
		}
	}
}

// text writes down what a value means, so that two can be compared.
func text(n *node.Node, s *shape.Shape) string {
	if n == nil {
		return ""
	}
	if s == nil {
		s = shape.OpenAPI3["any"]
	}
	meaning := &shape.Meaning{Left: 1 << 30} // a tree, which has been counted
	written, _ := meaning.Of(n, s)
	return written
}
