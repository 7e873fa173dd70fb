package operations

import (
	"github.com/dave/jennifer/jen"

	"github.com/armsmith/armsmith/generator/emit/codec"
	"github.com/armsmith/armsmith/generator/emit/gocode"
	"github.com/armsmith/armsmith/generator/model"
)

// sendForm writes how a form is sent:
//
//	req.Form(&params.Body)
func sendForm(pkg *gocode.Package, b *model.Body, v jen.Code, r request) jen.Code {
	if gocode.IsStruct(&b.Content.Type) {
		return r.call("Form", modelOf(b, v))
	}
	return r.call("FormOf", codec.Value(pkg, gocode.Present(b.Content.Type, b.Presence), v)...)
}

// formStyles writes how the properties of a form are written that are not written as usual; nil
// when all are:
//
//	[]runtime.FormStyle{
//		{Style: runtime.DeepObject|runtime.Explode, Names: []string{"expand", "metadata"}},
//	}
func formStyles(pkg *gocode.Package, op *model.Operation) jen.Code {
	if op.Body == nil || op.Body.Content.Kind != model.BodyForm {
		return nil
	}
	return partStyles(pkg, op.Body.Content.Parts)
}

// partStyles is formStyles for the properties of any form.
func partStyles(pkg *gocode.Package, parts []*model.Part) jen.Code {
	var order []string
	heads := map[string][]jen.Code{}
	names := map[string][]jen.Code{}
	for _, p := range parts {
		if isUsual(p) {
			continue
		}
		head := formStyle(pkg, p)
		key := textOf(head)
		if heads[key] == nil {
			order = append(order, key)
			heads[key] = head
		}
		names[key] = append(names[key], jen.Lit(p.Field.Wire))
	}
	if order == nil {
		return nil
	}
	var out []jen.Code
	for _, key := range order {
		out = append(out, jen.Line().Values(append(heads[key], jen.Id("Names").Op(":").Index().String().Values(names[key]...))...))
	}
	return gocode.Slice(pkg.RT("FormStyle")).Values(append(out, jen.Line())...)
}

// formStyle writes how a property is written: Style: runtime.PipeDelimited.
func formStyle(pkg *gocode.Package, p *model.Part) []jen.Code {
	style := gocode.StyleOf(pkg, p.Style, p.Explode, false)
	if gocode.IsJSONType(p.Type) {
		style = pkg.RT("AsJSON")
		if p.Explode && gocode.Under(&p.Field.Type).Kind == model.List {
			style.Op("|").Add(pkg.RT("Explode"))
		}
	}
	out := []jen.Code{jen.Id("Style").Op(":").Add(style)}
	if len(p.Nested) > 0 {
		out = append(out, jen.Id("Nested").Op(":").Add(gocode.Slice(pkg.RT("Style")).Values(gocode.StylesOf(pkg, p.Nested)...)))
	}
	return out
}

// isUsual reports whether a property is written as the runtime does by itself: a scalar as text, an
// object as JSON, a list element by element.
func isUsual(p *model.Part) bool {
	ref := gocode.FieldRef(p.Field)
	asJSON, separate := gocode.IsJSONType(p.Type), p.Style == model.StyleForm && p.Explode
	switch gocode.TextForm(ref) {
	case gocode.FormScalar:
		return true
	case gocode.FormList:
		return !asJSON && separate
	}
	if u := gocode.Under(ref); u.Kind == model.List {
		return asJSON && separate && isObject(u.Elem)
	}
	return asJSON && isObject(ref)
}

// isObject reports whether a value is an object in JSON, whatever it holds.
func isObject(ref *model.Ref) bool {
	return !ref.Nullable && (gocode.IsStruct(ref) || gocode.Under(ref).Kind == model.Map)
}
