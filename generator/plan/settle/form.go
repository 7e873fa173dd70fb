package settle

import (
	"cmp"
	"encoding/json"
	"fmt"
	"slices"
	"strings"

	"github.com/armsmith/armsmith/generator/model"
)

// formsApart returns the forms of types, except that those which are alike within one union have
// none: they stay types of their own.
func formsApart(all []*model.Type, inline map[*model.Type]string) map[*model.Type]string {
	forms := formsOf(all, inline)
	apart := alikeVariants(all, forms)
	if len(apart) == 0 {
		return forms
	}
	for _, t := range apart {
		delete(inline, t)
	}
	return formsOf(all, inline)
}

// alikeVariants returns the variants that are alike within one union. They stay types of their own,
// or no type switch could tell them apart.
func alikeVariants(types []*model.Type, forms map[*model.Type]string) []*model.Type {
	var out []*model.Type
	for _, t := range types {
		if t.Union == nil {
			continue
		}
		seen := map[string]*model.Type{}
		for _, v := range t.Union.Variants {
			form := forms[v.Type.Type]
			if other := seen[form]; form != "" && other != nil && other != v.Type.Type {
				out = append(out, other, v.Type.Type)
			}
			seen[form] = v.Type.Type
		}
	}
	return out
}

// formsOf writes down, for each inline type, all that its Go type comes of. Types that are alike
// have the same form.
func formsOf(types []*model.Type, inline map[*model.Type]string) map[*model.Type]string {
	f := former{inline: inline, forms: map[*model.Type]string{}, numbers: map[string]int{}, unlike: map[*model.Type]int{}}
	for _, t := range types {
		f.of(t)
	}
	return f.forms
}

// former writes forms. What a form refers to stands in it by number.
type former struct {
	inline map[*model.Type]string
	// "" while it is being written: a type within itself is like no other
	forms   map[*model.Type]string
	numbers map[string]int
	unlike  map[*model.Type]int // of types that are like no other
}

func (f *former) of(t *model.Type) string {
	if form, begun := f.forms[t]; begun {
		return form
	}
	f.forms[t] = ""
	place := f.inline[t]
	if place == "" || t.Kind == model.KindNamed {
		return ""
	}
	var s strings.Builder
	whole := true
	ref := func(r *model.Ref) {
		for ; r != nil; r = r.Elem {
			fmt.Fprintf(&s, " %d %d %t %t %q", r.Kind, r.Wire, r.Nullable, r.Pointer, written(r.Only))
			if r.Checks != nil {
				limits(&s, r.Checks)
			}
			if r.Type != nil {
				whole = f.name(&s, r.Type) && whole
			}
		}
	}
	fmt.Fprintf(&s, "%s\n%d %q %q %q\n", place, t.Kind, t.Deprecated, t.AdditionalName, t.ExtraName)
	ref(t.Additional)
	byWire := func(a, b *model.Field) int {
		return cmp.Or(strings.Compare(a.Wire, b.Wire), strings.Compare(a.Name, b.Name))
	}
	for _, field := range slices.SortedFunc(slices.Values(t.AllFields()), byWire) {
		fmt.Fprintf(&s, "\n%q %q %q %q %d %t %t %t %t %q %q %q %+v", field.Name, field.Wire, field.Doc, field.Deprecated, field.Presence,
			field.Required, field.ReadOnly, field.WriteOnly, field.Told, written(field.Const), written(field.Default), field.Flatten, field.XML)
		limits(&s, &field.Checks)
		ref(&field.Type)
	}
	if t.Enum != nil {
		fmt.Fprintf(&s, "\n%d", t.Enum.Base)
		for _, v := range t.Enum.Values {
			fmt.Fprintf(&s, " %q %q %q", v.Value.JSON, v.Doc, strings.TrimPrefix(v.Name, t.Name))
		}
	}
	if t.Union != nil {
		fmt.Fprintf(&s, "\n%q %q %d", t.Union.Discriminator, t.Union.FieldName, slices.Index(inOrder(t.Union), t.Union.Otherwise))
		for _, v := range inOrder(t.Union) {
			shape, _ := json.Marshal(v.Shape) // strings and numbers alone
			fmt.Fprintf(&s, "\n%q %t %q %s", v.Values, v.Wrapper != "", v.Doc, shape)
			ref(&v.Type)
		}
	}
	if whole {
		f.forms[t] = s.String()
	}
	return f.forms[t]
}

// inOrder returns a union's variants: by value where a discriminator picks them, whose mapping has
// no order, else as they are tried. Those with wrappers correspond by position, and stay.
func inOrder(u *model.Union) []*model.Variant {
	if u.Discriminator == "" || slices.ContainsFunc(u.Variants, func(v *model.Variant) bool { return v.Wrapper != "" }) {
		return u.Variants
	}
	return slices.SortedStableFunc(slices.Values(u.Variants), func(a, b *model.Variant) int { return slices.Compare(a.Values, b.Values) })
}

// name writes what stands for a type in the form of another: the number of its form or, of a type
// that is like no other, a number of its own. It says no when the type is being written down
// itself.
func (f *former) name(s *strings.Builder, t *model.Type) bool {
	_, begun := f.forms[t]
	form := f.of(t)
	if form == "" {
		n, known := f.unlike[t]
		if !known {
			n = len(f.unlike)
			f.unlike[t] = n
		}
		fmt.Fprintf(s, " @%d", n)
		return !begun || f.inline[t] == ""
	}
	n, known := f.numbers[form]
	if !known {
		n = len(f.numbers)
		f.numbers[form] = n
	}
	fmt.Fprintf(s, " #%d", n)
	return true
}

func written(l *model.Literal) string {
	if l == nil {
		return ""
	}
	return "=" + l.JSON
}

// limits writes constraints.
func limits(s *strings.Builder, c *model.Checks) {
	for _, limit := range []*int64{c.MinLength, c.MaxLength, c.MinItems, c.MaxItems, c.MinProperties, c.MaxProperties} {
		if limit != nil {
			fmt.Fprint(s, " ", *limit)
		} else {
			s.WriteString(" -")
		}
	}
	fmt.Fprintf(s, " %q %q %q %t %t %q %t", c.Patterns, c.Minimum, c.Maximum, c.ExclusiveMin, c.ExclusiveMax, c.MultipleOf, c.UniqueItems)
}
