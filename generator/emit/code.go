package emit

import "github.com/dave/jennifer/jen"

// This file holds the operators and the few idioms that jennifer has no word for. Each returns a
// fresh statement: a jennifer Statement is mutable, and one that is used twice grows twice.

// ptr returns *t.
func ptr(t jen.Code) *jen.Statement { return jen.Op("*").Add(t) }

// addr returns &v.
func addr(v jen.Code) *jen.Statement { return jen.Op("&").Add(v) }

// slice returns []t.
func slice(t jen.Code) *jen.Statement { return jen.Index().Add(t) }

// mapOf returns map[string]t.
func mapOf(t jen.Code) *jen.Statement { return jen.Map(jen.String()).Add(t) }

// not returns !v.
func not(v jen.Code) *jen.Statement { return jen.Op("!").Add(v) }

// notNil returns v != nil.
func notNil(v jen.Code) *jen.Statement { return jen.Add(v).Op("!=").Nil() }

// define returns name := v.
func define(name string, v jen.Code) *jen.Statement { return jen.Id(name).Op(":=").Add(v) }

// assign returns target = v.
func assign(target, v jen.Code) *jen.Statement { return jen.Add(target).Op("=").Add(v) }

// ifErr returns
//
//	if err != nil {
//		return <results>
//	}
func ifErr(results ...jen.Code) *jen.Statement {
	return jen.If(jen.Id("err").Op("!=").Nil()).Block(jen.Return(results...))
}

// alias returns type name = t.
func alias(name string, t jen.Code) *jen.Statement { return jen.Type().Id(name).Op("=").Add(t) }

// inline returns { statement } on one line, for functions that do one thing.
func inline(statement ...jen.Code) *jen.Statement {
	return jen.Custom(jen.Options{Open: "{ ", Close: " }", Separator: "; "}, statement...)
}
