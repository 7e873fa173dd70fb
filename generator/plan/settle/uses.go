package settle

import (
	"slices"

	"github.com/armsmith/armsmith/generator/model"
	"github.com/armsmith/armsmith/generator/plan/source"
	"github.com/armsmith/armsmith/generator/plan/types"
)

// usage is how a type is used.
type usage uint8

const (
	inRequest usage = 1 << iota
	inResponse
	inMultipart
	inXML
	inUpdate
	inPatch          // in a PATCH, merge patch or plain JSON, outside of lists
	outsideMultipart // in a body of any other kind, which carries no files
	sendsNull        // in a request as JSON or XML, which have null; the fields of a form do not
)

// uses is what all named types are used for, by everything that is generated.
type uses map[*model.Type]usage

// api follows everything an API holds.
func (u uses) api(api *model.API) {
	for _, p := range api.Params {
		u.ref(&p.Type, inRequest)
	}
	for _, g := range api.Groups {
		for _, op := range g.Operations {
			u.operation(op)
		}
	}
	if api.Webhooks != nil {
		for _, w := range api.Webhooks.All {
			u.content(w.Body, inResponse)
		}
	}
}

func (u uses) operation(op *model.Operation) {
	if op.Params != nil {
		for _, p := range op.Params.Params {
			u.ref(&p.Type, inRequest)
		}
	}
	if op.Body != nil {
		how := inRequest
		if op.Method == "PATCH" {
			how |= inUpdate
		}
		u.content(&op.Body.Content, how)
	}
	for _, r := range op.Responses {
		u.headers(r.Headers)
		u.content(r.Content, inResponse)
	}
	for _, r := range op.Results() {
		u.headers(r.Headers)
		u.content(r.Body, inResponse)
		for _, f := range r.Bodies {
			u.content(f.Content, inResponse)
		}
	}
	if op.Paging != nil {
		u.ref(&op.Paging.Item, inResponse)
	}
	if op.LRO != nil {
		u.content(op.LRO.Result, inResponse)
	}
	if op.Job != nil {
		u.content(op.Job.Result, inResponse)
	}
}

func (u uses) headers(headers []*model.Header) {
	for _, h := range headers {
		u.ref(&h.Type, inResponse)
	}
}

func (u uses) content(c *model.Content, how usage) {
	if c == nil {
		return
	}
	switch c.Kind {
	case model.BodyMergePatch:
		how |= inPatch
	case model.BodyJSON:
		if how&inUpdate != 0 {
			how |= inPatch
		}
	case model.BodyXML:
		how |= inXML
	case model.BodyMultipart:
		how |= inMultipart
	}
	if c.Kind != model.BodyMultipart {
		how |= outsideMultipart
	}
	if how&inRequest != 0 && c.Kind != model.BodyMultipart && c.Kind != model.BodyForm {
		how |= sendsNull
	}
	u.ref(&c.Type, how)
	if how&inPatch != 0 {
		nullElements(&c.Type)
	}
	for _, other := range c.Alternatives {
		u.content(other, how)
	}
}

// ref marks the types that a use reaches. It also has maps hold structs by pointer: what a map
// holds by value cannot be changed in its place, cannot be null, and takes the room of eight in a
// map of one.
func (u uses) ref(r *model.Ref, how usage) {
	replaceAlias(r)
	if r.Kind == model.List {
		how &^= inPatch // a patch replaces lists as a whole (RFC 7396, section 2)
	}
	if r.Elem != nil {
		if r.Kind == model.Map && types.IsStruct(*r.Elem) && !r.Elem.Pointer {
			ownElem(r)
			r.Elem.Pointer = true
		}
		u.ref(r.Elem, how)
	}
	t := r.Type
	if t == nil || u[t]&how == how && u[t] != 0 {
		return
	}
	u[t] |= how
	// What stands inside a part or a field of a form is written as JSON.
	how &^= inMultipart
	if how&inRequest != 0 {
		how |= sendsNull
	}
	for inner := range t.Refs() {
		u.ref(inner, how)
	}
}

// settle decides what depends on how a type is used.
func (u uses) settle(t *model.Type) {
	how := u[t]
	t.InRequest, t.InResponse = how&inRequest != 0, how&inResponse != 0
	t.InPatch, t.SendsNull = how&inPatch != 0, how&sendsNull != 0
	if how&inXML == 0 {
		t.XML = nil
	}
	for _, f := range t.AllFields() {
		if how&inXML == 0 {
			f.XML = nil
		}
		binary(&f.Type, how)
		if f.Presence == model.Nilable && (f.Type.Kind == model.File || f.Type.Kind == model.String) {
			f.Presence = model.Optional // octets have a nil, files and texts have none
		}
		oneSided := f.ReadOnly && t.InRequest || f.WriteOnly && t.InResponse || f.CreateOnly && how&inUpdate != 0
		if oneSided && f.Presence == model.Plain && f.Const == nil {
			// The side that does not set it must be able to leave it out, required or not.
			f.Type, f.Presence = types.Presence(f.Type, false)
		}
	}
	if t.Union != nil { // being a variant of itself, by way of another name, adds nothing to it
		t.Union.Variants = slices.DeleteFunc(t.Union.Variants, func(v *model.Variant) bool { return v.Type.Type == t })
	}
	if t.Additional != nil {
		binary(t.Additional, how&^inMultipart)
		t.Additional.Pointer = types.IsStruct(*t.Additional)
	}
	if how&inPatch != 0 {
		if t.Additional != nil {
			t.Additional.Nullable = !t.Additional.Kind.IsJSON()
		}
		for inner := range t.Refs() {
			nullElements(inner)
		}
	}
}

// nullElements lets null be an element of a map, at any depth. In a PATCH that is how one deletes
// an entry, whether it is a merge patch (RFC 7396) or plain JSON, which services read as one.
//
// An inline map is so in the PATCH alone. A type that is used elsewhere as well is so there too, as
// with everything that one side of a type needs: a map without room for null could not delete, and
// two types for one schema could not be passed from what was read to what is sent.
func nullElements(r *model.Ref) {
	for ; r.Kind == model.Map; r = r.Elem {
		ownElem(r)
		r.Elem.Nullable = !r.Elem.Kind.IsJSON()
	}
}

// ownElem gives a use of a list or map an element that it shares with no other use.
func ownElem(r *model.Ref) {
	elem := *r.Elem
	r.Elem = &elem
}

// replaceAlias puts what a named type stands for in the place of one that stands for another named
// type.
func replaceAlias(r *model.Ref) {
	for range source.MaxRefs {
		if r.Kind != model.Named || r.Type.Kind != model.KindNamed || r.Type.Target == nil || r.Type.Target.Kind != model.Named {
			return
		}
		r.Nullable = r.Nullable || r.Type.Target.Nullable
		r.Type = r.Type.Target.Type
	}
}
