package emit

import (
	"github.com/dave/jennifer/jen"

	"github.com/armsmith/armsmith/generator/english"
	"github.com/armsmith/armsmith/generator/model"
)

// original returns the type that a name stands for.
func original(t *model.Type) *model.Type {
	if t.Same != nil {
		return t.Same
	}
	return t
}

// aliasType writes a type that is the same as another:
//
//	// CatOwner is the value of Cat.Owner. It is the same as DogOwner.
//	type CatOwner = DogOwner
func (e *emitter) aliasType(t *model.Type) jen.Code {
	return doc(english.WithNotes(e.typeText(t), "It is the same as "+t.Same.Name+"."), english.Deprecated(t.Deprecated)).
		Type().Id(t.Name).Op("=").Id(t.Same.Name)
}

// aliasUnion writes the same for a union and the types made for it.
func (e *emitter) aliasUnion(t *model.Type) []jen.Code {
	out := []jen.Code{
		e.aliasType(t),
		doc(t.Union.Unknown + " is the same as " + t.Same.Union.Unknown + ".").
			Type().Id(t.Union.Unknown).Op("=").Id(t.Same.Union.Unknown),
	}
	for i, v := range t.Union.Variants {
		if v.Wrapper != "" {
			same := t.Same.Union.Variants[i].Wrapper
			out = append(out, doc(v.Wrapper+" is the same as "+same+".").Type().Id(v.Wrapper).Op("=").Id(same))
		}
	}
	return out
}
