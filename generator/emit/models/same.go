package models

import (
	"github.com/dave/jennifer/jen"

	"github.com/armsmith/armsmith/generator/emit/gocode"
	"github.com/armsmith/armsmith/generator/english"
	"github.com/armsmith/armsmith/generator/model"
)

// aliasType writes a type that is the same as another:
//
//	// CatOwner is the value of Cat.Owner. It is the same as DogOwner.
//	type CatOwner = DogOwner
//
// One that is deprecated says so to go fix, which has callers use the other name:
//
//	//go:fix inline
//	type CatOwner = DogOwner
func aliasType(pkg *gocode.Package, t *model.Type) jen.Code {
	doc := gocode.Doc(english.WithNotes(typeText(pkg, t), "It is the same as "+t.Same.Name+"."), english.Deprecated(t.Deprecated))
	if t.Deprecated != "" {
		doc.Comment("//").Line().Comment("//go:fix inline").Line()
	}
	return doc.Type().Id(t.Name).Op("=").Id(t.Same.Name)
}

// aliasUnion writes the same for a union and the types made for it.
func aliasUnion(pkg *gocode.Package, t *model.Type) []jen.Code {
	out := []jen.Code{
		aliasType(pkg, t),
		gocode.Doc(t.Union.Unknown + " is the same as " + t.Same.Union.Unknown + ".").
			Type().Id(t.Union.Unknown).Op("=").Id(t.Same.Union.Unknown),
	}
	if base := t.Union.Base; base != nil {
		same := t.Same.Union.Base.Name
		out = append(out, gocode.Doc(base.Name+" is the same as "+same+".").Type().Id(base.Name).Op("=").Id(same))
	}
	for i, v := range t.Union.Variants {
		if v.Wrapper != "" {
			same := t.Same.Union.Variants[i].Wrapper
			out = append(out, gocode.Doc(v.Wrapper+" is the same as "+same+".").Type().Id(v.Wrapper).Op("=").Id(same))
		}
	}
	return out
}
