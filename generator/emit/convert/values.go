package convert

import (
	"github.com/dave/jennifer/jen"

	"github.com/armsmith/armsmith/generator/emit/gocode"
	"github.com/armsmith/armsmith/generator/model"
)

// form is how Go holds a value: in an Optional, a struct by pointer, or as it is.
type form struct {
	ref               *model.Ref
	optional, pointer bool
}

// formOf returns the form of a field.
func formOf(f *model.Field) form {
	return form{&f.Type, f.Presence == model.Optional, gocode.IsStruct(&f.Type) && (f.Presence != model.Plain || f.Type.Pointer)}
}

// elemForm returns the form of an element.
func elemForm(r *model.Ref) form {
	isStruct := gocode.IsStruct(r)
	return form{r, r.Nullable && !isStruct && !gocode.HasNil(r), isStruct && (r.Nullable || r.Pointer)}
}

// goType returns the Go type of a form, without the Optional around it.
func (f form) goType(pkg *gocode.Package) *jen.Statement {
	if f.pointer {
		return gocode.Ptr(pkg.Own(f.ref.Type.Name))
	}
	return pkg.TypeOf(f.ref)
}

// isThere writes the condition that a value whose form has a nil is there.
func (f form) isThere(pkg *gocode.Package, v jen.Code) *jen.Statement {
	if f.pointer {
		return gocode.NotNil(v)
	}
	return pkg.IsThere(f.ref, v)
}

func (f form) hasNil() bool { return f.pointer || !gocode.IsStruct(f.ref) && gocode.HasNil(f.ref) }

// expression returns fresh code each time that it is called.
type expression func() *jen.Statement

func id(name string) expression { return func() *jen.Statement { return jen.Id(name) } }

// form converts what a field or an element holds. The note says what is lost on the way; without a
// conversion ok is false.
func (d *direction) form(from, to form, v expression) (code jen.Code, note string, ok bool) {
	if from.optional == to.optional && from.pointer == to.pointer && same(from.ref, to.ref) {
		return v(), "", true
	}
	switch {
	case from.optional && to.optional:
		inner, ok := d.held(from, to, id("v"))
		if !ok {
			return nil, "", false
		}
		return d.runtime("Optional").Call(v(), d.converter(from, to, from.goType(d.from), to.goType(d.to), inner)), "", true
	case from.optional:
		inner, ok := d.held(from, to, func() *jen.Statement { return d.runtime("Held").Call(v()) })
		if to.hasNil() {
			return inner, "null becomes absent", ok
		}
		return inner, "absent and null become the zero value", ok
	case to.optional:
		inner, ok := d.held(from, to, v)
		if ok && from.hasNil() {
			return d.runtime("Present").Call(from.isThere(d.from, v()), inner), "", true
		}
		return jen.Add(d.to.Own("Some")).Types(to.goType(d.to)).Call(inner), "", ok
	}
	inner, ok := d.held(from, to, v)
	if ok && from.pointer && !to.pointer {
		note = "absent becomes an object without properties"
	}
	return inner, note, ok
}

// converter returns the function that converts what an Optional, a list or a map holds, of the
// types given: the one that there is, or else a literal whose result, for an argument v, is given.
func (d *direction) converter(from, to form, was, is, result jen.Code) *jen.Statement {
	byItself := from.pointer && to.pointer || !gocode.IsStruct(from.ref) && from.optional == to.optional
	if name := d.names[typesOf(from.ref, to.ref)]; name != "" && byItself {
		return jen.Id(name)
	}
	return jen.Func().Params(jen.Id("v").Add(was)).Add(is).Add(gocode.Inline(jen.Return(result)))
}

// typesOf returns the types that two uses are of, nil for a use of none.
func typesOf(from, to *model.Ref) types {
	if from.Kind != model.Named || to.Kind != model.Named {
		return types{}
	}
	return types{gocode.Original(from.Type), gocode.Original(to.Type)}
}

// held converts a value that is there.
func (d *direction) held(from, to form, v expression) (jen.Code, bool) {
	if !gocode.IsStruct(from.ref) || !gocode.IsStruct(to.ref) {
		return d.value(from.ref, to.ref, v)
	}
	arg := v()
	if !from.pointer {
		arg = gocode.Addr(v())
	}
	call := jen.Id(d.function(from.ref.Type, to.ref.Type)).Call(arg)
	if !to.pointer {
		call = d.runtime("Value").Call(call)
	}
	return call, true
}

