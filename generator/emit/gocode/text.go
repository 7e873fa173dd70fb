package gocode

import (
	"github.com/dave/jennifer/jen"

	"github.com/armsmith/armsmith/generator/model"
)

// ShapeOf names what a text outside JSON (a header, a part of a form, a parameter that a fake
// reads) stands for, so that the runtime can hand it to the codec as JSON: runtime.ShapeText,
// runtime.ShapeLiteral ...
func ShapeOf(pkg *Package, r *model.Ref) jen.Code {
	switch f := TextForm(r); {
	case f == FormList && IsLiteral(Under(r).Elem):
		return pkg.RT("ShapeLiterals")
	case f == FormList:
		return pkg.RT("ShapeTexts")
	case f == FormScalar && IsLiteral(r):
		return pkg.RT("ShapeLiteral")
	case f == FormScalar:
		return pkg.RT("ShapeText")
	case IsObject(r):
		return pkg.RT("ShapeObject")
	default:
		return pkg.RT("ShapeAny")
	}
}

// PartShape is ShapeOf for a part of a multipart body: what is no text or number is JSON there.
func PartShape(pkg *Package, r *model.Ref) jen.Code {
	if TextForm(r) == FormScalar && !r.Nullable {
		return ShapeOf(pkg, r)
	}
	return pkg.RT("ShapeAny")
}

// ListShapeOf is ShapeOf for a value that is a list, with what separates its elements and those of
// the lists in it: runtime.ShapeTexts.Delimited(runtime.Simple, runtime.PipeDelimited).
func ListShapeOf(pkg *Package, r *model.Ref, style model.Style, nested []model.Style) jen.Code {
	for range nested {
		if list := Under(r); list.Kind == model.List {
			r = list.Elem
		}
	}
	if style == model.StyleSimple && len(nested) == 0 || TextForm(r) != FormList {
		return ShapeOf(pkg, r)
	}
	return jen.Add(ShapeOf(pkg, r)).Dot("Delimited").Call(StylesOf(pkg, append([]model.Style{style}, nested...))...)
}

// StylesOf writes styles: runtime.Simple, runtime.PipeDelimited.
func StylesOf(pkg *Package, styles []model.Style) []jen.Code {
	out := make([]jen.Code, len(styles))
	for i, s := range styles {
		out[i] = StyleOf(pkg, s, false, false)
	}
	return out
}

// IsObject reports whether a value has names and values of which each is one: a struct or a map.
func IsObject(r *model.Ref) bool { return IsStruct(Under(r)) || Under(r).Kind == model.Map }

// IsLiteral reports whether a value is a scalar that is a number or a boolean in JSON, not a
// string.
func IsLiteral(r *model.Ref) bool {
	w, ok := WireOf(r)
	return ok && w.JSON == JSONLiteral
}

// Form is what a value looks like outside JSON: in a parameter, a form's field, a header.
type Form uint8

const (
	FormScalar Form = iota // one text
	FormList               // texts, one an element
	FormValue              // an object, a union, lists in lists: JSON that the runtime takes apart
)

// TextForm tells what a value of a type looks like as text.
func TextForm(r *model.Ref) Form {
	r = Under(r)
	switch r.Kind {
	case model.List:
		if elem := Under(r.Elem); elem.Kind != model.List && TextForm(elem) == FormScalar {
			return FormList
		}
		return FormValue
	case model.Map, model.Expandable, model.Any, model.Dynamic:
		return FormValue
	case model.Named:
		if r.Type.Kind == model.KindEnum {
			return FormScalar
		}
		return FormValue
	default:
		return FormScalar
	}
}

// Text writes a scalar as text: v, string(v), runtime.FormatInt(v), v.RFC3339().
func Text(pkg *Package, r *model.Ref, v jen.Code) jen.Code {
	w, _ := WireOf(r)
	switch t := w.text; {
	case t.function != "":
		return pkg.RT(t.function).Call(v)
	case t.conversion != "" && r.Kind != model.Named:
		return pkg.RT(t.conversion).Call(v)
	case t.conversion != "":
		return pkg.RT(t.conversion).Call(pkg.Scalar(ScalarKind(r)).Parens(v))
	case t.method != "":
		return jen.Add(v).Dot(t.method).Call()
	case t.convert || r.Kind == model.Named:
		return jen.String().Parens(v)
	default:
		return jen.Add(v)
	}
}

// formatter names the function of the runtime that turns a scalar into text; nil when there is
// none, because a conversion or a method does it.
func formatter(pkg *Package, r *model.Ref) *jen.Statement {
	w, _ := WireOf(r)
	switch t := w.text; {
	case t.function != "":
		return pkg.RT(t.function)
	case t.conversion != "" && r.Kind != model.Named:
		return pkg.RT(t.conversion)
	default:
		return nil
	}
}

// ScalarKind returns the kind of a scalar, that of an enum being its base.
func ScalarKind(r *model.Ref) model.RefKind {
	r = Under(r)
	if r.Kind == model.Named && r.Type.Kind == model.KindEnum {
		return r.Type.Enum.Base
	}
	return r.Kind
}

// Texts writes a list of scalars as []string:
//
//	p.Select
//	runtime.Texts(p.Kinds)
//	runtime.Strings(p.IDs, runtime.FormatInt)
func Texts(pkg *Package, r *model.Ref, v jen.Code) jen.Code {
	elem := Under(r).Elem
	if !elem.Nullable && formatter(pkg, elem) == nil {
		switch s, _ := ScalarOf(elem); {
		case elem.Kind == model.String:
			return jen.Add(v)
		case s.Texts:
			return pkg.RT("Texts").Call(v)
		}
	}
	if f := formatter(pkg, elem); f != nil && !elem.Nullable {
		return pkg.RT("Strings").Call(v, f)
	}
	one := jen.Return(Text(pkg, elem, jen.Id("v")))
	if elem.Nullable && !HasNil(elem) {
		one = jen.If(jen.List(jen.Id("v"), jen.Id("ok")).Op(":=").Id("v").Dot("Get").Call(), jen.Id("ok")).
			Block(one).Line().Return(jen.Lit(""))
	}
	return pkg.RT("Strings").Call(v, jen.Func().Params(jen.Id("v").Add(pkg.ElemOf(elem))).String().Block(one))
}

// TextMap writes a map of scalars as map[string]string.
func TextMap(pkg *Package, r *model.Ref, v jen.Code) jen.Code {
	elem := Under(r).Elem
	if elem == nil || elem.Kind == model.String && !elem.Nullable {
		return jen.Add(v)
	}
	return pkg.RT("StringMap").Call(v, jen.Func().Params(jen.Id("v").Add(pkg.ElemOf(elem))).String().Block(jen.Return(Text(pkg, elem, jen.Id("v")))))
}
