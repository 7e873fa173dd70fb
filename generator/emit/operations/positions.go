package operations

import (
	"github.com/dave/jennifer/jen"

	"github.com/armsmith/armsmith/generator/emit/codec"
	"github.com/armsmith/armsmith/generator/emit/gocode"
	"github.com/armsmith/armsmith/generator/model"
)

// sendParts writes how a list is sent as a multipart body of parts without names:
//
//	req.MultipartAs("multipart/mixed", func(m *runtime.MultipartWriter) {
//		for i := range params.Body {
//			m.Item(runtime.Nth(i, "text/plain", "application/json"), &params.Body[i], (*Tick)(nil))
//		}
//	})
func sendParts(pkg *gocode.Package, op *model.Operation, v jen.Code, r request) jen.Code {
	c := &op.Body.Content
	item, mediaType := jen.Add(v).Index(jen.Id("i")), partType(pkg, &c.PartTypes)
	send := jen.Id("m").Dot("Item").Call(append([]jen.Code{mediaType}, codec.Value(pkg, &c.Type, item)...)...)
	if c.Type.Kind == model.File {
		send = jen.Id("m").Dot("File").Call(jen.Lit(""), mediaType, item)
	}
	body := partHeaders(pkg, op.Params, func(of *model.PartsOf) bool { return !of.Only }, r)
	for i := range c.PartTypes.First {
		headers := partHeaders(pkg, op.Params, func(of *model.PartsOf) bool { return of.Only && of.From == i }, r)
		if len(headers) > 0 {
			body = append(body, jen.If(jen.Len(v).Op(">").Lit(i)).Block(headers...))
		}
	}
	body = append(body, jen.For(jen.Id("i").Op(":=").Range().Add(v)).Block(send))
	return r.call("MultipartAs", jen.Lit(c.MediaType), jen.Func().Params(jen.Id("m").Op("*").Add(pkg.RT("MultipartWriter"))).Block(body...))
}

// partType writes the media type of part i: runtime.Nth(i, "text/plain", "application/json").
func partType(pkg *gocode.Package, t *model.PartTypes) jen.Code {
	if len(t.First) == 0 {
		return jen.Lit(t.Rest)
	}
	args := []jen.Code{jen.Id("i"), jen.Lit(t.Rest)}
	for _, first := range t.First {
		args = append(args, jen.Lit(first))
	}
	return pkg.RT("Nth").Call(args...)
}

// readPart writes the expression that is a function which decodes one part.
func readPart(pkg *gocode.Package, c *model.Content) jen.Code {
	if c.Type.Kind == model.Bytes && c.Type.Wire == model.WireRaw {
		return pkg.RT("PartBytes")
	}
	return pkg.RT("PartValue").Call(gocode.PartShape(pkg, &c.Type), readFunc(pkg, c))
}
