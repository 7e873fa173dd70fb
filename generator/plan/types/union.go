package types

import (
	"slices"
	"strings"

	"github.com/armsmith/armsmith/generator/load/node"
	"github.com/armsmith/armsmith/generator/model"
	"github.com/armsmith/armsmith/generator/plan/name"
	"github.com/armsmith/armsmith/generator/plan/schema"
	"github.com/armsmith/armsmith/generator/plan/source"
)

// unions makes unions whose variants are told apart by a property.
type unions struct{ p *Planner }

// discriminated makes the type of a schema with a discriminator: an interface, whose variants are
// the schemas of its mapping. Whether they inherit from it (allOf) or are listed (oneOf, anyOf)
// makes no difference.
func (u unions) discriminated(e *entry) model.Ref {
	first := u.p.namer.of(e).Candidates[0]
	if stripped, ok := strings.CutSuffix(first, "Base"); ok && stripped != "" && e.typ == nil {
		u.alloc(e)
		e.name.Candidates = slices.Insert(e.name.Candidates, 0, stripped)
		e.name.Exact, e.name.Partial = false, true
	}
	t := u.alloc(e)
	t.Union.Discriminator = e.schema.Discriminator()
	u.p.unfinished = append(u.p.unfinished, variantsOf{u, e, t}, commonOf{u, e, t, u.p.schemas.Merge(e.schema)})
	return model.Ref{Kind: model.Named, Type: t}
}

// unknownRole is the part of a union's name that is the type for what is not known.
const unknownRole = "unknown"

// alloc gives an entry a union type, with the names that belong to it.
func (u unions) alloc(e *entry) *model.Type {
	t := u.p.alloc(e, model.KindUnion)
	if t.Union == nil {
		t.Union = new(model.Union)
		u.p.names.Declare(&name.Name{Role: unknownRole, Rank: name.RankHelper, Parent: e.name, Owner: t,
			Candidates: []string{"Unknown*", "Unknown*Variant"}}).To(&t.Union.Unknown)
	}
	return t
}

// variantsOf is a union that lacks its variants.
type variantsOf struct {
	unions
	e *entry
	t *model.Type
}

func (v variantsOf) finish() {
	variants := v.of(v.e.schema, nil)
	if v.t.Union.Otherwise = v.otherwise(variants); v.t.Union.Otherwise != nil {
		v.t.Union.Variants = variants
		return
	}
	if fallback := v.fallback(variants); fallback != nil {
		variants = append(variants, fallback)
	}
	v.t.Union.Variants = variants
}

// fallback returns the variant of objects that do not say what they are, where the document allows
// that: what has the members all variants inherit.
func (v variantsOf) fallback(variants []*model.Variant) *model.Variant {
	base := v.e.schema
	m := v.p.schemas.Merge(base)
	self := v.p.entries[base.Ptr+"#self"]
	for _, known := range variants {
		if self != nil && known.Type.Type == self.typ {
			known.Values = append(known.Values, "")
			return nil
		}
	}
	inherited := slices.ContainsFunc(v.p.schemas.Unions.Links(base), func(l schema.Link) bool {
		return slices.Contains(v.p.schemas.Merge(v.p.schemas.At(l.Variant)).Parents, base.Ptr)
	})
	if !inherited || m.Required[base.Discriminator()] || m.ByName[base.Discriminator()] == nil || covers(variants, []string{""}) {
		return nil
	}
	return &model.Variant{Values: []string{""}, Type: v.self(v.e, base)}
}

// otherwise returns the variant that is meant where the discriminator says nothing that is known;
// nil where the document names none.
func (v variantsOf) otherwise(variants []*model.Variant) *model.Variant {
	base := v.e.schema
	ptr := v.p.schemas.Unions.Otherwise(base)
	target := v.p.schemas.Target(v.p.schemas.At(ptr))
	if ptr == "" || !target.There() {
		return nil
	}
	var typ model.Ref
	if target.Ptr == base.Ptr || v.p.schemas.Unions.Is(target) && target.Discriminator() == base.Discriminator() {
		typ = v.self(v.e, target)
	} else {
		typ = v.variant(base, target)
	}
	i := slices.IndexFunc(variants, func(known *model.Variant) bool { return known.Type.Type == typ.Type })
	if i < 0 {
		return nil
	}
	return variants[i]
}

