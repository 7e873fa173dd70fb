package load

import (
	"cmp"
	"maps"
	"slices"

	"github.com/armsmith/armsmith/generator/load/node"
)

// subtypes finds, in files read along the way, schemas that nothing refers to but that inherit from
// a schema with a discriminator that is part of the document: values of them can be met wherever
// the base is.
type subtypes struct {
	j          *joiner
	inheriting map[*node.Node]bool // what is known of schemas
}

// add makes them part of the document. It reports whether there were any.
func (s subtypes) add() bool {
	j, found := s.j, false
	form := j.table["schema"]
	sources := slices.SortedFunc(maps.Values(j.files.byName), func(a, b *source) int {
		return cmp.Compare(a.file.Name, b.file.Name)
	})
	for _, src := range sources {
		if src == j.root || src.root == nil {
			continue
		}
		for _, keys := range [][]string{{"definitions"}, {"components", "schemas"}} {
			section, n := src.root.Find(keys...)
			if n < len(keys) {
				continue
			}
			for key, schema := range section.Each() {
				if j.targets[schema] == nil && s.inherit(schema) {
					at := spot{schema, src, append(slices.Clone(keys), key)}
					j.targets[schema] = &target{spot: at, shape: form, section: form.Section}
					j.enqueue(schema, form, schema)
					found = true
				}
			}
		}
	}
	return found
}

// inherit reports whether a schema extends, at any distance, a schema of the document that has a
// discriminator.
func (s subtypes) inherit(schema *node.Node) bool {
	if answer, ok := s.inheriting[schema]; ok {
		return answer
	}
	// while it is looked at: one that extends itself does not inherit by that
	s.inheriting[schema] = false
	for _, item := range schema.Get("allOf").Elems() {
		base := s.known(item)
		if base == nil {
			continue
		}
		part := s.j.targets[base] != nil || s.j.components[base].section != ""
		if base.Has("discriminator") && part || s.inherit(base) {
			s.inheriting[schema] = true
			break
		}
	}
	return s.inheriting[schema]
}

// known returns what a reference leads to when that needs no further file.
func (s subtypes) known(n *node.Node) *node.Node {
	j := s.j
	if u := j.uses[n]; u != nil {
		return u.target.node
	}
	ref := n.Ref()
	if ref == "" {
		return nil
	}
	file, fragment := cutRef(ref)
	src := j.sourceFor(n)
	if file != "" {
		name, refusal := j.files.target(src, file)
		if refusal != "" || j.files.byName[name] == nil || j.files.byName[name].root == nil {
			return nil
		}
		src = j.files.byName[name]
	}
	at, problem := find(src, fragment)
	if problem != "" {
		return nil
	}
	return at.node
}
