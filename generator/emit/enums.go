package emit

import (
	"github.com/dave/jennifer/jen"

	"github.com/armsmith/armsmith/generator/english"
	"github.com/armsmith/armsmith/generator/model"
)

// enumsFile writes enums.go.
func (e *emitter) enumsFile() []jen.Code {
	var out []jen.Code
	for _, t := range e.api.Types {
		switch {
		case t.Kind == model.KindEnum && t.Same != nil:
			out = append(out, e.aliasType(t), enumConsts(t))
		case t.Kind == model.KindEnum:
			out = append(out, e.enumType(t), enumConsts(t), enumValues(t))
		}
	}
	return out
}

// enumType writes the type of an enum:
//
//	// BatchLoggingLevel is the verbosity of a log.
//	type BatchLoggingLevel string
func (e *emitter) enumType(t *model.Type) jen.Code {
	return e.typeDoc(t).Type().Id(t.Name).Add(e.scalar(t.Enum.Base))
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
			g.Add(doc(english.Const(v.Name, english.Sentence(v.Doc)))).Id(v.Name).Id(t.Name).Op("=").Add(literal(t.Enum.Base, v.Value))
		}
	})
}

// enumValues writes the method that lists the documented values:
//
//	// Values returns the documented values. A service may send others, which are kept as they are.
//	func (BatchLoggingLevel) Values() []BatchLoggingLevel {
//		return []BatchLoggingLevel{BatchLoggingLevelInfo, BatchLoggingLevelDebug}
//	}
func enumValues(t *model.Type) jen.Code {
	values := make([]jen.Code, len(t.Enum.Values))
	for i, v := range t.Enum.Values {
		values[i] = jen.Id(v.Name)
	}
	return doc("Values returns the documented values. A service may send others, which are kept as they are.").
		Func().Params(jen.Id(t.Name)).Id("Values").Params().Add(slice(jen.Id(t.Name))).Block(
		jen.Return(slice(jen.Id(t.Name)).Values(values...)),
	)
}

// literal writes a scalar of the document as a Go constant: "Info", 3, true.
func literal(kind model.RefKind, l model.Literal) *jen.Statement {
	switch kind {
	case model.Bool, model.Int32, model.Int64, model.Uint64, model.Float64:
		return jen.Op(l.Text)
	default:
		return jen.Lit(l.Text)
	}
}