// of lists the variants of a discriminated schema. A variant that is itself discriminated by the
// same property adds its own variants; by another, it is a variant as the union it is, and those
// below it are its own matter.
func (v variantsOf) of(base schema.Schema, within []string) []*model.Variant {
	if slices.Contains(within, base.Ptr) {
		return nil
	}
	within = append(within, base.Ptr)
	schemas := v.p.schemas
	var out []*model.Variant
	for _, l := range schemas.Unions.Links(base) {
		target := schemas.Target(schemas.At(l.Variant))
		values := schemas.Unions.Values(l)
		switch {
		case !target.There() || schemas.Unions.IsBelowAnother(base, l.Variant):
			continue
		case target.Ptr == base.Ptr:
			out = append(out, &model.Variant{Values: values, Type: v.self(v.e, target)})
		case schemas.Unions.Is(target) && target.Discriminator() == base.Discriminator():
			inner := v.of(target, within)
			if !covers(inner, values) {
				out = append(out, &model.Variant{Values: values, Type: v.self(v.e, target)})
			}
			out = append(out, inner...)
		default:
			out = append(out, &model.Variant{Values: values, Type: v.variant(base, target)})
		}
	}
	return v.distinct(base, out)
}

// variant makes the type of a variant. One that does not inherit the members that stand beside the
// alternatives has them all the same.
func (v variantsOf) variant(base, target schema.Schema) model.Ref {
	schemas := v.p.schemas
	shared := schemas.Merge(base).Props
	inherits := slices.Contains(schemas.Merge(target).Parents, base.Ptr)
	if inherits || !slices.ContainsFunc(shared, func(p *schema.Property) bool { return schemas.Merge(target).ByName[p.Name] == nil }) {
		return v.p.Use(&v.e.account, target, name.Hint{})
	}
	written := schema.New(base.Ptr+"/discriminator/"+node.Escape(target.Written()), target.Node)
	outer := v.p.namer.outer(v.e)
	h := name.Hint{Parent: outer.Parent, Within: outer.Within}
	for _, w := range outer.Words {
		h.Words = append(h.Words, w+name.Part(target.Written()))
	}
	return v.p.Use(&v.e.account, schema.Beside(base, base.Ptr, target, written), h)
}

// covers reports whether variants have all the values.
func covers(variants []*model.Variant, values []string) bool {
	for _, v := range values {
		if !slices.ContainsFunc(variants, func(x *model.Variant) bool { return slices.Contains(x.Values, v) }) {
			return false
		}
	}
	return true
}

// distinct drops values that an earlier variant has, and what is not an object.
func (u unions) distinct(base schema.Schema, variants []*model.Variant) []*model.Variant {
	taken := make(map[string]bool)
	var out []*model.Variant
	for _, v := range variants {
		if v.Type.Kind != model.Named || v.Type.Type.Kind != model.KindStruct && v.Type.Type.Kind != model.KindUnion {
			u.p.doc.Warn(base.Ptr, "the variant "+source.Quote(strings.Join(v.Values, ", "))+
				" is not an object and cannot be told by a property; it is kept as unknown", "")
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

// self makes the struct of a discriminated schema that is a variant of itself: what has a value of
// its own, but no more than the common properties.
func (u unions) self(e *entry, s schema.Schema) model.Ref {
	key := s.Ptr + "#self"
	self := u.p.entries[key]
	if self == nil {
		self = &entry{schema: s, hint: name.NewHint(u.p.namer.typeName(s), "*Base", "*Self")}
		u.p.entries[key] = self
		m := u.p.schemas.Merge(s)
		self.account.Add(m.Defects...)
		self.ref, self.done = objects(u).structure(self, m.Without(s.Ptr)), true
		self.name.Key = key
	}
	e.account.Use(&self.account)
	return self.ref
}

// toldByConst makes a union that is discriminated in all but name: each option requires a property
// and gives it a constant of its own.
func (u unions) toldByConst(e *entry, options []*option, property string) model.Ref {
	t := u.alloc(e)
	t.Union.Discriminator = property
	u.p.unfinished = append(u.p.unfinished, toldVariants{u, e, t, options})
	return model.Ref{Kind: model.Named, Type: t}
}

// toldVariants is a union told by constants that lacks its variants.
type toldVariants struct {
	unions
	e       *entry
	t       *model.Type
	options []*option
}

func (v toldVariants) finish() {
	var variants []*model.Variant
	for _, o := range v.options {
		o.words = schema.OptionConst(v.p.schemas, o.Option, v.t.Union.Discriminator)
		ref := choices{v.p}.refOf(v.e, o, v.options)
		ref.Nullable = false
		variants = append(variants, &model.Variant{Values: []string{o.words}, Type: ref, Doc: source.Doc(o.Written.Node)})
	}
	v.t.Union.Variants = v.distinct(v.e.schema, variants)
}
