package codec

import (
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

// LogFields writes the LogValue of a struct that is not a model, when a field of it holds a secret.
func LogFields(pkg *gocode.Package, name string, before []jen.Code, fields []*model.Field) []jen.Code {
	secret := false
	put := append([]jen.Code{gocode.Define("outer", jen.Id("w").Dot("Open").Call(jen.Nil()))}, before...)
	for _, f := range fields {
		secret = secret || gocode.IsSecretive(&f.Type, pkg.Secretive)
		if !gocode.IsFile(&f.Type) {
			put = append(put, putSlot(pkg, &slot{wire: f.Wire, field: f}))
		}
	}
	if !secret {
		return nil
	}
	put = append(put, jen.Id("w").Dot("Close").Call(jen.Id("outer"), jen.Nil()))
	write := jen.Func().Params(writerParam(pkg)).Block(put...)
	return []jen.Code{logValue(name).Block(jen.Return(pkg.JSON("RedactedFunc").Call(write)))}
}
