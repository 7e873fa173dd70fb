package gocode

import (
	"github.com/dave/jennifer/jen"
)

// Ptr returns *t.
func Ptr(t jen.Code) *jen.Statement { return jen.Op("*").Add(t) }

// Addr returns &v.
func Addr(v jen.Code) *jen.Statement { return jen.Op("&").Add(v) }

// Slice returns []t.
func Slice(t jen.Code) *jen.Statement { return jen.Index().Add(t) }

// MapOf returns map[string]t.
func MapOf(t jen.Code) *jen.Statement { return jen.Map(jen.String()).Add(t) }

// Not returns !v.
func Not(v jen.Code) *jen.Statement { return jen.Op("!").Add(v) }

// NotNil returns v != nil.
func NotNil(v jen.Code) *jen.Statement { return jen.Add(v).Op("!=").Nil() }

// Define returns name := v.
func Define(name string, v jen.Code) *jen.Statement { return jen.Id(name).Op(":=").Add(v) }

// Assign returns target = v.
func Assign(target, v jen.Code) *jen.Statement { return jen.Add(target).Op("=").Add(v) }

// IfErr returns
//
//	if err != nil {
//		return <results>
//	}
func IfErr(results ...jen.Code) *jen.Statement {
	return jen.If(jen.Id("err").Op("!=").Nil()).Block(jen.Return(results...))
}

// Alias returns type name = t.
func Alias(name string, t jen.Code) *jen.Statement { return jen.Type().Id(name).Op("=").Add(t) }

// Inline returns { statement } on one line, for functions that do one thing.
func Inline(statement ...jen.Code) *jen.Statement {
	return jen.Custom(jen.Options{Open: "{ ", Close: " }", Separator: "; "}, statement...)
}