// value converts a value that is no struct.
func (d *direction) value(from, to *model.Ref, v expression) (jen.Code, bool) {
	if same(from, to) {
		return v(), true
	}
	if gocode.IsUnion(from) && gocode.IsUnion(to) {
		return jen.Id(d.function(from.Type, to.Type)).Call(v()), true
	}
	was, is := gocode.Under(from), gocode.Under(to)
	switch {
	case was.Kind == model.List && is.Kind == model.List, was.Kind == model.Map && is.Kind == model.Map:
		return d.many(from, to, v)
	case was.Kind == model.Expandable && is.Kind == model.Expandable:
		return d.expandable(was, is, v)
	case scalar(was) && scalar(is) && gocode.ScalarKind(from) == gocode.ScalarKind(to):
		return jen.Add(d.to.TypeOf(to)).Call(v()), true
	}
	return nil, false
}

// scalar reports whether a use is of a value without parts, or of an enum of such.
func scalar(r *model.Ref) bool {
	_, ok := gocode.ScalarOf(r)
	return ok
}

// expandable converts the object of which there may be the identifier only.
func (d *direction) expandable(from, to *model.Ref, v expression) (jen.Code, bool) {
	a, b := elemForm(from.Elem), elemForm(to.Elem)
	inner, _, ok := d.form(a, b, id("v"))
	if !ok {
		return nil, false
	}
	return d.runtime("Expandable").Call(v(), d.converter(a, b, d.from.TypeOf(from.Elem), d.to.TypeOf(to.Elem), inner)), true
}

// many converts a list or a map. A named one, which may hold itself, has a function.
func (d *direction) many(from, to *model.Ref, v expression) (jen.Code, bool) {
	if from.Kind != model.Named || to.Kind != model.Named {
		return d.elements(from, to, v)
	}
	key := types{gocode.Original(from.Type), gocode.Original(to.Type)}
	if d.names[key] == "" && !d.refused[key] {
		d.function(from.Type, to.Type) // known while its elements are looked at
		if _, ok := d.elements(from, to, v); !ok {
			d.refused[key] = true
		}
	}
	if d.refused[key] {
		return nil, false
	}
	return jen.Id(d.names[key]).Call(v()), true
}

// elements converts a list or a map element by element, or whole where Go can.
func (d *direction) elements(from, to *model.Ref, v expression) (jen.Code, bool) {
	was, is := gocode.Under(from), gocode.Under(to)
	if same(was, is) {
		return jen.Add(d.to.TypeOf(to)).Call(v()), true
	}
	a, b := elemForm(was.Elem), elemForm(is.Elem)
	if a.optional && !b.optional {
		return nil, false // there is no saying what a null becomes
	}
	inner, _, ok := d.form(a, b, id("v"))
	if !ok {
		return nil, false
	}
	name := "List"
	if was.Kind == model.Map {
		name = "Map"
	}
	return d.runtime(name).Call(v(), d.converter(a, b, d.from.ElemOf(was.Elem), d.to.ElemOf(is.Elem), inner)), true
}

// namedFunc writes the function that converts a named list or map.
//
//	func ToTree(v older.Tree) newer.Tree {
//		return rtconvert.Map(v, func(v older.Tree) newer.Tree { return ToTree(v) })
//	}
func (d *direction) namedFunc(t types) jen.Code {
	name := d.names[t]
	if d.refused[t] {
		return jen.Null()
	}
	body, _ := d.elements(&model.Ref{Kind: model.Named, Type: t.from}, &model.Ref{Kind: model.Named, Type: t.to}, id("v"))
	return d.doc(t, name).Func().Id(name).Params(jen.Id("v").Add(d.from.Own(t.from.Name))).Add(d.to.Own(t.to.Name)).Block(jen.Return(body))
}

// same reports whether two uses are of one Go type: neither is of a type of its package.
func same(a, b *model.Ref) bool {
	if a.Kind != b.Kind || a.Kind == model.Named {
		return false
	}
	if a.Kind == model.Foreign {
		return a.Foreign.Path == b.Foreign.Path && a.Foreign.Name == b.Foreign.Name
	}
	if a.Elem != nil {
		x, y := elemForm(a.Elem), elemForm(b.Elem)
		return x.optional == y.optional && same(a.Elem, b.Elem)
	}
	return true
}
