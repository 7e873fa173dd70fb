package types

import (
	"slices"

	"github.com/armsmith/armsmith/generator/model"
	"github.com/armsmith/armsmith/generator/plan/schema"
)

// mergeScalars makes one option of all strings, and one of all numbers: a string is a string,
// whichever of several formats it follows, and one that may be anything besides some known values
// is an enum like every other.
func (c choices) mergeScalars(e *entry, options []*option) []*option {
	options = c.mergeKind(e, options, model.JSONString)
	options = c.mergeKind(e, options, model.JSONBool)
	return c.mergeKind(e, options, model.JSONNumber|model.JSONInteger)
}

func (c choices) mergeKind(e *entry, options []*option, kinds model.JSONKinds) []*option {
	var same, rest []*option
	first := -1
	for i, o := range options {
		if o.Kinds&^kinds != 0 || c.p.schemas.Unions.Is(o.Schema) || len(o.Merged.Alts) > 0 {
			rest = append(rest, o)
			continue
		}
		if first < 0 {
			first = len(rest)
		}
		same = append(same, options[i])
	}
	if len(same) < 2 {
		return options
	}
	return slices.Insert(rest, first, c.oneScalar(e, same, len(rest) == 0))
}

// oneScalar makes one option of several of one JSON type. They are whole when there are no others.
func (c choices) oneScalar(e *entry, options []*option, whole bool) *option {
	values, listing := optionValues(options)
	first := options[0]
	out := &option{typed: true, Option: &schema.Option{Schema: first.Schema, Written: first.Written, Merged: first.Merged}}
	for _, o := range options {
		out.Kinds |= o.Kinds
	}
	switch {
	case c.isTextOrEmpty(e, options, values, whole):
		out.ref = model.Ref{Kind: model.String}
	case len(listing) == 1 && (listing[0].Schema.Component() != "" || !whole) && !listing[0].Merged.IsConst():
		out.ref = c.refOf(e, listing[0], options)
	case len(listing) > 0:
		base, ok := enumBase(out.Kinds, values)
		if !ok {
			base = model.String
		}
		out.ref = enumerations(c).ofOptions(e, base, values, whole)
	default:
		out.ref = c.widest(e, options)
	}
	return out
}

// isTextOrEmpty reports whether options are any string and, as if that were none, the empty one:
// what is sent to clear a value. That is a string, and no enum with one name for "". What is an
// enum in the client of a lock stays one, for programs name its type.
func (c choices) isTextOrEmpty(e *entry, options []*option, values []schema.Value, whole bool) bool {
	if len(values) != 1 || schema.KindOf(values[0].Node) != model.JSONString || values[0].Node.Text != "" {
		return false
	}
	isText := func(o *option) bool {
		return len(o.Merged.Values()) == 0 && c.refOf(e, o, options).Kind == model.String
	}
	key, also := e.schema.Ptr, e.schema.Identity()
	if !whole {
		key, also = partialEnumKey(key, model.String), ""
	}
	return slices.ContainsFunc(options, isText) && !c.p.names.HadPart(key, also, "")
}

// widest is the scalar type that holds the values of all options.
func (c choices) widest(e *entry, options []*option) model.Ref {
	first := c.refOf(e, options[0], options)
	ref := first
	for _, o := range options[1:] {
		if !Same(c.refOf(e, o, options), first) {
			ref = wider(ref, o.ref)
		}
	}
	return ref
}

// wider is the type that holds the values of both scalar types.
func wider(a, b model.Ref) model.Ref {
	if Same(a, b) {
		return a
	}
	if !isNumber(a) || !isNumber(b) {
		return model.Ref{Kind: model.String}
	}
	for _, k := range []model.RefKind{model.Number, model.Float64, model.Uint64} {
		if a.Kind == k || b.Kind == k {
			return model.Ref{Kind: k}
		}
	}
	return model.Ref{Kind: model.Int64} // which holds all that is narrower
}

func isNumber(r model.Ref) bool {
	return r.Kind.IsNumber() && r.Wire == model.WireDefault
}
