package fake

import (
	"github.com/dave/jennifer/jen"

	"github.com/armsmith/armsmith/generator/emit/codec"
	"github.com/armsmith/armsmith/generator/emit/gocode"
	"github.com/armsmith/armsmith/generator/model"
)

// readParams writes the statements that read an operation's parameters and body back into the
// struct p.
func readParams(pkg *gocode.Package, op *model.Operation) []jen.Code {
	var out []jen.Code
	for _, p := range op.Params.Params {
		if p.Asked() && p.In != model.InHost {
			out = append(out, readParam(pkg, p))
		}
	}
	if op.Params.Body != "" && op.Body != nil {
		out = append(out, readBody(pkg, op)...)
	}
	if name := op.Params.ContentType; name != "" {
		out = append(out, gocode.Assign(jen.Id("p").Dot(name), jen.Id("c").Dot("ContentType").Call()))
	}
	return out
}

// readParam writes how one parameter is read:
//
//	c.Query("$top", runtime.ShapeLiteral, runtime.Form,
//		func(r *rtjson.Reader) { rtjson.ReadInt32(rtjson.Fill(&p.Top), r) })
func readParam(pkg *gocode.Package, p *model.Param) jen.Code {
	field := jen.Id("p").Dot(p.Name)
	if p.In == model.InQueryString && p.Style == model.StyleForm {
		return jen.Id("c").Dot("QueryForm").Call(jen.Func().Params().Block(readFields(pkg, model.BodyForm, p.Parts, &p.Type, p.Presence, field)...))
	}
	if p.Prefix != "" && gocode.Under(&p.Type).Kind == model.Map {
		return gocode.Assign(field, jen.Id("c").Dot("Headers").Call(jen.Lit(p.Prefix)))
	}
	shape := gocode.ShapeOf(pkg, &p.Type)
	if len(p.Nested) > 0 {
		shape = gocode.ListShapeOf(pkg, &p.Type, p.Style, p.Nested)
	}
	if p.Style == model.StyleJSON {
		shape = pkg.RT("ShapeAny")
	}
	if p.In == model.InQueryString {
		return jen.Id("c").Dot("QueryString").Call(shape, fieldReader(pkg, field, &p.Type, p.Presence))
	}
	if p.Of != nil {
		return readPartHeader(pkg, p, shape, field)
	}
	place := []string{"Path", "Query", "Header", "Cookie"}[p.In]
	return jen.Id("c").Dot(place).Call(jen.Lit(p.Wire), shape, gocode.StyleOf(pkg, p.Style, p.Explode, false),
		fieldReader(pkg, field, &p.Type, p.Presence))
}

// readPartHeader writes how the header of a part is read, or that of each of several:
//
//	c.PartHeader("picture", 0, "X-Kind", runtime.ShapeText, runtime.Simple,
//		func(r *rtjson.Reader) { rtjson.ReadString(&p.PictureKind, r) })
func readPartHeader(pkg *gocode.Package, p *model.Param, shape jen.Code, field *jen.Statement) jen.Code {
	style := gocode.StyleOf(pkg, model.StyleSimple, p.Explode, false)
	at := func(method string, shape, read jen.Code) jen.Code {
		return jen.Id("c").Dot(method).Call(jen.Lit(p.Of.Name), jen.Lit(p.Of.From), jen.Lit(p.Wire), shape, style, read)
	}
	if !p.Of.Each {
		return at("PartHeader", shape, fieldReader(pkg, field, &p.Type, p.Presence))
	}
	elem := gocode.Under(&p.Type).Elem
	if p.Style != model.StyleJSON {
		shape = gocode.ShapeOf(pkg, elem)
	}
	return at("PartHeaders", shape, jen.Func().Params(jen.Id("r").Op("*").Add(pkg.JSON("Reader"))).Block(
		jen.Var().Id("v").Add(pkg.ElemOf(elem)),
		codec.Read(pkg, jen.Op("&").Id("v"), elem),
		gocode.Assign(field, jen.Append(field, jen.Id("v")))))
}

// fieldReader writes a function that reads a value into a field: func(r *rtjson.Reader) {
// r.Read(rtjson.Fill(&p.Top), &rtjson.Scalars[rtjson.KindInt32]) }.
func fieldReader(pkg *gocode.Package, field *jen.Statement, ref *model.Ref, presence model.Presence) jen.Code {
	target, before := fieldTarget(pkg, field, ref, presence)
	statements := []jen.Code{codec.Read(pkg, target, gocode.Present(*ref, presence))}
	if before != nil {
		statements = append([]jen.Code{before}, statements...)
	}
	f := jen.Func().Params(jen.Id("r").Op("*").Add(pkg.JSON("Reader")))
	if len(statements) == 1 {
		return f.Add(gocode.Inline(statements...))
	}
	return f.Block(statements...)
}

// fieldTarget returns the expression that points to where a field's value is, and the statement
// that makes room for it, if it needs one.
func fieldTarget(pkg *gocode.Package, field *jen.Statement, ref *model.Ref, presence model.Presence) (target, before jen.Code) {
	switch {
	case presence == model.Optional && gocode.IsStruct(ref):
		return jen.Op("*").Add(pkg.JSON("Ref")).Call(gocode.Addr(field)), gocode.Assign(jen.Op("*").Add(pkg.JSON("Fill")).Call(gocode.Addr(field)), jen.New(pkg.Own(ref.Type.Name)))
	case presence == model.Optional:
		return pkg.JSON("Fill").Call(gocode.Addr(field)), nil
	case gocode.IsStruct(ref) && (presence == model.Nilable || ref.Pointer):
		return field, gocode.Assign(field, jen.New(pkg.Own(ref.Type.Name)))
	default:
		return gocode.Addr(field), nil
	}
}

