// Package codec writes how the types of a generated package are read and written: as JSON
// (models_json.go), as XML (models_xml.go), and into logs. What does the work is
// internal/runtime/json, whose Read and Put functions take one field each; here they are strung
// together. The other rooms ask it for the code that reads or writes one value: Read, Write,
// ReadFunc, WriteFunc, XMLRoot.
package codec

import (
	"github.com/dave/jennifer/jen"

	"github.com/armsmith/armsmith/generator/emit/gocode"
	"github.com/armsmith/armsmith/generator/model"
)

// JSON writes models_json.go: the codec of every type of the package.
func JSON(pkg *gocode.Package) []jen.Code {
	var out []jen.Code
	for _, t := range pkg.API.Types {
		out = append(out, jsonMethods(pkg, t)...)
	}
	return out
}

// jsonMethods writes what type t needs to read and write JSON. Enums need nothing: they are read as
// what they are.
func jsonMethods(pkg *gocode.Package, t *model.Type) []jen.Code {
	switch {
	case t.Same != nil && t.Kind == model.KindUnion:
		return []jen.Code{unmarshalUnion(pkg, t)}
	case t.Same != nil:
		return nil
	}
	switch t.Kind {
	case model.KindStruct:
		return structCodec(pkg, t)
	case model.KindUnion:
		return unionCodec(pkg, t)
	case model.KindNamed:
		return namedCodec(pkg, t)
	default:
		return nil
	}
}

// Read returns the statement that reads, with the *json.Reader called r, a value of type ref
// into the variable that target, an expression such as &out.Body, points to. The variable is
// declared as typeOf, or elemOf when ref is nullable; of a struct, target is always the pointer to
// it, whether ref.Pointer is set or not.
func Read(pkg *gocode.Package, target jen.Code, ref *model.Ref) jen.Code {
	return readerOf(pkg, byValue(ref)).into(target)
}

// Reader returns the function that reads a value of type ref: decodeShape for a union.
func Reader(pkg *gocode.Package, ref *model.Ref) jen.Code {
	return readerOf(pkg, byValue(ref)).function()
}

// ReadOutside is jsonRead for code outside of the generated package, such as its fake.
func ReadOutside(pkg *gocode.Package, target jen.Code, ref *model.Ref) jen.Code {
	return outside{pkg}.reader(byValue(ref)).into(target)
}

// Write returns the statement that writes, with the *json.Writer called w, the value that
// source, an expression such as &p.Body, points to; see jsonRead.
func Write(pkg *gocode.Package, source jen.Code, ref *model.Ref) jen.Code {
	return writerOf(pkg, byValue(ref)).into(source)
}

// byValue returns ref, but a struct itself instead of a pointer to it.
func byValue(ref *model.Ref) *model.Ref {
	if !gocode.IsStruct(ref) {
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
func namedCodec(pkg *gocode.Package, t *model.Type) []jen.Code {
	use := model.Ref{Kind: model.Named, Type: t}
	if gocode.Under(t.Target).Kind == model.Named && gocode.Under(t.Target).Type.Kind != model.KindStruct || gocode.IsFile(t.Target) || gocode.IsSecretScalar(t) {
		// an enum or a union by another name: an interface can have no methods here; or a secret,
		// which has its own
		return nil
	}
	read, write := readerOf(pkg, &use), writerOf(pkg, &use)
	return append([]jen.Code{
		decodeMethod(pkg, t.Name).Block(read.into(jen.Id("m"))),
		encodeMethod(pkg, t.Name).Block(write.into(jen.Id("m"))),
	}, standardMethods(pkg, t.Name, false, pkg.Secretive[t])...)
}

// decodeMethod begins
//
//	// DecodeJSON reads m from r.
//	func (m *Sku) DecodeJSON(r *json.Reader)
func decodeMethod(pkg *gocode.Package, name string) *jen.Statement {
	return jen.Func().Params(jen.Id("m").Add(gocode.Ptr(jen.Id(name)))).Id("DecodeJSON").Params(readerParam(pkg))
}

func encodeMethod(pkg *gocode.Package, name string) *jen.Statement {
	return jen.Func().Params(jen.Id("m").Add(gocode.Ptr(jen.Id(name)))).Id("EncodeJSON").Params(writerParam(pkg))
}

func readerParam(pkg *gocode.Package) *jen.Statement {
	return jen.Id("r").Add(gocode.Ptr(pkg.JSON("Reader")))
}

func writerParam(pkg *gocode.Package) *jen.Statement {
	return jen.Id("w").Add(gocode.Ptr(pkg.JSON("Writer")))
}

// standardMethods writes the methods by which encoding/json finds the codec, and that which
// log/slog is to find instead of these where there is a secret:
//
//	func (m *Sku) UnmarshalJSON(data []byte) error {
//		*m = Sku{}
//		return json.Unmarshal(data, m)
//	}
//	func (m Sku) MarshalJSON() ([]byte, error) { return json.Marshal(&m) }
func standardMethods(pkg *gocode.Package, name string, isStruct, secret bool) []jen.Code {
	body := []jen.Code{jen.Return(pkg.JSON("Unmarshal").Call(jen.Id("data"), jen.Id("m")))}
	if isStruct {
		body = append([]jen.Code{gocode.Assign(jen.Op("*").Id("m"), jen.Id(name).Values())}, body...)
	}
	return append([]jen.Code{
		gocode.Doc("UnmarshalJSON replaces m with what data says. It keeps a copy of data.").
			Func().Params(jen.Id("m").Add(gocode.Ptr(jen.Id(name)))).Id("UnmarshalJSON").Params(jen.Id("data").Index().Byte()).Error().
			Block(body...),
		marshalMethod(pkg, name, secret),
	}, logMethods(pkg, name, secret)...)
}

func marshalMethod(pkg *gocode.Package, name string, secret bool) jen.Code {
	marshal := pkg.JSON(gocode.Pick(secret, "MarshalSecretive", "Marshal"))
	return gocode.Doc("MarshalJSON returns m as JSON"+gocode.Pick(secret, ", its secrets redacted where log/slog writes it.", ".")).
		Func().Params(jen.Id("m").Id(name)).Id("MarshalJSON").Params().Params(jen.Index().Byte(), jen.Error()).
		Block(jen.Return(marshal.Call(gocode.Addr(jen.Id("m")))))
}
