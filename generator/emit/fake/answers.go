package fake

import (
	"strings"

	"github.com/dave/jennifer/jen"

	"github.com/armsmith/armsmith/generator/emit/codec"
	"github.com/armsmith/armsmith/generator/emit/gocode"
	"github.com/armsmith/armsmith/generator/model"
)

// writeAnswer writes the statements that answer with what a function has returned in out.
func writeAnswer(pkg *gocode.Package, op *model.Operation) []jen.Code {
	c := func(method string, args ...jen.Code) *jen.Statement { return jen.Id("c").Dot(method).Call(args...) }
	out := jen.Id("out")
	switch r := op.Result; {
	case op.LRO != nil:
		return []jen.Code{c("LongRunning", jen.Func().Params(jen.Id("c").Op("*").Add(pkg.Fake("Call"))).
			Block(writeContent(pkg, op.LRO.Result, out)...))}
	case r.Kind == model.ResultBool:
		return []jen.Code{jen.If(gocode.Not(out)).Block(c("Status", jen.Lit(404)))}
	case r.Kind == model.ResultStruct:
		return writeStruct(pkg, op)
	case r.Kind == model.ResultBody:
		body := writeStatus(op)
		if op.Paging != nil {
			body = append(body, writeNext(op)...)
		}
		return append(body, writeContent(pkg, r.Body, out)...)
	default:
		return writeStatus(op)
	}
}

