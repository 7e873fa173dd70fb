package emit

import (
	"cmp"
	"strings"

	"github.com/dave/jennifer/jen"

	"github.com/armsmith/armsmith/generator/english"
	"github.com/armsmith/armsmith/generator/model"
)

// modelsFile writes models.go: the structs, and the named lists, maps and scalars.
func (e *emitter) modelsFile() []jen.Code {
	var out []jen.Code
	for _, t := range e.api.Types {
		switch {
		case t.Kind == model.KindStruct && t.Same != nil:
			out = append(out, e.aliasType(t))
		case t.Kind == model.KindStruct:
			out = append(out, e.structType(t))
		case t.Kind == model.KindNamed:
			out = append(out, e.namedType(t))
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
//		// Extra holds the properties that the document does not declare.
//		Extra Members
//	}
func (e *emitter) structType(t *model.Type) jen.Code {
	return e.typeDoc(t).Type().Id(t.Name).StructFunc(func(g *jen.Group) {
		for _, f := range t.Fields {
			g.Add(e.field(f))
		}
		if t.Additional != nil {
			g.Line().Add(doc(t.AdditionalName + " holds the properties that the document does not name."))
			g.Id(t.AdditionalName).Add(mapOf(e.elemOf(t.Additional)))
		}
		g.Line().Add(doc(extraDoc(t))).Id(t.ExtraName).Add(e.own("Members"))
	})
}

func extraDoc(t *model.Type) string {
	switch {
	case t.Additional != nil:
		return t.ExtraName + " remembers what the service sent and the fields do not show."
	case len(t.Fields) == 0:
		return t.ExtraName + " holds the properties, of which the document declares none."
	default:
		return t.ExtraName + " keeps what the service sends beyond this."
	}
}

// field writes one field of a struct:
//
//	// MaxRetries is the maximum retry count for a mini-batch. Default: 3.
//	MaxRetries Optional[int32]
func (e *emitter) field(f *model.Field) jen.Code {
	return doc(fieldDoc(f), english.Deprecated(f.Deprecated)).Id(f.Name).Add(e.fieldOf(&f.Type, f.Presence))
}

// fieldDoc says what a field holds, and what its type does not tell: who sets it, what it may hold,
// what is assumed without it. Whether it may be absent stands in its type.
func fieldDoc(f *model.Field) string {
	text := f.Doc
	if f.Required {
		text = strings.TrimPrefix(strings.TrimPrefix(text, "[Required]"), "Required.")
	}
	notes := english.Paragraph(limits(&f.Checks), defaultOf(f.Default), constOf(f.Const))
	switch {
	case f.ReadOnly:
		notes = english.Paragraph(notes, "Set by the service")
	case f.WriteOnly:
		notes = english.Paragraph(notes, "Sent, never returned")
	}
	return english.WithNotes(english.Sentence(english.Field(f.Name, text, isMany(&f.Type))), notes)
}

// isMany reports whether a value is several.
func isMany(r *model.Ref) bool {
	kind := under(r).Kind
	return kind == model.List || kind == model.Map
}

// constOf returns the sentence on a value that a field always has.
func constOf(l *model.Literal) string {
	if l == nil {
		return ""
	}
	return "Always " + cmp.Or(l.Go, english.OneLine(l.JSON))
}

// typeDoc writes the comment above a type.
func (e *emitter) typeDoc(t *model.Type) *jen.Statement {
	return doc(e.typeText(t), english.Deprecated(t.Deprecated))
}

// namedType writes a named list, map or scalar:
//
//	// Tags are the tags of a resource.
//	type Tags map[string]string
func (e *emitter) namedType(t *model.Type) jen.Code {
	if isSecretScalar(t) {
		return e.typeDoc(t).Add(alias(t.Name, e.typeOf(t.Target)))
	}
	return e.typeDoc(t).Type().Id(t.Name).Add(e.typeOf(t.Target))
}
