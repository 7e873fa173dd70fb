// Package roundtrip writes functions that read bodies with a client's codec and write them again,
// to see whether they survive it. They are no part of a client: only who holds examples against a
// client has them written beside it.
package roundtrip

import (
	"github.com/dave/jennifer/jen"

	"github.com/armsmith/armsmith/generator/emit/codec"
	"github.com/armsmith/armsmith/generator/emit/gocode"
	"github.com/armsmith/armsmith/generator/model"
)

// Name is that of the variable that holds the functions. No name of a client ends like this.
const Name = "RoundTrips_"

// File returns the file that holds a function for each content, in their order. It returns how what
// it has read is written:
//
//	var RoundTrips_ = []func([]byte) (func(*rtjson.Writer), error){
//		func(data []byte) (func(*rtjson.Writer), error) {
//			var v Widget
//			err := rtjson.DecodeFunc(data, func(r *rtjson.Reader) { r.Read(&v, (*Widget)(nil)) })
//			return func(w *rtjson.Writer) { w.Write(&v, (*Widget)(nil)) }, err
//		},
//	}
func File(contents []*model.Content) gocode.File {
	return gocode.File{Path: "roundtrips.go", Lint: true, Decls: func(pkg *gocode.Package) []jen.Code {
		var functions []jen.Code
		for _, c := range contents {
			functions = append(functions, jen.Line().Add(function(pkg, c)))
		}
		return []jen.Code{jen.Var().Id(Name).Op("=").Index().Add(signature(pkg, "")).Values(append(functions, jen.Line())...)}
	}}
}

func signature(pkg *gocode.Package, param string) *jen.Statement {
	return jen.Func().Params(jen.Id(param).Index().Byte()).Params(jen.Func().Params(gocode.Ptr(pkg.JSON("Writer"))), jen.Error())
}

func function(pkg *gocode.Package, c *model.Content) jen.Code {
	v := func() jen.Code { return gocode.Addr(jen.Id("v")) }
	return signature(pkg, "data").Block(
		jen.Var().Id("v").Add(gocode.ContentType(pkg, c)),
		gocode.Define("err", pkg.JSON("DecodeFunc").Call(jen.Id("data"), codec.ReadFunc(pkg, v(), &c.Type))),
		jen.Return(jen.Func().Params(jen.Id("w").Op("*").Add(pkg.JSON("Writer"))).Block(codec.Write(pkg, v(), &c.Type)), jen.Id("err")),
	)
}
