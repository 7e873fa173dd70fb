package types

import (
	"slices"

	"github.com/armsmith/armsmith/generator/model"
	"github.com/armsmith/armsmith/generator/plan/schema"
)

// shape is what tells values of a schema from others when nothing names them.
func (p *Planner) shape(m *schema.Merged, ref model.Ref) model.Shape {
	s := model.Shape{JSON: m.Kinds &^ model.JSONNull}
	if s.JSON == 0 {
		s.JSON = kindsOfRef(ref)
	}
	switch s.JSON {
	case model.JSONObject:
		p.objectShape(m, &s)
	case model.JSONString:
		s.Format = m.Format
	}
	if ref.Kind == model.Named && ref.Type.Kind == model.KindEnum && ref.Type.Enum != nil {
		for _, v := range ref.Type.Enum.Values {
			s.Values = append(s.Values, v.Value.JSON)
		}
	}
	return s
}

func (p *Planner) objectShape(m *schema.Merged, s *model.Shape) {
	for _, prop := range m.Props {
		s.Known = append(s.Known, prop.Name)
		if m.Required[prop.Name] {
			s.Required = append(s.Required, prop.Name)
		}
		if c := p.propertyConst(prop); c != nil {
			if s.Consts == nil {
				s.Consts = make(map[string]string)
			}
			s.Consts[prop.Name] = c.JSON
		}
	}
	if d := m.Schema.Discriminator(); d != "" && !slices.Contains(s.Required, d) {
		s.Required = append(s.Required, d)
	}
}

// kindsOfRef is the JSON types that values of a Go type are written as.
func kindsOfRef(r model.Ref) model.JSONKinds {
	if r.Wire == model.WireString {
		return model.JSONString
	}
	switch r.Kind {
	case model.List:
		return model.JSONArray
	case model.Map:
		return model.JSONObject
	case model.Expandable:
		return model.JSONString | model.JSONObject
	case model.Named:
		switch r.Type.Kind {
		case model.KindStruct:
			return model.JSONObject
		case model.KindNamed:
			if r.Type.Target != nil && (r.Type.Target.Kind != model.Named) {
				return kindsOfRef(*r.Type.Target)
			}
		case model.KindUnion:
			var kinds model.JSONKinds
			for _, v := range r.Type.Union.Variants {
				kinds |= v.Shape.JSON
			}
			return kinds
		case model.KindEnum:
			return kindsOfRef(model.Ref{Kind: r.Type.Enum.Base})
		}
		return model.JSONString
	}
	row, _ := r.Kind.Scalar()
	return row.JSON
}
