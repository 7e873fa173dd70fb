package operations

import (
	"strings"

	"github.com/dave/jennifer/jen"

	"github.com/armsmith/armsmith/generator/emit/codec"
	"github.com/armsmith/armsmith/generator/emit/gocode"
	"github.com/armsmith/armsmith/generator/model"
)

// applyBody writes the statements that put a body into a request:
//
//	req.MergePatch(&params.Body)
//	req.Stream("image/png", params.Body.Body)
func applyBody(pkg *gocode.Package, op *model.Operation, r request) []jen.Code {
	field := r.given(op.Params.Body)
	presence, held := op.Body.Presence, &op.Body.Content.Type
	var out []jen.Code
	if flag := op.Flag; flag != nil {
		out = append(out, setFlag(pkg, flag, field))
		field = jen.Id("body")
	}
	if needed := bodyNeeded(pkg, op, field, r); needed != nil {
		out = append(out, needed)
	}
	if op.Body.Content.Kind.IsSequence() || op.Body.Content.Type.Kind == model.File {
		presence = pickPresence(op.Body.Required, presence)
	}
	if op.Body.Content.Kind.IsSequence() {
		held = &model.Ref{Kind: model.List, Elem: held}
	}
	out = append(out, pkg.WhenThere(held, presence, field, func(v jen.Code) []jen.Code { return sendBody(pkg, op, v, r) })...)
	if name := op.Params.ContentType; name != "" {
		choice := r.given(name)
		out = append(out, jen.If(jen.Add(choice).Op("!=").Lit("")).Block(r.call("ContentType", choice)))
	}
	return out
}

// setFlag writes the statements that say in a copy of a body whether a stream is wanted:
//
//	body := params.Body
//	body.Stream = Some(true)
func setFlag(pkg *gocode.Package, flag *model.Flag, field *jen.Statement) jen.Code {
	value := jen.Lit(flag.On)
	if flag.Field.Presence == model.Optional {
		value = pkg.Own("Some").Call(value)
	}
	return jen.Add(gocode.Define("body", field)).Line().Add(gocode.Assign(jen.Id("body").Dot(flag.Field.Name), value))
}

// pickPresence is how a body that is not declared like a field is absent: a required one never is.
func pickPresence(required bool, p model.Presence) model.Presence {
	if required {
		return model.Plain
	}
	return p
}

// bodyNeeded writes the check that a required body is there, where its zero value says that it is
// not: req.Check("body").Required(params.Body != nil). The runtime looks at files itself.
func bodyNeeded(pkg *gocode.Package, op *model.Operation, field *jen.Statement, r request) jen.Code {
	set := isSet(pkg, &op.Body.Content.Type, field)
	switch {
	case !op.Body.Required:
		return nil
	case op.Body.Content.Kind.IsSequence():
		set = gocode.NotNil(field)
	case op.Body.Presence != model.Plain || set == nil:
		return nil
	}
	return r.call("Check", jen.Lit("body")).Dot("Required").Call(set)
}

// sendBody writes the call that carries a value as the body.
func sendBody(pkg *gocode.Package, op *model.Operation, v jen.Code, r request) []jen.Code {
	c := &op.Body.Content
	mediaType := jen.Lit(gocode.SentType(c))
	switch c.Kind {
	case model.BodyText:
		if gocode.IsForeign(&c.Type) {
			return []jen.Code{r.call("TextValue", mediaType, codec.Placed(pkg, &c.Type, v, nil))}
		}
		return []jen.Code{r.call("Text", mediaType, codec.BodyText(pkg, &c.Type, v))}
	case model.BodyBytes:
		if gocode.Under(&c.Type).Kind == model.File {
			return []jen.Code{r.call("File", mediaType, v)}
		}
		return []jen.Code{r.call("Raw", mediaType, v)}
	case model.BodyForm:
		return []jen.Code{sendForm(pkg, op.Body, v, r)}
	case model.BodyMultipart:
		return []jen.Code{sendMultipart(pkg, op, v, r)}
	case model.BodyParts:
		return []jen.Code{sendParts(pkg, op, v, r)}
	case model.BodyXML:
		return []jen.Code{xmlSend(pkg, c, v, op.Body.Presence, r)}
	case model.BodyJSONLines, model.BodyJSONSeq, model.BodyEvents:
		item := jen.Op("&").Add(v).Index(jen.Id("i"))
		return []jen.Code{r.call(gocode.Pick(c.Kind == model.BodyJSONSeq, "JSONSeq", "JSONLines"), mediaType, jen.Len(v),
			jen.Func().Params(jen.Id("i").Int(), jen.Id("w").Op("*").Add(pkg.JSON("Writer"))).Block(codec.Write(pkg, item, &c.Type)))}
	default:
		return []jen.Code{sendJSON(pkg, op, v, r)}
	}
}

