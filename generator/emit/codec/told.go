package codec

import (
	"slices"

	"github.com/dave/jennifer/jen"

	"github.com/armsmith/armsmith/generator/emit/gocode"
	"github.com/armsmith/armsmith/generator/model"
)

// This file is about variants whose schema does not declare the discriminator: the union writes it,
// and the variant does not have it where it stands by itself.

// mostUnions bounds unions within unions.
const mostUnions = 8

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
//		return json.MarshalUnion(&v, &typeShape)
//	}
func marshalUnion(pkg *gocode.Package, t *model.Type) []jen.Code {
	if !tells(t, 0) {
		return nil
	}
	name := exportedName(pkg, "Marshal"+t.Name)
	return []jen.Code{gocode.Doc(name+" returns v as JSON, with what tells its variant, which the variant alone does not say.").
		Func().Id(name).Params(jen.Id("v").Id(t.Name)).Params(jen.Index().Byte(), jen.Error()).
		Block(jen.Return(pkg.JSON("MarshalUnion").Call(gocode.Addr(jen.Id("v")), unionTable(pkg, t))))}
}
