package emit

import (
	"strings"

	"github.com/dave/jennifer/jen"

	"github.com/armsmith/armsmith/generator/model"
)

// fakeAnswer writes the statements that answer with what a function has returned in out.
func (e *emitter) fakeAnswer(op *model.Operation) []jen.Code {
	c := func(method string, args ...jen.Code) *jen.Statement { return jen.Id("c").Dot(method).Call(args...) }
	out := jen.Id("out")
	switch r := op.Result; {
	case op.LRO != nil:
		return []jen.Code{c("LongRunning", jen.Func().Params(jen.Id("c").Op("*").Add(e.fk("Call"))).
			Block(e.fakeContent(op.LRO.Result, out)...))}
	case r.Kind == model.ResultBool:
		return []jen.Code{jen.If(not(out)).Block(c("Status", jen.Lit(404)))}
	case r.Kind == model.ResultStruct:
		return e.fakeStruct(op)
	case r.Kind == model.ResultBody:
		body := append(e.fakeStatus(op), e.fakeContent(r.Body, out)...)
		if op.Paging != nil {
			body = append(body, e.fakeNext(op)...)
		}
		return body
	default:
		return e.fakeStatus(op)
	}
}

// fakeStatus writes the status of a success, unless that is 200.
func (e *emitter) fakeStatus(op *model.Operation) []jen.Code {
	if status := successStatus(op, nil); status != 200 {
		return []jen.Code{jen.Id("c").Dot("Status").Call(jen.Lit(status))}
	}
	return nil
}

// successStatus returns the first status of success that is documented, of those that carry a given
// body if there is one.
func successStatus(op *model.Operation, b *model.ResultBodyField) int {
	for _, r := range op.Responses {
		if !r.Error && r.Low >= 200 && (b == nil || b.Low <= r.Low && r.Low <= b.High) {
			return r.Low
		}
	}
	return 200
}

// fakeNext writes how the link of a page is made to lead back here: c.Page(out.NextLink.Or("")).
func (e *emitter) fakeNext(op *model.Operation) []jen.Code {
	p := op.Paging
	if len(p.NextLink) != 1 || p.Next != nil {
		return nil
	}
	f := p.NextLink[0]
	link := jen.Id("out").Dot(f.Name)
	switch {
	case f.Type.Kind != model.String || !isStruct(&op.Result.Body.Type):
		return nil
	case f.Presence == model.Optional:
		link.Dot("Or").Call(jen.Lit(""))
	}
	return []jen.Code{jen.Id("c").Dot("Page").Call(link)}
}

// fakeContent writes how a body is answered: c.JSON("application/json", out).
func (e *emitter) fakeContent(content *model.Content, v *jen.Statement) []jen.Code {
	if content == nil {
		return nil
	}
	mediaType := jen.Lit(sentType(content))
	c := func(method string, args ...jen.Code) []jen.Code {
		return []jen.Code{jen.Id("c").Dot(method).Call(append([]jen.Code{mediaType}, args...)...)}
	}
	write := func(source jen.Code) jen.Code {
		return jen.Func().Params(jen.Id("w").Op("*").Add(e.json("Writer"))).Add(inline(e.jsonWrite(source, &content.Type)))
	}
	kind := under(&content.Type).Kind
	switch {
	case content.Kind == model.BodyEvents && content.Type.Kind == model.String && !content.Type.Nullable:
		return []jen.Code{e.fk("Events").Call(jen.Id("c"), v)}
	case isSequence(content):
		return []jen.Code{e.fk("Lines").Call(jen.Id("c"), mediaType, v,
			jen.Func().Params(jen.Id("v").Op("*").Add(e.elemOf(&content.Type)), jen.Id("w").Op("*").Add(e.json("Writer"))).
				Add(inline(e.jsonWrite(jen.Id("v"), &content.Type))))}
	case kind == model.Stream:
		return c("Stream", v)
	case kind == model.Bytes && (content.Kind == model.BodyBytes || content.Kind == model.BodyText):
		return c("Write", jen.String().Parens(v))
	case content.Kind == model.BodyText:
		return c("Write", e.bodyText(&content.Type, v))
	case content.Kind == model.BodyXML:
		return e.fakeXMLAnswer(content, v)
	case isStruct(&content.Type):
		return c("JSON", v)
	default:
		return c("JSONFunc", write(addr(v)))
	}
}

