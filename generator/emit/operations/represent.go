package operations

import (
	"slices"
	"strings"

	"github.com/dave/jennifer/jen"

	"github.com/armsmith/armsmith/generator/emit/gocode"
	"github.com/armsmith/armsmith/generator/model"
)

// The Content-Type of an answer decides how it is read, where more than one is documented.

// decodeEither writes how a body is decoded into what target points to, as the kind of body that it
// is; finish writes what becomes of the error:
//
//	if resp.Is("application/xml") {
//		return rtxml.Read(resp, rtxml.Field{ ... }, func(r *rtjson.Reader) { ... })
//	}
//	return resp.JSON(out)
func decodeEither(pkg *gocode.Package, c *model.Content, target jen.Code, finish func(decoded jen.Code) []jen.Code) []jen.Code {
	var out []jen.Code
	for _, other := range c.Alternatives {
		var mediaTypes []jen.Code
		for _, mediaType := range append([]string{other.MediaType}, other.Others...) {
			mediaTypes = append(mediaTypes, jen.Lit(mediaType))
		}
		out = append(out, jen.If(jen.Id("resp").Dot("Is").Call(mediaTypes...)).Block(finish(decode(pkg, other, target))...))
	}
	return append(out, finish(decode(pkg, c, target))...)
}

// checkType writes the check that a body is of a documented type, where reading it does not show
// that; zero is what is returned beside the error:
//
//	if err := resp.CheckType(); err != nil {
//		return "", err
//	}
func checkType(c *model.Content, zero ...jen.Code) []jen.Code {
	if c.Kind != model.BodyText && c.Kind != model.BodyBytes && c.Kind != model.BodyXML || holdsAnything(c) {
		return nil
	}
	return []jen.Code{jen.If(jen.Id("err").Op(":=").Id("resp").Dot("CheckType").Call(), jen.Id("err").Op("!=").Nil()).
		Block(jen.Return(append(zero, jen.Id("err"))...))}
}

// holdsAnything reports whether a body may be of any type, as far as the document says.
func holdsAnything(c *model.Content) bool {
	return slices.ContainsFunc(append([]string{c.MediaType}, c.Others...), func(mediaType string) bool {
		return strings.HasPrefix(mediaType, "*") || strings.EqualFold(mediaType, "application/octet-stream")
	})
}
