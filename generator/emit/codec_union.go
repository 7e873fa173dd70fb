package emit

import (
	"maps"
	"slices"

	"github.com/dave/jennifer/jen"

	"github.com/armsmith/armsmith/generator/model"
)

// unionCodec writes how a union is read, and the methods of the types that are made for it.
func (e *emitter) unionCodec(t *model.Type) []jen.Code {
	read := e.discriminated
	if t.Union.Discriminator == "" {
		read = e.shaped
	}
	out := append(read(t), e.unmarshalUnion(t), e.unknownEncode(t), e.marshalMethod(t.Union.Unknown))
	for _, v := range t.Union.Variants {
		if v.Wrapper == "" {
			continue
		}
		out = append(out,
			e.decodeMethod(v.Wrapper).Block(e.reader(&v.Type).into(addr(field("Value")))),
			e.encodeMethod(v.Wrapper).Block(e.writer(&v.Type).into(addr(field("Value")))))
		out = append(out, e.standardMethods(v.Wrapper, true, isSecretive(&v.Type, e.secretive))...)
	}
	return out
}

// readUnion reads a union by its function.
func (e *emitter) readUnion(t *model.Type, c *codecCall) { c.whole = decodeFunc(t) }

// decodeFunc names the function that reads a union.
func decodeFunc(t *model.Type) *jen.Statement { return jen.Id("decode" + original(t).Name) }

// writeUnion writes the variant that there is.
func (e *emitter) writeUnion(t *model.Type, c *codecCall) { c.fn = e.json("WriteUnion") }

// readUnionOutside reads a union where its function is out of sight.
func (e *emitter) readUnionOutside(t *model.Type, c *codecCall) {
	c.fn, c.arg = e.json("ReadWith"), e.own(e.unmarshalName(t))
}

// unmarshalName names the exported function that reads a union.
func (e *emitter) unmarshalName(t *model.Type) string {
	name := "Unmarshal" + t.Name
	for slices.ContainsFunc(e.api.Types, func(other *model.Type) bool { return other.Name == name }) {
		name += "JSON"
	}
	return name
}

// decodeUnion begins
//
//	func decodeAssetReference(p *AssetReference, r *json.Reader)
func (e *emitter) decodeUnion(t *model.Type) *jen.Statement {
	return jen.Func().Add(decodeFunc(t)).Params(jen.Id("p").Add(ptr(jen.Id(t.Name))), e.readerParam())
}

// discriminated writes how a union is read that has a discriminator, wherever in the object that
// is:
//
//	func decodeAssetReference(p *AssetReference, r *json.Reader) {
//		if *p = nil; r.IsNull() {
//			return
//		}
//		switch kind := r.Discriminator("referenceType"); kind {
//		case "Id":
//			*p = json.New(r, (*IDAssetReference).DecodeJSON)
//		default:
//			*p = &UnknownAssetReference{ReferenceType: kind, Raw: r.Raw()}
//		}
//	}
func (e *emitter) discriminated(t *model.Type) []jen.Code {
	u := t.Union
	var cases []jen.Code
	seen := map[string]bool{}
	for _, v := range u.Variants {
		var values []jen.Code
		for _, value := range v.Values {
			if !seen[value] {
				seen[value] = true
				values = append(values, jen.Lit(value))
			}
		}
		if len(values) > 0 {
			cases = append(cases, jen.Case(values...).Block(e.readVariant(v)...))
		}
	}
	cases = append(cases, jen.Default().Block(e.readUnknown(t, jen.Id("kind"))))
	return []jen.Code{e.decodeUnion(t).Block(
		jen.If(assign(jen.Op("*").Id("p"), jen.Nil()), jen.Id("r").Dot("IsNull").Call()).Block(jen.Return()),
		jen.Switch(define("kind", jen.Id("r").Dot("Discriminator").Call(jen.Lit(u.Discriminator))), jen.Id("kind")).Block(cases...),
	)}
}

// readVariant writes the case of one variant. A variant that is a union in turn has a function of
// its own.
func (e *emitter) readVariant(v *model.Variant) []jen.Code {
	target := jen.Op("*").Id("p")
	if v.Wrapper == "" && isUnion(&v.Type) {
		return []jen.Code{
			jen.Var().Id("v").Id(v.Type.Type.Name),
			decodeFunc(v.Type.Type).Call(addr(jen.Id("v")), jen.Id("r")),
			jen.If(notNil(jen.Id("v"))).Block(assign(target, jen.Id("v"))),
		}
	}
	name := v.Wrapper
	if name == "" {
		name = v.Type.Type.Name
	}
	return []jen.Code{assign(target, e.json("New").Call(jen.Id("r"), jen.Parens(ptr(jen.Id(name))).Dot("DecodeJSON")))}
}

// readUnknown writes the case of what no variant fits.
func (e *emitter) readUnknown(t *model.Type, kind jen.Code) jen.Code {
	values := jen.Dict{}
	if t.Union.Discriminator != "" && t.Union.FieldName != "" {
		values[jen.Id(t.Union.FieldName)] = kind
	}
	values[jen.Id("Raw")] = jen.Id("r").Dot("Raw").Call()
	return assign(jen.Op("*").Id("p"), addr(jen.Id(t.Union.Unknown).Values(values)))
}

