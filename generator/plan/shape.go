package plan

import (
	"slices"

	"github.com/armsmith/armsmith/generator/model"
)

// shape is what tells values of a schema from others when nothing names them.
func (b *builder) shape(m *merged, ref model.Ref) model.Shape {
	s := model.Shape{JSON: m.kinds &^ model.JSONNull}
	if s.JSON == 0 {
		s.JSON = kindsOfRef(ref)
	}
	switch {
	case s.JSON == model.JSONObject:
		b.objectShape(m, &s)
	case s.JSON == model.JSONString:
		s.Format = m.format
	}
	if ref.Kind == model.Named && ref.Type.Kind == model.KindEnum && ref.Type.Enum != nil {
		for _, v := range ref.Type.Enum.Values {
			s.Values = append(s.Values, v.Value.JSON)
		}
	}
	return s
}

func (b *builder) objectShape(m *merged, s *model.Shape) {
	for _, p := range m.props {
		s.Known = append(s.Known, p.name)
		if m.required[p.name] {
			s.Required = append(s.Required, p.name)
		}
		if c := b.constIn(p.defs[len(p.defs)-1]); c != nil {
			if s.Consts == nil {
				s.Consts = make(map[string]string)
			}
			s.Consts[p.name] = c.JSON
		}
	}
	if d := discriminator(m.schema); d != "" && !slices.Contains(s.Required, d) {
		s.Required = append(s.Required, d)
	}
}

// kindsOfRef is the JSON types that values of a Go type are written as.
func kindsOfRef(r model.Ref) model.JSONKinds {
	if r.Wire == model.WireString {
		return model.JSONString
	}
	switch r.Kind {
	case model.Bool:
		return model.JSONBool
	case model.Int32, model.Int64, model.Uint64:
		return model.JSONInteger
	case model.Float64, model.Number:
		return model.JSONNumber | model.JSONInteger
	case model.List:
		return model.JSONArray
	case model.Map:
		return model.JSONObject
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
	}
	return model.JSONString
}