// readBody writes the statements that read a body back into its field.
func readBody(pkg *gocode.Package, op *model.Operation) []jen.Code {
	c, field := &op.Body.Content, jen.Id("p").Dot(op.Params.Body)
	call := func(method string, args ...jen.Code) *jen.Statement { return jen.Id("c").Dot(method).Call(args...) }
	read := func() jen.Code { return fieldReader(pkg, field, &c.Type, op.Body.Presence) }
	kind := gocode.Under(&c.Type).Kind
	switch {
	case c.Kind == model.BodyParts && c.Type.Kind == model.File:
		return []jen.Code{gocode.Assign(field, call("Files", jen.Lit("")))}
	case c.Kind.IsSequence():
		values := func(read jen.Code) jen.Code { return call("Lines", read) }
		if c.Kind == model.BodyParts {
			values = func(read jen.Code) jen.Code { return call("Parts", gocode.PartShape(pkg, &c.Type), read) }
		}
		return []jen.Code{values(jen.Func().Params(jen.Id("r").Op("*").Add(pkg.JSON("Reader"))).Block(
			jen.Var().Id("v").Add(pkg.ElemOf(&c.Type)),
			codec.Read(pkg, jen.Op("&").Id("v"), &c.Type),
			gocode.Assign(field, jen.Append(field, jen.Id("v")))))}
	case kind == model.File && op.Body.Presence == model.Optional:
		return []jen.Code{jen.If(call("HasBody")).Block(gocode.Assign(field, pkg.Own("Some").Call(call("File"))))}
	case kind == model.File:
		return []jen.Code{gocode.Assign(field, call("File"))}
	case c.Kind == model.BodyBytes:
		return []jen.Code{gocode.Assign(field, call("Bytes"))}
	case c.Kind == model.BodyText:
		return []jen.Code{call("Text", gocode.ShapeOf(pkg, &c.Type), read())}
	case c.Kind == model.BodyXML:
		return readXML(pkg, op, field)
	case c.Kind == model.BodyForm || c.Kind == model.BodyMultipart:
		return readFields(pkg, c.Kind, c.Parts, &c.Type, op.Body.Presence, field)
	default:
		return []jen.Code{call("Body", read())}
	}
}

// readFields writes the statements that read a form's fields: by its parts, or the whole where the
// document does not know them.
func readFields(pkg *gocode.Package, kind model.BodyKind, parts []*model.Part, ref *model.Ref, presence model.Presence, body *jen.Statement) []jen.Code {
	if len(parts) == 0 {
		return []jen.Code{jen.Id("c").Dot("Fields").Call(fieldReader(pkg, body, ref, presence))}
	}
	var out []jen.Code
	if presence != model.Plain && gocode.IsStruct(ref) {
		target, room := fieldTarget(pkg, body, ref, presence)
		out = append(out, room)
		body = jen.Parens(target)
	}
	for _, p := range parts {
		out = append(out, readPart(pkg, kind, p, jen.Add(body).Dot(p.Field.Name)))
	}
	return out
}

// readPart writes how one field of a form is read.
func readPart(pkg *gocode.Package, kind model.BodyKind, p *model.Part, field *jen.Statement) jen.Code {
	ref, wire := &p.Field.Type, jen.Lit(p.Field.Wire)
	list := gocode.Under(ref)
	isFiles := list.Kind == model.List && gocode.Under(list.Elem).Kind == model.File
	switch {
	case isFiles && p.Field.Presence == model.Optional:
		return gocode.Assign(field, pkg.Own("Some").Call(jen.Id("c").Dot("Files").Call(wire)))
	case isFiles:
		return gocode.Assign(field, jen.Id("c").Dot("Files").Call(wire))
	case gocode.Under(ref).Kind == model.File:
		v := jen.Code(jen.Id("files").Index(jen.Lit(0)))
		if p.Field.Presence == model.Optional {
			v = pkg.Own("Some").Call(v)
		}
		return jen.If(gocode.Define("files", jen.Id("c").Dot("Files").Call(wire)), jen.Len(jen.Id("files")).Op(">").Lit(0)).
			Block(gocode.Assign(field, v))
	case gocode.Under(ref).Kind == model.Bytes && gocode.Under(ref).Wire == model.WireRaw:
		v := jen.Code(jen.Id("data"))
		if p.Field.Presence == model.Optional {
			v = pkg.Own("Some").Call(v)
		}
		return jen.If(jen.List(jen.Id("data"), jen.Id("ok")).Op(":=").Id("c").Dot("Raw").Call(wire), jen.Id("ok")).
			Block(gocode.Assign(field, v))
	default:
		shape := gocode.ShapeOf(pkg, ref)
		if len(p.Nested) > 0 {
			shape = gocode.ListShapeOf(pkg, ref, p.Style, p.Nested)
		} else if gocode.IsJSONType(p.Type) || kind == model.BodyMultipart && gocode.TextForm(ref) == gocode.FormValue {
			shape = pkg.RT("ShapeAny")
		}
		return jen.Id("c").Dot("Field").Call(wire, shape, gocode.StyleOf(pkg, p.Style, p.Explode, false), fieldReader(pkg, field, ref, p.Field.Presence))
	}
}

// readXML writes how a fake reads a body back.
func readXML(pkg *gocode.Package, op *model.Operation, field *jen.Statement) []jen.Code {
	c := &op.Body.Content
	return []jen.Code{jen.Id("c").Dot("Decode").Call(jen.Func().Params(jen.Id("data").Index().Byte()).Error().Block(
		jen.Return(pkg.XML("Unmarshal").Call(codec.XMLRoot(pkg, &c.Type, c.XML), jen.Id("data"), fieldReader(pkg, field, &c.Type, op.Body.Presence)))))}
}
