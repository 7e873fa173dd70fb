package emit

import (
	"cmp"

	"github.com/dave/jennifer/jen"

	"github.com/armsmith/armsmith/generator/english"
	"github.com/armsmith/armsmith/generator/model"
)

// xmlFile writes models_xml.go: where the properties of models stand in XML. The codec itself is
// that of JSON, see internal/runtime/xml.
func (e *emitter) xmlFile() []jen.Code {
	var out []jen.Code
	for _, t := range e.api.Types {
		if t.Kind == model.KindStruct && t.XML != nil {
			out = append(out, e.xmlType(t))
			out = append(out, e.xmlMethods(t)...)
		}
	}
	return out
}

// rx names an identifier of the runtime's XML package.
func (e *emitter) rx(name string) *jen.Statement {
	return jen.Qual(e.cfg.RuntimeImport+"/xml", name)
}

// xmlType writes the description of a model:
//
//	// XMLType says where the properties of a Shelf stand in XML.
//	func (*Shelf) XMLType() *rtxml.Type {
//		return &rtxml.Type{Fields: []rtxml.Field{
//			{JSON: "id", Name: "id", Kind: rtxml.Number, Place: rtxml.Attribute},
//		}}
//	}
func (e *emitter) xmlType(t *model.Type) jen.Code {
	var fields []jen.Code
	for _, f := range t.Fields {
		if len(f.Flatten) == 0 {
			fields = append(fields, jen.Line().Values(e.xmlField(f)...))
		}
	}
	parts := []jen.Code{jen.Id("Fields").Op(":").Index().Add(e.rx("Field")).Values(append(fields, jen.Line())...)}
	if t.Additional != nil {
		parts = append(parts, jen.Id("Rest").Op(":").Op("&").Add(e.rx("Field")).Values(e.xmlKind(t.Additional, nil)...))
	}
	return doc("XMLType says where the properties of " + english.An(t.Name) + " stand in XML.").
		Func().Params(ptr(jen.Id(t.Name))).Id("XMLType").Params().Op("*").Add(e.rx("Type")).
		Block(jen.Return(jen.Op("&").Add(e.rx("Type")).Values(parts...)))
}

// xmlMethods writes the methods by which encoding/xml finds the codec:
//
//	func (m Shelf) MarshalXML(e *xml.Encoder, _ xml.StartElement) error { return rtxml.Encode(e, ..., m.EncodeJSON) }
//	func (m *Shelf) UnmarshalXML(d *xml.Decoder, start xml.StartElement) error { ... }
func (e *emitter) xmlMethods(t *model.Type) []jen.Code {
	std := func(name string) *jen.Statement { return jen.Qual("encoding/xml", name) }
	root := func() jen.Code { return e.xmlRoot(&model.Ref{Kind: model.Named, Type: t}, t.XML) }
	return []jen.Code{
		doc("MarshalXML writes m as an element.").
			Func().Params(jen.Id("m").Id(t.Name)).Id("MarshalXML").
			Params(jen.Id("e").Op("*").Add(std("Encoder")), jen.Id("_").Add(std("StartElement"))).Error().
			Block(jen.Return(e.rx("Encode").Call(jen.Id("e"), root(), jen.Id("m").Dot("EncodeJSON")))),
		doc("UnmarshalXML replaces m with what the element says.").
			Func().Params(jen.Id("m").Op("*").Id(t.Name)).Id("UnmarshalXML").
			Params(jen.Id("d").Op("*").Add(std("Decoder")), jen.Id("start").Add(std("StartElement"))).Error().
			Block(assign(jen.Op("*").Id("m"), jen.Id(t.Name).Values()),
				jen.Return(e.rx("Decode").Call(jen.Id("d"), jen.Id("start"), root(), jen.Id("m").Dot("DecodeJSON")))),
	}
}

// xmlField writes what stands between the braces of a property's description.
func (e *emitter) xmlField(f *model.Field) []jen.Code {
	x := f.XML
	if x == nil {
		x = &model.XML{XMLName: model.XMLName{Name: f.Wire}, Item: model.XMLName{Name: f.Wire}}
	}
	out := []jen.Code{jen.Id("JSON").Op(":").Lit(f.Wire)}
	out = append(out, xmlName(cmp.Or(x.Name, f.Wire), x.XMLName)...)
	out = append(out, e.xmlKind(&f.Type, x)...)
	switch {
	case x.Attribute:
		out = append(out, jen.Id("Place").Op(":").Add(e.rx("Attribute")))
	case x.Text:
		out = append(out, jen.Id("Place").Op(":").Add(e.rx("Content")))
	}
	return out
}

// xmlName writes the name of an element or attribute.
func xmlName(name string, x model.XMLName) []jen.Code {
	out := []jen.Code{jen.Id("Name").Op(":").Lit(name)}
	if x.Namespace != "" {
		out = append(out, jen.Id("Namespace").Op(":").Lit(x.Namespace))
	}
	if x.Prefix != "" {
		out = append(out, jen.Id("Prefix").Op(":").Lit(x.Prefix))
	}
	return out
}

