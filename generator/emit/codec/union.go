package codec

import (
	"maps"
	"slices"

	"github.com/dave/jennifer/jen"

	"github.com/armsmith/armsmith/generator/emit/gocode"
	"github.com/armsmith/armsmith/generator/model"
)

// unionCodec writes the table of a union, how a user reads and writes one, and the tables and
// methods of the types that are made for it.
//
//	var typeAssetReference = rtjson.Type{Kind: rtjson.KindUnion, ..., Union: &rtjson.Union{
//		Property: "referenceType",
//		Variants: []rtjson.Variant{
//			{Values: []string{"Id"}, Of: (*IDAssetReference)(nil)},
//		},
//		As: &[]AssetReference{(*IDAssetReference)(nil), (*UnknownAssetReference)(nil)},
//		Unknown: (*UnknownAssetReference)(nil),
//	}}
func unionCodec(pkg *gocode.Package, t *model.Type) []jen.Code {
	values := static(pkg).variable("Union", t.Name)
	values = append(values, jen.Id("Union").Op(":").Add(gocode.Addr(pkg.JSON("Union").Values(unionParts(pkg, t)...))))
	out := []jen.Code{jen.Var().Add(tableName(t.Name)).Op("=").Add(pkg.JSON("Type")).Values(values...), unmarshalUnion(pkg, t)}
	out = append(out, marshalUnion(pkg, t)...)
	out = append(out, unknownCodec(pkg, t)...)
	for _, v := range t.Union.Variants {
		if v.Wrapper != "" {
			secret := gocode.IsSecretive(&v.Type, pkg.Secretive)
			out = append(out, typeDecl(pkg, v.Wrapper, "Replace", secret, static(pkg).wrapped(v.Wrapper, &v.Type))...)
		}
	}
	return out
}

// unionParts writes what stands between the braces of rtjson.Union.
func unionParts(pkg *gocode.Package, t *model.Type) []jen.Code {
	u := t.Union
	part := func(name string, value jen.Code) jen.Code { return jen.Line().Id(name).Op(":").Add(value) }
	var parts []jen.Code
	if u.Discriminator != "" {
		parts = append(parts, part("Property", jen.Lit(u.Discriminator)))
		if i := slices.Index(u.Variants, u.Otherwise); i >= 0 {
			parts = append(parts, part("Otherwise", jen.Lit(i+1)))
		}
	} else {
		var shapes []jen.Code
		for _, v := range u.Variants {
			shapes = append(shapes, jen.Line().Add(variantShape(pkg, &v.Shape)))
		}
		parts = append(parts, part("Shapes", jen.Index().Add(pkg.JSON("Shape")).Values(append(shapes, jen.Line())...)))
	}
	if slices.ContainsFunc(u.Variants, func(v *model.Variant) bool { return told(u, v) }) {
		parts = append(parts, part("Key", gocode.KeyLit(u.Discriminator)))
	}
	return append(parts,
		part("Variants", jen.Index().Add(pkg.JSON("Variant")).Values(append(variants(pkg, u), jen.Line())...)),
		part("As", gocode.Addr(jen.Index().Id(t.Name).Values(instances(pkg, t)...))),
		part("Unknown", nilOf(pkg, u.Unknown)), jen.Line(),
	)
}

// variants writes the variants of a union. A value that several of them have is the first one's.
func variants(pkg *gocode.Package, u *model.Union) []jen.Code {
	seen := map[string]bool{}
	from := len(u.Variants) + 1 // where the next union among them begins in As
	var out []jen.Code
	for _, v := range u.Variants {
		var parts, values []jen.Code
		for _, value := range v.Values {
			if !seen[value] {
				seen[value] = true
				values = append(values, jen.Lit(value))
			}
		}
		if len(values) > 0 {
			parts = append(parts, jen.Id("Values").Op(":").Index().String().Values(values...))
		}
		if inner := innerUnion(v); inner != nil {
			parts = append(parts, jen.Id("Of").Op(":").Add(unionTable(pkg, inner)), jen.Id("From").Op(":").Lit(from))
			from += len(instances(pkg, inner))
		} else {
			parts = append(parts, jen.Id("Of").Op(":").Add(nilOf(pkg, variantType(v))))
		}
		if told(u, v) && v != u.Otherwise { // which needs no telling
			parts = append(parts, jen.Id("Told").Op(":").True())
		}
		out = append(out, jen.Line().Values(parts...))
	}
	return out
}

// innerUnion returns the union that a variant is; nil for any other variant.
func innerUnion(v *model.Variant) *model.Type {
	if v.Wrapper != "" || !gocode.IsUnion(&v.Type) {
		return nil
	}
	return gocode.Original(v.Type.Type)
}

// variantType names the Go type of a variant that is no union.
func variantType(v *model.Variant) string {
	if v.Wrapper != "" {
		return v.Wrapper
	}
	return gocode.Original(v.Type.Type).Name
}

// instances writes the elements of rtjson.Union.As.
func instances(pkg *gocode.Package, t *model.Type) []jen.Code {
	var own, inner []jen.Code
	for _, v := range t.Union.Variants {
		if in := innerUnion(v); in != nil {
			own = append(own, jen.Nil())
			inner = append(inner, instances(pkg, in)...)
		} else {
			own = append(own, nilOf(pkg, variantType(v)))
		}
	}
	return append(append(own, nilOf(pkg, t.Union.Unknown)), inner...)
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
//	func UnmarshalAssetReference(data []byte) (v AssetReference, err error) {
//		err = json.UnmarshalUnion(data, &v, &typeAssetReference)
//		return v, err
//	}
func unmarshalUnion(pkg *gocode.Package, t *model.Type) jen.Code {
	name := unmarshalName(pkg, t)
	return gocode.Doc(name+" returns the "+t.Name+" that data says, nil for null. It keeps a copy of data.").
		Func().Id(name).Params(jen.Id("data").Index().Byte()).Params(jen.Id("v").Id(t.Name), jen.Err().Error()).
		Block(
			gocode.Assign(jen.Err(), pkg.JSON("UnmarshalUnion").Call(jen.Id("data"), gocode.Addr(jen.Id("v")), unionTable(pkg, t))),
			jen.Return(jen.Id("v"), jen.Err()),
		)
}
