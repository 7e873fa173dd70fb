package models

import (
	"github.com/dave/jennifer/jen"

	"github.com/armsmith/armsmith/generator/emit/gocode"
	"github.com/armsmith/armsmith/generator/english"
	"github.com/armsmith/armsmith/generator/model"
)

// Enums writes enums.go.
func Enums(pkg *gocode.Package, types []*model.Type) []jen.Code {
	var out []jen.Code
	for _, t := range types {
		switch {
		case t.Kind == model.KindEnum && t.Same != nil:
			out = append(out, aliasType(pkg, t), enumConsts(t))
		case t.Kind == model.KindEnum:
			out = append(out, enumType(pkg, t), enumConsts(t), enumValues(t), errorMethod(pkg, t))
		}
	}
	return out
}

// enumType writes the type of an enum:
//
//	// BatchLoggingLevel is the verbosity of a log.
//	type BatchLoggingLevel string
func enumType(pkg *gocode.Package, t *model.Type) jen.Code {
	return typeDoc(pkg, t).Type().Id(t.Name).Add(pkg.Scalar(t.Enum.Base))
}

// enumConsts writes the documented values:
//
//	const (
//		// BatchLoggingLevelInfo logs what happens.
//		BatchLoggingLevelInfo BatchLoggingLevel = "Info"
//	)
func enumConsts(t *model.Type) jen.Code {
	if len(t.Enum.Values) == 0 {
		return jen.Null()
	}
	return jen.Const().DefsFunc(func(g *jen.Group) {
		for _, v := range t.Enum.Values {
			g.Add(gocode.Doc(english.Const(v.Name, english.Sentence(v.Doc)))).Id(v.Name).Id(t.Name).Op("=").Add(gocode.Literal(t.Enum.Base, v.Value))
		}
	})
}

// enumValues writes the method that lists the documented values:
//
//	// Values returns the documented values. A service may send others, which are kept as they are.
//	func (BatchLoggingLevel) Values() []BatchLoggingLevel {
//		return append([]BatchLoggingLevel(nil), "Info", "Debug")
//	}
//
// A literal would have the compiler make an array type of each length of each enum, and a function
// that compares two such arrays.
func enumValues(t *model.Type) jen.Code {
	values := []jen.Code{gocode.Slice(jen.Id(t.Name)).Parens(jen.Nil())}
	for _, v := range t.Enum.Values {
		values = append(values, gocode.Literal(t.Enum.Base, v.Value))
	}
	list := jen.Append(values...)
	if len(t.Enum.Values) == 0 {
		list = jen.Nil()
	}
	return gocode.Doc("Values returns the documented values. A service may send others, which are kept as they are.").
		Func().Params(jen.Id(t.Name)).Id("Values").Params().Add(gocode.Slice(jen.Id(t.Name))).Block(
		jen.Return(list),
	)
}
