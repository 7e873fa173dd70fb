package operation

import (
	"slices"
	"strings"

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
	encoding := media.To("encoding")
	for _, f := range t.Fields {
		if len(f.Flatten) > 0 {
			continue
		}
		c.Parts = append(c.Parts, o.part(f, encoding.To(f.Wire)))
	}
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
	headers := e.To("headers")
	if slices.ContainsFunc(headers.Entries(), func(h source.Entry) bool { return !strings.EqualFold(h.Key, "content-type") }) {
		o.doc.Warn(headers.Ptr, "the headers of the part "+source.Quote(f.Wire)+" are not sent", "")
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
