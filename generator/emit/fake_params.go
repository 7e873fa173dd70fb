package emit

import (
	"github.com/dave/jennifer/jen"

	"github.com/armsmith/armsmith/generator/model"
)

// fakeParams writes the statements that read an operation's parameters and body back into the
// struct p.
func (e *emitter) fakeParams(op *model.Operation) []jen.Code {
	var out []jen.Code
	for _, p := range op.Params.Params {
		if asked(p) && p.In != model.InHost {
			out = append(out, e.fakeParam(p))
		}
	}
	if op.Params.Body != "" && op.Body != nil {
		out = append(out, e.fakeBody(op)...)
	}
	if name := op.Params.ContentType; name != "" {
		out = append(out, assign(jen.Id("p").Dot(name), jen.Id("c").Dot("ContentType").Call()))
	}
	return out
}

// fakeParam writes how one parameter is read:
//
//	c.Query("$top", runtime.ShapeLiteral, runtime.Form, func(r *rtjson.Reader) { rtjson.ReadInt32(rtjson.Fill(&p.Top), r) })
func (e *emitter) fakeParam(p *model.Param) jen.Code {
	field := jen.Id("p").Dot(p.Name)
	if p.Prefix != "" && under(&p.Type).Kind == model.Map {
		return assign(field, jen.Id("c").Dot("Headers").Call(jen.Lit(p.Prefix)))
	}
	shape := e.shape(&p.Type)
	if p.Style == model.StyleJSON {
		shape = e.rt("ShapeAny")
	}
	place := []string{"Path", "Query", "Header", "Cookie"}[p.In]
	return jen.Id("c").Dot(place).Call(jen.Lit(p.Wire), shape, e.style(p.Style, p.Explode, false),
		e.fakeReader(field, &p.Type, p.Presence))
}

// fakeReader writes a function that reads a value into a field: func(r *rtjson.Reader) {
// rtjson.ReadInt32(rtjson.Fill(&p.Top), r) }.
func (e *emitter) fakeReader(field *jen.Statement, ref *model.Ref, presence model.Presence) jen.Code {
	target, before := e.fakeTarget(field, ref, presence)
	statements := []jen.Code{e.jsonReadOutside(target, present(*ref, presence))}
	if before != nil {
		statements = append([]jen.Code{before}, statements...)
	}
	f := jen.Func().Params(jen.Id("r").Op("*").Add(e.json("Reader")))
	if len(statements) == 1 {
		return f.Add(inline(statements...))
	}
	return f.Block(statements...)
}

// fakeTarget returns the expression that points to where a field's value is, and the statement that
// makes room for it, if it needs one.
func (e *emitter) fakeTarget(field *jen.Statement, ref *model.Ref, presence model.Presence) (target, before jen.Code) {
	switch {
	case presence == model.Optional && isStruct(ref):
		return jen.Op("*").Add(e.json("Ref")).Call(addr(field)), assign(jen.Op("*").Add(e.json("Fill")).Call(addr(field)), jen.New(e.own(ref.Type.Name)))
	case presence == model.Optional:
		return e.json("Fill").Call(addr(field)), nil
	case isStruct(ref) && (presence == model.Nilable || ref.Pointer):
		return field, assign(field, jen.New(e.own(ref.Type.Name)))
	default:
		return addr(field), nil
	}
}

// fakeBody writes the statements that read a body back into its field.
func (e *emitter) fakeBody(op *model.Operation) []jen.Code {
	c, field := &op.Body.Content, jen.Id("p").Dot(op.Params.Body)
	call := func(method string, args ...jen.Code) *jen.Statement { return jen.Id("c").Dot(method).Call(args...) }
	read := func() jen.Code { return e.fakeReader(field, &c.Type, op.Body.Presence) }
	kind := under(&c.Type).Kind
	switch {
	case isSequence(c):
		return []jen.Code{call("Lines", jen.Func().Params(jen.Id("r").Op("*").Add(e.json("Reader"))).Block(
			jen.Var().Id("v").Add(e.elemOf(&c.Type)),
			e.jsonReadOutside(jen.Op("&").Id("v"), &c.Type),
			assign(field, jen.Append(field, jen.Id("v")))))}
	case kind == model.File && op.Body.Presence == model.Optional:
		return []jen.Code{jen.If(call("HasBody")).Block(assign(field, e.own("Some").Call(call("File"))))}
	case kind == model.File:
		return []jen.Code{assign(field, call("File"))}
	case c.Kind == model.BodyBytes:
		return []jen.Code{assign(field, call("Bytes"))}
	case c.Kind == model.BodyText:
		return []jen.Code{call("Text", e.shape(&c.Type), read())}
	case c.Kind == model.BodyXML:
		return e.fakeXML(op, field)
	case (c.Kind == model.BodyForm || c.Kind == model.BodyMultipart) && len(c.Parts) > 0:
		return e.fakeForm(op, field)
	case c.Kind == model.BodyForm || c.Kind == model.BodyMultipart:
		return []jen.Code{call("Fields", read())}
	default:
		return []jen.Code{call("Body", read())}
	}
}

// fakeForm writes the statements that read a form's fields.
func (e *emitter) fakeForm(op *model.Operation, body *jen.Statement) []jen.Code {
	var out []jen.Code
	if op.Body.Presence != model.Plain && isStruct(&op.Body.Content.Type) {
		target, room := e.fakeTarget(body, &op.Body.Content.Type, op.Body.Presence)
		out = append(out, room)
		body = jen.Parens(target)
	}
	for _, p := range op.Body.Content.Parts {
		out = append(out, e.fakePart(op.Body.Content.Kind, p, jen.Add(body).Dot(p.Field.Name)))
	}
	return out
}

// fakePart writes how one field of a form is read.
func (e *emitter) fakePart(kind model.BodyKind, p *model.Part, field *jen.Statement) jen.Code {
	ref, wire := &p.Field.Type, jen.Lit(p.Field.Wire)
	list := under(ref)
	isFiles := list.Kind == model.List && under(list.Elem).Kind == model.File
	switch {
	case isFiles && p.Field.Presence == model.Optional:
		return assign(field, e.own("Some").Call(jen.Id("c").Dot("Files").Call(wire)))
	case isFiles:
		return assign(field, jen.Id("c").Dot("Files").Call(wire))
	case under(ref).Kind == model.File:
		v := jen.Code(jen.Id("files").Index(jen.Lit(0)))
		if p.Field.Presence == model.Optional {
			v = e.own("Some").Call(v)
		}
		return jen.If(define("files", jen.Id("c").Dot("Files").Call(wire)), jen.Len(jen.Id("files")).Op(">").Lit(0)).
			Block(assign(field, v))
	case under(ref).Kind == model.Bytes && under(ref).Wire == model.WireRaw:
		v := jen.Code(jen.Id("data"))
		if p.Field.Presence == model.Optional {
			v = e.own("Some").Call(v)
		}
		return jen.If(jen.List(jen.Id("data"), jen.Id("ok")).Op(":=").Id("c").Dot("Raw").Call(wire), jen.Id("ok")).
			Block(assign(field, v))
	default:
		shape := e.shape(ref)
		if isJSONType(p.Type) || kind == model.BodyMultipart && e.textForm(ref) == formValue {
			shape = e.rt("ShapeAny")
		}
		return jen.Id("c").Dot("Field").Call(wire, shape, e.style(p.Style, p.Explode, false), e.fakeReader(field, ref, p.Field.Presence))
	}
}
