package load

import (
	"cmp"
	"maps"
	"slices"

	"github.com/armsmith/armsmith/generator/load/node"
)

// addSubtypes finds, in files read along the way, schemas that nothing refers to but that inherit
// from a schema with a discriminator that is part of the document: values of them can be met
// wherever the base is. It tells whether it found any.
func (j *joiner) addSubtypes() bool {
	found := false
	known := map[*node.Node]bool{}
	s := j.table["schema"]
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
				if j.targets[schema] == nil && j.inherits(schema, known) {
					at := spot{schema, src, append(slices.Clone(keys), key)}
					j.targets[schema] = &target{spot: at, section: s.Section}
					j.enqueue(schema, s, schema)
					found = true
				}
			}
		}
	}
	return found
}

// inherits reports whether a schema extends, at any distance, a schema of the document that has a
// discriminator. What is known of a schema already is in known.
func (j *joiner) inherits(schema *node.Node, known map[*node.Node]bool) bool {
	if answer, ok := known[schema]; ok {
		return answer
	}
	known[schema] = false // while it is looked at: one that extends itself does not inherit by that
	for _, item := range schema.Get("allOf").Elems() {
		base := j.known(item)
		if base == nil {
			continue
		}
		part := j.targets[base] != nil || j.components[base].section != ""
		if base.Has("discriminator") && part || j.inherits(base, known) {
			known[schema] = true
			break
		}
	}
	return known[schema]
}

// known returns what a reference leads to when that needs no further file.
func (j *joiner) known(n *node.Node) *node.Node {
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
