package unite

import (
	"fmt"
	"strings"

	"github.com/armsmith/armsmith/generator/finding"
	"github.com/armsmith/armsmith/generator/load/node"
	"github.com/armsmith/armsmith/generator/load/swagger2"
)

// heads settles where the operations are, and what they send and accept.
func (a *all) heads() {
	if most := a.most(a.placesOf); most != nil {
		for _, key := range a.places {
			if n := most.root.Get(key); n != nil {
				a.root.Set(key, n)
			}
		}
		a.elsewhere(most)
	}
	for _, key := range []string{"consumes", "produces"} {
		of := func(d *document) string { return key + text(d.root.Get(key), nil) }
		most := a.most(of)
		if n := most.root.Get(key); n != nil {
			a.root.Set(key, n)
		}
		for _, d := range a.documents {
			if of(d) != of(most) {
				d.say(key)
			}
		}
	}
}

// most returns the document whose word is that of the most operations; of several, the first. A
// document whose word is "" says nothing. Nil is that none says anything.
func (a *all) most(word func(*document) string) *document {
	count := map[string]int{}
	var most *document
	for _, d := range a.documents {
		if w := word(d); w != "" {
			count[w] += len(d.operations)
		}
	}
	for _, d := range a.documents {
		if w := word(d); w != "" && (most == nil || count[w] > count[word(most)]) {
			most = d
		}
	}
	return most
}

// say has the operations of a document say for themselves what it says for all of them. Nothing, in
// Swagger 2.0, is an empty list.
func (d *document) say(key string) {
	value := d.root.Get(key)
	if value == nil {
		value = node.NewList(d.root)
	}
	for _, op := range d.operations {
		if !op.node.Has(key) {
			op.node.Set(key, value.Clone())
		}
	}
}

// placesOf writes down where the operations of a document are; "" when it does not say.
func (a *all) placesOf(d *document) string {
	var b strings.Builder
	for _, key := range a.places {
		if n := d.root.Get(key); n.Len() > 0 || n.Str() != "" {
			b.WriteString(key + text(n, a.table["document"].Field(key)))
		}
	}
	if said := b.String(); !strings.HasPrefix(said, "schemes") {
		return said
	}
	return "" // schemes without a host are those of any
}

// elsewhere has operations that are elsewhere than most say where they are.
func (a *all) elsewhere(most *document) {
	for _, d := range a.documents {
		if word := a.placesOf(d); word == "" || word == a.placesOf(most) {
			continue
		}
		for _, op := range d.operations {
			a.lowerServers(a, d, op)
		}
		a.report(finding.Warning, d.root.Place(), fmt.Sprintf("its operations are at %s, those of %s at %s: another endpoint, given to the client, is for the latter",
			where(d.root), most.file(), where(most.root)), "")
	}
}

// where says in a message where a document's operations are.
func where(root *node.Node) string {
	if template := root.Get("x-ms-parameterized-host").Get("hostTemplate").Str(); template != "" {
		return template + root.Get("basePath").Str()
	}
	if servers := root.Get("servers").Elems(); len(servers) > 0 {
		return servers[0].Get("url").Str()
	}
	return root.Get("host").Str() + root.Get("basePath").Str()
}

// swaggerServers writes servers, which Swagger 2.0 has none of, as OpenAPI 3 has them.
func swaggerServers(a *all, d *document, op operation) {
	if servers := swagger2.Servers(d.root, op.node.Delete("schemes").Strings(), a.sections.Get("parameters")); servers != nil {
		op.node.Set("servers", servers)
	}
}

func openAPIServers(a *all, d *document, op operation) {
	if op.node.Has("servers") || op.item.Has("servers") {
		return
	}
	if !d.root.Has("servers") {
		swagger2.ParameterizedHost(d.root, d.root.Get("x-ms-parameterized-host"), a.sections.Get("parameters"))
	}
	op.node.Set("servers", d.root.Get("servers").Clone())
}
