package operation

import (
	"slices"
	"strconv"
	"strings"

	"github.com/armsmith/armsmith/generator/load"
	"github.com/armsmith/armsmith/generator/model"
	"github.com/armsmith/armsmith/generator/plan/name"
	"github.com/armsmith/armsmith/generator/plan/source"
	"github.com/armsmith/armsmith/generator/plan/types"
)

// This file plans the headers that the parts of a multipart body have (OpenAPI, Encoding Object,
// headers): parameters of the method, beside its body.

// partHeaders adds to a method's parameters the headers of the parts of its body.
func (o bodies) partHeaders(m *method, op *model.Operation) {
	media := m.body.first().At
	switch m.body.kind {
	case model.BodyMultipart:
		parts := op.Body.Content.Parts
		for _, e := range media.To("encoding").Entries() {
			isPart := func(p *model.Part) bool { return p.Field.Wire == e.Key }
			if headers := e.To("headers"); headers.There() && len(parts) > 0 && !slices.ContainsFunc(parts, isPart) {
				o.doc.Warn(headers.Ptr, "the body has no part "+source.Quote(e.Key)+" to have headers", "name a property of its schema")
				continue
			}
			o.headersOf(m, op, e.To("headers"), model.PartsOf{Name: e.Key, Each: repeats(parts, e.Key)})
		}
	case model.BodyParts:
		first := media.To("prefixEncoding").Elements()
		for i, e := range first {
			o.headersOf(m, op, e.To("headers"), model.PartsOf{From: i, Only: true})
		}
		o.headersOf(m, op, media.To("itemEncoding").To("headers"), model.PartsOf{From: len(first), Each: true})
	}
}

// headersOf adds the headers of some parts. What the type of a part is says its encoding, whatever
// a header of that name says.
func (o bodies) headersOf(m *method, op *model.Operation, headers source.At, of model.PartsOf) {
	for _, entry := range headers.Entries() {
		h := o.follow(entry.At)
		if strings.EqualFold(entry.Key, "content-type") || h.Has(load.DefectExtension) {
			continue
		}
		d := declared{At: h, name: entry.Key, in: model.InPart, of: &of}
		m.partHeaders = append(m.partHeaders, d)
		op.Params.Params = append(op.Params.Params, o.partHeader(m, d))
	}
}

// partHeader makes the parameter of a header. One that has one value only is sent with every part.
func (o bodies) partHeader(m *method, d declared) *model.Param {
	word := paramName(d)
	p := params(o).make(d, hintAt(d.Ptr, m.base, word, word+"Header"))
	if p.Const == nil {
		p.Const = p.Type.Only
	}
	if d.of.Each && p.Const == nil {
		value := p.Type
		value.Nullable = false // a header is there or not
		value.Checks, p.Checks = &p.Checks, model.Checks{}
		p.Type, p.Presence = types.Presence(model.Ref{Kind: model.List, Elem: &value}, p.Required)
		p.Default, p.Example = nil, nil
	}
	return p
}

// repeats reports whether a field of a form is a part for each of its elements.
func repeats(parts []*model.Part, field string) bool {
	for _, p := range parts {
		if list := types.Underlying(p.Field.Type); p.Field.Wire == field && list.Kind == model.List {
			isJSON := p.Type == "application/json" || strings.HasSuffix(p.Type, "+json")
			return types.Underlying(*list.Elem).Kind == model.File || p.Explode && !isJSON
		}
	}
	return false
}

// partsWord is what the Go names of the headers of parts begin with.
func partsWord(of *model.PartsOf) string {
	switch {
	case of.Name != "":
		return name.Go(of.Name)
	case of.Only:
		return "Part" + strconv.Itoa(of.From)
	}
	return "Parts"
}

// idleHeaders reports the headers of parts that are not sent: those of parts that are received, and
// of a form that has none.
func (o bodies) idleHeaders(media source.At) {
	encodings := append(media.To("prefixEncoding").Elements(), media.To("itemEncoding"))
	for _, e := range media.To("encoding").Entries() {
		encodings = append(encodings, e.At)
	}
	for _, e := range encodings {
		headers := e.To("headers")
		for _, h := range headers.Entries() {
			if !strings.EqualFold(h.Key, "content-type") {
				o.doc.Warn(headers.Ptr, "the headers of the part are not used", "only parts of a multipart body that is sent have headers")
				break
			}
		}
	}
}
