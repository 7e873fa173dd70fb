package emit

import (
	"strings"

	"github.com/dave/jennifer/jen"

	"github.com/armsmith/armsmith/generator/model"
)

// applyBody writes the statements that put a body into a request:
//
//	r.MergePatch(&p.Body)
//	r.Stream("image/png", p.Body.Body)
func (e *emitter) applyBody(op *model.Operation, r request) []jen.Code {
	field := jen.Id("p").Dot(op.Params.Body)
	presence := op.Body.Presence
	var out []jen.Code
	if needed := e.bodyNeeded(op, field, r); needed != nil {
		out = append(out, needed)
	}
	if isSequence(&op.Body.Content) || op.Body.Content.Type.Kind == model.File {
		presence = pickPresence(op.Body.Required, presence)
	}
	out = append(out, e.whenThere(presence, field, func(v jen.Code) []jen.Code { return e.sendBody(op, v, r) })...)
	if name := op.Params.ContentType; name != "" {
		choice := jen.Id("p").Dot(name)
		out = append(out, jen.If(jen.Add(choice).Op("!=").Lit("")).Block(r.call("ContentType", choice)))
	}
	return out
}

// pickPresence is how a body that is not declared like a field is absent: a required one never is.
func pickPresence(required bool, p model.Presence) model.Presence {
	if required {
		return model.Plain
	}
	return p
}

// bodyNeeded writes the check that a required body is there, where its type has a nil:
// r.Check("body").Required(p.Body != nil).
func (e *emitter) bodyNeeded(op *model.Operation, field *jen.Statement, r request) jen.Code {
	t := &op.Body.Content.Type
	if op.Body.Presence != model.Plain || !hasNil(t) || isSequence(&op.Body.Content) || under(t).Kind == model.Bytes {
		return nil
	}
	return r.call("Check", jen.Lit("body")).Dot("Required").Call(notNil(field))
}

// sendBody writes the call that carries a value as the body.
func (e *emitter) sendBody(op *model.Operation, v jen.Code, r request) []jen.Code {
	c := &op.Body.Content
	mediaType := jen.Lit(sentType(c))
	switch c.Kind {
	case model.BodyText:
		return []jen.Code{r.call("Text", mediaType, e.bodyText(&c.Type, v))}
	case model.BodyBytes:
		if under(&c.Type).Kind == model.File {
			return []jen.Code{r.call("File", mediaType, v)}
		}
		return []jen.Code{r.call("Raw", mediaType, v)}
	case model.BodyForm:
		return []jen.Code{e.sendForm(op.Body, v, r)}
	case model.BodyMultipart:
		return []jen.Code{e.sendMultipart(op.Body, v, r)}
	case model.BodyXML:
		return []jen.Code{e.xmlSend(c, v, op.Body.Presence, r)}
	case model.BodyJSONLines, model.BodyEvents:
		item := jen.Op("&").Add(v).Index(jen.Id("i"))
		return []jen.Code{r.call("JSONLines", mediaType, jen.Len(v),
			jen.Func().Params(jen.Id("i").Int(), jen.Id("w").Op("*").Add(e.json("Writer"))).Block(e.jsonWrite(item, &c.Type)))}
	default:
		return []jen.Code{e.sendJSON(op, v, r)}
	}
}

// sendJSON writes how a body of JSON is sent:
//
//	r.JSON(&p.Body)
//	r.JSONFunc("application/json", func(w *rtjson.Writer) { ... })
func (e *emitter) sendJSON(op *model.Operation, v jen.Code, r request) jen.Code {
	c := &op.Body.Content
	if !isStruct(&c.Type) {
		return r.call("JSONFunc", jen.Lit(sentType(c)), e.writeFunc(present(c.Type, op.Body.Presence), v))
	}
	if op.Body.Presence == model.Plain && !c.Type.Pointer {
		v = addr(v)
	}
	switch sentType(c) {
	case "application/json":
		return r.call("JSON", v)
	case "application/merge-patch+json":
		return r.call("MergePatch", v)
	default:
		return r.call("JSONAs", jen.Lit(sentType(c)), v)
	}
}

// bodyText writes a value as the text of a body.
func (e *emitter) bodyText(ref *model.Ref, v jen.Code) jen.Code {
	if e.textForm(ref) != formScalar {
		return e.rt("FormatJSON").Call(e.writeFunc(ref, v))
	}
	return e.text(ref, v)
}

// sentType returns the media type that a body is sent as: a range such as "image/*" cannot be.
func sentType(c *model.Content) string {
	if strings.Contains(c.MediaType, "*") || c.MediaType == "" {
		if c.Kind == model.BodyText {
			return "text/plain"
		}
		return "application/octet-stream"
	}
	return c.MediaType
}

// sendForm writes how a form is sent:
//
//	r.Form(func(f *runtime.FormWriter) {
//		f.Field("name", runtime.Text(p.Body.Name), runtime.Form)
//	})
func (e *emitter) sendForm(b *model.Body, v jen.Code, r request) jen.Code {
	c := &b.Content
	write := func(body ...jen.Code) jen.Code {
		return r.call("Form", jen.Func().Params(jen.Id("f").Op("*").Add(e.rt("FormWriter"))).Block(body...))
	}
	if len(c.Parts) == 0 {
		return write(jen.Id("f").Dot("Fields").Call(e.writeFunc(present(c.Type, b.Presence), v)))
	}
	var body []jen.Code
	for _, p := range c.Parts {
		if isFile(&p.Field.Type) {
			continue // only multipart bodies carry files; build says so
		}
		body = append(body, unlessReadOnly(p, "f", e.whenThere(p.Field.Presence, jen.Add(v).Dot(p.Field.Name), func(field jen.Code) []jen.Code {
			return []jen.Code{e.formField(p, field)}
		}))...)
	}
	return write(body...)
}

