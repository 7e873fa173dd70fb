// Package codec writes how the types of a generated package are read and written: as JSON
// (models_json.go), as XML (models_xml.go), and into logs. What does the work is
// internal/runtime/json, which follows a table a type; here the tables are written. The other rooms
// ask it for the code that reads or writes one value: Read, Write, ReadFunc, WriteFunc, XMLRoot.
package codec

import (
	"github.com/dave/jennifer/jen"

	"github.com/armsmith/armsmith/generator/emit/gocode"
	"github.com/armsmith/armsmith/generator/model"
)

// JSON writes the codec of some types.
func JSON(pkg *gocode.Package, types []*model.Type) []jen.Code {
	var out []jen.Code
	for _, t := range types {
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

// namedCodec writes the methods of a named list or map. A named scalar needs none, except for one
// that encoding/json would not read and write as we do.
//
//	var typeTags = rtjson.Type{Kind: rtjson.KindMap, ...}
func namedCodec(pkg *gocode.Package, t *model.Type) []jen.Code {
	target := *t.Target
	target.Nullable = false
	if gocode.Under(t.Target).Kind == model.Named && gocode.Under(t.Target).Type.Kind != model.KindStruct || gocode.IsFile(t.Target) || gocode.IsAlias(t) {
		// an enum or a union by another name: an interface can have no methods here; or what
		// has its own
		return nil
	}
	return typeDecl(pkg, t.Name, "Unmarshal", pkg.Secretive[t], static(pkg).wrapped(t.Name, &target))
}

// wrapped writes the table of a type that is read and written as what it is made of.
func (ts tables) wrapped(name string, ref *model.Ref) []jen.Code {
	return append(ts.variable("Wrapped", name), jen.Id("Of").Op(":").Add(ts.of(ref)))
}

// typeDecl writes a table, the method that leads to it, the methods by which encoding/json finds the
// codec, and those which log/slog is to find instead of these where there is a secret:
//
//	var typeSku = rtjson.Type{...}
//
//	// JSONType is for the codec; encoding/json uses what follows.
//	func (*Sku) JSONType() *rtjson.Type { return &typeSku }
//	func (m *Sku) UnmarshalJSON(data []byte) error { return rtjson.Replace(data, m) }
//	func (m Sku) MarshalJSON() ([]byte, error) { return rtjson.MarshalValue(m) }
//
// They stand together, with one comment, for there are thousands of them. How values are read is
// the name of a function of the runtime; "" is that encoding/json cannot read them.
func typeDecl(pkg *gocode.Package, name, read string, secret bool, values []jen.Code) []jen.Code {
	method := func(receiver jen.Code) *jen.Statement { return jen.Line().Func().Params(receiver) }
	methods := gocode.Doc("JSONType is for the codec; encoding/json uses what follows.").
		Func().Params(gocode.Ptr(jen.Id(name))).Id("JSONType").Params().Add(gocode.Ptr(pkg.JSON("Type"))).
		Add(gocode.Inline(jen.Return(gocode.Addr(tableName(name)))))
	if read != "" {
		methods.Add(method(jen.Id("m").Add(gocode.Ptr(jen.Id(name))))).Id("UnmarshalJSON").Params(jen.Id("data").Index().Byte()).Error().
			Add(gocode.Inline(jen.Return(pkg.JSON(read).Call(jen.Id("data"), jen.Id("m")))))
	}
	marshal := gocode.Pick(secret, "MarshalSecretive", "MarshalValue")
	methods.Add(method(jen.Id("m").Id(name))).Id("MarshalJSON").Params().Params(jen.Index().Byte(), jen.Error()).
		Add(gocode.Inline(jen.Return(pkg.JSON(marshal).Call(jen.Id("m")))))
	table := jen.Var().Add(tableName(name)).Op("=").Add(pkg.JSON("Type")).Values(values...)
	return append([]jen.Code{table, methods}, logMethods(pkg, name, secret)...)
}
