package types

import (
	"cmp"
	"slices"
	"strconv"
	"strings"

	"github.com/armsmith/armsmith/generator/model"
	"github.com/armsmith/armsmith/generator/plan/name"
	"github.com/armsmith/armsmith/generator/plan/source"
)

// shaped makes a union whose variants are told apart by what they look like.
func (c choices) shaped(e *entry, options []*option) model.Ref {
	t := unions(c).alloc(e)
	lists := 0
	for _, o := range options {
		if o.ref.Kind == model.List {
			lists++
		}
	}
	words := map[string]int{} // how many are called by a word
	for _, o := range options {
		o.ref.Checks = c.p.limits(o.Schema)
		v := &model.Variant{Type: o.ref, Doc: source.Doc(o.Written.Node), Shape: c.p.shape(o.Merged, o.ref)}
		if v.Shape.JSON == 0 {
			v.Shape.JSON = o.Kinds
		}
		t.Union.Variants = append(t.Union.Variants, v)
		if isVariantType(o.ref) {
			continue
		}
		word := cmp.Or(o.words, wrapperWord(o.ref, t))
		role := "wrap " + word
		if words[word]++; words[word] > 1 {
			role += " " + strconv.Itoa(words[word])
		}
		n := &name.Name{Role: role, Rank: name.RankHelper, Parent: e.name, Owner: t,
			Candidates: []string{"*" + word, "*" + word + "Value"}}
		if o.ref.Kind == model.List && lists == 1 {
			// the only one: of what need not be said
			n.Candidates = slices.Insert(n.Candidates, 0, "*List")
		}
		c.p.names.Declare(n).To(&v.Wrapper)
	}
	return model.Ref{Kind: model.Named, Type: t}
}

// isVariantType reports whether values of a type can be variants themselves, without something to
// carry them.
func isVariantType(r model.Ref) bool {
	return r.Kind == model.Named && (r.Type.Kind == model.KindStruct || r.Type.Kind == model.KindUnion)
}

// wrapperWord says what a type is in the name of what carries it.
func wrapperWord(r model.Ref, union *model.Type) string {
	switch r.Kind {
	case model.List:
		return wrapperWord(*r.Elem, union) + "List"
	case model.Map:
		return wrapperWord(*r.Elem, union) + "Map"
	case model.Named:
		switch {
		case r.Type == union:
			return ""
		case r.Type.Kind == model.KindEnum:
			return "Enum"
		}
		parts := strings.Split(r.Type.Schema, "/")
		return name.Part(parts[len(parts)-1])
	}
	row, _ := r.Kind.Scalar()
	return row.Word
}
