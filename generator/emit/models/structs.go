// Package models writes the types of a generated package: structs with the named lists, maps and
// scalars, enums and unions, each of which has a file of its own in a small package. How they are
// read and written is room codec's.
package models

import (
	"cmp"
	"slices"
	"strconv"
	"strings"

	"github.com/dave/jennifer/jen"

	"github.com/armsmith/armsmith/generator/emit/gocode"
	"github.com/armsmith/armsmith/generator/english"
	"github.com/armsmith/armsmith/generator/model"
)

// Structs writes those of some types that are structs, or named lists, maps and scalars.
func Structs(pkg *gocode.Package, types []*model.Type) []jen.Code {
	var out []jen.Code
	for _, t := range types {
		switch {
		case t.Kind == model.KindStruct && t.Same != nil:
			out = append(out, aliasType(pkg, t))
		case t.Kind == model.KindStruct:
			out = append(out, structType(pkg, t), errorMethod(pkg, t), diffFunc(pkg, t))
		case t.Kind == model.KindNamed:
			out = append(out, namedType(pkg, t), errorMethod(pkg, t))
		}
	}
	return out
}

// structType writes a struct:
//
//	// Sku is the resource model definition of a SKU.
//	type Sku struct {
//		// Name of the SKU.
//		Name string
//		Tier Optional[SkuTier]
//
//		Extra Members // what the service sends beyond this
//	}
func structType(pkg *gocode.Package, t *model.Type) jen.Code {
	return typeDoc(pkg, t).Type().Id(t.Name).StructFunc(func(g *jen.Group) {
		for _, f := range t.Fields {
			g.Add(fieldDecl(pkg, f, nullOf(t, f)))
		}
		if t.Additional != nil {
			g.Line().Add(gocode.Doc(t.AdditionalName + " holds the properties that the document does not name.")).
				Id(t.AdditionalName).Add(gocode.MapOf(pkg.ElemOf(t.Additional)))
		}
		if text := extraDoc(t); text != "" {
			g.Line().Add(gocode.Doc(text)).Id(t.ExtraName).Add(pkg.Own("Members"))
		} else {
			g.Line().Id(t.ExtraName).Add(pkg.Own("Members")).Comment("what the service sends beyond this")
		}
	})
}

// extraDoc says what the last field holds, where a few words beside it do not: they do in most
// structs.
func extraDoc(t *model.Type) string {
	text := t.ExtraName + " keeps what the service sends beyond this."
	switch {
	case t.Additional != nil:
		text = t.ExtraName + " remembers what the service sent and the fields do not show."
	case len(t.Fields) == 0:
		return t.ExtraName + " holds the properties, of which the document declares none."
	case !t.InPatch:
		return ""
	}
	if t.InPatch {
		text += " In a PATCH, " + setNull(t, "name") + " removes a property."
	}
	return text
}

// fieldDecl writes one field of a struct:
//
//	// MaxRetries is the maximum retry count for a mini-batch. Default: 3.
//	MaxRetries Optional[int32]
//
// The last note on it says how null is sent.
func fieldDecl(pkg *gocode.Package, f *model.Field, null string) jen.Code {
	return gocode.Doc(fieldDoc(f, null), english.Deprecated(f.Deprecated)).Id(f.Name).Add(pkg.FieldOf(&f.Type, f.Presence))
}

// fieldDoc says what a field holds, and what its type does not tell: who sets it, what it may hold,
// what is assumed without it. Whether it may be absent stands in its type.
func fieldDoc(f *model.Field, null string) string {
	text := f.Doc
	if f.Required {
		text = strings.TrimPrefix(strings.TrimPrefix(text, "[Required]"), "Required.")
	}
	only := constOf(f.Const)
	if only == "" {
		only = gocode.OnlyOf(&f.Type)
	}
	notes := english.Paragraph(gocode.Limits(&f.Checks), gocode.EachOf(&f.Type), gocode.DefaultOf(f.Default), only, gocode.ExampleOf(f.Example), null)
	switch {
	case f.Told:
		notes = english.Paragraph(notes, "Written by the union of which the object is a variant, without being set")
	case f.ReadOnly:
		notes = english.Paragraph(notes, "Set by the service")
	case f.WriteOnly:
		notes = english.Paragraph(notes, "Sent, never returned")
	}
	return english.WithNotes(english.Sentence(english.Field(f.Name, text, gocode.IsMany(&f.Type))), notes)
}

// nullOf returns the sentence on how null is sent for a field whose nil does not mean that.
func nullOf(t *model.Type, f *model.Field) string {
	switch {
	case !f.Type.Nullable || f.Presence != model.Nilable || f.Type.Kind.IsJSON() || f.ReadOnly || !t.SendsNull:
		return ""
	case f.Required && !t.InPatch:
		return "Nil is sent as null"
	}
	return "Null is sent by " + setNull(t, append(slices.Clone(f.Flatten), f.Wire)...)
}

// setNull writes how a property is made null: Extra.SetNull("properties", "tags").
func setNull(t *model.Type, names ...string) string {
	for i, name := range names {
		names[i] = strconv.Quote(name)
	}
	return t.ExtraName + ".SetNull(" + strings.Join(names, ", ") + ")"
}

// constOf returns the sentence on a value that a field always has.
func constOf(l *model.Literal) string {
	if l == nil {
		return ""
	}
	return "Always " + cmp.Or(l.Go, english.OneLine(l.JSON))
}

// typeDoc writes the comment above a type.
func typeDoc(pkg *gocode.Package, t *model.Type) *jen.Statement {
	return gocode.Doc(typeText(pkg, t), english.Deprecated(t.Deprecated))
}

// namedType writes a named list, map or scalar:
//
//	// Tags are the tags of a resource.
//	type Tags map[string]string
func namedType(pkg *gocode.Package, t *model.Type) jen.Code {
	if gocode.IsAlias(t) {
		return typeDoc(pkg, t).Add(gocode.Alias(t.Name, pkg.TypeOf(t.Target)))
	}
	return typeDoc(pkg, t).Type().Id(t.Name).Add(pkg.TypeOf(t.Target))
}

// typeText says what a type is: as the document does or, where it does not, by where the type is
// met.
func typeText(pkg *gocode.Package, t *model.Type) string {
	if text := english.Type(t.Name, t.Doc); text != "" {
		return english.Sentence(text)
	}
	if origin := pkg.Origins[t]; origin != "" {
		return t.Name + " is " + origin + "."
	}
	return t.Name + " is a schema of the document that no operation uses."
}
