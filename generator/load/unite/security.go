package unite

import (
	"fmt"

	"github.com/armsmith/armsmith/generator/finding"
	"github.com/armsmith/armsmith/generator/load/node"
)

// security settles who may call. Schemes of one name that differ have other names in the tree, so
// that what asks for them is to be renamed first.
func (a *all) security() {
	for _, d := range a.documents {
		a.renameSchemes(d)
	}
	word := func(d *document) string { return text(d.root.Get("security"), nil) }
	most := a.most(word)
	if most == nil {
		return // where nothing is said, plan offers what there is
	}
	a.root.Set("security", most.root.Get("security"))
	for _, d := range a.documents {
		switch said := word(d); {
		case said == word(most):
		case said != "":
			d.say("security")
		default:
			a.silent(d, most)
		}
	}
}

// silent settles the security of a document that says nothing of it for all its operations. If it
// says something for some, the others need none. If it says nothing at all, that is an omission: its
// operations are allowed the credential, as far as it goes where it was meant to go.
func (a *all) silent(d, most *document) {
	for _, op := range d.operations {
		if op.node.Has("security") {
			d.say("security") // nothing
			return
		}
	}
	allowed := node.NewList(d.root)
	if own := a.schemes(d); own.Len() > 0 {
		for name := range own.Each() {
			requirement := node.NewMap(d.root)
			requirement.Set(a.schemeName(own, name), node.NewList(d.root))
			allowed.Items = append(allowed.Items, requirement)
		}
	} else if here := a.placesOf(d); here == "" || here == a.placesOf(most) {
		allowed.Items = append(allowed.Items, most.root.Get("security").Clone().Items...)
	}
	if allowed.Len() > 0 {
		allowed.Items = append(allowed.Items, node.NewMap(d.root)) // and none is needed
		if len(d.operations) > 0 {
			a.report(finding.Warning, d.root.Place(), "nothing says which of its operations need a credential; "+
				fmt.Sprintf("all of them carry the one that those of %s need, if the client is given any", most.file()), "add security to the document")
		}
	}
	d.root.Set("security", allowed)
	d.say("security")
}

// schemes returns the security schemes that a document defines, each of which is a reference to one
// of the tree now.
func (a *all) schemes(d *document) *node.Node {
	if a.sections == a.root {
		return d.root.Get(a.securitySchemes)
	}
	return d.root.Get("components").Get(a.securitySchemes)
}

// schemeName returns what a scheme is called in the tree.
func (a *all) schemeName(own *node.Node, name string) string {
	if keys := node.Split(own.Get(name).Ref()); len(keys) > 0 {
		return keys[len(keys)-1]
	}
	return name
}

// renameSchemes has a document ask for schemes by the names that they have in the tree.
func (a *all) renameSchemes(d *document) {
	own := a.schemes(d)
	rename := func(security *node.Node) {
		for _, requirement := range security.Elems() {
			renamed := make([]node.Member, 0, requirement.Len())
			for _, m := range requirement.Members {
				m.Key = a.schemeName(own, m.Key)
				renamed = append(renamed, m)
			}
			requirement.SetMembers(renamed)
		}
	}
	rename(d.root.Get("security"))
	for _, op := range d.operations {
		rename(op.node.Get("security"))
	}
}
