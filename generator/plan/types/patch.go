package types

import (
	"slices"

	"github.com/armsmith/armsmith/generator/model"
	"github.com/armsmith/armsmith/generator/plan/name"
	"github.com/armsmith/armsmith/generator/plan/schema"
)

// patchRole and diffRole are the parts of a type's name that are the type of its patches, and the
// function that makes one.
const patchRole, diffRole = "patch", "diff"

// Patch returns the type of what changes values of a type: the same properties, at any depth
// outside of lists, of which each may be left out, and then stays as it is (RFC 7396). It is the
// type itself where that can leave out everything already, and for what is no struct.
func (p *Planner) Patch(r model.Ref) model.Ref {
	r = p.patched(r)
	if r.Kind == model.Named && r.Type.Patches != nil && r.Type.Diff == "" {
		of := p.entryOf(r.Type.Patches)
		p.names.Declare(&name.Name{Role: diffRole, Rank: name.RankHelper, Parent: of.name, Owner: r.Type,
			Candidates: []string{"Diff*", "DiffOf*"}}).To(&r.Type.Diff)
	}
	return r
}

// patched is Patch for what stands inside as well, which needs no function of its own.
func (p *Planner) patched(r model.Ref) model.Ref {
	switch under := Underlying(r); {
	case !mustSend(r, nil):
		return r
	case under.Kind == model.Map:
		elem := p.patched(*under.Elem)
		return model.Ref{Kind: model.Map, Elem: &elem, Nullable: r.Nullable}
	default:
		return model.Ref{Kind: model.Named, Type: p.patchOf(under.Type), Nullable: r.Nullable}
	}
}

// mustSend reports whether a value of a type has properties that are always sent, in itself or in
// the objects and maps that it holds.
func mustSend(r model.Ref, seen []*model.Type) bool {
	r = Underlying(r)
	switch {
	case r.Kind == model.Map:
		return mustSend(*r.Elem, seen)
	case !IsStruct(r) || slices.Contains(seen, r.Type):
		return false
	case r.Type.Additional != nil && mustSend(*r.Type.Additional, append(seen, r.Type)):
		return true
	}
	return slices.ContainsFunc(r.Type.Fields, func(f *model.Field) bool {
		return f.Presence == model.Plain && f.Const == nil || mustSend(f.Type, append(seen, r.Type))
	})
}

// Patchable reports whether patches of a type would have a type of their own.
func (p *Planner) Patchable(r model.Ref) bool { return mustSend(r, nil) }

func (p *Planner) entryOf(t *model.Type) *entry {
	return p.made[slices.IndexFunc(p.made, func(e *entry) bool { return e.typ == t })]
}

// patchOf makes the type of what changes values of a struct.
func (p *Planner) patchOf(t *model.Type) *model.Type {
	if known := p.patches[t]; known != nil {
		return known
	}
	of := p.entryOf(t)
	made := &model.Type{Kind: model.KindStruct, Schema: t.Schema, Place: t.Place, Deprecated: t.Deprecated, Patches: t, Closed: t.Closed,
		Doc: "A patch, in which a property that is not set stays as it is, and null takes it away."}
	p.patches[t] = made
	e := &entry{schema: schema.New(of.schema.Ptr+"#"+patchRole, of.schema.Node), typ: made, done: true, hint: of.hint,
		ref: model.Ref{Kind: model.Named, Type: made}}
	e.name = p.names.Declare(&name.Name{Role: patchRole, Rank: name.RankHelper, Parent: of.name, Owner: made,
		Candidates: []string{"*Patch", "*MergePatch", "PatchOf*"}}).To(&made.Name)
	p.entries[e.schema.Ptr] = e
	p.made = append(p.made, e)

	m := p.schemas.Merge(of.schema)
	fields := fieldsOf{objects{p}, e, made, m}
	names := p.names.Inner("fields", e.name, memberNames()...)
	for _, prop := range p.schemas.Unions.Properties(of.schema, m) {
		fields.add(&made.Fields, names, property{p: p, account: &of.account, holder: of.schema.Ptr, of: m, prop: prop})
	}
	for _, f := range made.Fields {
		p.loosen(f)
	}
	if t.Additional != nil {
		extra := p.patched(*t.Additional)
		made.Additional = &extra
		names.Declare(extraName("AdditionalProperties").To(&made.AdditionalName))
	}
	names.Declare(extraName("Extra").To(&made.ExtraName))
	return made
}

// loosen has a property be left out, and what it holds be changed in part.
func (p *Planner) loosen(f *model.Field) {
	if f.Const != nil {
		f.Type.Only, f.Const = f.Const, nil
	}
	f.Required, f.Told, f.XML = false, false, nil
	ref := p.patched(f.Type)
	ref.Only, ref.Checks, ref.Pointer = f.Type.Only, f.Type.Checks, false
	f.Type, f.Presence = FieldPresence(ref, false)
}
