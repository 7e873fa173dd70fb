package plan

import (
	"cmp"
	"path/filepath"
	"slices"
	"strings"

	"github.com/armsmith/armsmith/generator/load"
	"github.com/armsmith/armsmith/generator/load/node"
	"github.com/armsmith/armsmith/generator/model"
)

func (b *builder) buildInfo() {
	info := b.doc.Root.Get("info")
	b.api.Package = b.cfg.Package
	b.api.Source = filepath.ToSlash(b.cfg.Source)
	b.api.Title = plainText(info.Get("title").Str())
	b.api.Version = info.Get("version").Str()
	if info.Get("version").Is(node.Number) {
		b.api.Version = info.Get("version").Text
	}
	b.api.Doc = plainText(info.Get("description").Str())
}

// buildComponents makes types of all component schemas, for a document that describes nothing else.
func (b *builder) buildComponents() {
	for name := range b.doc.Root.Get("components").Get("schemas").Each() {
		ptr := componentSchemas + node.Escape(name)
		b.startReach()
		ref := b.typeOf(ptr, nameHint{})
		if !b.failDefects(ptr, "schema "+quote(name), b.endReach()) {
			b.types.roots = append(b.types.roots, ref)
		}
	}
}

// collectTypes puts the types that anything kept reaches into the model, in the order of the
// document, and settles what depends on how a type is used. The others are forgotten, with their
// names.
func (b *builder) collectTypes() {
	u := uses{}
	u.api(b.api)
	for _, ref := range b.types.roots {
		u.ref(&ref, inRequest|inResponse)
	}
	made := slices.DeleteFunc(b.types.made, func(e *entry) bool { return u[e.typ] == 0 })
	b.types.made = made
	b.sortByPlace(made)
	for _, e := range made {
		u.settle(e.typ)
		if u[e.typ]&outsideMultipart != 0 && slices.ContainsFunc(e.typ.Fields, func(f *model.Field) bool { return isFile(f.Type) }) {
			b.warn(e.schema.ptr, "the files of this object are sent in multipart bodies alone; where it stands in others, it goes without them",
				"give the other bodies a schema of their own")
		}
		b.api.Types = append(b.api.Types, e.typ)
	}
	b.octets()
	breakRecursion(b.api.Types)
	b.names.drop(func(n *name) bool { return n.owner != nil && u[n.owner] == 0 })
}

// octets makes files of the parts of multipart bodies that hold octets: those that say so, and in
// OpenAPI 3.1 those that say nothing, as octets are what such a part is by default (Encoding
// Object, contentType).
func (b *builder) octets() {
	for _, g := range b.api.Groups {
		for _, op := range g.Operations {
			if op.Body == nil || op.Body.Content.Kind != model.BodyMultipart {
				continue
			}
			for _, part := range op.Body.Content.Parts {
				if b.doc.Kind == load.OpenAPI31 && !strings.Contains(part.Type, "json") && !isText(part.Type) {
					b.unsaid(part.Field, op.Body.Content.Type.Type)
				}
			}
		}
	}
}

// unsaid makes a file of a field whose schema says nothing, or of a list of such.
func (b *builder) unsaid(f *model.Field, in *model.Type) {
	i := slices.IndexFunc(b.types.made, func(e *entry) bool { return e.typ == in })
	if i < 0 || len(f.Flatten) > 0 {
		return
	}
	p := b.merge(b.types.made[i].schema).byName[f.Wire]
	if p == nil {
		return
	}
	s := b.target(p.defs[len(p.defs)-1])
	file := model.Ref{Kind: model.File}
	switch {
	case f.Type.Kind == model.Any && s.n.Is(node.Map) && b.isAnything(s):
		f.Type = file
		if f.Presence == model.Nilable {
			f.Presence = model.Optional
		}
	case f.Type.Kind == model.List && f.Type.Elem.Kind == model.Any:
		if items := b.merge(s).items; items.n.Is(node.Map) && b.isAnything(items) {
			f.Type.Elem = &file
		}
	}
}

// sortByPlace sorts entries by where they stand in the document: components first, helpers after
// what they help.
func (b *builder) sortByPlace(entries []*entry) {
	places := make(map[*entry][]int, len(entries))
	for _, e := range entries {
		places[e] = b.position(e.schema.ptr)
	}
	slices.SortStableFunc(entries, func(x, y *entry) int {
		return cmp.Or(slices.Compare(places[x], places[y]), cmp.Compare(x.name.key, y.name.key))
	})
}

// position is the way to a pointer as the positions of its keys.
func (b *builder) position(ptr string) []int {
	ptr, _, _ = strings.Cut(ptr, "#")
	var out []int
	n := b.doc.Root
	for i, key := range node.Split(ptr) {
		at := slices.IndexFunc(n.Members, func(m node.Member) bool { return m.Key == key })
		if n.Is(node.List) {
			at = optionIndex("/" + key)
		}
		if i == 0 && key == "components" {
			at = -1
		}
		out = append(out, at)
		if n, _ = n.Find(key); n == nil {
			break
		}
	}
	return out
}

// reservedNames are the package level identifiers that no schema or operation may take.
func reservedNames() []string { return model.Reserved() }

// memberNames are the names that no field may take: methods bear them.
func memberNames() []string { return append(model.ReservedMembers(), "String") }
