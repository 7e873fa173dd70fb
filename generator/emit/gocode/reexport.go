package gocode

import (
	"github.com/dave/jennifer/jen"
)

// Reexport writes the alias of a type: type Time = value.Time.
func Reexport(name string, from func(string) *jen.Statement, comment string) jen.Code {
	return Doc(comment).Add(Alias(name, from(name)))
}

// Arg is an argument of a function that is passed on. Without a type it shares that of the next
// one.
type Arg struct {
	name string
	typ  jen.Code
}

// Args pairs names and types.
func Args(pairs ...any) []Arg {
	var out []Arg
	for i := 0; i+1 < len(pairs); i += 2 {
		typ, _ := pairs[i+1].(jen.Code)
		out = append(out, Arg{pairs[i].(string), typ})
	}
	return out
}

// Function writes a function that passes its arguments on to the runtime's function of the same
// name.
func Function(name string, from func(string) *jen.Statement, params []Arg, result jen.Code, comment string) jen.Code {
	var decl, call []jen.Code
	for _, p := range params {
		if p.typ == nil {
			p.typ = jen.Null()
		}
		decl = append(decl, jen.Id(p.name).Add(p.typ))
		call = append(call, jen.Id(p.name))
	}
	return Doc(comment).Func().Id(name).Params(decl...).Add(result).Add(Inline(jen.Return(from(name).Call(call...))))
}
