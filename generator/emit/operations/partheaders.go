package operations

import (
	"github.com/dave/jennifer/jen"

	"github.com/armsmith/armsmith/generator/emit/codec"
	"github.com/armsmith/armsmith/generator/emit/gocode"
	"github.com/armsmith/armsmith/generator/model"
)

// partHeaders writes the statements that give headers to the parts of a multipart body that are of
// interest:
//
//	m.Header(runtime.PartHeader{Part: "picture", Name: "X-Kind", Value: runtime.Text("portrait")})
//	m.Headers(runtime.PartHeader{Part: "pages", Name: "X-Number"}, len(params.PagesNumber),
//		func(i int) runtime.Value { return runtime.Text(runtime.FormatInt(params.PagesNumber[i])) })
func partHeaders(pkg *gocode.Package, set *model.ParamSet, of func(*model.PartsOf) bool, r request) []jen.Code {
	var out []jen.Code
	for _, p := range set.Params {
		if p.Of == nil || !of(p.Of) {
			continue
		}
		field := r.given(p.Name)
		switch {
		case p.Const != nil:
			out = append(out, partHeader(pkg, p, pkg.RT("Text").Call(jen.Lit(p.Const.Text))))
		case p.Of.Each:
			value := jen.Func().Params(jen.Id("i").Int()).Add(pkg.RT("Value")).
				Block(jen.Return(headerValue(pkg, p, gocode.Under(&p.Type).Elem, jen.Add(field).Index(jen.Id("i")))))
			out = append(out, pkg.WhenThere(&p.Type, p.Presence, field, func(v jen.Code) []jen.Code {
				return []jen.Code{jen.Id("m").Dot("Headers").Call(headerFields(pkg, p), jen.Len(v), value)}
			})...)
		default:
			out = append(out, pkg.WhenThere(&p.Type, p.Presence, field, func(v jen.Code) []jen.Code {
				return append(checkParam(pkg, p, v, r), partHeader(pkg, p, headerValue(pkg, p, gocode.ParamRef(p), v)))
			})...)
		}
	}
	return out
}

// partHeader writes the call that gives parts a header.
func partHeader(pkg *gocode.Package, p *model.Param, value jen.Code) jen.Code {
	return jen.Id("m").Dot("Header").Call(headerFields(pkg, p, jen.Id("Value").Op(":").Add(value)))
}

// headerFields writes what a header is but for its value.
func headerFields(pkg *gocode.Package, p *model.Param, value ...jen.Code) jen.Code {
	var fields []jen.Code
	add := func(name string, value jen.Code) { fields = append(fields, jen.Id(name).Op(":").Add(value)) }
	if p.Of.Name != "" {
		add("Part", jen.Lit(p.Of.Name))
	}
	if p.Of.From > 0 {
		add("From", jen.Lit(p.Of.From))
	}
	if p.Of.Only {
		add("Only", jen.True())
	}
	add("Name", jen.Lit(p.Wire))
	if p.Explode {
		add("Style", gocode.StyleOf(pkg, model.StyleSimple, true, false))
	}
	return pkg.RT("PartHeader").Values(append(fields, value...)...)
}

// headerValue writes the value of a header.
func headerValue(pkg *gocode.Package, p *model.Param, ref *model.Ref, v jen.Code) jen.Code {
	if p.Style == model.StyleJSON {
		return pkg.RT("JSONText").Call(codec.Value(pkg, ref, v)...)
	}
	return codec.Placed(pkg, ref, v, p.Nested)
}
