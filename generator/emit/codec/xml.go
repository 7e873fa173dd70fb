package codec

import (
	"cmp"
	"slices"

	"github.com/dave/jennifer/jen"

	"github.com/armsmith/armsmith/generator/emit/gocode"
	"github.com/armsmith/armsmith/generator/english"
	"github.com/armsmith/armsmith/generator/model"
)

// XML writes where the properties of some types stand in XML. The codec itself is that of JSON, see
// internal/runtime/xml.
func XML(pkg *gocode.Package, types []*model.Type) []jen.Code {
	var out []jen.Code
	for _, t := range types {
		if t.Kind == model.KindStruct && t.XML != nil {
			out = append(out, xmlType(pkg, t))
			out = append(out, xmlMethods(pkg, t)...)
		}
	}
	return out
}

// xmlType writes the description of a model:
//
//	// XMLType says where the properties of a Shelf stand in XML.
//	func (*Shelf) XMLType() *rtxml.Type {
//		return &rtxml.Type{Fields: []rtxml.Field{
//			{JSON: "id", Name: "id", Kind: rtxml.Number, Place: rtxml.Attribute},
//		}}
//	}
func xmlType(pkg *gocode.Package, t *model.Type) jen.Code {
	var fields []jen.Code
	for _, f := range t.Fields {
		if len(f.Flatten) == 0 {
			fields = append(fields, jen.Line().Values(xmlField(pkg, f)...))
		}
	}
	parts := []jen.Code{jen.Id("Fields").Op(":").Index().Add(pkg.XML("Field")).Values(append(fields, jen.Line())...)}
	if t.Additional != nil {
		parts = append(parts, jen.Id("Rest").Op(":").Op("&").Add(pkg.XML("Field")).Values(xmlKind(pkg, t.Additional, nil)...))
	}
	return gocode.Doc("XMLType says where the properties of " + english.An(t.Name) + " stand in XML.").
		Func().Params(gocode.Ptr(jen.Id(t.Name))).Id("XMLType").Params().Op("*").Add(pkg.XML("Type")).
		Block(jen.Return(jen.Op("&").Add(pkg.XML("Type")).Values(parts...)))
}

// xmlMethods writes the methods by which encoding/xml finds the codec:
//
//	func (m Shelf) MarshalXML(e *xml.Encoder, _ xml.StartElement) error {
//		return rtxml.Encode(e, ..., func(w *rtjson.Writer) { w.Write(&m, &m) })
//	}
//	func (m *Shelf) UnmarshalXML(d *xml.Decoder, start xml.StartElement) error { ... }
func xmlMethods(pkg *gocode.Package, t *model.Type) []jen.Code {
	std := func(name string) *jen.Statement { return jen.Qual("encoding/xml", name) }
	root := func() jen.Code { return XMLRoot(pkg, &model.Ref{Kind: model.Named, Type: t}, t.XML) }
	return []jen.Code{
		gocode.Doc("MarshalXML writes m as an element.").
			Func().Params(jen.Id("m").Id(t.Name)).Id("MarshalXML").
			Params(jen.Id("e").Op("*").Add(std("Encoder")), jen.Id("_").Add(std("StartElement"))).Error().
			Block(jen.Return(pkg.XML("Encode").Call(jen.Id("e"), root(), jen.Func().Params(jen.Id("w").Add(gocode.Ptr(pkg.JSON("Writer")))).Block(jen.Id("w").Dot("Write").Call(gocode.Addr(jen.Id("m")), gocode.Addr(jen.Id("m"))))))),
		gocode.Doc("UnmarshalXML replaces m with what the element says.").
			Func().Params(jen.Id("m").Op("*").Id(t.Name)).Id("UnmarshalXML").
			Params(jen.Id("d").Op("*").Add(std("Decoder")), jen.Id("start").Add(std("StartElement"))).Error().
			Block(gocode.Assign(jen.Op("*").Id("m"), jen.Id(t.Name).Values()),
				jen.Return(pkg.XML("Decode").Call(jen.Id("d"), jen.Id("start"), root(), jen.Func().Params(jen.Id("r").Add(gocode.Ptr(pkg.JSON("Reader")))).Block(jen.Id("r").Dot("Read").Call(jen.Id("m"), jen.Id("m")))))),
	}
}

