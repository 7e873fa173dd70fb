package unite

import (
	"fmt"
	"maps"
	"slices"
	"strings"

	"github.com/armsmith/armsmith/generator/load/node"
	"github.com/armsmith/armsmith/generator/load/shape"
)

// merge adds the paths of a document, under a key of it, to those of the tree.
func (a *all) merge(key string, d *document) {
	from := d.root.Get(key)
	if from.Len() == 0 && a.root.Has(key) || from == nil {
		return
	}
	paths := a.root.Get(key)
	if paths == nil {
		paths = node.NewMap(from)
		a.root.Set(key, paths)
	}
	for _, m := range from.Members {
		there := paths.Get(m.Key)
		switch {
		case there == nil:
			paths.Append(m)
		case !shape.IsExtension(m.Key) && there.Is(node.Map) && m.Value.Is(node.Map):
			a.mergeItem(m.Key, there, m.Value)
		}
	}
}

// mergeItem adds the operations of a path item to those of another for the same path. One that both
// describe must be the same in both.
func (a *all) mergeItem(path string, there, more *node.Node) {
	a.lowerItem(there)
	a.lowerItem(more)
	operation := a.table["operation"]
	methods := a.methods(more)
	for _, method := range slices.Sorted(maps.Keys(methods)) {
		op, known := methods[method], there.Get(method)
		switch {
		case known == nil:
			there.Set(method, op)
		case text(known, operation) != text(op, operation) && !known.Has(shape.Defect):
			known.SetText(shape.Defect, fmt.Sprintf("%s %s is described in two files, and not the same: here, and at %s",
				strings.ToUpper(method), path, op.Place()))
		}
	}
	for key, value := range more.Each() {
		if !there.Has(key) {
			there.Set(key, value)
		}
	}
}

// lowerItem has the operations of a path item say for themselves what it says for all of them.
func (a *all) lowerItem(item *node.Node) {
	parameters, servers := item.Delete("parameters"), item.Delete("servers")
	for _, op := range a.methods(item) {
		if servers != nil && !op.Has("servers") {
			op.Set("servers", servers.Clone())
		}
		own := map[string]bool{}
		for _, p := range op.Get("parameters").Elems() {
			own[a.parameter(p)] = true
		}
		list := node.NewList(op)
		for _, p := range parameters.Elems() {
			if !own[a.parameter(p)] {
				list.Items = append(list.Items, p.Clone())
			}
		}
		if list.Items = append(list.Items, op.Get("parameters").Elems()...); list.Len() > 0 {
			op.Set("parameters", list)
		}
	}
}

// parameter is what tells a parameter from the others of its operation.
func (a *all) parameter(p *node.Node) string {
	p = p.Resolve(a.sections.Get("parameters"))
	if p.Get("in").Str() == "body" {
		return "body" // there is one at most
	}
	return p.Get("in").Str() + " " + p.Get("name").Str()
}
