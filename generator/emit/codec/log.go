package codec

import (
	"slices"

	"github.com/dave/jennifer/jen"

	"github.com/armsmith/armsmith/generator/emit/gocode"
	"github.com/armsmith/armsmith/generator/model"
)

// This file keeps secrets out of logs. A Secret does not print, but what holds one might print it
// all the same: log/slog prints a struct as encoding/json writes it, which is the form that
// services get, and fmt does not ask a value how to print it where it prints one after a verb that
// does not fit, as %s does not fit a pointer. So holders say themselves how they are shown.

// logMethods writes how a type that holds a secret is shown; nothing for other types:
//
//	// String returns m as JSON, its secrets redacted.
//	func (m User) String() string { return json.Redacted(&m).String() }
//
//	// LogValue shows m to log/slog, its secrets redacted.
//	func (m User) LogValue() slog.Value { return json.Redacted(&m) }
func logMethods(pkg *gocode.Package, name string, secret bool) []jen.Code {
	if !secret {
		return nil
	}
	redacted := func() *jen.Statement { return pkg.JSON("Redacted").Call(gocode.Addr(jen.Id("m"))) }
	return []jen.Code{
		gocode.Doc("String returns m as JSON, its secrets redacted.").
			Func().Params(jen.Id("m").Id(name)).Id("String").Params().String().Add(gocode.Inline(jen.Return(redacted().Dot("String").Call()))),
		logValue(name).Add(gocode.Inline(jen.Return(redacted()))),
	}
}

func logValue(name string) *jen.Statement {
	return gocode.Doc("LogValue shows m to log/slog, its secrets redacted.").
		Func().Params(jen.Id("m").Id(name)).Id("LogValue").Params().Qual("log/slog", "Value")
}

// LogFields writes the LogValue of a struct that is not a model, when a field of it holds a secret:
//
//	// LogValue shows m to log/slog, its secrets redacted.
//	func (m GetTaskParams) LogValue() slog.Value {
//		return rtjson.RedactedFunc(func(w *rtjson.Writer) {
//			w.Write(&m, &rtjson.Type{Kind: rtjson.KindStruct, ..., Fields: []rtjson.Field{
//				{Key: `,"Key":`, At: unsafe.Offsetof(GetTaskParams{}.Key), Kind: rtjson.KindOptSecret},
//			}})
//		})
//	}
func LogFields(pkg *gocode.Package, name string, status bool, fields []*model.Field) []jen.Code {
	if !slices.ContainsFunc(fields, func(f *model.Field) bool { return gocode.IsSecretive(&f.Type, pkg.Secretive) }) {
		return nil
	}
	ts := code(pkg)
	var rows []jen.Code
	if status {
		rows = append(rows, jen.Line().Values(
			jen.Id("Key").Op(":").Add(gocode.KeyLit("StatusCode")), jen.Id("At").Op(":").Add(offsetOf(name, "StatusCode")),
			jen.Id("Kind").Op(":").Add(ts.kind("Int")),
		))
	}
	for _, f := range fields {
		if !gocode.IsFile(&f.Type) {
			rows = append(rows, jen.Line().Add(ts.field(name, &slot{wire: f.Wire, field: f})))
		}
	}
	values := append(ts.head("Struct", gocode.Ptr(jen.Id(name))), jen.Id("Fields").Op(":").Index().Add(pkg.JSON("Field")).Values(append(rows, jen.Line())...))
	write := jen.Func().Params(jen.Id("w").Add(gocode.Ptr(pkg.JSON("Writer")))).
		Block(jen.Id("w").Dot("Write").Call(gocode.Addr(jen.Id("m")), ts.literal(values)))
	return []jen.Code{logValue(name).Block(jen.Return(pkg.JSON("RedactedFunc").Call(write)))}
}
