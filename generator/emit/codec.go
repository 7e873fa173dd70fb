package emit

import (
	"bytes"
	"encoding/json"
	"strconv"
	"strings"

	"github.com/dave/jennifer/jen"

	"github.com/armsmith/armsmith/generator/model"
)

// The files codec*.go write how the types of a package are read and written as JSON. What does the
// work is internal/runtime/json, whose Read and Put functions take one field each; here they are
// strung together.

// jsonFile writes models_json.go: the codec of every type of the package.
func (e *emitter) jsonFile() []jen.Code {
	var out []jen.Code
	for _, t := range e.api.Types {
		out = append(out, e.jsonMethods(t)...)
	}
	return out
}

// jsonMethods writes what type t needs to read and write JSON. Enums need nothing: they are read as
// what they are.
func (e *emitter) jsonMethods(t *model.Type) []jen.Code {
	switch {
	case t.Same != nil && t.Kind == model.KindUnion:
		return []jen.Code{e.unmarshalUnion(t)}
	case t.Same != nil:
		return nil
	}
	switch t.Kind {
	case model.KindStruct:
		return e.structCodec(t)
	case model.KindUnion:
		return e.unionCodec(t)
	case model.KindNamed:
		return e.namedCodec(t)
	default:
		return nil
	}
}

// jsonRead returns the statement that reads, with the *json.Reader called r, a value of type ref
// into the variable that target, an expression such as &out.Body, points to. The variable is
// declared as typeOf, or elemOf when ref is nullable; of a struct, target is always the pointer to
// it, whether ref.Pointer is set or not.
func (e *emitter) jsonRead(target jen.Code, ref *model.Ref) jen.Code {
	return e.reader(byValue(ref)).into(target)
}

// jsonReadOutside is jsonRead for code outside of the generated package, such as its fake.
func (e *emitter) jsonReadOutside(target jen.Code, ref *model.Ref) jen.Code {
	return outside{e}.reader(byValue(ref)).into(target)
}

// jsonWrite returns the statement that writes, with the *json.Writer called w, the value that
// source, an expression such as &p.Body, points to; see jsonRead.
func (e *emitter) jsonWrite(source jen.Code, ref *model.Ref) jen.Code {
	return e.writer(byValue(ref)).into(source)
}

// byValue returns ref, but a struct itself instead of a pointer to it.
func byValue(ref *model.Ref) *model.Ref {
	if !isStruct(ref) {
		return ref
	}
	bare := *ref
	bare.Pointer, bare.Nullable = false, false
	return &bare
}

// namedCodec writes the methods of a named list or map. A named scalar needs none, except for one
// that encoding/json would not read and write as we do.
//
//	func (m *Tags) DecodeJSON(r *json.Reader) { json.ReadStringMap(m, r) }
func (e *emitter) namedCodec(t *model.Type) []jen.Code {
	use := model.Ref{Kind: model.Named, Type: t}
	if under(t.Target).Kind == model.Named && under(t.Target).Type.Kind != model.KindStruct || isFile(t.Target) || isSecretScalar(t) {
		// an enum or a union by another name: an interface can have no methods here; or a secret,
		// which has its own
		return nil
	}
	read, write := e.reader(&use), e.writer(&use)
	return append([]jen.Code{
		e.decodeMethod(t.Name).Block(read.into(jen.Id("m"))),
		e.encodeMethod(t.Name).Block(write.into(jen.Id("m"))),
	}, e.standardMethods(t.Name, false, e.secretive[t])...)
}

// decodeMethod begins
//
//	// DecodeJSON reads m from r.
//	func (m *Sku) DecodeJSON(r *json.Reader)
func (e *emitter) decodeMethod(name string) *jen.Statement {
	return jen.Func().Params(jen.Id("m").Add(ptr(jen.Id(name)))).Id("DecodeJSON").Params(e.readerParam())
}

func (e *emitter) encodeMethod(name string) *jen.Statement {
	return jen.Func().Params(jen.Id("m").Add(ptr(jen.Id(name)))).Id("EncodeJSON").Params(e.writerParam())
}

func (e *emitter) readerParam() *jen.Statement { return jen.Id("r").Add(ptr(e.json("Reader"))) }

func (e *emitter) writerParam() *jen.Statement { return jen.Id("w").Add(ptr(e.json("Writer"))) }

// standardMethods writes the methods by which encoding/json finds the codec, and that which
// log/slog is to find instead of these where there is a secret:
//
//	func (m *Sku) UnmarshalJSON(data []byte) error {
//		*m = Sku{}
//		return json.Unmarshal(data, m)
//	}
//	func (m Sku) MarshalJSON() ([]byte, error) { return json.Marshal(&m) }
func (e *emitter) standardMethods(name string, isStruct, secret bool) []jen.Code {
	body := []jen.Code{jen.Return(e.json("Unmarshal").Call(jen.Id("data"), jen.Id("m")))}
	if isStruct {
		body = append([]jen.Code{assign(jen.Op("*").Id("m"), jen.Id(name).Values())}, body...)
	}
	return append([]jen.Code{
		doc("UnmarshalJSON replaces m with what data says. It keeps a copy of data.").
			Func().Params(jen.Id("m").Add(ptr(jen.Id(name)))).Id("UnmarshalJSON").Params(jen.Id("data").Index().Byte()).Error().
			Block(body...),
		e.marshalMethod(name),
	}, e.logMethods(name, secret)...)
}

func (e *emitter) marshalMethod(name string) jen.Code {
	return doc("MarshalJSON returns m as JSON.").
		Func().Params(jen.Id("m").Id(name)).Id("MarshalJSON").Params().Params(jen.Index().Byte(), jen.Error()).
		Block(jen.Return(e.json("Marshal").Call(addr(jen.Id("m")))))
}

// isFile reports whether a use is of a stream, which JSON has no form for: it is a part of a
// multipart body.
func isFile(r *model.Ref) bool {
	// a named list may hold itself: its elements are not looked behind
	for r = under(r); r.Kind == model.List; r = r.Elem {
	}
	return r.Kind == model.File || r.Kind == model.Stream
}

// keyLit writes a member's name as the runtime wants it, with the comma before and the colon after:
// `,"name":`.
func keyLit(wire string) *jen.Statement { return rawLit("," + jsonText(wire) + ":") }

// rawLit writes a string literal in back quotes where all of it can be seen there.
func rawLit(s string) *jen.Statement {
	if strconv.CanBackquote(s) && !strings.ContainsFunc(s, func(r rune) bool { return !strconv.IsPrint(r) }) {
		return jen.Op("`" + s + "`")
	}
	return jen.Op(strconv.Quote(s))
}

// jsonText returns a string as JSON, as the runtime writes it.
func jsonText(s string) string {
	var buf bytes.Buffer
	enc := json.NewEncoder(&buf)
	enc.SetEscapeHTML(false)
	_ = enc.Encode(s) // a string always encodes
	return strings.TrimSuffix(buf.String(), "\n")
}
