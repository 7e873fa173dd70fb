package emit

import (
	"slices"

	"github.com/dave/jennifer/jen"

	"github.com/armsmith/armsmith/generator/english"
	"github.com/armsmith/armsmith/generator/model"
)

// unionsFile writes unions.go.
func (e *emitter) unionsFile() []jen.Code {
	var out []jen.Code
	for _, t := range e.api.Types {
		switch {
		case t.Kind == model.KindUnion && t.Same != nil:
			out = append(out, e.aliasUnion(t)...)
		case t.Kind == model.KindUnion:
			out = append(out, e.unionType(t), e.unknownType(t))
			out = append(out, e.wrapperTypes(t)...)
		}
	}
	return append(out, e.markerMethods()...)
}

// unionType writes the interface of a union:
//
//	// AssetReference is a reference to an asset.
//	//
//	// It is a *DataPathAssetReference, a *IDAssetReference or, for what is newer than this package, a *UnknownAssetReference.
//	type AssetReference interface {
//		json.Encodable
//		isAssetReference()
//	}
func (e *emitter) unionType(t *model.Type) jen.Code {
	methods := []jen.Code{e.json("Encodable")}
	for _, marker := range append([]string{t.Union.Marker}, e.markers[t.Name]...) {
		methods = append(methods, jen.Id(marker).Params())
	}
	return doc(e.typeText(t), e.unionDoc(t), english.Deprecated(t.Deprecated)).
		Type().Id(t.Name).Interface(methods...)
}

func (e *emitter) unionDoc(t *model.Type) string {
	var names []string
	for _, v := range t.Union.Variants {
		if name := variantName(v); !slices.Contains(names, name) {
			names = append(names, name)
		}
	}
	return "Known are " + english.List(names, "and") + "; anything else is " + english.An("*"+t.Union.Unknown) + "."
}

// variantName returns the Go type of a variant as a type switch names it.
func variantName(v *model.Variant) string {
	if v.Wrapper != "" {
		return "*" + v.Wrapper
	}
	if isUnion(&v.Type) {
		return v.Type.Type.Name
	}
	return "*" + v.Type.Type.Name
}

// unknownType writes the type that keeps what no variant fits:
//
//	// UnknownAssetReference keeps an AssetReference that this package does not know, whole.
//	type UnknownAssetReference struct {
//		// ReferenceType is what the service called it.
//		ReferenceType string
//		// Raw is the JSON value as it came; it is what is written.
//		Raw json.RawMessage
//	}
func (e *emitter) unknownType(t *model.Type) jen.Code {
	u := t.Union
	return doc(u.Unknown + " keeps " + english.An(t.Name) + " that this package does not know, whole.").
		Type().Id(u.Unknown).StructFunc(func(g *jen.Group) {
		if u.Discriminator != "" && u.FieldName != "" {
			g.Add(doc(u.FieldName + " is what the service calls it; it is also in Raw.")).Id(u.FieldName).String()
		}
		g.Add(doc("Raw is the JSON value as it came, and as it is written.")).Id("Raw").Add(e.scalar(model.Any))
	})
}

// wrapperTypes writes the types that carry variants which are not structs:
//
//	// PetString is a Pet that is a string.
//	type PetString struct{ Value string }
func (e *emitter) wrapperTypes(t *model.Type) []jen.Code {
	var out []jen.Code
	for _, v := range t.Union.Variants {
		if v.Wrapper != "" {
			text := english.Type(v.Wrapper, english.Sentence(v.Doc))
			if text == "" {
				text = v.Wrapper + " carries a value as " + english.An(t.Name) + "."
			}
			out = append(out, doc(text).
				Type().Id(v.Wrapper).Struct(jen.Id("Value").Add(e.elemOf(&v.Type))))
		}
	}
	return out
}

// markerMethods writes the methods that make types variants of unions, in the order of the types:
//
//	func (*IDAssetReference) isAssetReference() {}
func (e *emitter) markerMethods() []jen.Code {
	var out []jen.Code
	add := func(name string, markers ...string) {
		for _, m := range markers {
			out = append(out, jen.Func().Params(ptr(jen.Id(name))).Id(m).Params().Add(inline()))
		}
	}
	for _, t := range e.api.Types {
		if t.Same != nil {
			continue
		}
		switch t.Kind {
		case model.KindStruct:
			add(t.Name, e.markers[t.Name]...)
		case model.KindUnion:
			all := append([]string{t.Union.Marker}, e.markers[t.Name]...)
			add(t.Union.Unknown, all...)
			for _, v := range t.Union.Variants {
				if v.Wrapper != "" {
					add(v.Wrapper, all...)
				}
			}
		}
	}
	return out
}

// unionMarkers finds, for each struct and union by name, the markers of the unions it is a variant
// of. A union that is a variant of another passes the other's marker on to its own variants, so
// that each of those is a variant of both.
func unionMarkers(types []*model.Type) map[string][]string {
	markers := map[string][]string{}
	var spread func(t *model.Type, marker string)
	spread = func(t *model.Type, marker string) {
		for _, v := range t.Union.Variants {
			if v.Wrapper != "" || v.Type.Kind != model.Named {
				continue
			}
			inner := original(v.Type.Type)
			if slices.Contains(markers[inner.Name], marker) || inner.Kind == model.KindUnion && inner.Union.Marker == marker {
				continue
			}
			markers[inner.Name] = append(markers[inner.Name], marker)
			if inner.Kind == model.KindUnion {
				spread(inner, marker)
			}
		}
	}
	for _, t := range types {
		if t.Kind == model.KindUnion && t.Same == nil {
			spread(t, t.Union.Marker)
		}
	}
	return markers
}
