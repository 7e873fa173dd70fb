package generator

import (
	"context"
	"slices"

	"github.com/armsmith/armsmith/generator/finding"
	"github.com/armsmith/armsmith/generator/foreign"
	"github.com/armsmith/armsmith/generator/model"
)

// types makes sure of the Go types that the owner has put in the place of schemas: that they are
// there and do what they must, and that they stand in JSON, which is where they can. What is wrong
// is an error, whether defects are tolerated or not: the client would not compile.
func (r *run) types(ctx context.Context) error {
	if r.api == nil {
		return nil
	}
	u := &uses{places: map[*model.ForeignType]string{}}
	u.all(r.api)
	if len(u.types) == 0 {
		return nil
	}
	before := len(r.findings)
	var wanted []foreign.Type
	for _, t := range u.types {
		wanted = append(wanted, foreign.Type{Path: t.Path, Name: t.Name})
		if what := u.places[t]; what != "" {
			r.findings.Add(finding.Error, placeOf(t), "types: "+t.Path+"."+t.Name+" cannot stand in "+what+"; types of yours can stand in JSON bodies, for properties and elements",
				"name the schemas where it can stand, instead of a format or of this one")
		}
	}
	can, err := foreign.Look(ctx, r.cfg.Out, wanted)
	for i, t := range u.types {
		switch {
		case err != nil:
			r.findings.Add(finding.Error, placeOf(t), "types: "+err.Error(), "see that the go command works in the module of the client")
		case can[wanted[i]].Wrong != "":
			r.findings.Add(finding.Error, placeOf(t), "types: "+can[wanted[i]].Wrong, can[wanted[i]].Fix)
		}
	}
	if len(r.findings) == before {
		return nil
	}
	return &Error{Findings: r.findings.Sorted()}
}

func placeOf(t *model.ForeignType) finding.Place {
	return finding.Place{File: t.Place.File, Line: t.Place.Line, Pointer: t.Place.Pointer}
}

// uses are the owner's types that a model uses.
type uses struct {
	types  []*model.ForeignType
	places map[*model.ForeignType]string // where one stands and cannot
}

func (u *uses) all(api *model.API) {
	for _, p := range api.Params {
		u.barred(&p.Type, "the client's parameter "+p.Wire, nil)
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
		if f.Const != nil || f.XML != nil {
			u.barred(&f.Type, "the property "+f.Wire+" of "+t.Name+", which has one value only or stands in XML", nil)
		}
	}
	if t.Union == nil {
		return
	}
	for _, v := range t.Union.Variants {
		u.direct(&v.Type, "a variant of "+t.Name)
		if v.Type.Kind != model.Named {
			continue
		}
		for _, f := range v.Type.Type.Fields {
			if f.Wire == t.Union.Discriminator {
				u.direct(&f.Type, "the property "+f.Wire+", which tells the variants of "+t.Name+" apart")
			}
		}
	}
}

func (u *uses) operation(op *model.Operation) {
	if op.Params != nil {
		for _, p := range op.Params.Params {
			u.barred(&p.Type, "the parameter "+p.Wire+" of "+op.Name, nil)
		}
	}
	if op.Body != nil {
		u.content(&op.Body.Content, "the body of "+op.Name)
	}
	for _, r := range op.Responses {
		for _, h := range r.Headers {
			u.barred(&h.Type, "the header "+h.Wire+" of "+op.Name, nil)
		}
		if r.Content != nil {
			u.content(r.Content, "an answer of "+op.Name)
		}
	}
}

// content bars types from bodies that are not JSON, and from being all of one that is.
func (u *uses) content(c *model.Content, what string) {
	for _, other := range c.Alternatives {
		u.content(other, what)
	}
	switch {
	case c.Kind == model.BodyJSON || c.Kind == model.BodyMergePatch || c.Kind.IsSequence():
		u.direct(&c.Type, what)
		u.note(&c.Type)
	default:
		u.barred(&c.Type, what+" in "+c.MediaType, nil)
	}
}

// note notes the types that a use is of, apart from those in types of the model.
func (u *uses) note(r *model.Ref) {
	for ; r != nil; r = r.Elem {
		if r.Kind == model.Foreign && !slices.Contains(u.types, r.Foreign) {
			u.types = append(u.types, r.Foreign)
		}
	}
}

// direct bars a type itself from a place.
func (u *uses) direct(r *model.Ref, what string) {
	if r.Kind == model.Foreign {
		u.note(r)
		u.places[r.Foreign] = what
	}
}

// barred bars types from a place, and from all that is in it.
func (u *uses) barred(r *model.Ref, what string, within []*model.Type) {
	for ; r != nil; r = r.Elem {
		u.direct(r, what)
		if r.Kind != model.Named || slices.Contains(within, r.Type) {
			continue
		}
		within := append(within[:len(within):len(within)], r.Type)
		for inner := range r.Type.Refs() {
			u.barred(inner, what, within)
		}
	}
}
