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
	typed := f.p.schemas.Together(defs)
	ref := f.p.Use(f.account, typed, name.Hint{})
	if ref.Kind == model.String && slices.ContainsFunc(defs, func(d schema.Schema) bool { return d.IsTrue("x-ms-secret") }) {
		ref.Kind = model.Secret
	}
	ref.Nullable = ref.Nullable && f.p.schemas.AllowsNull(defs)
	required := f.of.Required[f.prop.Name]
	field := &model.Field{
		Wire:       f.prop.Name,
		Place:      f.p.doc.ModelPlace(defs[len(defs)-1].Ptr),
		Doc:        f.doc(ref),
		Deprecated: f.firstText(func(d schema.Schema) string { return source.Deprecation(d.Node) }),
		Required:   required,
		Default:    f.defaultValue(),
		Checks:     f.p.Checks(defs...),
		XML:        f.xml(typed),
		Flatten:    slices.Clone(f.path),
	}
	f.mutability(field)
	field.Type, field.Presence = FieldPresence(ref, required && !f.loose)
	f.constant(field)
	if field.Const == nil && field.Type.Only == nil {
		field.Example = Example(f.p.Examples(defs...), ref, f.prop.Name, field.Doc, field.Default)
	}
	return field
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
	if value := f.p.schemas.Unions.ValueAt(f.holder, f.prop.Name); value != "" && len(f.path) == 0 {
		if field.Told = f.of.ByName[f.prop.Name] == nil; !field.Told {
			if f.p.schemas.Unions.IsOtherwise(f.holder, f.prop.Name) {
				field.Const = f.p.propertyConst(f.prop)
				return
			}
			field.Const = stringLiteral(value)
		}
		field.Type.Nullable = false
		field.Type, field.Presence = Presence(field.Type, true)
		return
	}
	field.Const = f.p.propertyConst(f.prop)
}

// propertyConst returns the only value that a property may be by one of its definitions, or nil.
func (p *Planner) propertyConst(prop *schema.Property) *model.Literal {
	for _, def := range slices.Backward(prop.Defs) {
		if c := p.Const(def); c != nil {
			return c
		}
	}
	return nil
}

// defaultValue is the default of the definition nearest to the use that has one.
func (f property) defaultValue() *model.Literal {
	for _, def := range slices.Backward(f.prop.Defs) {
		if d := f.p.Default(def); d != nil {
			return d
		}
	}
	return nil
}
