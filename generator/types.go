package generator

import (
	"slices"

	"github.com/armsmith/armsmith/generator/finding"
	"github.com/armsmith/armsmith/generator/foreign"
	"github.com/armsmith/armsmith/generator/model"
)

// types makes sure of the Go types that the owner has put in the place of schemas: that they are
// there and do what they must where they stand. What is wrong is an error, whether defects are
// tolerated or not: the client would not compile.
func (r *run) types(found foreign.Found) error {
	if r.api == nil {
		return nil
	}
	u := &uses{barred: map[*model.ForeignType]string{}, texts: map[*model.ForeignType]string{}}
	u.all(r.api)
	before := len(r.findings)
	fail := func(t *model.ForeignType, what, fix string) {
		r.findings.Add(finding.Error, finding.Place{File: t.Place.File, Line: t.Place.Line, Pointer: t.Place.Pointer}, "types: "+what, fix)
	}
	for _, t := range u.types {
		named := foreign.Type{Path: t.Path, Name: t.Name}
		can := found.Of(named)
		if can.Wrong != "" {
			fail(t, can.Wrong, can.Fix)
			continue
		}
		if what := u.barred[t]; what != "" {
			fail(t, named.String()+" cannot stand in "+what, "name the schemas where it can stand, instead of a format or of this one")
		}
		if what := u.texts[t]; what != "" && !can.Text {
			fail(t, named.String()+" cannot stand in "+what+", which is a text: it has no MarshalText and UnmarshalText",
				"give it the methods, or name the schemas where it can stand, instead of a format or of this one")
		}
	}
	if len(r.findings) == before {
		return nil
	}
	return &Error{Findings: r.findings.Sorted()}
}

// uses are the owner's types that a model uses.
type uses struct {
	types  []*model.ForeignType
	barred map[*model.ForeignType]string // where one stands and cannot
	texts  map[*model.ForeignType]string // where one stands that must be a text
}

func (u *uses) all(api *model.API) {
	for _, p := range api.Params {
		if p.In == model.InHost {
			u.bar(&p.Type, "the variable "+p.Wire+" of the endpoint")
		}
		u.param(p, "the client")
	}
	for _, t := range api.Types {
		u.inType(t)
	}
	for _, g := range api.Groups {
		for _, op := range g.Operations {
			u.operation(op)
		}
	}
}

func (u *uses) inType(t *model.Type) {
	for r := range t.Refs() {
		u.note(r)
	}
	for _, f := range t.AllFields() {
		switch {
		case f.Const != nil:
			u.bar(&f.Type, "the property "+f.Wire+" of "+t.Name+", which has one value only")
		case f.XML != nil:
			u.text(&f.Type, "the property "+f.Wire+" of "+t.Name+", in XML", nil)
		}
	}
	if t.Union == nil {
		return
	}
	for _, v := range t.Union.Variants {
		if v.Type.Kind != model.Named {
			continue
		}
		for _, f := range v.Type.Type.Fields {
			if f.Wire == t.Union.Discriminator {
				u.bar(&f.Type, "the property "+f.Wire+", which tells the variants of "+t.Name+" apart")
			}
		}
	}
}

func (u *uses) operation(op *model.Operation) {
	if op.Params != nil {
		for _, p := range op.Params.Params {
			u.param(p, op.Name)
		}
	}
	if op.Body != nil {
		u.content(&op.Body.Content, "the body of "+op.Name)
	}
	for _, r := range op.Responses {
		for _, h := range r.Headers {
			u.text(&h.Type, "the header "+h.Wire+" of "+op.Name, nil)
		}
		if r.Content != nil {
			u.content(r.Content, "an answer of "+op.Name)
		}
	}
	if op.Paging != nil {
		u.pages(op.Paging, "leads to the next page of "+op.Name)
	}
}

func (u *uses) param(p *model.Param, of string) {
	if p.Style == model.StyleJSON {
		u.note(&p.Type)
		return
	}
	u.text(&p.Type, "the parameter "+p.Wire+" of "+of, nil)
}

// pages notes that what leads from page to page must be a text.
func (u *uses) pages(p *model.Paging, leads string) {
	paths := [][]*model.Field{p.NextLink}
	if p.Turn != nil {
		paths = append(paths, p.Turn.Token, p.Turn.Body)
	}
	for _, path := range paths {
		if len(path) > 0 {
			f := path[len(path)-1]
			u.text(&f.Type, "the property "+f.Wire+", which "+leads, nil)
		}
	}
}

// content notes the types in a body. In one that is not JSON they must be texts.
func (u *uses) content(c *model.Content, what string) {
	for _, other := range c.Alternatives {
		u.content(other, what)
	}
	switch {
	case c.Kind == model.BodyJSON || c.Kind == model.BodyMergePatch || c.Kind.IsSequence():
		if c.Kind == model.BodyParts {
			u.bar(&c.Type, what+" in "+c.MediaType+", of which each part may be text or JSON")
		}
		u.note(&c.Type)
	default:
		u.text(&c.Type, what+" in "+c.MediaType, nil)
	}
}

// note notes the types of a use, without those within types of the model.
func (u *uses) note(r *model.Ref) {
	for ; r != nil; r = r.Elem {
		if r.Kind == model.Foreign && !slices.Contains(u.types, r.Foreign) {
			u.types = append(u.types, r.Foreign)
		}
	}
}

// bar bars a type itself from a place.
func (u *uses) bar(r *model.Ref, what string) {
	if r.Kind == model.Foreign {
		u.note(r)
		u.barred[r.Foreign] = what
	}
}

// text notes that a use, with all that is in it, stands where only texts can.
func (u *uses) text(r *model.Ref, what string, within []*model.Type) {
	for ; r != nil; r = r.Elem {
		if r.Kind == model.Foreign && u.texts[r.Foreign] == "" {
			u.texts[r.Foreign] = what
		}
		u.note(r)
		if r.Kind != model.Named || slices.Contains(within, r.Type) {
			continue
		}
		within := append(within[:len(within):len(within)], r.Type)
		for inner := range r.Type.Refs() {
			u.text(inner, what, within)
		}
	}
}