// modelOf returns the pointer to a body that is a struct, of which v is the field or the value.
func modelOf(b *model.Body, v jen.Code) jen.Code {
	if b.Presence == model.Plain && !b.Content.Type.Pointer {
		return gocode.Addr(v)
	}
	return v
}

// sendJSON writes how a body of JSON is sent:
//
//	req.JSON(&params.Body)
//	req.JSONOf("application/json", &params.Body, &rtjson.Type{Kind: rtjson.KindList, ...})
func sendJSON(pkg *gocode.Package, op *model.Operation, v jen.Code, r request) jen.Code {
	c := &op.Body.Content
	if !gocode.IsStruct(&c.Type) {
		return r.call("JSONOf", append([]jen.Code{jen.Lit(gocode.SentType(c))}, codec.Value(pkg, gocode.Present(c.Type, op.Body.Presence), v)...)...)
	}
	v = modelOf(op.Body, v)
	switch gocode.SentType(c) {
	case "application/json":
		return r.call("JSON", v)
	case "application/merge-patch+json":
		return r.call("MergePatch", v)
	default:
		return r.call("JSONAs", jen.Lit(gocode.SentType(c)), v)
	}
}

// unlessReadOnly writes statements that write a part, for a read-only one under the condition that
// the caller wants such sent: if m.ReadOnly() { ... }.
func unlessReadOnly(p *model.Part, write []jen.Code) []jen.Code {
	if !p.Field.ReadOnly {
		return write
	}
	return []jen.Code{jen.If(jen.Id("m").Dot("ReadOnly").Call()).Block(write...)}
}

// whenSet writes a part, for a required one under the condition that it is there; the runtime
// refuses the request otherwise:
//
//	if m.Required("kind", params.Body.Kind != "") {
//		m.Field("kind", "", string(params.Body.Kind))
//	}
func whenSet(pkg *gocode.Package, p *model.Part, field jen.Code, write ...jen.Code) []jen.Code {
	set := isSet(pkg, &p.Field.Type, field)
	if p.Field.Presence != model.Plain || set == nil {
		return write
	}
	return []jen.Code{jen.If(jen.Id("m").Dot("Required").Call(jen.Lit(p.Field.Wire), set)).Block(write...)}
}

// sendMultipart writes how a multipart body is sent:
//
//	req.Multipart(func(m *runtime.MultipartWriter) {
//		m.Header(runtime.PartHeader{Part: "picture", Name: "X-Kind", Value: runtime.Text("portrait")})
//		m.File("picture", "image/png", params.Body.Picture)
//	})
func sendMultipart(pkg *gocode.Package, op *model.Operation, v jen.Code, r request) jen.Code {
	b, c := op.Body, &op.Body.Content
	var body []jen.Code
	for _, p := range c.Parts {
		headers := partHeaders(pkg, op.Params, func(of *model.PartsOf) bool { return of.Name == p.Field.Wire }, r)
		body = append(body, unlessReadOnly(p, pkg.WhenThere(&p.Field.Type, p.Field.Presence, jen.Add(v).Dot(p.Field.Name), func(field jen.Code) []jen.Code {
			return whenSet(pkg, p, field, append(headers, sendPart(pkg, p, field))...)
		}))...)
	}
	if len(c.Parts) == 0 {
		body = append(body, partHeaders(pkg, op.Params, func(*model.PartsOf) bool { return true }, r)...)
		body = append(body, jen.Id("m").Dot("Values").Call(codec.Value(pkg, gocode.Present(c.Type, b.Presence), v)...))
	}
	write := jen.Func().Params(jen.Id("m").Op("*").Add(pkg.RT("MultipartWriter"))).Block(body...)
	if c.MediaType == "multipart/form-data" || strings.Contains(c.MediaType, "*") {
		return r.call("Multipart", write)
	}
	return r.call("MultipartAs", jen.Lit(c.MediaType), write)
}

