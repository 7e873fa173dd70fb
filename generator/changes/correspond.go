package changes

import "github.com/armsmith/armsmith/generator/model"

// Pair is two things that are the same in both versions.
type Pair[T any] struct{ Old, New T }

// Correspond returns the types that stand in the same places of both versions, in the order in
// which they are met. They are of one kind; of a type that has several names it is the original.
func Correspond(before, now *model.API) []Pair[*model.Type] {
	_, met := compareOperations(before, now)
	met.components(before, now)
	var out []Pair[*model.Type]
	for _, p := range met.order {
		out = append(out, Pair[*model.Type]{p.old, p.new})
	}
	return out
}

// Fields returns the properties that both versions of a struct have, and those that one has alone.
func Fields(old, now *model.Type) (both []Pair[*model.Field], removed, added []*model.Field) {
	m := matchFields(old.Fields, now.Fields)
	return pairs(m), m.removed, m.added
}

// Variants returns the variants that both versions of a union have.
func Variants(old, now *model.Type) []Pair[*model.Variant] {
	return pairs(matchVariants(old.Union, now.Union))
}

func pairs[T any](m matched[T]) []Pair[T] {
	var out []Pair[T]
	for _, p := range m.both {
		out = append(out, Pair[T]{p.old, p.new})
	}
	return out
}