// xmlKind writes what kind of value a property holds, and of what that is made.
func (e *emitter) xmlKind(ref *model.Ref, x *model.XML) []jen.Code {
	kind := func(name string) jen.Code { return jen.Id("Kind").Op(":").Add(e.rx(name)) }
	elem := func(x model.XMLName, r *model.Ref) jen.Code {
		return jen.Id("Elem").Op(":").Op("&").Add(e.rx("Field")).Values(append(xmlName(x.Name, x), e.xmlKind(r, nil)...)...)
	}
	switch r := under(ref); {
	case ref.Kind == model.Named && ref.Type.Kind == model.KindNamed && holdsItself(ref.Type):
		return []jen.Code{kind("Any")} // a list of itself has no end to spell out
	case isStruct(r):
		return []jen.Code{kind("Object"), jen.Id("Type").Op(":").Parens(ptr(e.own(r.Type.Name))).Call(jen.Nil()).Dot("XMLType")}
	case r.Kind == model.List:
		out := []jen.Code{kind("List"), elem(xmlItem(r.Elem, x), r.Elem)}
		if x == nil || x.Wrapped {
			out = append(out, jen.Id("Wrapped").Op(":").True())
		}
		return out
	case r.Kind == model.Map:
		return []jen.Code{kind("Map"), elem(model.XMLName{}, r.Elem)}
	case r.Kind == model.Any, isUnion(r):
		return []jen.Code{kind("Any")}
	default:
		if name := xmlScalar(r); name != "Text" { // which is the zero value
			return []jen.Code{kind(name)}
		}
		return nil
	}
}

// xmlScalar returns what kind of text a scalar is.
func xmlScalar(r *model.Ref) string {
	scalar := scalarKind(r)
	switch r := under(r); {
	case isLiteral(r) && scalar == model.Bool:
		return "Bool"
	case isLiteral(r):
		return "Number"
	case scalar == model.Bytes:
		return "Base64"
	case scalar == model.String, scalar == model.Secret, scalar == model.File:
		return "Text"
	default:
		return "Token"
	}
}

// xmlItem returns the name of the elements of a list.
func xmlItem(elem *model.Ref, x *model.XML) model.XMLName {
	switch {
	case x != nil && x.Item.Name != "":
		return x.Item
	case isStruct(under(elem)) && under(elem).Type.XML != nil && under(elem).Type.XML.Name != "":
		return under(elem).Type.XML.XMLName
	default:
		return model.XMLName{Name: "item"}
	}
}

// xmlRoot writes the description of a whole body. One without a name in the document is written
// under that of its type, and read under any.
//
//	rtxml.Field{Name: "shelf", Kind: rtxml.Object, Type: (*Shelf)(nil).XMLType}
func (e *emitter) xmlRoot(ref *model.Ref, x *model.XML) jen.Code {
	name := "root"
	if ref.Kind == model.Named {
		name = ref.Type.Name
	}
	fields := xmlName(cmp.Or(x.Name, name), x.XMLName)
	if x.Name == "" {
		fields = append(fields, jen.Id("AnyName").Op(":").True())
	}
	return e.rx("Field").Values(append(fields, e.xmlKind(ref, x)...)...)
}

// xmlSend writes how a body is sent:
//
//	rtxml.Send(r, "application/xml", rtxml.Field{ ... }, func(w *rtjson.Writer) { ... })
func (e *emitter) xmlSend(c *model.Content, v jen.Code, presence model.Presence, r request) jen.Code {
	return e.rx("Send").Call(jen.Id(r.req), jen.Lit(sentType(c)), e.xmlRoot(&c.Type, c.XML), e.writeFunc(present(c.Type, presence), v))
}

// xmlDecode writes how the body of resp is read into what target points to:
//
//	rtxml.Read(resp, rtxml.Field{ ... }, func(r *rtjson.Reader) { ... })
func (e *emitter) xmlDecode(c *model.Content, target jen.Code) jen.Code {
	return e.rx("Read").Call(jen.Id("resp"), e.xmlRoot(&c.Type, c.XML), e.readerFunc(target, &c.Type))
}

// fakeXML writes how a fake reads a body back.
func (e *emitter) fakeXML(op *model.Operation, field *jen.Statement) []jen.Code {
	c := &op.Body.Content
	return []jen.Code{jen.Id("c").Dot("Decode").Call(jen.Func().Params(jen.Id("data").Index().Byte()).Error().Block(
		jen.Return(e.rx("Unmarshal").Call(e.xmlRoot(&c.Type, c.XML), jen.Id("data"), e.fakeReader(field, &c.Type, op.Body.Presence)))))}
}

// fakeXMLAnswer writes how a fake answers with a body.
func (e *emitter) fakeXMLAnswer(c *model.Content, v *jen.Statement) []jen.Code {
	ref := c.Type
	ref.Pointer = isStruct(&ref)
	return []jen.Code{jen.Id("c").Dot("Encoded").Call(jen.Lit(sentType(c)), jen.Func().Params().Params(jen.Index().Byte(), jen.Error()).Block(
		jen.Return(e.rx("Marshal").Call(e.xmlRoot(&c.Type, c.XML), e.writeFunc(&ref, v)))))}
}