// unlessReadOnly writes statements that write a part, for a read-only one under the condition that
// the caller wants such sent: if f.ReadOnly() { ... }.
func unlessReadOnly(p *model.Part, writer string, write []jen.Code) []jen.Code {
	if !p.Field.ReadOnly {
		return write
	}
	return []jen.Code{jen.If(jen.Id(writer).Dot("ReadOnly").Call()).Block(write...)}
}

// formField writes one field of a form:
//
//	f.Field("sizes", runtime.List(p.Body.Sizes), runtime.Form|runtime.Explode)
func (e *emitter) formField(p *model.Part, v jen.Code) jen.Code {
	ref := fieldRef(p.Field)
	value := e.placed(ref, v)
	form := e.textForm(ref)
	if isJSONType(p.Type) && form != formScalar {
		fn := "JSONText"
		if under(ref).Kind == model.List && p.Explode {
			fn = "JSONTexts"
		}
		value = e.rt(fn).Call(e.writeFunc(ref, v))
	}
	return jen.Id("f").Dot("Field").Call(jen.Lit(p.Field.Wire), value, e.style(p.Style, p.Explode && form != formScalar, false))
}

// fieldRef returns the use of a type that a field's value is, once it is known to be there.
func fieldRef(f *model.Field) *model.Ref { return present(f.Type, f.Presence) }

// isJSONType reports whether a media type is JSON.
func isJSONType(mediaType string) bool {
	return mediaType == "application/json" || strings.HasSuffix(mediaType, "+json")
}

// sendMultipart writes how a multipart body is sent:
//
//	r.Multipart(func(m *runtime.MultipartWriter) {
//		m.File("picture", "image/png", p.Body.Picture)
//	})
func (e *emitter) sendMultipart(b *model.Body, v jen.Code, r request) jen.Code {
	c := &b.Content
	var body []jen.Code
	for _, p := range c.Parts {
		body = append(body, unlessReadOnly(p, "m", e.whenThere(p.Field.Presence, jen.Add(v).Dot(p.Field.Name), func(field jen.Code) []jen.Code {
			return []jen.Code{e.part(p, field)}
		}))...)
	}
	if len(c.Parts) == 0 {
		body = append(body, jen.Id("m").Dot("Values").Call(e.writeFunc(present(c.Type, b.Presence), v)))
	}
	write := jen.Func().Params(jen.Id("m").Op("*").Add(e.rt("MultipartWriter"))).Block(body...)
	if c.MediaType == "multipart/form-data" || strings.Contains(c.MediaType, "*") {
		return r.call("Multipart", write)
	}
	return r.call("MultipartAs", jen.Lit(c.MediaType), write)
}

// part writes one part of a multipart body, or one for each element of a list.
func (e *emitter) part(p *model.Part, v jen.Code) jen.Code {
	ref := &p.Field.Type
	if list := under(ref); list.Kind == model.List {
		if elem := list.Elem; under(elem).Kind == model.File || p.Explode && !isJSONType(p.Type) {
			presence := model.Plain
			if elem.Nullable && !isStruct(elem) && !hasNil(elem) {
				presence = model.Optional
			}
			return jen.For(jen.List(jen.Id("_"), jen.Id("v")).Op(":=").Range().Add(v)).
				Block(e.whenThere(presence, jen.Id("v"), func(v jen.Code) []jen.Code {
					return []jen.Code{e.onePart(p, present(*elem, presence), v)}
				})...)
		}
	}
	if e.textForm(ref) == formList && !p.Explode && !isJSONType(p.Type) {
		joined := e.rt("Join").Call(e.texts(ref, v), jen.Lit(separator(p.Style)))
		return jen.Id("m").Dot("Field").Call(jen.Lit(p.Field.Wire), jen.Lit(p.Type), joined)
	}
	return e.onePart(p, fieldRef(p.Field), v)
}

// separator returns what stands between the elements of a list in a style.
func separator(s model.Style) string {
	switch s {
	case model.StyleSpaceDelimited:
		return " "
	case model.StylePipeDelimited:
		return "|"
	case model.StyleTabDelimited:
		return "\t"
	default:
		return ","
	}
}

// onePart writes one part: its method is that of its kind.
func (e *emitter) onePart(p *model.Part, ref *model.Ref, v jen.Code) jen.Code {
	m := func(method string, value jen.Code) jen.Code {
		return jen.Id("m").Dot(method).Call(jen.Lit(p.Field.Wire), jen.Lit(p.Type), value)
	}
	switch kind := scalarKind(ref); {
	case kind == model.File: // whatever its type: it is what it holds already
		return m("File", v)
	case isJSONType(p.Type), e.textForm(ref) != formScalar:
		return m("JSON", e.writeFunc(ref, v))
	case kind == model.Bytes && under(ref).Wire == model.WireRaw:
		return m("Bytes", v)
	default:
		return m("Field", e.text(ref, v))
	}
}
