package schema

import (
	"github.com/armsmith/armsmith/generator/load"
	"github.com/armsmith/armsmith/generator/model"
	"github.com/armsmith/armsmith/generator/plan/source"
)

// Reader reads the schemas of one document. What it has read it keeps, for schemas are asked about
// again and again.
type Reader struct {
	Unions Unions // what discriminators say

	doc    *source.Document
	merged map[string]*Merged
}

// NewReader returns a reader of a document's schemas.
func NewReader(doc *source.Document) *Reader {
	r := &Reader{doc: doc, merged: make(map[string]*Merged)}
	r.Unions = Unions{r: r, bases: findBases(doc.Loaded.Root)}
	return r
}

// At returns the schema at a pointer.
func (r *Reader) At(ptr string) Schema { return Of(r.doc.At(ptr)) }

// Resolve follows references. The zero schema comes back from one that leads nowhere or round in a
// circle.
func (r *Reader) Resolve(s Schema) Schema {
	for range source.MaxRefs {
		ref := s.Ref()
		if ref == "" {
			return s
		}
		s = r.At(ref)
	}
	return Schema{}
}

// structural keywords make a type of their own of the schema they stand in.
var structural = []string{"properties", "required", "additionalProperties", "patternProperties", "unevaluatedProperties",
	"enum", "const", "items", "prefixItems", "oneOf", "anyOf", "discriminator"}

// Alias returns the reference that a schema is except for annotations: {$ref}, or an allOf of one
// reference beside which nothing stands that changes the type, such as a choice among the values of
// the enum it refers to. A component written as such an allOf is a type of its own that happens to
// add nothing, unless it was written as $ref with siblings.
func (r *Reader) Alias(s Schema) (Schema, bool) {
	if s.Ref() != "" {
		return r.At(s.Ref()), true
	}
	if len(s.parts) > 0 {
		return Schema{}, false
	}
	members := s.All("allOf")
	if len(members) != 1 {
		return Schema{}, false
	}
	target := members[0]
	for _, keyword := range structural {
		if s.Has(keyword) && !((keyword == "enum" || keyword == "const") && r.narrows(s, target)) {
			return Schema{}, false
		}
	}
	if s.IsTrue(load.SiblingsExtension) || s.Component() == "" || !r.Merge(s).IsObject() {
		return target, true
	}
	return Schema{}, false
}

// Target follows aliases to the schema that says what the type is.
func (r *Reader) Target(s Schema) Schema {
	for range source.MaxRefs {
		next, ok := r.Alias(s)
		if !ok {
			return s
		}
		s = next
	}
	return Schema{}
}

// IsAnything reports whether a schema says nothing about the values it allows.
func (r *Reader) IsAnything(s Schema) bool {
	if s.isBool() {
		return true
	}
	if len(s.parts) > 0 {
		return false
	}
	if s.Ref() != "" {
		t := r.Resolve(s)
		return t.There() && t.Ref() == "" && len(t.All("allOf")) == 0 && r.IsAnything(t)
	}
	for _, keyword := range structural {
		if s.Has(keyword) {
			return false
		}
	}
	if all := s.All("allOf"); len(all) > 0 {
		return len(all) == 1 && r.IsAnything(all[0])
	}
	return s.Declared() == 0 && s.Inferred() == 0
}

// KindsOf is the JSON types that an alternative allows, given those of the schema around it.
func (r *Reader) KindsOf(alternative, around *Merged) model.JSONKinds {
	kinds := alternative.Kinds &^ model.JSONNull
	if kinds == 0 {
		for _, v := range alternative.Values() {
			kinds |= KindOf(v.Node)
		}
	}
	if kinds == 0 {
		for _, g := range alternative.Alts {
			for _, s := range g.Members {
				if t := r.Target(s); t.There() && t.Ptr != alternative.Schema.Ptr {
					kinds |= r.Merge(t).Kinds
				}
			}
		}
	}
	if kinds == 0 && len(alternative.Props) == 0 && len(alternative.Alts) == 0 {
		kinds = around.Kinds &^ model.JSONNull
	}
	return kinds
}
