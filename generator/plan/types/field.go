package types

import (
	"slices"

	"github.com/armsmith/armsmith/generator/load/node"
	"github.com/armsmith/armsmith/generator/model"
	"github.com/armsmith/armsmith/generator/plan/name"
	"github.com/armsmith/armsmith/generator/plan/schema"
	"github.com/armsmith/armsmith/generator/plan/source"
)

// field makes the field of a property.
func (f property) field() *model.Field {
	defs := f.prop.Defs
	typed := f.telling()
	ref := f.p.Use(f.account, typed, name.Hint{})
	if ref.Kind == model.String && slices.ContainsFunc(defs, func(d schema.Schema) bool { return d.IsTrue("x-ms-secret") }) {
		ref.Kind = model.Secret
	}
	required := f.of.Required[f.prop.Name]
	field := &model.Field{
		Wire:       f.prop.Name,
		Doc:        f.doc(ref),
		Deprecated: f.firstText(func(d schema.Schema) string { return source.Deprecation(d.Node) }),
		Required:   required,
		Default:    f.p.Default(f.prop.Last()),
		Checks:     f.p.Checks(f.prop.Last()),
		XML:        xmlOfProperty(f.p.schemas, f.prop.Name, typed),
		Flatten:    slices.Clone(f.path),
	}
	f.mutability(field)
	field.Type, field.Presence = Presence(ref, required && !f.loose)
	f.constant(field)
	return field
}

// telling picks the definition that says the property's type: the last that says anything, unless it
// only picks a value of an enum that an earlier one lists.
func (f property) telling() schema.Schema {
	schemas := f.p.schemas
	var telling []schema.Schema
	for _, d := range f.prop.Defs {
		if !schemas.IsAnything(d) {
			telling = append(telling, d)
		}
	}
	if len(telling) == 0 {
		return f.prop.Last()
	}
	last := telling[len(telling)-1]
	if len(telling) == 1 {
		return last
	}
	lastM := schemas.Merge(schemas.Target(last))
	for _, earlier := range slices.Backward(telling[:len(telling)-1]) {
		m := schemas.Merge(schemas.Target(earlier))
		if m.Kinds&lastM.Kinds == 0 && m.Kinds != 0 && lastM.Kinds != 0 {
			f.p.doc.Warn(last.Ptr, "the property "+source.Quote(f.prop.Name)+" is inherited with another type; this one is used", "")
			return last
		}
		if lastM.IsConst() && len(m.Values()) > 1 {
			return earlier
		}
	}
	return last
}

// doc is the property's description, or that of what it refers to when that has no type of its own
// to carry it.
func (f property) doc(ref model.Ref) string {
	if d := f.firstText(func(d schema.Schema) string { return source.Doc(d.Node) }); d != "" || ref.Kind == model.Named {
		return d
	}
	return f.firstText(func(d schema.Schema) string {
		if target := f.p.schemas.Target(d); target.Ptr != d.Ptr {
			return source.Doc(target.Node)
		}
		return ""
	})
}

// firstText asks for a text at each definition, the most specific first.
func (f property) firstText(text func(schema.Schema) string) string {
	for _, def := range slices.Backward(f.prop.Defs) {
		if s := text(def); s != "" {
			return s
		}
	}
	return ""
}

// mutability reads who sets the property: readOnly and writeOnly, or Azure's finer x-ms-mutability.
func (f property) mutability(field *model.Field) {
	for _, def := range f.prop.Defs {
		for _, s := range []schema.Schema{def, f.p.schemas.Resolve(def)} {
			field.ReadOnly = field.ReadOnly || s.IsTrue("readOnly")
			field.WriteOnly = field.WriteOnly || s.IsTrue("writeOnly")
			if who := s.Get("x-ms-mutability"); who.Is(node.List) {
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
func (f property) constant(field *model.Field) {
	if value := f.p.schemas.DiscriminatorValue(f.holder, f.prop.Name); value != "" && len(f.path) == 0 {
		field.Const = stringLiteral(value)
		field.Type.Nullable = false
		field.Type, field.Presence = Presence(field.Type, true)
		return
	}
	for _, def := range slices.Backward(f.prop.Defs) {
		if c := f.p.Const(def); c != nil {
			field.Const = c
			return
		}
	}
}
