package unite

import (
	"fmt"
	"slices"
	"strings"

	"github.com/armsmith/armsmith/generator/finding"
	"github.com/armsmith/armsmith/generator/load/node"
)

// versions settles the version of the API. Operations of another one than most have send their own,
// whatever the client is told: it becomes the one value of their parameter.
func (a *all) versions() {
	word := func(d *document) string { return d.root.Get("info").Get("version").Str() }
	most := a.most(word)
	if most == nil {
		return
	}
	info := a.root.Get("info").Shallow()
	info.Set("version", most.root.Get("info").Get("version"))
	a.root.Set("info", info)
	for _, d := range a.documents {
		if word(d) == word(most) || word(d) == "" {
			continue
		}
		pinned := false
		for _, op := range d.operations {
			for _, owner := range []*node.Node{op.item, op.node} {
				pinned = a.pin(owner.Get("parameters"), word(d)) || pinned
			}
		}
		if pinned {
			a.report(finding.Warning, d.root.Place(), fmt.Sprintf("its operations are called with the api-version %s, those of %s with %s: another one, given to the client, is for the latter",
				word(d), most.file(), word(most)), "")
		}
	}
}

// pin gives the parameters of a list that carry the version of their document that version as their
// one value. It reports whether there are any.
func (a *all) pin(parameters *node.Node, version string) bool {
	found := false
	for i, p := range parameters.Elems() {
		p = p.Resolve(a.sections.Get("parameters"))
		if flat(p.Get("name").Str()) != "apiversion" || p.Get("in").Str() != "path" && !p.Get("required").True() {
			continue
		}
		found = true
		schema := p
		if p.Has("schema") {
			schema = p.Get("schema").Resolve(a.sections.Get("schemas"))
		}
		if !takes(schema, version) {
			continue
		}
		own := p.Clone()
		values := node.NewList(p, node.NewString(version, p))
		if own.Has("schema") {
			only := node.NewMap(p)
			only.SetText("type", "string")
			only.Set("enum", values)
			own.Set("schema", only)
		} else {
			own.SetText("type", "string")
			own.Set("enum", values)
			own.Delete("default")
			own.Delete("x-ms-enum")
		}
		own.SetText("x-ms-parameter-location", "method")
		parameters.Items[i] = own
	}
	return found
}

// takes reports whether a parameter leaves it to the document which version it carries.
func takes(schema *node.Node, version string) bool {
	if values := schema.Get("enum"); values.Is(node.List) && !slices.Contains(values.Strings(), version) {
		return false
	}
	for _, key := range []string{"default", "const"} {
		if v := schema.Get(key); v.Is(node.String) && v.Text != version {
			return false
		}
	}
	return true
}

// flat is a name without case and marks: api-version and ApiVersion are one.
func flat(name string) string {
	return strings.ToLower(strings.NewReplacer("-", "", "_", "", " ", "").Replace(name))
}
