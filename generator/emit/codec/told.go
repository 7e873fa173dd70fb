package codec

import (
	"slices"

	"github.com/dave/jennifer/jen"

	"github.com/armsmith/armsmith/generator/emit/gocode"
	"github.com/armsmith/armsmith/generator/model"
)

// This file is about variants whose schema does not declare the discriminator: the union writes it,
// and the variant does not have it where it stands by itself.

// toldAs writes the method by which a union finds what to write into such a variant:
//
//	// ToldAs returns what tells a Circle from other variants of a union.
//	func (*Circle) ToldAs(union any) (key, value string) {
//		switch union.(type) {
//		case *Shape:
//			return `,"kind":`, "round"
//		}
//		return "", ""
//	}
func toldAs(pkg *gocode.Package, t *model.Type) []jen.Code {
	if !slices.ContainsFunc(t.Fields, func(f *model.Field) bool { return f.Told }) {
		return nil
	}
	var cases []jen.Code
	for _, union := range pkg.API.Types {
		if in, value := toldIn(union, t, 0); in != nil && union.Same == nil {
			cases = append(cases, jen.Case(gocode.Ptr(jen.Id(union.Name))).
				Block(jen.Return(gocode.KeyLit(in.Discriminator), jen.Lit(value))))
		}
	}
	if cases == nil {
		return nil
	}
	return []jen.Code{gocode.Doc("ToldAs returns what a union writes to tell the variant from others. It is for the codec.").
		Func().Params(gocode.Ptr(jen.Id(t.Name))).Id("ToldAs").Params(jen.Id("union").Any()).Params(jen.Id("key"), jen.Id("value").String()).
		Block(jen.Switch(jen.Id("union").Assert(jen.Type())).Block(cases...), jen.Return(jen.Lit(""), jen.Lit("")))}
}

// mostUnions bounds unions within unions.
const mostUnions = 8

// toldIn returns the union that tells a struct which does not declare the discriminator, and the
// value that tells it: the union given or one of its variants; nil for none.
func toldIn(union, t *model.Type, depth int) (in *model.Union, value string) {
	if union.Kind != model.KindUnion || depth > mostUnions {
		return nil, ""
	}
	u := union.Union
	for _, v := range u.Variants {
		switch of := v.Type.Type; {
		case of == nil:
		case of == t && told(u, v):
			return u, v.Values[0]
		case of.Kind == model.KindUnion:
			if in, value = toldIn(of, t, depth+1); in != nil {
				return in, value
			}
		}
	}
	return nil, ""
}

// tells reports whether a union has such a variant.
func tells(union *model.Type, depth int) bool {
	if union.Kind != model.KindUnion || depth > mostUnions {
		return false
	}
	return slices.ContainsFunc(union.Union.Variants, func(v *model.Variant) bool {
		t := v.Type.Type
		if t == nil || t.Kind == model.KindUnion {
			return t != nil && tells(t, depth+1)
		}
		return told(union.Union, v)
	})
}

// told reports whether a union tells one of its variants, a struct which does not say itself what
// it is.
func told(u *model.Union, v *model.Variant) bool {
	return len(v.Values) > 0 && slices.ContainsFunc(v.Type.Type.Fields, func(f *model.Field) bool { return f.Told && f.Wire == u.Discriminator })
}

// marshalUnion writes the function by which a user writes a union with such a variant, which the
// variant's own method does not write as one:
//
//	// MarshalShape returns v as JSON, with what tells its variant.
//	func MarshalShape(v Shape) ([]byte, error) {
//		return json.MarshalUnion(v)
//	}
func marshalUnion(pkg *gocode.Package, t *model.Type) []jen.Code {
	if !tells(t, 0) {
		return nil
	}
	name := exportedName(pkg, "Marshal"+t.Name)
	return []jen.Code{gocode.Doc(name+" returns v as JSON, with what tells its variant, which the variant alone does not say.").
		Func().Id(name).Params(jen.Id("v").Id(t.Name)).Params(jen.Index().Byte(), jen.Error()).
		Block(jen.Return(pkg.JSON("MarshalUnion").Call(jen.Id("v"))))}
}
