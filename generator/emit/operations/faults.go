package operations

import (
	"slices"

	"github.com/dave/jennifer/jen"

	"github.com/armsmith/armsmith/generator/emit/codec"
	"github.com/armsmith/armsmith/generator/emit/gocode"
	"github.com/armsmith/armsmith/generator/model"
)

// errorBodies writes what the bodies of errors are decoded into; nil when the document types none:
//
//	[]runtime.ErrorBody{{As: (*BatchError)(nil)}}
//
// or, where it differs by status:
//
//	[]runtime.ErrorBody{
//		{Low: 404, High: 404, As: (*NotFoundError)(nil)},
//		{As: (*Error)(nil)},
//	}
func errorBodies(pkg *gocode.Package, op *model.Operation) jen.Code {
	var bodies []jen.Code
	var byStatus []string
	var others []jen.Code
	for _, r := range op.Responses {
		as := errorBody(pkg, r)
		switch {
		case !r.Error || as == nil:
		case r.Low == 0:
			others = as
		default:
			byStatus = append(byStatus, textOf(as))
			bodies = append(bodies, jen.Line().Values(append([]jen.Code{
				jen.Id("Low").Op(":").Lit(r.Low), jen.Id("High").Op(":").Lit(r.High),
			}, as...)...))
		}
	}
	same := func(as string) bool { return as == textOf(others) }
	list := gocode.Slice(pkg.RT("ErrorBody"))
	switch {
	case others == nil && bodies == nil:
		return nil
	case !slices.ContainsFunc(byStatus, func(as string) bool { return !same(as) }):
		return list.Values(jen.Values(others...))
	case others != nil:
		bodies = append(bodies, jen.Line().Values(others...))
	}
	return list.Values(append(bodies, jen.Line())...)
}

// textOf returns the code of a literal's fields, by which two of them can be told to be the same.
func textOf(fields []jen.Code) string { return jen.Id("_").Values(fields...).GoString() }

// errorBody writes what the body of an error is decoded into; nil when the document types none:
//
//	As: (*BatchError)(nil)
//	As: (*[]Problem)(nil), Of: &rtjson.Type{...}
func errorBody(pkg *gocode.Package, r *model.Response) []jen.Code {
	c := r.Content
	if c == nil || c.Kind != model.BodyJSON && c.Kind != model.BodyMergePatch {
		return nil
	}
	as := func(t jen.Code) jen.Code { return jen.Id("As").Op(":").Parens(gocode.Ptr(t)).Call(jen.Nil()) }
	switch t := gocode.Under(&c.Type); {
	case gocode.IsStruct(&c.Type):
		return []jen.Code{as(jen.Id(c.Type.Type.Name))}
	case t.Kind.IsJSON(), t.Kind == model.Stream:
		return nil
	default:
		return []jen.Code{as(pkg.ElemOf(&c.Type)), jen.Id("Of").Op(":").Add(codec.Static(pkg, &c.Type))}
	}
}
