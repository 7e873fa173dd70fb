package models

import (
	"slices"

	"github.com/dave/jennifer/jen"

	"github.com/armsmith/armsmith/generator/emit/gocode"
	"github.com/armsmith/armsmith/generator/english"
	"github.com/armsmith/armsmith/generator/model"
)

// Unions writes those of some types that are unions, and what makes types variants of unions.
func Unions(pkg *gocode.Package, types []*model.Type) []jen.Code {
	var out []jen.Code
	for _, t := range types {
		switch {
		case t.Kind == model.KindUnion && t.Same != nil:
			out = append(out, aliasUnion(pkg, t)...)
		case t.Kind == model.KindUnion:
			out = append(out, unionType(pkg, t))
			if hasBase(t) {
				out = append(out, baseType(pkg, t))
			}
			out = append(out, unknownType(pkg, t))
			out = append(out, wrapperTypes(pkg, t)...)
		}
	}
	return append(append(out, baseMethods(pkg, types)...), markerMethods(pkg, types)...)
}

// unionType writes the interface of a union:
//
//	// AssetReference is a reference to an asset.
//	//
//	// It is a *DataPathAssetReference, a *IDAssetReference or, for what is newer than this
//	// package, a *UnknownAssetReference.
//	type AssetReference interface {
//		// Base returns a copy of what every AssetReference has.
//		Base() AssetReferenceBase
//		isAssetReference()
//	}
func unionType(pkg *gocode.Package, t *model.Type) jen.Code {
	var methods []jen.Code
	for _, u := range pkg.API.Types {
		if hasBase(u) && (u == t || slices.Contains(pkg.Markers[t.Name], u.Union.Marker)) {
			methods = append(methods, baseDoc(u).Id(u.Union.Base.Method).Params().Id(u.Union.Base.Name))
		}
	}
	for _, marker := range append([]string{t.Union.Marker}, pkg.Markers[t.Name]...) {
		methods = append(methods, jen.Id(marker).Params())
	}
	return gocode.Doc(typeText(pkg, t), unionDoc(t), english.Deprecated(t.Deprecated)).
		Type().Id(t.Name).Interface(methods...)
}

func unionDoc(t *model.Type) string {
	var names []string
	for _, v := range t.Union.Variants {
		if name := variantName(v); !slices.Contains(names, name) {
			names = append(names, name)
		}
	}
	rest := "*" + t.Union.Unknown
	if t.Union.Otherwise != nil {
		rest = variantName(t.Union.Otherwise)
	}
	return "Known are " + english.List(names, "and") + "; anything else is " + english.An(rest) + "."
}

// variantName returns the Go type of a variant as a type switch names it.
func variantName(v *model.Variant) string {
	if v.Wrapper != "" {
		return "*" + v.Wrapper
	}
	if gocode.IsUnion(&v.Type) {
		return v.Type.Type.Name
	}
	return "*" + v.Type.Type.Name
}

// unknownType writes the type that keeps what no variant fits:
//
//	// UnknownAssetReference keeps an AssetReference that this package does not know, whole.
//	type UnknownAssetReference struct {
//		// ReferenceType is what the service calls it; it is also in Raw.
//		ReferenceType string
//		AssetID Optional[string]
//		// Raw is the JSON value as it came, and as it is written.
//		Raw json.RawMessage
//	}
func unknownType(pkg *gocode.Package, t *model.Type) jen.Code {
	u := t.Union
	common, raw := "", ""
	if len(u.Common) > 0 {
		common = "Its fields are what the known ones share, as far as it could be read."
		raw = "Where it is set, the fields are not written: to change one, set Raw to nil, which loses what no field holds, or change Raw."
	}
	return gocode.Doc(english.Paragraph(u.Unknown+" keeps "+english.An(t.Name)+" that this package does not know, whole.", common)).
		Type().Id(u.Unknown).StructFunc(func(g *jen.Group) {
		if u.Discriminator != "" && u.FieldName != "" {
			g.Add(gocode.Doc(u.FieldName + " is what the service calls it; it is also in Raw.")).Id(u.FieldName).String()
		}
		for _, f := range u.Common {
			g.Add(fieldDecl(pkg, f, ""))
		}
		if len(u.Common) > 0 {
			g.Line()
		}
		g.Add(gocode.Doc(english.Paragraph("Raw is the JSON value as it came, and as it is written.", raw))).Id("Raw").Add(pkg.Scalar(model.Any))
	})
}

// wrapperTypes writes the types that carry variants which are not structs:
//
//	// PetString is a Pet that is a string.
//	type PetString struct{ Value string }
func wrapperTypes(pkg *gocode.Package, t *model.Type) []jen.Code {
	var out []jen.Code
	for _, v := range t.Union.Variants {
		if v.Wrapper != "" {
			text := english.Type(v.Wrapper, english.Sentence(v.Doc))
			if text == "" {
				text = v.Wrapper + " carries a value as " + english.An(t.Name) + "."
			}
			out = append(out, gocode.Doc(text).
				Type().Id(v.Wrapper).Struct(jen.Id("Value").Add(pkg.ElemOf(&v.Type))))
		}
	}
	return out
}

// markerMethods writes the methods that make types variants of unions, in the order of the types:
//
//	func (*IDAssetReference) isAssetReference() {}
func markerMethods(pkg *gocode.Package, types []*model.Type) []jen.Code {
	var out []jen.Code
	add := func(name string, markers ...string) {
		for _, m := range markers {
			out = append(out, jen.Func().Params(gocode.Ptr(jen.Id(name))).Id(m).Params().Add(gocode.Inline()))
		}
	}
	for _, t := range types {
		if t.Same != nil {
			continue
		}
		switch t.Kind {
		case model.KindStruct:
			add(t.Name, pkg.Markers[t.Name]...)
		case model.KindUnion:
			all := append([]string{t.Union.Marker}, pkg.Markers[t.Name]...)
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
