package plan

import (
	"slices"

	"github.com/armsmith/armsmith/generator/model"
)

// object makes the type of an object: a struct when it has properties, else a map.
func (b *builder) object(e *entry, m *merged) model.Ref {
	if len(m.props) > 0 || m.closed || b.types.bases.isVariant(e.schema.ptr) {
		return b.structure(e, m)
	}
	elem := b.extraType(m)
	if elem == nil {
		elem = &model.Ref{Kind: model.Any}
	}
	return model.Ref{Kind: model.Map, Elem: elem}
}

// extraType is the type of the properties that a schema does not name; nil when it may be anything.
func (b *builder) extraType(m *merged) *model.Ref {
	if m.extra.exists() {
		ref := b.use(m.extra, nameHint{})
		return &ref
	}
	var elem *model.Ref
	for _, p := range m.patterns {
		ref := b.use(p, nameHint{})
		if elem != nil && !sameRef(*elem, ref) {
			return nil
		}
		elem = &ref
	}
	if elem != nil && elem.Kind == model.Any {
		return nil
	}
	return elem
}

// structure makes a struct. Its fields are built when no type is half made, so that a struct may
// hold itself.
func (b *builder) structure(e *entry, m *merged) model.Ref {
	t := b.alloc(e, model.KindStruct)
	b.later(e, func() { b.fillStruct(e, t, m) })
	return model.Ref{Kind: model.Named, Type: t}
}

func (b *builder) fillStruct(e *entry, t *model.Type, m *merged) {
	t.XML = b.xmlOf(e.schema)
	fields := newScope(memberNames()...)
	for _, p := range b.withDiscriminators(e, m) {
		b.addField(t, fields, fieldOf{m: m, p: p, b: b, holder: e.schema.ptr})
	}
	if extra := b.extraType(m); extra != nil {
		t.Additional = extra
		fields.declare(extraName("AdditionalProperties").to(&t.AdditionalName))
	} else {
		fields.declare(extraName("Extra").to(&t.ExtraName))
	}
	fields.resolve()
}

// extraName is the name of the field for what has no field of its own. It gives way to every
// property.
func extraName(word string) *name {
	return &name{key: word, rank: rankHelper, candidates: []string{word, word + "Members"}}
}

// addField adds the field of a property, or those of its object when that is to be flattened into
// the struct.
func (b *builder) addField(t *model.Type, fields *scope, f fieldOf) {
	if inner := f.flattened(); inner != nil {
		for _, p := range inner.props {
			b.addField(t, fields, f.inside(inner, p))
		}
		return
	}
	field := f.build()
	t.Fields = append(t.Fields, field)
	fields.declare(f.fieldName().to(&field.Name))
}

// fieldOf is what a field is made of.
type fieldOf struct {
	b      *builder
	holder string // pointer of the struct's schema
	m      *merged
	p      *property
	path   []string // wire names of flattened objects around it
	loose  bool     // one of them may be absent
	outer  []string // pointers of the schemas flattened
}

// inside returns the field for a property of an object that is flattened.
func (f fieldOf) inside(inner *merged, p *property) fieldOf {
	f.loose = f.loose || !f.m.required[f.p.name] || inner.nullable
	f.path = append(slices.Clone(f.path), f.p.name)
	f.outer = append(slices.Clone(f.outer), inner.schema.ptr)
	f.m, f.p = inner, p
	return f
}

// flattened returns the object behind a property that x-ms-client-flatten asks to flatten, or nil.
// What has variants, members of no name or itself inside is left as it is.
func (f fieldOf) flattened() *merged {
	asked := slices.ContainsFunc(f.p.defs, func(def schema) bool {
		v, _ := def.truth("x-ms-client-flatten")
		return v
	})
	if !asked || len(f.p.defs) != 1 {
		return nil
	}
	target := f.b.target(f.p.defs[0])
	if !target.exists() || target.ptr == f.holder || slices.Contains(f.outer, target.ptr) || f.b.isUnion(target) {
		return nil
	}
	m := f.b.merge(target)
	if !m.isObject() || len(m.props) == 0 || len(m.alts) > 0 || m.extra.exists() || len(m.patterns) > 0 {
		return nil
	}
	return m
}

// target follows aliases to the schema that says what the type is.
func (b *builder) target(s schema) schema {
	for range maxRefs {
		next, ok := b.alias(s)
		if !ok {
			return s
		}
		s = next
	}
	return schema{}
}

// fieldName is the field's name: what the document chose for programs, else the property's. The
// struct's own properties go before those of flattened objects, which can be told apart by the
// object's name.
func (f fieldOf) fieldName() *name {
	n := &name{key: f.p.name, candidates: []string{goName(f.p.name)}}
	spelledOut := exported(spelled(f.p.name))
	for _, def := range slices.Backward(f.p.defs) {
		if chosen := chosenName(def.n); chosen != "" {
			n.candidates = []string{goName(chosen)}
			n.exact = true
			break
		}
	}
	n.exact = n.exact || n.candidates[0] == f.p.name
	if len(f.path) > 0 {
		n.rank = rankInline
		n.key = ""
		words := ""
		for _, p := range f.path {
			n.key += p + "\x00"
			words += namePart(p)
		}
		n.key += f.p.name
		n.candidates = append(n.candidates, exported(words+namePart(f.p.name)))
	}
	n.candidates = append(n.candidates, spelledOut, n.candidates[0]+"Field")
	return n
}
