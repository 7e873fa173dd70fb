package codec

import (
	"maps"
	"slices"

	"github.com/dave/jennifer/jen"

	"github.com/armsmith/armsmith/generator/emit/gocode"
	"github.com/armsmith/armsmith/generator/model"
)

// unionCodec writes how a union is read, and the methods of the types that are made for it.
func unionCodec(pkg *gocode.Package, t *model.Type) []jen.Code {
	read := discriminated
	if t.Union.Discriminator == "" {
		read = shaped
	}
	out := append(read(pkg, t), unmarshalUnion(pkg, t))
	out = append(out, marshalUnion(pkg, t)...)
	out = append(out, unknownCodec(pkg, t)...)
	for _, v := range t.Union.Variants {
		if v.Wrapper == "" {
			continue
		}
		out = append(out,
			decodeMethod(pkg, v.Wrapper).Block(readerOf(pkg, &v.Type).into(gocode.Addr(field("Value")))),
			encodeMethod(pkg, v.Wrapper).Block(writerOf(pkg, &v.Type).into(gocode.Addr(field("Value")))))
		out = append(out, standardMethods(pkg, v.Wrapper, true, gocode.IsSecretive(&v.Type, pkg.Secretive))...)
	}
	return out
}

// readUnion reads a union by its function.
func readUnion(pkg *gocode.Package, t *model.Type, c *codecCall) { c.whole = decodeFunc(t) }

// decodeFunc names the function that reads a union.
func decodeFunc(t *model.Type) *jen.Statement { return jen.Id("decode" + gocode.Original(t).Name) }

// writeUnion writes the variant that there is.
func writeUnion(pkg *gocode.Package, t *model.Type, c *codecCall) {
	c.fn = pkg.JSON(gocode.Pick(tells(t, 0), "WriteTelling", "WriteUnion"))
}

// readUnionOutside reads a union where its function is out of sight.
func readUnionOutside(pkg *gocode.Package, t *model.Type, c *codecCall) {
	c.fn, c.arg = pkg.JSON("ReadWith"), pkg.Own(unmarshalName(pkg, t))
}

// unmarshalName names the exported function that reads a union.
func unmarshalName(pkg *gocode.Package, t *model.Type) string {
	return exportedName(pkg, "Unmarshal"+t.Name)
}

// exportedName is a name for a function of the package that no type bears.
func exportedName(pkg *gocode.Package, name string) string {
	for slices.ContainsFunc(pkg.API.Types, func(other *model.Type) bool { return other.Name == name }) {
		name += "JSON"
	}
	return name
}

// decodeUnion begins
//
//	func decodeAssetReference(p *AssetReference, r *json.Reader)
func decodeUnion(pkg *gocode.Package, t *model.Type) *jen.Statement {
	return jen.Func().Add(decodeFunc(t)).Params(jen.Id("p").Add(gocode.Ptr(jen.Id(t.Name))), readerParam(pkg))
}

// discriminated writes how a union is read that has a discriminator, wherever in the object that
// is:
//
//	func decodeAssetReference(p *AssetReference, r *json.Reader) {
//		if *p = nil; r.IsNull() {
//			return
//		}
//		switch kind := r.Discriminator("referenceType"); kind {
//		case "Id":
//			*p = json.New(r, (*IDAssetReference).DecodeJSON)
//		default:
//			*p = &UnknownAssetReference{ReferenceType: kind, Raw: r.Raw()}
//		}
//	}
func discriminated(pkg *gocode.Package, t *model.Type) []jen.Code {
	u := t.Union
	var cases []jen.Code
	seen := map[string]bool{}
	for _, v := range u.Variants {
		var values []jen.Code
		for _, value := range v.Values {
			if !seen[value] {
				seen[value] = true
				values = append(values, jen.Lit(value))
			}
		}
		if len(values) > 0 {
			cases = append(cases, jen.Case(values...).Block(readVariant(pkg, v)...))
		}
	}
	cases = append(cases, jen.Default().Block(readUnknown(t, jen.Id("kind"))...))
	return []jen.Code{decodeUnion(pkg, t).Block(
		jen.If(gocode.Assign(jen.Op("*").Id("p"), jen.Nil()), jen.Id("r").Dot("IsNull").Call()).Block(jen.Return()),
		jen.Switch(gocode.Define("kind", jen.Id("r").Dot("Discriminator").Call(jen.Lit(u.Discriminator))), jen.Id("kind")).Block(cases...),
	)}
}

