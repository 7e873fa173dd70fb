package emit

import (
	"github.com/dave/jennifer/jen"

	"github.com/armsmith/armsmith/generator/model"
)

// form is what a value looks like outside JSON: in a parameter, a form's field, a header.
type form uint8

const (
	formScalar form = iota // one text
	formList               // texts, one an element
	formValue              // an object, a union, lists in lists: JSON that the runtime takes apart
)

// textForm tells what a value of a type looks like as text.
func (e *emitter) textForm(r *model.Ref) form {
	r = under(r)
	switch r.Kind {
	case model.List:
		if elem := under(r.Elem); elem.Kind != model.List && e.textForm(elem) == formScalar {
			return formList
		}
		return formValue
	case model.Map, model.Any:
		return formValue
	case model.Named:
		if r.Type.Kind == model.KindEnum {
			return formScalar
		}
		return formValue
	default:
		return formScalar
	}
}

// text writes a scalar as text: v, string(v), runtime.FormatInt(v), v.RFC3339().
func (e *emitter) text(r *model.Ref, v jen.Code) jen.Code {
	if f := e.formatter(r); f != nil {
		return f.Call(v)
	}
	named := r.Kind == model.Named
	kind, r := scalarKind(r), under(r)
	switch kind {
	case model.Secret:
		return jen.Add(v).Dot("Reveal").Call()
	case model.Time:
		return jen.Add(v).Dot(timeMethod(r.Wire)).Call()
	case model.Bool:
		return e.rt("FormatBool").Call(jen.Bool().Parens(v))
	case model.Bytes, model.Number, model.Date, model.TimeOfDay, model.Duration, model.ETag:
		return jen.String().Parens(v)
	}
	if named {
		return jen.String().Parens(v)
	}
	return jen.Add(v)
}

// timeMethod names the method that writes an instant.
func timeMethod(w model.Wire) string {
	switch w {
	case model.WireRFC7231:
		return "HTTPDate"
	case model.WireUnix:
		return "Unix"
	default:
		return "RFC3339"
	}
}

// formatter names the function of the runtime that turns a scalar into text; nil when there is
// none, because a conversion or a method does it.
func (e *emitter) formatter(r *model.Ref) *jen.Statement {
	kind := scalarKind(r)
	plain := r.Kind != model.Named
	r = under(r)
	switch {
	case kind == model.Bool && plain:
		return e.rt("FormatBool")
	case kind == model.Int32, kind == model.Int64:
		return e.rt("FormatInt")
	case kind == model.Uint64:
		return e.rt("FormatUint")
	case kind == model.Float64:
		return e.rt("FormatFloat")
	case kind == model.Bytes && r.Wire == model.WireBase64URL:
		return e.rt("FormatBytesURL")
	case kind == model.Bytes && r.Wire != model.WireRaw:
		return e.rt("FormatBytes")
	case kind == model.Duration && r.Wire == model.WireSeconds:
		return e.rt("FormatSeconds")
	case kind == model.Duration && r.Wire == model.WireMillis:
		return e.rt("FormatMillis")
	default:
		return nil
	}
}

// scalarKind returns the kind of a scalar, that of an enum being its base.
func scalarKind(r *model.Ref) model.RefKind {
	r = under(r)
	if r.Kind == model.Named && r.Type.Kind == model.KindEnum {
		return r.Type.Enum.Base
	}
	return r.Kind
}

// texts writes a list of scalars as []string:
//
//	p.Select
//	runtime.Texts(p.Kinds)
//	runtime.Strings(p.IDs, runtime.FormatInt)
func (e *emitter) texts(r *model.Ref, v jen.Code) jen.Code {
	elem := under(r).Elem
	if !elem.Nullable && e.formatter(elem) == nil {
		switch kind := scalarKind(elem); {
		case kind == model.String && elem.Kind != model.Named:
			return jen.Add(v)
		case kind == model.String, kind == model.Date, kind == model.TimeOfDay, kind == model.Duration, kind == model.Number:
			return e.rt("Texts").Call(v)
		}
	}
	if f := e.formatter(elem); f != nil && !elem.Nullable {
		return e.rt("Strings").Call(v, f)
	}
	one := jen.Return(e.text(elem, jen.Id("v")))
	if elem.Nullable && !hasNil(elem) {
		one = jen.If(jen.List(jen.Id("v"), jen.Id("ok")).Op(":=").Id("v").Dot("Get").Call(), jen.Id("ok")).
			Block(one).Line().Return(jen.Lit(""))
	}
	return e.rt("Strings").Call(v, jen.Func().Params(jen.Id("v").Add(e.elemOf(elem))).String().Block(one))
}

// textMap writes a map of scalars as map[string]string.
func (e *emitter) textMap(r *model.Ref, v jen.Code) jen.Code {
	elem := under(r).Elem
	if elem == nil || elem.Kind == model.String && !elem.Nullable {
		return jen.Add(v)
	}
	return e.rt("StringMap").Call(v, jen.Func().Params(jen.Id("v").Add(e.elemOf(elem))).String().Block(jen.Return(e.text(elem, jen.Id("v")))))
}
