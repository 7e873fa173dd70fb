package types

import (
	"slices"

	"github.com/armsmith/armsmith/generator/load"
	"github.com/armsmith/armsmith/generator/model"
	"github.com/armsmith/armsmith/generator/plan/name"
	"github.com/armsmith/armsmith/generator/plan/schema"
	"github.com/armsmith/armsmith/generator/plan/source"
)

// objects makes structs and maps.
type objects struct{ p *Planner }

// of makes the type of an object: a struct when it has properties, else a map. One of which Swagger
// 2.0 says nothing more is any JSON: it is what Azure's documents write for that, and so AutoRest
// reads it.
func (o objects) of(e *entry, m *schema.Merged) model.Ref {
	if len(m.Props) > 0 || m.Closed || o.p.schemas.Unions.IsVariant(e.schema) {
		return o.structure(e, m)
	}
	elem := o.extra(e, m)
	if elem == nil {
		elem = &model.Ref{Kind: model.Any}
		if o.p.doc.Loaded.Kind == load.Swagger20 && !slices.ContainsFunc(m.Parts, speaksOfMembers) {
			return *elem
		}
	}
	return model.Ref{Kind: model.Map, Elem: elem}
}

func speaksOfMembers(s schema.Schema) bool { return s.Has("additionalProperties") }

// extra is the type of the properties that a schema does not name; nil when it may be anything.
func (o objects) extra(e *entry, m *schema.Merged) *model.Ref {
	if extra := o.p.schemas.Extra(m); extra.There() {
		ref := o.p.element(e, extra)
		return &ref
	}
	var elem *model.Ref
	for _, pattern := range m.Patterns {
		ref := o.p.element(e, pattern)
		if elem != nil && !Same(*elem, ref) {
			return nil
		}
		if elem != nil {
			ref = either(*elem, ref)
		}
		elem = &ref
	}
	if elem != nil && elem.Kind == model.Any {
		return nil
	}
	return elem
}

// structure makes a struct, whose fields follow.
func (o objects) structure(e *entry, m *schema.Merged) model.Ref {
	t := o.p.alloc(e, model.KindStruct)
	o.p.unfinished = append(o.p.unfinished, fieldsOf{o, e, t, m})
	return model.Ref{Kind: model.Named, Type: t}
}

// fieldsOf is a struct that lacks its fields.
type fieldsOf struct {
	objects
	e *entry
	t *model.Type
	m *schema.Merged
}

func (s fieldsOf) finish() {
	s.t.XML = xmlOf(s.e.schema)
	s.t.Closed = s.m.Closed
	names := s.p.names.Inner("fields", s.e.name, memberNames()...)
	for _, prop := range s.p.schemas.Unions.Properties(s.e.schema, s.m) {
		s.add(&s.t.Fields, names, property{p: s.p, account: &s.e.account, holder: s.e.schema.Ptr, of: s.m, prop: prop})
	}
	if extra := s.extra(s.e, s.m); extra != nil {
		s.t.Additional = extra
		names.Declare(extraName("AdditionalProperties").To(&s.t.AdditionalName))
	}
	names.Declare(extraName("Extra").To(&s.t.ExtraName))
}

// add adds to fields that of a property, or those of its object when that is to be flattened into
// the struct.
func (s fieldsOf) add(fields *[]*model.Field, names *name.Scope, f property) {
	if inner := f.flattened(); inner != nil {
		for _, prop := range inner.Props {
			s.add(fields, names, f.inside(inner, prop))
		}
		return
	}
	field := f.field()
	*fields = append(*fields, field)
	names.Declare(f.name().To(&field.Name))
}

// memberNames are the names that no field may take: methods bear them.
func memberNames() []string { return append(model.ReservedMembers(), "String") }

// extraName is the name of the field for what has no field of its own. It gives way to every
// property.
func extraName(word string) *name.Name {
	return &name.Name{Key: ":" + word, Rank: name.RankHelper, Candidates: []string{word, word + "Members"}}
}

// property is what a field is made of.
type property struct {
	p       *Planner
	account *source.Account
	holder  string // pointer of the struct's schema
	of      *schema.Merged
	prop    *schema.Property
	path    []string // wire names of flattened objects around it
	loose   bool     // one of them may be absent
	outer   []string // pointers of the schemas flattened
}

// inside returns the field for a property of an object that is flattened.
func (f property) inside(inner *schema.Merged, prop *schema.Property) property {
	f.loose = f.loose || !f.of.Required[f.prop.Name] || inner.Nullable
	f.path = append(slices.Clone(f.path), f.prop.Name)
	f.outer = append(slices.Clone(f.outer), inner.Schema.Ptr)
	f.of, f.prop = inner, prop
	return f
}

// flattened returns the object behind a property that x-ms-client-flatten asks to flatten, or nil.
// What has variants, members of no name or itself inside is left as it is.
func (f property) flattened() *schema.Merged {
	defs := f.prop.Defs
	if !slices.ContainsFunc(defs, func(d schema.Schema) bool { return d.IsTrue("x-ms-client-flatten") }) {
		return nil
	}
	target := f.p.schemas.Target(f.p.schemas.Together(defs))
	if !target.There() || target.Ptr == f.holder || slices.Contains(f.outer, target.Ptr) || f.p.schemas.Unions.Is(target) {
		return nil
	}
	m := f.p.schemas.Merge(target)
	if !m.IsObject() || len(m.Props) == 0 || len(m.Alts) > 0 || f.p.schemas.Extra(m).There() || len(m.Patterns) > 0 {
		return nil
	}
	return m
}

// name is the field's name: what the document chose for programs, else the property's. The struct's
// own properties go before those of flattened objects, which can be told apart by the object's
// name.
func (f property) name() *name.Name {
	n := &name.Name{Key: f.prop.Name, Rank: name.RankSchema, Candidates: []string{name.Go(f.prop.Name)}}
	spelledOut := name.Exported(name.Spelled(f.prop.Name))
	for _, def := range slices.Backward(f.prop.Defs) {
		if chosen := source.ChosenName(def.Node); chosen != "" {
			n.Candidates = []string{name.Go(chosen)}
			n.Exact, n.Chosen = true, source.Renamed(def.Node)
			break
		}
	}
	n.Exact = n.Exact || n.Candidates[0] == f.prop.Name
	if len(f.path) > 0 {
		n.Rank = name.RankInline
		n.Key = ""
		words := ""
		for _, p := range f.path {
			n.Key += p + "\x00"
			words += name.Part(p)
		}
		n.Key += f.prop.Name
		n.Candidates = append(n.Candidates, name.Exported(words+name.Part(f.prop.Name)))
	}
	n.Candidates = append(n.Candidates, spelledOut, n.Candidates[0]+"Field")
	return n
}