// shaped writes how a union is read whose variants only their shape tells apart:
//
//	var shapesPet = []json.Shape{{Kinds: json.String}, {Kinds: json.Object, Required: []string{"name"}}}
//
//	func decodePet(p *Pet, r *json.Reader) {
//		json.ReadUnion(p, r, shapesPet, func(p *Pet, r *json.Reader, variant int) {
//			switch variant {
//			case 0:
//				*p = json.New(r, (*PetString).DecodeJSON)
func (e *emitter) shaped(t *model.Type) []jen.Code {
	table := "shapes" + t.Name
	var shapes, cases []jen.Code
	for i, v := range t.Union.Variants {
		shapes = append(shapes, jen.Line().Add(e.variantShape(&v.Shape)))
		cases = append(cases, jen.Case(jen.Lit(i)).Block(e.readVariant(v)...))
	}
	cases = append(cases, jen.Default().Block(e.readUnknown(t, jen.Lit(""))))
	pick := jen.Func().Params(jen.Id("p").Add(ptr(jen.Id(t.Name))), e.readerParam(), jen.Id("variant").Int()).Block(
		jen.Switch(jen.Id("variant")).Block(cases...))
	return []jen.Code{
		jen.Var().Id(table).Op("=").Index().Add(e.json("Shape")).Values(append(shapes, jen.Line())...),
		e.decodeUnion(t).Block(e.json("ReadUnion").Call(jen.Id("p"), jen.Id("r"), jen.Id(table), pick)),
	}
}

// variantShape writes what tells a variant from the others.
func (e *emitter) variantShape(s *model.Shape) jen.Code {
	values := []jen.Code{jen.Id("Kinds").Op(":").Add(e.kinds(s.JSON))}
	list := func(name string, items []string) {
		if items != nil {
			texts := make([]jen.Code, len(items))
			for i, item := range items {
				texts[i] = rawLit(item)
			}
			values = append(values, jen.Id(name).Op(":").Index().String().Values(texts...))
		}
	}
	list("Required", s.Required)
	list("Known", s.Known)
	if len(s.Consts) > 0 {
		var consts []jen.Code
		for _, name := range slices.Sorted(maps.Keys(s.Consts)) {
			consts = append(consts, jen.Values(jen.Id("Name").Op(":").Add(rawLit(name)), jen.Id("JSON").Op(":").Add(rawLit(s.Consts[name]))))
		}
		values = append(values, jen.Id("Consts").Op(":").Index().Add(e.json("Const")).Values(consts...))
	}
	list("Values", s.Values)
	if s.Format != "" {
		values = append(values, jen.Id("Format").Op(":").Lit(s.Format))
	}
	return jen.Values(values...)
}

// kinds writes a set of JSON kinds: json.String | json.Object.
func (e *emitter) kinds(set model.JSONKinds) *jen.Statement {
	// in the order of model.JSONKinds
	names := []string{"Null", "Bool", "Number", "Integer", "String", "Array", "Object"}
	out := jen.Null()
	first := true
	for i, name := range names {
		if set&(1<<i) == 0 {
			continue
		}
		if !first {
			out = out.Op("|")
		}
		out, first = out.Add(e.json(name)), false
	}
	if first {
		return jen.Lit(0)
	}
	return out
}

// unmarshalUnion writes the function by which a user reads a union, which is an interface and can
// have no method for it:
//
//	// UnmarshalAssetReference returns the AssetReference that data is.
//	func UnmarshalAssetReference(data []byte) (AssetReference, error) {
//		return json.UnmarshalUnion(data, decodeAssetReference)
//	}
func (e *emitter) unmarshalUnion(t *model.Type) jen.Code {
	name := e.unmarshalName(t)
	return doc(name+" returns the "+t.Name+" that data says, nil for null. It keeps a copy of data.").
		Func().Id(name).Params(jen.Id("data").Index().Byte()).Params(jen.Id(t.Name), jen.Error()).
		Block(jen.Return(e.json("UnmarshalUnion").Call(jen.Id("data"), decodeFunc(t))))
}

// unknownEncode writes what is kept of an unknown variant:
//
//	func (m *UnknownAssetReference) EncodeJSON(w *json.Writer) {
//		w.Unknown(m.Raw, `,"referenceType":`, m.ReferenceType)
//	}
func (e *emitter) unknownEncode(t *model.Type) jen.Code {
	u := t.Union
	call := jen.Id("w").Dot("Raw").Call(field("Raw"))
	if u.Discriminator != "" && u.FieldName != "" {
		call = jen.Id("w").Dot("Unknown").Call(field("Raw"), keyLit(u.Discriminator), field(u.FieldName))
	}
	return doc("EncodeJSON writes m to w.").Add(e.encodeMethod(u.Unknown)).Block(call)
}
