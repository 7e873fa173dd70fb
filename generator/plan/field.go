package plan

import (
	"slices"

	"github.com/armsmith/armsmith/generator/load/node"
	"github.com/armsmith/armsmith/generator/model"
)

// build makes the field of a property.
func (f fieldOf) build() *model.Field {
	b, def := f.b, f.p.defs[len(f.p.defs)-1]
	typed := f.typeDef()
	ref := b.use(typed, nameHint{})
	if slices.ContainsFunc(f.p.defs, func(d schema) bool { v, _ := d.truth("x-ms-secret"); return v }) && ref.Kind == model.String {
		ref.Kind = model.Secret
	}
	required := f.m.required[f.p.name]
	field := &model.Field{
		Wire:       f.p.name,
		Doc:        f.doc(ref),
		Deprecated: f.firstText(func(d schema) string { return deprecation(d.n) }),
		Required:   required,
		Default:    b.defaultIn(def),
		Checks:     b.checksIn(def),
		XML:        b.xmlOfProperty(f.p.name, typed),
	}
	field.Flatten = slices.Clone(f.path)
	f.mutability(field)
	field.Type, field.Presence = presence(ref, required && !f.loose)
	f.constant(field)
	b.nameLiterals(ref, field.Const, field.Default)
	return field
}

// typeDef picks the definition that says the property's type: the last that says anything, unless
// it only picks a value of an enum that an earlier one lists.
func (f fieldOf) typeDef() schema {
	b := f.b
	var telling []schema
	for _, d := range f.p.defs {
		if !b.isAnything(d) {
			telling = append(telling, d)
		}
	}
	if len(telling) == 0 {
		return f.p.defs[len(f.p.defs)-1]
	}
	last := telling[len(telling)-1]
	if len(telling) == 1 {
		return last
	}
	lastM := b.merge(b.target(last))
	for _, earlier := range slices.Backward(telling[:len(telling)-1]) {
		m := b.merge(b.target(earlier))
		if m.kinds&lastM.kinds == 0 && m.kinds != 0 && lastM.kinds != 0 {
			b.warn(last.ptr, "the property "+quote(f.p.name)+" is inherited with another type; this one is used", "")
			return last
		}
		if lastM.isConst() && len(m.values()) > 1 {
			return earlier
		}
	}
	return last
}

// doc is the property's description, or that of what it refers to when that has no type of its own
// to carry it.
func (f fieldOf) doc(ref model.Ref) string {
	if d := f.firstText(func(d schema) string { return docText(d.n) }); d != "" || ref.Kind == model.Named {
		return d
	}
	return f.firstText(func(d schema) string {
		if target := f.b.target(d); target.ptr != d.ptr {
			return docText(target.n)
		}
		return ""
	})
}

// firstText asks for a text at each definition, the most specific first.
func (f fieldOf) firstText(text func(schema) string) string {
	for _, def := range slices.Backward(f.p.defs) {
		if s := text(def); s != "" {
			return s
		}
	}
	return ""
}

// mutability reads who sets the property: readOnly and writeOnly, or Azure's finer x-ms-mutability.
func (f fieldOf) mutability(field *model.Field) {
	for _, def := range f.p.defs {
		for _, s := range []schema{def, f.b.resolve(def)} {
			if v, set := s.truth("readOnly"); set && v {
				field.ReadOnly = true
			}
			if v, set := s.truth("writeOnly"); set && v {
				field.WriteOnly = true
			}
			if who := s.get("x-ms-mutability"); who.Is(node.List) {
				names := who.Strings()
				reads := slices.Contains(names, "read")
				writes := slices.Contains(names, "create") || slices.Contains(names, "update")
				field.ReadOnly, field.WriteOnly = reads && !writes, writes && !reads
				field.CreateOnly = writes && !slices.Contains(names, "update")
			}
		}
	}
}

// constant sets the property's only value: one that the document gives it, or the discriminator
// value of this variant. A discriminator is always there.
func (f fieldOf) constant(field *model.Field) {
	if value := f.b.discriminatorValue(f.holder, f.p.name); value != "" && len(f.path) == 0 {
		field.Const = stringLiteral(value)
		field.Type.Nullable = false
		field.Type, field.Presence = presence(field.Type, true)
		return
	}
	for _, def := range slices.Backward(f.p.defs) {
		if c := f.b.constIn(def); c != nil {
			field.Const = c
			return
		}
	}
}

// presence tells how a field or parameter of this type says that there is no value, and adds the
// pointer that an optional struct needs to the type.
func presence(r model.Ref, required bool) (model.Ref, model.Presence) {
	structure := isStructure(r)
	nilable := structure || isNilable(r)
	switch {
	case r.Nullable:
		r.Pointer = structure
		return r, model.Optional
	case required:
		return r, model.Plain
	case nilable:
		r.Pointer = structure
		return r, model.Nilable
	}
	return r, model.Optional
}

func isStructure(r model.Ref) bool { return r.Kind == model.Named && r.Type.Kind == model.KindStruct }

// isNilable reports whether the Go type is a slice, map or interface, whose nil says that there is
// no value.
func isNilable(r model.Ref) bool {
	switch r.Kind {
	case model.List, model.Map, model.Any, model.Bytes, model.Stream:
		return true
	case model.Named:
		switch r.Type.Kind {
		case model.KindUnion:
			return true
		case model.KindNamed:
			return r.Type.Target == nil || isNilable(*r.Type.Target)
		}
	}
	return false
}
