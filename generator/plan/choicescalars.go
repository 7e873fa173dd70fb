package plan

import (
	"slices"

	"github.com/armsmith/armsmith/generator/model"
)

// mergeScalars makes one option of all strings, and one of all numbers: a string is a string,
// whichever of several formats it follows, and one that may be anything besides some known values
// is an enum like every other.
func (b *builder) mergeScalars(e *entry, options []*option) []*option {
	options = b.mergeKind(e, options, model.JSONString)
	options = b.mergeKind(e, options, model.JSONBool)
	return b.mergeKind(e, options, model.JSONNumber|model.JSONInteger)
}

func (b *builder) mergeKind(e *entry, options []*option, kinds model.JSONKinds) []*option {
	var same, rest []*option
	first := -1
	for i, o := range options {
		if o.kinds&^kinds != 0 || b.isUnion(o.schema) || len(o.m.alts) > 0 {
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
	one := b.oneScalar(e, same, len(rest) == 0)
	return slices.Insert(rest, first, one)
}

// oneScalar makes one option of several of one JSON type.
func (b *builder) oneScalar(e *entry, options []*option, whole bool) *option {
	var values []choiceOf
	var listing []*option
	for _, o := range options {
		if v := o.m.values(); len(v) > 0 {
			listing = append(listing, o)
			for _, c := range v {
				if c.doc == "" && len(v) == 1 {
					c.doc = docText(o.name.n)
				}
				if title := o.name.get("title").Str(); c.name == "" && len(v) == 1 && c.value.Kind != 0 && kindOf(c.value) != model.JSONString {
					c.name = title
				}
				if !slices.ContainsFunc(values, func(x choiceOf) bool { return x.value.Text == c.value.Text }) {
					values = append(values, c)
				}
			}
		}
	}
	out := &option{schema: options[0].schema, name: options[0].name, m: options[0].m, typed: true}
	for _, o := range options {
		out.kinds |= o.kinds
	}
	switch {
	case len(listing) == 1 && (listing[0].schema.component() != "" || !whole) && !listing[0].m.isConst():
		out.ref = b.refOption(e, listing[0], options)
	case len(listing) > 0:
		base, ok := enumBase(out.kinds&^model.JSONInteger|integerOnly(out.kinds), values)
		if !ok {
			base = model.String
		}
		out.ref = b.enumOfOptions(e, base, values, whole)
	default:
		out.ref = b.widest(e, options)
	}
	return out
}

func integerOnly(k model.JSONKinds) model.JSONKinds { return k & model.JSONInteger }

// enumOfOptions makes an enum of the values that several alternatives list.
func (b *builder) enumOfOptions(e *entry, base model.RefKind, values []choiceOf, whole bool) model.Ref {
	if whole {
		return b.enumType(e, e.schema.get("x-ms-enum"), base, values)
	}
	outer := b.outerHint(e)
	inner := &entry{schema: schema{e.schema.ptr + "#enum" + itoa(int(base)), e.schema.n}, done: true}
	inner.hint.parent = outer.parent
	inner.hint.words = suffixed(outer.words, "Value")
	return b.newEnum(inner, base, values)
}

// widest is the scalar type that holds the values of all options.
func (b *builder) widest(e *entry, options []*option) model.Ref {
	first := b.refOption(e, options[0], options)
	ref := first
	for _, o := range options[1:] {
		if !sameRef(b.refOption(e, o, options), first) {
			ref = wider(ref, o.ref)
		}
	}
	return ref
}

// wider is the type that holds the values of both scalar types.
func wider(a, b model.Ref) model.Ref {
	if sameRef(a, b) {
		return a
	}
	if !isNumber(a) || !isNumber(b) {
		return model.Ref{Kind: model.String}
	}
	for _, k := range []model.RefKind{model.Number, model.Float64, model.Uint64, model.Int64} {
		if a.Kind == k || b.Kind == k {
			return model.Ref{Kind: k}
		}
	}
	return a
}

func isNumber(r model.Ref) bool {
	switch r.Kind {
	case model.Int32, model.Int64, model.Uint64, model.Float64, model.Number:
		return r.Wire == model.WireDefault
	}
	return false
}

// mixed makes the type of a schema that allows several JSON types (a type list): a union of them.
func (b *builder) mixed(e *entry, m *merged, kinds model.JSONKinds) model.Ref {
	var options []*option
	for _, k := range []model.JSONKinds{model.JSONString, model.JSONNumber | model.JSONInteger, model.JSONBool, model.JSONArray, model.JSONObject} {
		have := kinds & k
		if have == 0 {
			continue
		}
		o := &option{schema: e.schema, name: e.schema, kinds: have, typed: true}
		part := *m
		part.kinds = have
		part.schema = schema{e.schema.ptr + "#" + itoa(int(have)), e.schema.n}
		o.m = &part
		switch k {
		case model.JSONArray:
			o.ref = b.list(&part)
		case model.JSONObject:
			o.ref = b.objectPart(e, &part)
		default:
			o.ref = part.scalar(have)
		}
		options = append(options, o)
	}
	if len(options) > 4 {
		return model.Ref{Kind: model.Any} // every JSON type, spelled out
	}
	return b.shapeUnion(e, options)
}

// objectPart makes the object among several types.
func (b *builder) objectPart(e *entry, m *merged) model.Ref {
	outer := b.outerHint(e)
	inner := &entry{schema: m.schema, done: true}
	inner.hint.parent = outer.parent
	inner.hint.words = suffixed(outer.words, "Object")
	return b.object(inner, m)
}
