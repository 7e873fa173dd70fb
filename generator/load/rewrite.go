package load

import (
	"cmp"
	"fmt"
	"slices"
	"strings"

	"github.com/armsmith/armsmith/generator/load/node"
)

// hoist moves every named target to its place among the components.
func (j *joiner) hoist() {
	var moved []*target
	for n, t := range j.targets {
		if j.components[n] != (component{t.section, t.name}) {
			moved = append(moved, t)
		}
	}
	slices.SortFunc(moved, func(a, b *target) int {
		return cmp.Or(cmp.Compare(a.section, b.section), cmp.Compare(a.name, b.name))
	})
	for _, t := range moved {
		there := t.node.Shallow()
		if u := j.uses[t.node]; u != nil {
			u.at = there
			delete(j.uses, t.node)
			j.uses[there] = u
		}
		if t.nested() && there.Is(node.Map) {
			there.SetText(OriginExtension, t.node.Pointer())
		}
		if t.renamed && !t.nested() && there.Is(node.Map) && !j.isCredential(t) {
			there.SetText(NameExtension, ownName(t))
		}
		holder := j.holder(t.section)
		if old := holder.Get(t.name); old != nil {
			if u := j.uses[old]; u != nil {
				u.at = node.NewMap(old) // the entry pointed at what now stands there itself
			}
		}
		holder.Set(t.name, there)
		setRef(t.node, t)
	}
}

// isCredential reports whether a target is a security scheme of one of several documents: what it is
// called there would not tell it from that of another, and a credential is given by name.
func (j *joiner) isCredential(t *target) bool {
	return j.several() && sectionName(t.section) == "securitySchemes"
}

// reference is how a component is referred to from anywhere.
func (t *target) reference() string {
	return "#/components/" + sectionName(t.section) + "/" + node.Escape(t.name)
}

func sectionName(section string) string {
	if section == "securityDefinitions" {
		return "securitySchemes"
	}
	return section
}

func setRef(n *node.Node, t *target) {
	ref := node.NewString(t.reference(), n)
	*n = *node.NewMap(n)
	n.Append(node.Member{Key: "$ref", Value: ref})
}

// rewrite makes every reference a reference to a component. A schema's reference with siblings
// becomes an allOf of that reference with the siblings beside it, which is what both JSON Schema
// 2020-12 and Swagger 2.0's users mean.
func (j *joiner) rewrite() {
	for _, u := range j.order {
		switch n := u.at; {
		case n.Kind == node.String:
			n.Text = u.target.reference()
		case isPure(n):
			setRef(n, u.target)
		default:
			wrap(n, u.target)
		}
	}
	j.breakAliases()
}

func wrap(n *node.Node, t *target) {
	ref := node.NewMap(n.Delete("$ref"))
	setRef(ref, t)
	own := n.Get("allOf")
	composed := own.Len() > 0
	for _, key := range []string{"properties", "oneOf", "anyOf"} {
		composed = composed || n.Has(key)
	}
	if own.Is(node.List) {
		own = node.NewList(own, slices.Insert(slices.Clone(own.Items), 0, ref)...)
	} else {
		own = node.NewList(n, ref)
	}
	n.Set("allOf", own)
	if !composed {
		n.Set(SiblingsExtension, node.NewBool(true, n))
	}
}

// breakAliases makes placeholders of components that stand for one another in a circle.
func (j *joiner) breakAliases() {
	for section, entries := range j.sections() {
		prefix := "#/components/" + sectionName(section) + "/"
		round := map[*node.Node]int{} // in which walk a node was first met
		for i, m := range entries.Members {
			at := m.Value
			for at != nil && round[at] == 0 {
				round[at] = i + 1
				at = aliased(at, entries, prefix)
			}
			// at stands on a circle: go round it once
			for at != nil && round[at] == i+1 && at.Ref() != "" {
				next := aliased(at, entries, prefix)
				j.defect(at, fmt.Sprintf("$ref %q leads back to itself", at.Ref()), at)
				at = next
			}
		}
	}
}

// aliased returns the component that a component stands for, when it is nothing but a reference to
// one.
func aliased(n, entries *node.Node, prefix string) *node.Node {
	name, ok := strings.CutPrefix(n.Ref(), prefix)
	if !ok || !isPure(n) {
		return nil
	}
	return entries.Get(node.Split("/" + name)[0])
}
