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

// shaped makes a union whose variants are told apart by what they look like, unless one of them
// identifies the others.
func (c choices) shaped(e *entry, options []*option) model.Ref {
	if ref, ok := c.expandable(e, options); ok {
		return ref
	}
	t := unions(c).alloc(e)
	for _, o := range options {
		o.ref.Checks = c.p.limits(o.Schema)
		v := &model.Variant{Type: o.ref, Doc: source.Doc(o.Written.Node), Shape: c.p.shape(o.Merged, o.ref)}
		if v.Shape.JSON == 0 {
			v.Shape.JSON = o.Kinds
		}
		t.Union.Variants = append(t.Union.Variants, v)
	}
	c.p.unfinished = append(c.p.unfinished, wrappersOf{c, e, t, options})
	return model.Ref{Kind: model.Named, Type: t}
}

// wrappersOf is a union that lacks the names of what carries the variants which cannot be variants
// themselves. Which these are is known when all types have their kinds: one of them may be a union
// that this one is a part of.
type wrappersOf struct {
	choices
	e       *entry
	t       *model.Type
	options []*option
}

func (w wrappersOf) finish() {
	lists := 0
	for _, o := range w.options {
		if o.ref.Kind == model.List {
			lists++
		}
	}
	words := map[string]int{} // how many are called by a word
	for i, o := range w.options {
		if isVariantType(Underlying(o.ref)) {
			continue
		}
		word := cmp.Or(o.words, wrapperWord(o.ref, w.t))
		role := "wrap " + word
		if words[word]++; words[word] > 1 {
			role += " " + strconv.Itoa(words[word])
		}
		n := &name.Name{Role: role, Rank: name.RankHelper, Parent: w.e.name, Owner: w.t,
			Candidates: []string{"*" + word, "*" + word + "Value"}}
		if o.ref.Kind == model.List && lists == 1 {
			// the only one: of what need not be said
			n.Candidates = slices.Insert(n.Candidates, 0, "*List")
		}
		w.p.names.Declare(n).To(&w.t.Union.Variants[i].Wrapper)
	}
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
	case model.Expandable:
		return "Expandable"
	case model.Foreign:
		return r.Foreign.Name
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