// writeStatus writes the status of a success, unless that is 200.
func writeStatus(op *model.Operation) []jen.Code {
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

// writeNext writes how the link of a page is made to lead back here: c.Page(out.NextLink.Or("")),
// or how a header says what leads to the next page: c.NextHeader("Link", next, true).
func writeNext(op *model.Operation) []jen.Code {
	p := op.Paging
	if p.Header != "" {
		return []jen.Code{jen.Id("c").Dot("NextHeader").Call(jen.Lit(p.Header), jen.Id("next"), jen.Lit(p.Turn == nil))}
	}
	if len(p.NextLink) != 1 || p.Next != nil || p.Turn != nil {
		return nil
	}
	f := p.NextLink[0]
	link := jen.Id("out").Dot(f.Name)
	switch {
	case f.Type.Kind != model.String || !gocode.IsStruct(&op.Result.Body.Type):
		return nil
	case f.Presence == model.Optional:
		link.Dot("Or").Call(jen.Lit(""))
	}
	return []jen.Code{jen.Id("c").Dot("Page").Call(link)}
}

// writeItem writes the function that writes a value of a stream: func(v *Event, w *rtjson.Writer) {
// w.Write(v, v) }.
func writeItem(pkg *gocode.Package, ref *model.Ref) jen.Code {
	v := jen.Id("v")
	if !ref.IsHeldStruct() {
		v = gocode.Addr(v)
	}
	return jen.Func().Params(jen.Id("v").Add(gocode.ItemOf(pkg, ref)), jen.Id("w").Op("*").Add(pkg.JSON("Writer"))).
		Add(gocode.Inline(codec.Write(pkg, v, ref)))
}

// writeParts writes how a stream of parts is answered:
//
//	fake.Parts(c, "multipart/mixed", out,
//		func(v *Tick, w *rtjson.Writer) { ... }, "application/json")
func writeParts(pkg *gocode.Package, content *model.Content, v jen.Code) jen.Code {
	mediaType := gocode.Pick(strings.Contains(content.MediaType, "*"), "multipart/mixed", content.MediaType)
	function, args := "ByteParts", []jen.Code{jen.Id("c"), jen.Lit(mediaType), v}
	if content.Type.Kind != model.Bytes || content.Type.Wire != model.WireRaw {
		function, args = "Parts", append(args, writeItem(pkg, &content.Type))
	}
	args = append(args, jen.Lit(content.PartTypes.Rest))
	for _, t := range content.PartTypes.First {
		args = append(args, jen.Lit(t))
	}
	return pkg.Fake(function).Call(args...)
}

// writeContent writes how a body is answered: c.JSON("application/json", out).
func writeContent(pkg *gocode.Package, content *model.Content, v *jen.Statement) []jen.Code {
	if content == nil {
		return nil
	}
	mediaType := jen.Lit(gocode.SentType(content))
	c := func(method string, args ...jen.Code) []jen.Code {
		return []jen.Code{jen.Id("c").Dot(method).Call(append([]jen.Code{mediaType}, args...)...)}
	}
	write := func(source jen.Code) jen.Code {
		return jen.Func().Params(jen.Id("w").Op("*").Add(pkg.JSON("Writer"))).Add(gocode.Inline(codec.Write(pkg, source, &content.Type)))
	}
	kind := gocode.Under(&content.Type).Kind
	switch {
	case content.Kind == model.BodyEvents && content.Type.Kind == model.String && !content.Type.Nullable:
		return []jen.Code{pkg.Fake("Events").Call(jen.Id("c"), v)}
	case content.Events != nil:
		return []jen.Code{pkg.Fake("Objects").Call(jen.Id("c"), v, gocode.TextList(content.Events.Texts), writeItem(pkg, &content.Type))}
	case content.Kind == model.BodyParts:
		return []jen.Code{writeParts(pkg, content, v)}
	case content.Kind.IsSequence():
		return []jen.Code{pkg.Fake("Lines").Call(jen.Id("c"), mediaType, v, writeItem(pkg, &content.Type))}
	case kind == model.Stream:
		return c("Stream", v)
	case kind == model.Bytes && (content.Kind == model.BodyBytes || content.Kind == model.BodyText):
		return c("Write", jen.String().Parens(v))
	case content.Kind == model.BodyText && gocode.IsForeign(&content.Type):
		return c("WriteValue", codec.Placed(pkg, &content.Type, v, nil))
	case content.Kind == model.BodyText:
		return c("Write", codec.BodyText(pkg, &content.Type, v))
	case content.Kind == model.BodyXML:
		return writeXML(pkg, content, v)
	case gocode.IsStruct(&content.Type):
		return c("JSON", v)
	default:
		return c("JSONFunc", write(gocode.Addr(v)))
	}
}

// writeStruct writes how a struct of headers and bodies is answered.
func writeStruct(pkg *gocode.Package, op *model.Operation) []jen.Code {
	r := &op.Result
	out := writeStatus(op)
	for _, h := range r.Headers {
		out = append(out, writeHeader(pkg, h)...)
	}
	status := jen.Id("out").Dot("StatusCode")
	if r.Status {
		out = append(out, jen.If(jen.Add(status).Op("!=").Lit(0)).Block(jen.Id("c").Dot("Status").Call(status)))
	}
	for i := range r.Bodies {
		b := &r.Bodies[i]
		out = append(out, writeResultBody(pkg, op, b)...)
	}
	return out
}

// writeResultBody writes how one of the bodies of a result struct is answered, if it is there.
func writeResultBody(pkg *gocode.Package, op *model.Operation, b *model.ResultBodyField) []jen.Code {
	field := jen.Id("out").Dot(b.Name)
	content := b.Content
	switch lacks := gocode.MayLack(op, b); {
	case gocode.IsStruct(&content.Type) && !content.Kind.IsSequence() && !lacks:
		return writeContent(pkg, content, jen.Op("&").Add(field))
	case lacks && (gocode.HasNil(&content.Type) || gocode.IsStruct(&content.Type) || content.Kind.IsSequence()):
		body, there := writeContent(pkg, content, field), gocode.NotNil(field)
		if !content.Kind.IsSequence() {
			there = pkg.IsThere(&content.Type, field)
		}
		if !op.Result.Status {
			return []jen.Code{jen.If(there).Block(body...)}
		}
		set := jen.If(jen.Id("out").Dot("StatusCode").Op("==").Lit(0)).Block(jen.Id("c").Dot("Status").Call(jen.Lit(successStatus(op, b))))
		return []jen.Code{jen.If(there).Block(append([]jen.Code{set}, body...)...)}
	case lacks && op.Result.Status && b.Low != 0:
		return []jen.Code{jen.If(jen.Lit(b.Low).Op("<=").Id("out").Dot("StatusCode").Op("&&").Id("out").Dot("StatusCode").Op("<=").Lit(b.High)).
			Block(writeContent(pkg, content, field)...)}
	default:
		return writeContent(pkg, content, field)
	}
}

// writeHeader writes how a header is answered:
//
//	if v, ok := out.ETag.Get(); ok {
//		c.SetHeader("ETag", v)
//	}
func writeHeader(pkg *gocode.Package, h *model.Header) []jen.Code {
	field := jen.Id("out").Dot(h.Name)
	set := func(text jen.Code) []jen.Code {
		return []jen.Code{jen.Id("c").Dot("SetHeader").Call(jen.Lit(h.Wire), text)}
	}
	return pkg.WhenThere(&h.Type, h.Presence, field, func(v jen.Code) []jen.Code {
		switch form := gocode.TextForm(&h.Type); {
		case h.Prefix != "" && gocode.Under(&h.Type).Kind == model.Map && gocode.Under(&h.Type).Elem.Kind == model.String:
			return []jen.Code{jen.Id("c").Dot("SetHeaders").Call(jen.Lit(h.Prefix), v)}
		case strings.EqualFold(h.Wire, "Set-Cookie"):
			return []jen.Code{jen.Id("c").Dot("SetLines").Call(jen.Lit(h.Wire), codec.Placed(pkg, gocode.Present(h.Type, h.Presence), v, nil))}
		case form != gocode.FormValue && gocode.IsForeign(&h.Type):
			return []jen.Code{jen.Id("c").Dot("SetValue").Call(jen.Lit(h.Wire), codec.Placed(pkg, gocode.Present(h.Type, h.Presence), v, nil), gocode.StyleOf(pkg, h.Style, false, false))}
		case form == gocode.FormScalar:
			return set(gocode.Text(pkg, &h.Type, v))
		case form == gocode.FormList:
			if h.Style != model.StyleSimple {
				return set(pkg.RT("List").Call(gocode.Texts(pkg, &h.Type, v)).Dot("Joined").Call(gocode.StyleOf(pkg, h.Style, false, false)))
			}
			return set(pkg.RT("Join").Call(gocode.Texts(pkg, &h.Type, v), jen.Lit(",")))
		case len(h.Nested) > 0:
			lists := pkg.RT("ValueOf").Call(codec.Value(pkg, gocode.Present(h.Type, h.Presence), v)...)
			return set(lists.Dot("Nested").Call(gocode.StylesOf(pkg, h.Nested)...).Dot("Joined").Call(gocode.StyleOf(pkg, h.Style, false, false)))
		case gocode.IsObject(&h.Type):
			return []jen.Code{jen.Id("c").Dot("SetValue").Call(jen.Lit(h.Wire), codec.Placed(pkg, gocode.Present(h.Type, h.Presence), v, nil), gocode.StyleOf(pkg, h.Style, true, false))}
		default:
			return set(pkg.RT("FormatJSON").Call(codec.WriteFunc(pkg, gocode.Present(h.Type, h.Presence), v)))
		}
	})
}

// isDeprecated reports whether anything that a fake names is deprecated, which linters would point
// at.
func isDeprecated(pkg *gocode.Package) bool {
	for _, t := range pkg.API.Types {
		if t.Deprecated != "" || strings.Contains(t.Doc, "Deprecated:") {
			return true
		}
		for _, f := range t.AllFields() {
			if f.Deprecated != "" || strings.Contains(f.Doc, "Deprecated:") {
				return true
			}
		}
	}
	for _, g := range pkg.API.Groups {
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

// writeXML writes how a fake answers with a body.
func writeXML(pkg *gocode.Package, c *model.Content, v *jen.Statement) []jen.Code {
	ref := c.Type
	ref.Pointer = gocode.IsStruct(&ref)
	return []jen.Code{jen.Id("c").Dot("Encoded").Call(jen.Lit(gocode.SentType(c)), jen.Func().Params().Params(jen.Index().Byte(), jen.Error()).Block(
		jen.Return(pkg.XML("Marshal").Call(codec.XMLRoot(pkg, &c.Type, c.XML), codec.WriteFunc(pkg, &ref, v)))))}
}