// sendPart writes one part of a multipart body, or one for each element of a list:
//
//	m.Field("name", "", params.Body.Name)
//	m.List("labels", "", runtime.List(params.Body.Labels), runtime.PipeDelimited)
func sendPart(pkg *gocode.Package, p *model.Part, v jen.Code) jen.Code {
	ref := &p.Field.Type
	if isJoined(p) {
		value, style := codec.Placed(pkg, ref, v, p.Nested), gocode.StyleOf(pkg, p.Style, p.Explode, false)
		return jen.Id("m").Dot("List").Call(jen.Lit(p.Field.Wire), jen.Lit(p.Type), value, style)
	}
	if list := gocode.Under(ref); list.Kind == model.List {
		if elem := list.Elem; gocode.Under(elem).Kind == model.File || p.Explode && !gocode.IsJSONType(p.Type) {
			presence := model.Plain
			if elem.Nullable && !gocode.IsStruct(elem) && !gocode.HasNil(elem) {
				presence = model.Optional
			}
			return jen.For(jen.List(jen.Id("_"), jen.Id("v")).Op(":=").Range().Add(v)).
				Block(pkg.WhenThere(elem, presence, jen.Id("v"), func(v jen.Code) []jen.Code {
					return []jen.Code{onePart(pkg, p, gocode.Present(*elem, presence), v)}
				})...)
		}
	}
	return onePart(pkg, p, gocode.FieldRef(p.Field), v)
}

// isJoined reports whether a part, or each of its elements, is a list that is written as one text.
func isJoined(p *model.Part) bool {
	switch gocode.TextForm(&p.Field.Type) {
	case gocode.FormValue:
		return len(p.Nested) > 0
	case gocode.FormList:
		isFiles := gocode.Under(gocode.Under(&p.Field.Type).Elem).Kind == model.File
		return !p.Explode && !isFiles && !gocode.IsJSONType(p.Type)
	}
	return false
}

// onePart writes one part: its method is that of its kind.
func onePart(pkg *gocode.Package, p *model.Part, ref *model.Ref, v jen.Code) jen.Code {
	m := func(method string, value ...jen.Code) jen.Code {
		return jen.Id("m").Dot(method).Call(append([]jen.Code{jen.Lit(p.Field.Wire), jen.Lit(p.Type)}, value...)...)
	}
	switch kind := gocode.ScalarKind(ref); {
	case kind == model.File: // whatever its type: it is what it holds already
		return m("File", v)
	case gocode.IsJSONType(p.Type), gocode.TextForm(ref) != gocode.FormScalar:
		return m("JSON", codec.Value(pkg, ref, v)...)
	case kind == model.Bytes && gocode.Under(ref).Wire == model.WireRaw:
		return m("Bytes", v)
	case kind == model.Foreign:
		return m("FieldOf", codec.Placed(pkg, ref, v, nil))
	default:
		return m("Field", gocode.Text(pkg, ref, v))
	}
}

// xmlSend writes how a body is sent:
//
//	rtxml.Send(r, "application/xml", rtxml.Field{ ... }, func(w *rtjson.Writer) { ... })
func xmlSend(pkg *gocode.Package, c *model.Content, v jen.Code, presence model.Presence, r request) jen.Code {
	return pkg.XML("Send").Call(jen.Id(r.req), jen.Lit(gocode.SentType(c)), codec.XMLRoot(pkg, &c.Type, c.XML), codec.WriteFunc(pkg, gocode.Present(c.Type, presence), v))
}