// fakeStruct writes how a struct of headers and bodies is answered.
func (e *emitter) fakeStruct(op *model.Operation) []jen.Code {
	r := &op.Result
	out := e.fakeStatus(op)
	for _, h := range r.Headers {
		out = append(out, e.fakeHeader(h)...)
	}
	status := jen.Id("out").Dot("StatusCode")
	if r.Status {
		out = append(out, jen.If(jen.Add(status).Op("!=").Lit(0)).Block(jen.Id("c").Dot("Status").Call(status)))
	}
	for i := range r.Bodies {
		b := &r.Bodies[i]
		out = append(out, e.fakeResultBody(op, b)...)
	}
	return out
}

// fakeResultBody writes how one of the bodies of a result struct is answered, if it is there.
func (e *emitter) fakeResultBody(op *model.Operation, b *model.ResultBodyField) []jen.Code {
	field := jen.Id("out").Dot(b.Name)
	content := b.Content
	switch lacks := mayLack(op, b); {
	case isStruct(&content.Type) && !isSequence(content) && !lacks:
		return e.fakeContent(content, jen.Op("&").Add(field))
	case lacks && (hasNil(&content.Type) || isStruct(&content.Type) || isSequence(content)):
		body := e.fakeContent(content, field)
		if !op.Result.Status {
			return []jen.Code{jen.If(notNil(field)).Block(body...)}
		}
		set := jen.If(jen.Id("out").Dot("StatusCode").Op("==").Lit(0)).Block(jen.Id("c").Dot("Status").Call(jen.Lit(successStatus(op, b))))
		return []jen.Code{jen.If(notNil(field)).Block(append([]jen.Code{set}, body...)...)}
	case lacks && op.Result.Status && b.Low != 0:
		return []jen.Code{jen.If(jen.Lit(b.Low).Op("<=").Id("out").Dot("StatusCode").Op("&&").Id("out").Dot("StatusCode").Op("<=").Lit(b.High)).
			Block(e.fakeContent(content, field)...)}
	default:
		return e.fakeContent(content, field)
	}
}

// fakeHeader writes how a header is answered:
//
//	if v, ok := out.ETag.Get(); ok {
//		c.SetHeader("ETag", v)
//	}
func (e *emitter) fakeHeader(h *model.Header) []jen.Code {
	field := jen.Id("out").Dot(h.Name)
	set := func(text jen.Code) []jen.Code {
		return []jen.Code{jen.Id("c").Dot("SetHeader").Call(jen.Lit(h.Wire), text)}
	}
	return e.whenThere(h.Presence, field, func(v jen.Code) []jen.Code {
		switch form := e.textForm(&h.Type); {
		case h.Prefix != "" && under(&h.Type).Kind == model.Map && under(&h.Type).Elem.Kind == model.String:
			return []jen.Code{jen.Id("c").Dot("SetHeaders").Call(jen.Lit(h.Prefix), v)}
		case form == formScalar:
			return set(e.text(&h.Type, v))
		case form == formList:
			return set(e.rt("Join").Call(e.texts(&h.Type, v), jen.Lit(",")))
		default:
			return set(e.rt("FormatJSON").Call(e.writeFunc(present(h.Type, h.Presence), v)))
		}
	})
}

// isDeprecated reports whether anything that a fake names is deprecated, which linters would point
// at.
func (e *emitter) isDeprecated() bool {
	for _, t := range e.api.Types {
		if t.Deprecated != "" || strings.Contains(t.Doc, "Deprecated:") {
			return true
		}
		for _, f := range t.Fields {
			if f.Deprecated != "" || strings.Contains(f.Doc, "Deprecated:") {
				return true
			}
		}
	}
	for _, g := range e.api.Groups {
		for _, op := range g.Operations {
			if op.Params == nil {
				continue
			}
			for _, p := range op.Params.Params {
				if p.Deprecated != "" || strings.Contains(p.Doc, "Deprecated:") {
					return true
				}
			}
		}
	}
	return false
}