// readVariant writes the case of one variant. A variant that is a union in turn has a function of
// its own.
func readVariant(pkg *gocode.Package, v *model.Variant) []jen.Code {
	target := jen.Op("*").Id("p")
	if v.Wrapper == "" && gocode.IsUnion(&v.Type) {
		return []jen.Code{
			jen.Var().Id("v").Id(v.Type.Type.Name),
			decodeFunc(v.Type.Type).Call(gocode.Addr(jen.Id("v")), jen.Id("r")),
			jen.If(gocode.NotNil(jen.Id("v"))).Block(gocode.Assign(target, jen.Id("v"))),
		}
	}
	name := v.Wrapper
	if name == "" {
		name = v.Type.Type.Name
	}
	return []jen.Code{gocode.Assign(target, pkg.JSON("New").Call(jen.Id("r"), jen.Parens(gocode.Ptr(jen.Id(name))).Dot("DecodeJSON")))}
}

// shaped writes how a union is read whose variants only their shape tells apart:
//
//	var shapesPet = []json.Shape{{Kinds: json.String}, {Kinds: json.Object, Required: []string{"name"}}}
//
//	func decodePet(p *Pet, r *json.Reader) {
//		json.ReadUnion(p, r, shapesPet, func(p *Pet, r *json.Reader, variant int) {
//			switch variant {
//			case 0:
//				*p = json.New(r, (*PetString).DecodeJSON)
func shaped(pkg *gocode.Package, t *model.Type) []jen.Code {
	table := "shapes" + t.Name
	var shapes, cases []jen.Code
	for i, v := range t.Union.Variants {
		shapes = append(shapes, jen.Line().Add(variantShape(pkg, &v.Shape)))
		cases = append(cases, jen.Case(jen.Lit(i)).Block(readVariant(pkg, v)...))
	}
	cases = append(cases, jen.Default().Block(readUnknown(t, jen.Lit(""))...))
	pick := jen.Func().Params(jen.Id("p").Add(gocode.Ptr(jen.Id(t.Name))), readerParam(pkg), jen.Id("variant").Int()).Block(
		jen.Switch(jen.Id("variant")).Block(cases...))
	return []jen.Code{
		jen.Var().Id(table).Op("=").Index().Add(pkg.JSON("Shape")).Values(append(shapes, jen.Line())...),
		decodeUnion(pkg, t).Block(pkg.JSON("ReadUnion").Call(jen.Id("p"), jen.Id("r"), jen.Id(table), pick)),
	}
}

// variantShape writes what tells a variant from the others.
func variantShape(pkg *gocode.Package, s *model.Shape) jen.Code {
	values := []jen.Code{jen.Id("Kinds").Op(":").Add(kindSet(pkg, s.JSON))}
	list := func(name string, items []string) {
		if items != nil {
			texts := make([]jen.Code, len(items))
			for i, item := range items {
				texts[i] = gocode.RawLit(item)
			}
			values = append(values, jen.Id(name).Op(":").Index().String().Values(texts...))
		}
	}
	list("Required", s.Required)
	list("Known", s.Known)
	if len(s.Consts) > 0 {
		var consts []jen.Code
		for _, name := range slices.Sorted(maps.Keys(s.Consts)) {
			consts = append(consts, jen.Values(jen.Id("Name").Op(":").Add(gocode.RawLit(name)), jen.Id("JSON").Op(":").Add(gocode.RawLit(s.Consts[name]))))
		}
		values = append(values, jen.Id("Consts").Op(":").Index().Add(pkg.JSON("Const")).Values(consts...))
	}
	list("Values", s.Values)
	if s.Format != "" {
		values = append(values, jen.Id("Format").Op(":").Lit(s.Format))
	}
	return jen.Values(values...)
}

// kindSet writes a set of JSON kinds: json.String | json.Object.
func kindSet(pkg *gocode.Package, set model.JSONKinds) *jen.Statement {
	// in the order of model.JSONKinds
	names := []string{"Null", "Bool", "Number", "Integer", "String", "Array", "Object"}
	out := jen.Null()
	first := true
	for i, name := range names {
		if set&(1<<i) == 0 {
			continue
		}
		if !first {
			out = out.Op("|")
		}
		out, first = out.Add(pkg.JSON(name)), false
	}
	if first {
		return jen.Lit(0)
	}
	return out
}

// unmarshalUnion writes the function by which a user reads a union, which is an interface and can
// have no method for it:
//
//	// UnmarshalAssetReference returns the AssetReference that data is.
//	func UnmarshalAssetReference(data []byte) (AssetReference, error) {
//		return json.UnmarshalUnion(data, decodeAssetReference)
//	}
func unmarshalUnion(pkg *gocode.Package, t *model.Type) jen.Code {
	name := unmarshalName(pkg, t)
	return gocode.Doc(name+" returns the "+t.Name+" that data says, nil for null. It keeps a copy of data.").
		Func().Id(name).Params(jen.Id("data").Index().Byte()).Params(jen.Id(t.Name), jen.Error()).
		Block(jen.Return(pkg.JSON("UnmarshalUnion").Call(jen.Id("data"), decodeFunc(t))))
}
