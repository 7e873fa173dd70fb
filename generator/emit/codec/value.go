package codec

import (
	"github.com/dave/jennifer/jen"

	"github.com/armsmith/armsmith/generator/emit/gocode"
	"github.com/armsmith/armsmith/generator/model"
)

// BodyText writes a value as the text of a body.
func BodyText(pkg *gocode.Package, ref *model.Ref, v jen.Code) jen.Code {
	if gocode.TextForm(ref) != gocode.FormScalar {
		return pkg.RT("FormatJSON").Call(WriteFunc(pkg, ref, v))
	}
	return gocode.Text(pkg, ref, v)
}

// codecCall is how a value of some type is read or written: a function of the runtime and, for what
// is made of other values, the function that does those.
type codecCall struct {
	self  string   // the reader or writer: "r" or "w"
	param jen.Code // its parameter: r *json.Reader
	of    jen.Code // type of the value
	fn    jen.Code // json.ReadList
	arg   jen.Code // (*Sku).DecodeJSON; nil for none
	conv  jen.Code // *Time: what the pointer is converted to first; nil for none
	whole jen.Code // a function of the right form by itself, instead of fn and arg
	reset jen.Code // function that into calls with whole, because the value may be there already
}

// into returns the call for the variable that target points to:
//
//	json.ReadList(&m.Value, r, (*Sku).DecodeJSON)
func (c codecCall) into(target jen.Code) *jen.Statement {
	if c.conv != nil {
		target = jen.Parens(c.conv).Call(target)
	}
	switch {
	case c.reset != nil:
		return jen.Add(c.reset).Call(target, jen.Id(c.self), c.whole)
	case c.whole != nil:
		return jen.Add(c.whole).Call(target, jen.Id(c.self))
	case c.arg != nil:
		return jen.Add(c.fn).Call(target, jen.Id(c.self), c.arg)
	default:
		return jen.Add(c.fn).Call(target, jen.Id(c.self))
	}
}

// function returns the same as a function value, for the elements of lists and the like:
//
//	(*Sku).DecodeJSON
//	func(p *[]Sku, r *json.Reader) { json.ReadList(p, r, (*Sku).DecodeJSON) }
func (c codecCall) function() *jen.Statement {
	switch {
	case c.conv == nil && c.whole != nil:
		return jen.Add(c.whole)
	case c.conv == nil && c.arg == nil:
		return jen.Add(c.fn)
	}
	c.reset = nil
	return jen.Func().Params(jen.Id("p").Add(gocode.Ptr(c.of)), c.param).Block(c.into(jen.Id("p")))
}

// readerOf returns how a value of type ref is read into a variable of type elemOf(ref).
func readerOf(pkg *gocode.Package, ref *model.Ref) codecCall {
	return callOf(pkg, "Read", ref, readUnion)
}

// writerOf returns how a value of type ref is written.
func writerOf(pkg *gocode.Package, ref *model.Ref) codecCall {
	return callOf(pkg, "Write", ref, writeUnion)
}

// outside writes code that stands outside of the generated package and sees only what that exports.
type outside struct{ pkg *gocode.Package }

func (o outside) reader(ref *model.Ref) codecCall {
	return callOf(o.pkg, "Read", ref, readUnionOutside)
}

// unionCall fills in how a union is read or written, for which the runtime has no pair of
// functions.
type unionCall func(pkg *gocode.Package, t *model.Type, c *codecCall)

// callOf returns how a value is read or written, which verb tells: all functions of the runtime
// come in pairs. Union does unions, for which it is not so.
func callOf(pkg *gocode.Package, verb string, ref *model.Ref, union unionCall) codecCall {
	c := codecCall{self: "r", param: readerParam(pkg)}
	if verb == "Write" {
		c.self, c.param = "w", writerParam(pkg)
	}
	if !ref.Nullable {
		plainCodec(pkg, verb, ref, union, &c)
		return c
	}
	bare := *ref
	bare.Nullable = false
	inner := callOf(pkg, verb, &bare, union)
	switch {
	case gocode.IsStruct(ref):
		bare.Pointer = true
		inner = callOf(pkg, verb, &bare, union)
	case !gocode.HasNil(ref):
		c.of, c.fn, c.arg = pkg.ElemOf(ref), pkg.JSON(verb+"Opt"), inner.function()
		return c
	case verb == "Write":
		nilCodec(pkg, ref, inner, &c)
		return c
	}
	return inner
}

// nilCodec writes what has a nil of its own as null when it is nil.
func nilCodec(pkg *gocode.Package, ref *model.Ref, inner codecCall, c *codecCall) {
	c.of, c.arg = pkg.TypeOf(ref), inner.arg
	switch u := gocode.Under(ref); u.Kind {
	case model.List:
		c.fn = pkg.JSON("WriteNilList")
	case model.Map:
		c.fn = pkg.JSON("WriteNilMap")
		if raw(u.Elem) {
			c.fn = pkg.JSON("WriteNilRawMap")
		}
	case model.Bytes:
		c.fn, c.arg = pkg.JSON("WriteNilBytes"), inner.function()
	default: // a raw value or a union, of which nil is null always
		*c = inner
	}
}

