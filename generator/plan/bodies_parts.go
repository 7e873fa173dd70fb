package plan

import (
	"slices"
	"strings"

	"github.com/armsmith/armsmith/generator/model"
)

// parts says how each field of a form or multipart body is written (OpenAPI, Encoding Object).
func (o *operations) parts(c *model.Content, media at) {
	t := c.Type.Type
	if c.Type.Kind != model.Named || t == nil || t.Kind != model.KindStruct {
		return
	}
	encoding := media.to("encoding")
	for _, f := range t.Fields {
		if len(f.Flatten) > 0 {
			continue
		}
		c.Parts = append(c.Parts, o.part(f, encoding.to(f.Wire)))
	}
}

// part makes one field of a form. Without an encoding, lists repeat the field, as style form with
// explode does.
func (o *operations) part(f *model.Field, e at) *model.Part {
	p := &model.Part{Field: f, Style: model.StyleForm, Explode: true}
	if !e.there() {
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
	if mediaKind(p.Type) == mediaXML && !isScalar(elementOf(f.Type)) && !isFile(f.Type) {
		o.warn(e.ptr, "the part "+quote(f.Wire)+" is sent as JSON: XML is not written inside a form", "")
		p.Type = "application/json"
	}
	if headers := e.to("headers"); slices.ContainsFunc(headers.members(), func(h member) bool { return !strings.EqualFold(h.key, "content-type") }) {
		o.warn(headers.ptr, "the headers of the part "+quote(f.Wire)+" are not sent", "")
	}
	return p
}

// elementOf returns the type of what a list holds, or of what is none.
func elementOf(r model.Ref) model.Ref {
	if r = underlying(r); r.Kind == model.List {
		return underlying(*r.Elem)
	}
	return r
}

// isFile reports whether a field carries a file, or several.
func isFile(r model.Ref) bool {
	for r.Kind == model.List && r.Elem != nil {
		r = *r.Elem
	}
	return r.Kind == model.File || r.Kind == model.Bytes && r.Wire == model.WireRaw
}