// xmlField writes what stands between the braces of a property's description.
func xmlField(pkg *gocode.Package, f *model.Field) []jen.Code {
	x := f.XML
	if x == nil {
		x = &model.XML{XMLName: model.XMLName{Name: f.Wire}, Item: model.XMLName{Name: f.Wire}}
	}
	out := []jen.Code{jen.Id("JSON").Op(":").Lit(f.Wire)}
	out = append(out, xmlName(cmp.Or(x.Name, f.Wire), x.XMLName)...)
	out = append(out, xmlKind(pkg, &f.Type, x)...)
	switch {
	case x.Attribute:
		out = append(out, jen.Id("Place").Op(":").Add(pkg.XML("Attribute")))
	case x.CData:
		out = append(out, jen.Id("Place").Op(":").Add(pkg.XML("CData")))
	case x.Inside:
		out = append(out, jen.Id("Place").Op(":").Add(pkg.XML("Inside")))
	case x.Text:
		out = append(out, jen.Id("Place").Op(":").Add(pkg.XML("Content")))
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
func xmlKind(pkg *gocode.Package, ref *model.Ref, x *model.XML) []jen.Code {
	kind := func(name string) jen.Code { return jen.Id("Kind").Op(":").Add(pkg.XML(name)) }
	elem := func(x model.XMLName, r *model.Ref) jen.Code {
		return jen.Id("Elem").Op(":").Op("&").Add(pkg.XML("Field")).Values(append(xmlName(x.Name, x), xmlKind(pkg, r, nil)...)...)
	}
	switch r := gocode.Under(ref); {
	case ref.Kind == model.Named && ref.Type.Kind == model.KindNamed && holdsItself(ref.Type):
		return []jen.Code{kind("Any")} // a list of itself has no end to spell out
	case gocode.IsStruct(r):
		return []jen.Code{kind("Object"), jen.Id("Type").Op(":").Parens(gocode.Ptr(pkg.Own(r.Type.Name))).Call(jen.Nil()).Dot("XMLType")}
	case r.Kind == model.List:
		out := []jen.Code{kind("List"), elem(xmlItem(r.Elem, x), r.Elem)}
		if x == nil || x.Wrapped {
			out = append(out, jen.Id("Wrapped").Op(":").True())
		}
		return out
	case r.Kind == model.Map:
		return []jen.Code{kind("Map"), elem(model.XMLName{}, r.Elem)}
	case r.Kind.IsJSON(), gocode.IsUnion(r), r.Kind == model.Expandable:
		return []jen.Code{kind("Any")}
	case r.Kind == model.Foreign:
		return []jen.Code{kind("Token")} // that white space around it means something is not known
	default:
		if w, _ := gocode.WireOf(r); w.XML != "Text" { // which is the zero value
			return []jen.Code{kind(w.XML)}
		}
		return nil
	}
}

// xmlItem returns the name of the elements of a list.
func xmlItem(elem *model.Ref, x *model.XML) model.XMLName {
	switch {
	case x != nil && x.Item.Name != "":
		return x.Item
	case gocode.IsStruct(gocode.Under(elem)) && gocode.Under(elem).Type.XML != nil && gocode.Under(elem).Type.XML.Name != "":
		return gocode.Under(elem).Type.XML.XMLName
	default:
		return model.XMLName{Name: "item"}
	}
}

// XMLRoot writes the description of a whole body. One without a name in the document is written
// under that of its type, and read under any.
//
//	rtxml.Field{Name: "shelf", Kind: rtxml.Object, Type: (*Shelf)(nil).XMLType}
func XMLRoot(pkg *gocode.Package, ref *model.Ref, x *model.XML) jen.Code {
	name := "root"
	if ref.Kind == model.Named {
		name = ref.Type.Name
	}
	fields := xmlName(cmp.Or(x.Name, name), x.XMLName)
	switch {
	case x.Name == "" || slices.Contains(x.Also, ""):
		fields = append(fields, jen.Id("AnyName").Op(":").True())
	case len(x.Also) > 0:
		fields = append(fields, jen.Id("Also").Op(":").Index().String().ValuesFunc(func(g *jen.Group) {
			for _, name := range x.Also {
				g.Lit(name)
			}
		}))
	}
	return pkg.XML("Field").Values(append(fields, xmlKind(pkg, ref, x)...)...)
}