// plainCodec is codec for what is not nullable.
func plainCodec(pkg *gocode.Package, verb string, ref *model.Ref, union unionCall, c *codecCall) {
	c.of = pkg.TypeOf(ref)
	elem := func() *jen.Statement {
		if t := ref.Elem.Type; t != nil && t.Kind == model.KindNamed && holdsItself(t) {
			return jen.Parens(gocode.Ptr(pkg.Own(t.Name))).Dot(codecMethod(verb))
		}
		inner := callOf(pkg, verb, ref.Elem, union)
		return inner.function()
	}
	switch ref.Kind {
	case model.List:
		c.fn, c.arg = pkg.JSON(verb+"List"), elem()
	case model.Map:
		switch {
		case raw(ref.Elem):
			c.fn = pkg.JSON(verb + "RawMap")
		case verb == "Read" && textual(ref.Elem) && !ref.Elem.Nullable:
			c.fn = pkg.JSON("ReadStringMap")
		default:
			c.fn, c.arg = pkg.JSON(verb+"Map"), elem()
		}
	case model.Named:
		namedCall(pkg, verb, ref, union, c)
	default:
		scalarCodec(pkg, verb, ref.Kind, ref.Wire, c)
	}
}

// namedCall reads or writes a value of a named type: through its own methods, by its function, or
// as what it is made of.
func namedCall(pkg *gocode.Package, verb string, ref *model.Ref, union unionCall, c *codecCall) {
	t := ref.Type
	switch t.Kind {
	case model.KindEnum:
		scalarCodec(pkg, verb, t.Enum.Base, ref.Wire, c)
	case model.KindUnion:
		union(pkg, t, c)
	case model.KindStruct:
		c.whole = jen.Parens(gocode.Ptr(pkg.Own(t.Name))).Dot(codecMethod(verb))
		if ref.Pointer {
			c.fn, c.arg, c.whole = pkg.JSON(verb+"Ptr"), c.whole, nil
		} else if verb == "Read" {
			c.reset = pkg.JSON("ReadZero")
		}
	default:
		target := *t.Target
		target.Nullable = false
		if target.Wire == model.WireDefault {
			target.Wire = ref.Wire
		}
		of := c.of
		plainCodec(pkg, verb, &target, union, c)
		c.of = of
		if c.conv != nil || !takesNamed(&target) {
			c.conv = gocode.Ptr(pkg.TypeOf(&target))
		}
	}
}

// codecMethod is the method of a generated type that a verb stands for.
func codecMethod(verb string) string {
	if verb == "Read" {
		return "DecodeJSON"
	}
	return "EncodeJSON"
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

// takesNamed reports whether the runtime's functions for a type take one that is defined by it as
// well.
func takesNamed(target *model.Ref) bool {
	switch target.Kind {
	case model.Named:
		return target.Type.Kind != model.KindStruct && target.Type.Kind != model.KindUnion
	default:
		s, _ := gocode.ScalarOf(target)
		return !s.Exact
	}
}

// scalarCodec reads or writes what has no parts.
func scalarCodec(pkg *gocode.Package, verb string, kind model.RefKind, wire model.Wire, c *codecCall) {
	w, _ := gocode.WireOfKind(kind, wire)
	name := w.Write
	if verb == "Read" {
		name = w.Read
	}
	c.fn = pkg.JSON(verb + name)
	if w.Quoted {
		c.fn, c.arg = pkg.JSON(verb+"Quoted"), c.fn
	}
}

// textual reports whether a use is of a string or something that is read and written as one: what
// PutString takes.
func textual(r *model.Ref) bool {
	w, ok := gocode.WireOf(r)
	return ok && w.Read == "String"
}

// raw reports whether a value is kept as the JSON text that it is.
func raw(r *model.Ref) bool { return gocode.Under(r).Kind.IsJSON() }

// WriteFunc writes a function that encodes a value as JSON: func(w *json.Writer) { ... }.
func WriteFunc(pkg *gocode.Package, ref *model.Ref, v jen.Code) *jen.Statement {
	source := gocode.Addr(v)
	if ref.Pointer && gocode.IsStruct(ref) {
		source = jen.Add(v)
	}
	return jen.Func().Params(jen.Id("w").Op("*").Add(pkg.JSON("Writer"))).Add(gocode.Inline(Write(pkg, source, ref)))
}

// ReadFunc writes func(r *rtjson.Reader) { ... }, which reads a value into what target points to.
func ReadFunc(pkg *gocode.Package, target jen.Code, ref *model.Ref) jen.Code {
	return jen.Func().Params(jen.Id("r").Op("*").Add(pkg.JSON("Reader"))).Add(gocode.Inline(Read(pkg, target, ref)))
}
