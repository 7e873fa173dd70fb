package operation

import (
	"slices"
	"strings"

	"github.com/armsmith/armsmith/generator/load"
	"github.com/armsmith/armsmith/generator/model"
	"github.com/armsmith/armsmith/generator/plan/source"
	"github.com/armsmith/armsmith/generator/plan/types"
)

// parts says how each field of a form or multipart body is written (OpenAPI, Encoding Object).
func (o bodies) parts(c *model.Content, media source.At) {
	t := c.Type.Type
	if c.Type.Kind != model.Named || t == nil || t.Kind != model.KindStruct {
		return
	}
	for _, key := range []string{"prefixEncoding", "itemEncoding"} {
		if media.Has(key) {
			o.doc.Warn(media.To(key).Ptr, key+" is not used: these parts have names", "use encoding")
		}
	}
	encoding := media.To("encoding")
	for _, f := range t.Fields {
		if len(f.Flatten) > 0 {
			continue
		}
		p := o.part(f, encoding.To(f.Wire))
		o.collection(p, o.follow(media.To("schema")).To("properties").To(f.Wire))
		if c.Kind == model.BodyForm && p.Type == "" && o.isJSON(f.Type, encoding.To(f.Wire)) {
			p.Type = "application/json"
		}
		c.Parts = append(c.Parts, p)
	}
}

// collection sets how the lists of a part are written where only Swagger 2.0 can say so.
func (o bodies) collection(p *model.Part, property source.At) {
	if s, ok := collections[property.Get(load.CollectionExtension).Str()]; ok {
		p.Style, p.Explode = s, false
	}
	p.Nested = o.nested(property)
}

// isJSON reports whether a field of an urlencoded form is JSON because nothing in its encoding says
// how it is styled: an object, since OpenAPI 3.0.4 and 3.1.1 say so, and what earlier versions did
// not describe in any other way, each object of a list and an object that no form style can write
// (Encoding Object, contentType).
func (o bodies) isJSON(r model.Ref, encoding source.At) bool {
	if encoding.Has("style") || encoding.Has("explode") || encoding.Has("allowReserved") {
		return false
	}
	switch r = types.Underlying(r); {
	case r.Kind == model.List:
		return !types.IsScalar(elementOf(r)) && !types.IsFile(r)
	case types.IsScalar(r) || types.IsFile(r):
		return false
	}
	if !isFlat(r) {
		return true
	}
	version := o.doc.Loaded.Root.Get("openapi").Str()
	early, late := strings.CutPrefix(version, "3.0.")
	if !late {
		return version != "3.1.0" && strings.HasPrefix(version, "3.")
	}
	return !slices.Contains([]string{"0", "1", "2", "3"}, early)
}

// isFlat reports whether a value holds nothing but scalars, so that form style has a way to write
// it. What may be anything counts as flat.
func isFlat(r model.Ref) bool {
	r = types.Underlying(r)
	if r.Kind != model.Named || r.Type.Kind != model.KindUnion {
		return holdsScalars(r)
	}
	return !slices.ContainsFunc(r.Type.Union.Variants, func(v *model.Variant) bool { return !holdsScalars(v.Type) })
}

func holdsScalars(r model.Ref) bool {
	isScalar := func(r model.Ref) bool { return types.IsScalar(types.Underlying(r)) }
	switch r = types.Underlying(r); {
	case r.Kind == model.Map || r.Kind == model.List:
		return isScalar(*r.Elem)
	case r.Kind == model.Expandable:
		return isFlat(*r.Elem)
	case r.Kind != model.Named || r.Type.Kind == model.KindEnum:
		return true
	case r.Type.Kind != model.KindStruct || r.Type.Additional != nil && !isScalar(*r.Type.Additional):
		return false
	}
	return !slices.ContainsFunc(r.Type.Fields, func(f *model.Field) bool { return !isScalar(f.Type) })
}

// part makes one field of a form. Without an encoding, lists repeat the field, as style form with
// explode does.
func (o bodies) part(f *model.Field, e source.At) *model.Part {
	p := &model.Part{Field: f, Style: model.StyleForm, Explode: true}
	if !e.There() {
		return p
	}
	// several may be allowed; the first is sent
	p.Type, _, _ = strings.Cut(e.Get("contentType").Str(), ",")
	p.Type = strings.TrimSpace(p.Type)
	if s, ok := styles[e.Get("style").Str()]; ok {
		p.Style, p.Explode = s, s == model.StyleForm
	}
	if x := e.Get("explode"); x != nil {
		p.Explode = x.True()
	}
	if mediaKind(p.Type) == mediaXML && !types.IsScalar(elementOf(f.Type)) && !types.IsFile(f.Type) {
		o.doc.Warn(e.Ptr, "the part "+source.Quote(f.Wire)+" is sent as JSON: XML is not written inside a form", "")
		p.Type = "application/json"
	}
	return p
}

// elementOf returns the type of what a list holds, or of what is none.
func elementOf(r model.Ref) model.Ref {
	if r = types.Underlying(r); r.Kind == model.List {
		return types.Underlying(*r.Elem)
	}
	return r
}
