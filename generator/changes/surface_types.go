package changes

import (
	"slices"

	"github.com/armsmith/armsmith/generator/model"
)

// typ adds a named type and its members.
func (s Surface) typ(t *model.Type) {
	if t.Kind == model.KindEnum {
		for _, v := range t.Enum.Values {
			s.add(v.Name, t.Name)
		}
	}
	if t.Same != nil {
		s.alias(t)
		return
	}
	if t.HasError() {
		s.add(t.Name+".Error", "func() string")
	}
	if t.Diff != "" {
		s.add(t.Diff, "func("+t.Patches.Name+", "+t.Patches.Name+") ("+t.Name+", error)")
	}
	switch t.Kind {
	case model.KindStruct:
		s.structure(t)
	case model.KindEnum:
		row, _ := t.Enum.Base.Scalar()
		s.add(t.Name, row.Go)
		s.add(t.Name+".Values", "func() []"+t.Name)
	case model.KindUnion:
		s.union(t)
	case model.KindNamed:
		prefix := ""
		if kind := under(t.Target).Kind; kind == model.Secret || kind == model.Expandable {
			prefix = "= " // a type of its own would lose the methods
		}
		s.add(t.Name, prefix+typeOf(t.Target))
	}
}

// alias adds a name for another type.
func (s Surface) alias(t *model.Type) {
	s.add(t.Name, "= "+t.Same.Name)
	if t.Union == nil {
		return
	}
	s.add(t.Union.Unknown, "= "+t.Same.Union.Unknown)
	if t.Union.Base != nil {
		s.add(t.Union.Base.Name, "= "+t.Same.Union.Base.Name)
	}
	for i, v := range t.Union.Variants {
		if v.Wrapper != "" {
			s.add(v.Wrapper, "= "+t.Same.Union.Variants[i].Wrapper)
		}
	}
}

func (s Surface) fields(owner string, fields []*model.Field) {
	for _, f := range fields {
		s.add(owner+"."+f.Name, fieldOf(&f.Type, f.Presence))
	}
}

func (s Surface) structure(t *model.Type) {
	s[t.Name] = Declaration{Text: "struct", Comparable: comparableStruct(t)}
	s.fields(t.Name, t.Fields)
	if t.Additional != nil {
		s.add(t.Name+"."+t.AdditionalName, "map[string]"+elemOf(t.Additional))
	}
	s.add(t.Name+"."+t.ExtraName, "Members")
}

// union adds a union with the types that are made for it.
func (s Surface) union(t *model.Type) {
	u := t.Union
	s.add(t.Name, "interface")
	s.add(u.Unknown, "struct")
	if u.Discriminator != "" && u.FieldName != "" {
		s.add(u.Unknown+"."+u.FieldName, "string")
	}
	s.fields(u.Unknown, u.Common)
	s.add(u.Unknown+".Raw", "json.RawMessage")
	s.base(t)
	for _, v := range u.Variants {
		if v.Wrapper != "" {
			s[v.Wrapper] = Declaration{Text: "struct", Comparable: comparableType(&v.Type, model.Plain)}
			s.add(v.Wrapper+".Value", elemOf(&v.Type))
		}
	}
}

// base adds the struct of what the types of a union share, and the methods that return it.
func (s Surface) base(t *model.Type) {
	base := t.Union.Base
	if base == nil {
		return
	}
	s[base.Name] = Declaration{Text: "struct", Comparable: comparableFields(base.Fields)}
	if t.Union.Discriminator != "" && t.Union.FieldName != "" {
		s.add(base.Name+"."+t.Union.FieldName, "string")
	}
	s.fields(base.Name, base.Fields)
	for _, m := range base.Members {
		s.add(m.Name+"."+base.Method, "func() "+base.Name)
		if m.Union != nil {
			s.add(m.Union.Name+"."+base.Method, "func() "+base.Name)
		}
	}
}

// variants adds which types are variants of which union. Those of a union within a union are
// variants of both.
func (s Surface) variants(types []*model.Type) {
	var spread func(union string, t *model.Type, seen []*model.Type)
	spread = func(union string, t *model.Type, seen []*model.Type) {
		if slices.Contains(seen, t) {
			return
		}
		seen = append(seen, t)
		s.add(union+"<"+t.Union.Unknown+">", "variant")
		for _, v := range t.Union.Variants {
			switch inner := v.Type.Type; {
			case v.Wrapper != "":
				s.add(union+"<"+v.Wrapper+">", "variant")
			case v.Type.Kind != model.Named:
			case inner.Original().Kind == model.KindUnion:
				s.add(union+"<"+inner.Original().Name+">", "variant")
				spread(union, inner.Original(), seen)
			default:
				s.add(union+"<"+inner.Original().Name+">", "variant")
			}
		}
	}
	for _, t := range types {
		if t.Kind == model.KindUnion && t.Same == nil {
			spread(t.Name, t, nil)
		}
	}
}
