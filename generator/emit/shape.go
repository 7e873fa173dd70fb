package emit

import (
	"github.com/dave/jennifer/jen"

	"github.com/armsmith/armsmith/generator/model"
)

// shape names what a text outside JSON (a header, a part of a form, a parameter that a fake reads)
// stands for, so that the runtime can hand it to the codec as JSON: runtime.ShapeText,
// runtime.ShapeLiteral ...
func (e *emitter) shape(r *model.Ref) jen.Code {
	switch f := e.textForm(r); {
	case f == formList && isLiteral(under(r).Elem):
		return e.rt("ShapeLiterals")
	case f == formList:
		return e.rt("ShapeTexts")
	case f == formScalar && isLiteral(r):
		return e.rt("ShapeLiteral")
	case f == formScalar:
		return e.rt("ShapeText")
	case isStruct(under(r)) || under(r).Kind == model.Map:
		return e.rt("ShapeObject")
	default:
		return e.rt("ShapeAny")
	}
}

// isLiteral reports whether a scalar is a number or a boolean in JSON, not a string.
func isLiteral(r *model.Ref) bool {
	kind := scalarKind(r)
	switch r = under(r); kind {
	case model.Bool, model.Int32, model.Int64, model.Uint64, model.Float64, model.Number:
		return r.Wire != model.WireString
	case model.Time:
		return r.Wire == model.WireUnix
	case model.Duration:
		return r.Wire == model.WireSeconds || r.Wire == model.WireMillis
	default:
		return false
	}
}
