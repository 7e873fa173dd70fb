package emit

import (
	"github.com/dave/jennifer/jen"

	"github.com/armsmith/armsmith/generator/model"
)

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
	return jen.Func().Params(jen.Id("p").Add(ptr(c.of)), c.param).Block(c.into(jen.Id("p")))
}

// reader returns how a value of type ref is read into a variable of type elemOf(ref).
func (e *emitter) reader(ref *model.Ref) codecCall { return e.codec("Read", ref, e.readUnion) }

// writer returns how a value of type ref is written.
func (e *emitter) writer(ref *model.Ref) codecCall { return e.codec("Write", ref, e.writeUnion) }

// outside writes code that stands outside of the generated package and sees only what that exports.
type outside struct{ e *emitter }

func (o outside) reader(ref *model.Ref) codecCall {
	return o.e.codec("Read", ref, o.e.readUnionOutside)
}

// codec returns how a value is read or written, which verb tells: all functions of the runtime come
// in pairs. Union does unions, for which it is not so.
func (e *emitter) codec(verb string, ref *model.Ref, union func(t *model.Type, c *codecCall)) codecCall {
	c := codecCall{self: "r", param: e.readerParam()}
	if verb == "Write" {
		c.self, c.param = "w", e.writerParam()
	}
	if !ref.Nullable {
		e.plainCodec(verb, ref, union, &c)
		return c
	}
	bare := *ref
	bare.Nullable = false
	inner := e.codec(verb, &bare, union)
	switch {
	case isStruct(ref):
		bare.Pointer = true
		inner = e.codec(verb, &bare, union)
	case !hasNil(ref):
		c.of, c.fn, c.arg = e.elemOf(ref), e.json(verb+"Opt"), inner.function()
		return c
	case verb == "Write":
		e.nilCodec(ref, inner, &c)
		return c
	}
	return inner
}

// nilCodec writes what has a nil of its own as null when it is nil.
func (e *emitter) nilCodec(ref *model.Ref, inner codecCall, c *codecCall) {
	c.of, c.arg = e.typeOf(ref), inner.arg
	switch u := under(ref); u.Kind {
	case model.List:
		c.fn = e.json("WriteNilList")
	case model.Map:
		c.fn = e.json("WriteNilMap")
		if raw(u.Elem) {
			c.fn = e.json("WriteNilRawMap")
		}
	case model.Bytes:
		c.fn, c.arg = e.json("WriteNilBytes"), inner.function()
	default: // a raw value or a union, of which nil is null always
		*c = inner
	}
}

// plainCodec is codec for what is not nullable.
func (e *emitter) plainCodec(verb string, ref *model.Ref, union func(*model.Type, *codecCall), c *codecCall) {
	c.of = e.typeOf(ref)
	elem := func() *jen.Statement {
		if t := ref.Elem.Type; t != nil && t.Kind == model.KindNamed && holdsItself(t) {
			return jen.Parens(ptr(e.own(t.Name))).Dot(codecMethod(verb))
		}
		inner := e.codec(verb, ref.Elem, union)
		return inner.function()
	}
	switch ref.Kind {
	case model.List:
		c.fn, c.arg = e.json(verb+"List"), elem()
	case model.Map:
		switch {
		case raw(ref.Elem):
			c.fn = e.json(verb + "RawMap")
		case verb == "Read" && textual(ref.Elem) && !ref.Elem.Nullable:
			c.fn = e.json("ReadStringMap")
		default:
			c.fn, c.arg = e.json(verb+"Map"), elem()
		}
	case model.Named:
		e.namedCall(verb, ref, union, c)
	default:
		e.scalarCodec(verb, ref.Kind, ref.Wire, c)
	}
}

// namedCall reads or writes a value of a named type: through its own methods, by its function, or
// as what it is made of.
func (e *emitter) namedCall(verb string, ref *model.Ref, union func(*model.Type, *codecCall), c *codecCall) {
	t := ref.Type
	switch t.Kind {
	case model.KindEnum:
		e.scalarCodec(verb, t.Enum.Base, ref.Wire, c)
	case model.KindUnion:
		union(t, c)
	case model.KindStruct:
		c.whole = jen.Parens(ptr(e.own(t.Name))).Dot(codecMethod(verb))
		if ref.Pointer {
			c.fn, c.arg, c.whole = e.json(verb+"Ptr"), c.whole, nil
		} else if verb == "Read" {
			c.reset = e.json("ReadZero")
		}
	default:
		target := *t.Target
		target.Nullable = false
		if target.Wire == model.WireDefault {
			target.Wire = ref.Wire
		}
		of := c.of
		e.plainCodec(verb, &target, union, c)
		c.of = of
		if c.conv != nil || !e.takesNamed(&target) {
			c.conv = ptr(e.typeOf(&target))
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
func (e *emitter) takesNamed(target *model.Ref) bool {
	switch target.Kind {
	case model.Named:
		return target.Type.Kind != model.KindStruct && target.Type.Kind != model.KindUnion
	case model.Time:
		return false
	default:
		return true
	}
}

// scalarCodec reads or writes what has no parts.
func (e *emitter) scalarCodec(verb string, kind model.RefKind, wire model.Wire, c *codecCall) {
	c.fn = e.json(verb + scalarCodecName(verb, kind, wire))
	if wire != model.WireString {
		return
	}
	switch kind {
	case model.Bool, model.Int32, model.Int64, model.Uint64, model.Float64, model.Number:
		c.fn, c.arg = e.json(verb+"Quoted"), c.fn
	}
}

func scalarCodecName(verb string, kind model.RefKind, wire model.Wire) string {
	switch kind {
	case model.Bool:
		return "Bool"
	case model.Int32:
		return "Int32"
	case model.Int64:
		return "Int64"
	case model.Uint64:
		return "Uint64"
	case model.Float64:
		return "Float64"
	case model.Number:
		return "Number"
	case model.Any:
		return "Raw"
	case model.Secret:
		return "Secret"
	case model.Bytes:
		if wire == model.WireBase64URL {
			return "BytesURL"
		}
		return "Bytes"
	case model.Time:
		if wire == model.WireUnix {
			return "UnixTime"
		}
		if wire == model.WireRFC7231 && verb == "Write" {
			return "HTTPTime"
		}
		return "Time"
	case model.Duration:
		switch wire {
		case model.WireSeconds:
			return "Seconds"
		case model.WireMillis:
			return "Millis"
		}
	}
	return "String"
}

// textual reports whether a use is of a string or something that is read and written as one: what
// PutString takes.
func textual(r *model.Ref) bool {
	r = under(r)
	kind := r.Kind
	if kind == model.Named && r.Type.Kind == model.KindEnum {
		kind = r.Type.Enum.Base
	}
	switch kind {
	case model.String, model.Date, model.TimeOfDay, model.ETag:
		return true
	case model.Duration:
		return r.Wire != model.WireSeconds && r.Wire != model.WireMillis
	}
	return false
}

// raw reports whether a value is kept as the JSON text that it is.
func raw(r *model.Ref) bool { return under(r).Kind == model.Any }
