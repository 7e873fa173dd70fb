package codec

import (
	"github.com/dave/jennifer/jen"

	"github.com/armsmith/armsmith/generator/emit/gocode"
	"github.com/armsmith/armsmith/generator/model"
)

// Read returns the statement that reads, with the *json.Reader called r, a value of type ref into
// the variable that target, an expression such as &out.Body, points to. The variable is declared as
// typeOf, or elemOf when ref is nullable; of a struct, target is always the pointer to it, whether
// ref.Pointer is set or not.
//
//	r.Read(&out.Body, (*Sku)(nil))
func Read(pkg *gocode.Package, target jen.Code, ref *model.Ref) jen.Code {
	return jen.Id("r").Dot("Read").Call(target, Table(pkg, ref))
}

// Write returns the statement that writes, with the *json.Writer called w, the value that source,
// an expression such as &p.Body, points to; see Read.
func Write(pkg *gocode.Package, source jen.Code, ref *model.Ref) jen.Code {
	return jen.Id("w").Dot("Write").Call(source, Table(pkg, ref))
}

// Table returns the table by which a value of type ref is read and written; see Read.
func Table(pkg *gocode.Package, ref *model.Ref) *jen.Statement { return code(pkg).of(byValue(ref)) }

// Static is Table for a variable of the generated package.
func Static(pkg *gocode.Package, ref *model.Ref) *jen.Statement { return static(pkg).of(byValue(ref)) }

// byValue returns ref, but a struct itself instead of a pointer to it.
func byValue(ref *model.Ref) *model.Ref {
	if !gocode.IsStruct(ref) {
		return ref
	}
	bare := *ref
	bare.Pointer, bare.Nullable = false, false
	return &bare
}

// BodyText writes a value as the text of a body.
func BodyText(pkg *gocode.Package, ref *model.Ref, v jen.Code) jen.Code {
	if gocode.TextForm(ref) != gocode.FormScalar {
		return pkg.RT("FormatJSON").Call(WriteFunc(pkg, ref, v))
	}
	return gocode.Text(pkg, ref, v)
}

// Placed describes a value to the runtime, which writes it into a parameter, a part or a header:
//
//	runtime.Text(v)
//	runtime.TextOf(&v)
//	runtime.List(runtime.Strings(v, runtime.FormatInt))
//	runtime.ValueOf(p.Where, (*Where)(nil))
//	runtime.ValueOf(&p.Grid, &rtjson.Type{...}).Nested(runtime.PipeDelimited)
func Placed(pkg *gocode.Package, ref *model.Ref, v jen.Code, nested []model.Style) *jen.Statement {
	foreign := gocode.IsForeign(ref)
	switch form := gocode.TextForm(ref); {
	case form == gocode.FormScalar && foreign:
		return pkg.RT("TextOf").Call(gocode.Addr(v))
	case form == gocode.FormScalar:
		return pkg.RT("Text").Call(gocode.Text(pkg, ref, v))
	case form == gocode.FormList && foreign && !gocode.Under(ref).Elem.Nullable:
		return pkg.RT("TextsOf").Call(v)
	case form == gocode.FormList && !foreign:
		return pkg.RT("List").Call(gocode.Texts(pkg, ref, v))
	}
	value := pkg.RT("ValueOf").Call(Value(pkg, ref, v)...)
	if len(nested) > 0 {
		value.Dot("Nested").Call(gocode.StylesOf(pkg, nested)...)
	}
	return value
}

// holdsItself reports whether a named list or map has itself among what it is made of: spelling
// that out would have no end.
func holdsItself(t *model.Type) bool {
	seen := map[*model.Type]bool{}
	for r := t.Target; r != nil; {
		switch {
		case r.Elem != nil:
			r = r.Elem
		case r.Kind != model.Named || r.Type.Kind != model.KindNamed:
			return false
		case r.Type == t:
			return true
		case seen[r.Type]:
			return false // it holds another that holds itself
		default:
			seen[r.Type] = true
			r = r.Type.Target
		}
	}
	return false
}

// raw reports whether a value is kept as the JSON text that it is.
func raw(r *model.Ref) bool { return gocode.Under(r).Kind.IsJSON() }

// WriteFunc writes a function that encodes a value as JSON: func(w *json.Writer) { ... }.
func WriteFunc(pkg *gocode.Package, ref *model.Ref, v jen.Code) *jen.Statement {
	return jen.Func().Params(jen.Id("w").Op("*").Add(pkg.JSON("Writer"))).Add(gocode.Inline(Write(pkg, pointerTo(ref, v), ref)))
}

// Value returns the pointer to a value, and its table, as functions of the runtime take them:
// p.Where, (*Where)(nil).
func Value(pkg *gocode.Package, ref *model.Ref, v jen.Code) []jen.Code {
	return []jen.Code{pointerTo(ref, v), Table(pkg, ref)}
}

// pointerTo returns the pointer to the value v.
func pointerTo(ref *model.Ref, v jen.Code) jen.Code {
	if ref.Pointer && gocode.IsStruct(ref) {
		return v
	}
	return gocode.Addr(v)
}

// ReadFunc writes func(r *rtjson.Reader) { ... }, which reads a value into what target points to.
func ReadFunc(pkg *gocode.Package, target jen.Code, ref *model.Ref) jen.Code {
	return jen.Func().Params(jen.Id("r").Op("*").Add(pkg.JSON("Reader"))).Add(gocode.Inline(Read(pkg, target, ref)))
}
