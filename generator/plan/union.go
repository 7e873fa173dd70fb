package plan

import (
	"slices"
	"strings"

	"github.com/armsmith/armsmith/generator/model"
)

// union makes the type of a schema with a discriminator: an interface, whose variants are the
// schemas of its mapping. Whether they inherit from it (allOf) or are listed (oneOf, anyOf) makes
// no difference.
func (b *builder) union(e *entry, m *merged) model.Ref {
	if stripped, ok := strings.CutSuffix(b.nameOf(e).candidates[0], "Base"); ok && stripped != "" && e.typ == nil {
		t := b.allocUnion(e)
		e.name.candidates = slices.Insert(e.name.candidates, 0, stripped)
		e.name.exact, e.name.part = false, true
		t.Union.Discriminator = discriminator(e.schema)
	}
	t := b.allocUnion(e)
	t.Union.Discriminator = discriminator(e.schema)
	t.Union.FieldName = notRaw(goName(t.Union.Discriminator))
	b.later(e, func() { t.Union.Variants = b.variants(e, e.schema, m, nil) })
	return model.Ref{Kind: model.Named, Type: t}
}

// notRaw keeps the unknown variant's own field Raw apart.
func notRaw(field string) string {
	if field == "Raw" || slices.Contains(memberNames(), field) {
		return field + "Field"
	}
	return field
}

// allocUnion gives an entry a union type, with the names that belong to it.
func (b *builder) allocUnion(e *entry) *model.Type {
	t := b.alloc(e, model.KindUnion)
	if t.Union == nil {
		t.Union = new(model.Union)
		b.names.declare(&name{key: e.schema.ptr + "#unknown", rank: rankHelper, parent: e.name, owner: t,
			candidates: []string{"Unknown*", "Unknown*Variant"}}).to(&t.Union.Unknown)
		b.afterNames(func() { t.Union.Marker = "is" + t.Name })
	}
	return t
}

// variants lists the variants of a discriminated schema. A variant that is itself discriminated by
// the same property adds its own variants; by another, it is a variant as the union it is, and
// those below it are its own matter.
func (b *builder) variants(e *entry, base schema, m *merged, within []string) []*model.Variant {
	if slices.Contains(within, base.ptr) {
		return nil
	}
	within = append(within, base.ptr)
	var out []*model.Variant
	property := discriminator(base)
	for _, l := range b.linksFrom(base) {
		target := b.target(b.schemaAt(l.variant))
		values := b.variantValues(l.variant, l.link)
		switch {
		case !target.exists() || b.belowAnother(base, l.variant, property):
			continue
		case target.ptr == base.ptr:
			out = append(out, &model.Variant{Values: values, Type: b.selfVariant(e, target)})
		case b.isUnion(target) && discriminator(target) == property:
			inner := b.variants(e, target, m, within)
			if !coversValues(inner, values) {
				ref := b.selfVariant(e, target)
				out = append(out, &model.Variant{Values: values, Type: ref, Doc: ""})
			}
			out = append(out, inner...)
		default:
			out = append(out, &model.Variant{Values: values, Type: b.use(target, nameHint{})})
		}
	}
	return b.distinct(base, out)
}

// outgoing is a link seen from its base.
type outgoing struct {
	link
	variant string
}

// linksFrom returns the variants of a discriminated schema in the order of its mapping.
func (b *builder) linksFrom(base schema) []outgoing {
	var out []outgoing
	seen := make(map[string]bool)
	for _, ref := range base.get("discriminator").Get("mapping").Each() {
		variant := refPointer(ref)
		if seen[variant] {
			continue
		}
		seen[variant] = true
		for _, l := range b.types.bases.of[variant] {
			if l.base == base.ptr {
				out = append(out, outgoing{l, variant})
			}
		}
	}
	return out
}

// belowAnother reports whether a variant stands below another discriminated variant of the base
// that tells its variants apart by a property of its own: then the base's property says which of
// those it is, no more.
func (b *builder) belowAnother(base schema, variant, property string) bool {
	for _, parent := range b.merge(b.schemaAt(variant)).parents {
		s := b.schemaAt(parent)
		if parent != base.ptr && b.isUnion(s) && discriminator(s) != property && b.inherits(s, base.ptr) {
			return true
		}
	}
	return false
}

// inherits reports whether a schema is composed of another.
func (b *builder) inherits(s schema, of string) bool { return slices.Contains(b.merge(s).parents, of) }

func coversValues(variants []*model.Variant, values []string) bool {
	for _, v := range values {
		if !slices.ContainsFunc(variants, func(x *model.Variant) bool { return slices.Contains(x.Values, v) }) {
			return false
		}
	}
	return true
}

// distinct drops values that an earlier variant has, and what is not an object.
func (b *builder) distinct(base schema, variants []*model.Variant) []*model.Variant {
	taken := make(map[string]bool)
	var out []*model.Variant
	for _, v := range variants {
		if v.Type.Kind != model.Named || v.Type.Type.Kind != model.KindStruct && v.Type.Type.Kind != model.KindUnion {
			b.warn(base.ptr, "the variant "+quote(strings.Join(v.Values, ", "))+" is not an object and cannot be told by a property; it is kept as unknown", "")
			continue
		}
		v.Values = slices.DeleteFunc(v.Values, func(s string) bool {
			dup := taken[s]
			taken[s] = true
			return dup
		})
		if len(v.Values) == 0 {
			continue
		}
		v.Type.Nullable = false
		if same := slices.IndexFunc(out, func(o *model.Variant) bool { return o.Type.Type == v.Type.Type }); same >= 0 {
			out[same].Values = append(out[same].Values, v.Values...)
			continue
		}
		out = append(out, v)
	}
	return out
}

// selfVariant makes the struct of a discriminated schema that is a variant of itself: what has a
// value of its own, but no more than the common properties.
func (b *builder) selfVariant(e *entry, s schema) model.Ref {
	key := s.ptr + "#self"
	self := b.types.entries[key]
	if self == nil {
		parent := b.componentOrEntryName(s)
		self = &entry{schema: s, hint: hint(parent, "*Base", "*Self")}
		b.types.entries[key] = self
		m := b.merge(s)
		m = m.without(s.ptr)
		b.onAccount(&self.reach, func() {
			self.ref, self.done = b.structure(self, m), true
			self.name.key = key
		})
	}
	b.uses(&self.reach)
	return self.ref
}

// componentOrEntryName is the name of the type made of a schema.
func (b *builder) componentOrEntryName(s schema) *name {
	if e := b.types.entries[s.ptr]; e != nil && e.name != nil {
		return e.name
	}
	if s.component() != "" {
		return b.componentName(s.ptr)
	}
	return nil
}

// without returns the merged schema less the alternatives that stand in one part.
func (m *merged) without(ptr string) *merged {
	c := *m
	c.alts = slices.DeleteFunc(slices.Clone(m.alts), func(a alternatives) bool { return a.in.ptr == ptr })
	return &c
}
