package convert

import (
	"slices"

	"github.com/dave/jennifer/jen"

	"github.com/armsmith/armsmith/generator/changes"
	"github.com/armsmith/armsmith/generator/emit/gocode"
	"github.com/armsmith/armsmith/generator/model"
)

// unionFunc writes the function that converts a union. Variants that are structs in both versions
// have functions; all others go by way of JSON, so that each version makes of it what it knows.
//
//	func ToShape(v older.Shape) newer.Shape {
//		switch v := v.(type) {
//		case nil:
//			return nil
//		case *older.Circle:
//			return ToCircle(v)
//		default:
//			return rtconvert.Union(v, (*older.UnknownShape)(nil), newer.UnmarshalShape,
//				func(raw json.RawMessage) newer.Shape { return &newer.UnknownShape{Raw: raw} })
//		}
//	}
func (d *direction) unionFunc(t types) jen.Code {
	name := d.names[t]
	cases := []jen.Code{jen.Case(jen.Nil()).Block(jen.Return(jen.Nil()))}
	for _, v := range structVariants(t) {
		cases = append(cases, jen.Case(gocode.Ptr(d.from.Own(v.from.Name))).Block(
			jen.Return(jen.Id(d.function(v.from, v.to)).Call(jen.Id("v")))))
	}
	raw := jen.Id("raw").Add(d.to.Scalar(model.Any))
	keep := jen.Func().Params(raw).Add(d.to.Own(t.to.Name)).Add(gocode.Inline(
		jen.Return(jen.Op("&").Add(d.to.Own(t.to.Union.Unknown)).Values(jen.Id("Raw").Op(":").Id("raw")))))
	cases = append(cases, jen.Default().Block(jen.Return(
		d.runtime("Union").Call(jen.Id("v"), jen.Parens(gocode.Ptr(d.from.Own(t.from.Union.Unknown))).Call(jen.Nil()), d.to.Own("Unmarshal"+t.to.Name), keep))))
	return d.doc(t, name).Func().Id(name).Params(jen.Id("v").Add(d.from.Own(t.from.Name))).Add(d.to.Own(t.to.Name)).
		Block(jen.Switch(jen.Id("v").Op(":=").Id("v").Assert(jen.Type())).Block(cases...))
}

// structVariants returns the variants that are structs in both versions, each Go type once: one
// that stands for variants which have parted goes by way of JSON.
func structVariants(t types) []types {
	var out []types
	parted := map[*model.Type]bool{}
	for _, v := range changes.Variants(t.from, t.to) {
		if v.Old.Wrapper != "" || v.New.Wrapper != "" || !gocode.IsStruct(&v.Old.Type) || !gocode.IsStruct(&v.New.Type) {
			continue
		}
		next := types{gocode.Original(v.Old.Type.Type), gocode.Original(v.New.Type.Type)}
		i := slices.IndexFunc(out, func(o types) bool { return o.from == next.from })
		switch {
		case i < 0:
			out = append(out, next)
		case out[i] != next:
			parted[next.from] = true
		}
	}
	return slices.DeleteFunc(out, func(o types) bool { return parted[o.from] })
}
