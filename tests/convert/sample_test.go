package convert

import (
	"encoding/json"
	"fmt"
	"math/rand/v2"

	"github.com/armsmith/armsmith/generator/model"
)

// sampler makes up JSON values of a model's types: properties that are there, absent or null,
// required or not, others that the document does not declare, and variants that it does not know.
type sampler struct{ *rand.Rand }

// deepest is where a sample ends: what is further inside is left out.
const deepest = 4

// of returns a value of a type, as package json takes it.
func (s sampler) of(t *model.Type, depth int) any {
	switch t.Kind {
	case model.KindStruct:
		return s.object(t, depth)
	case model.KindUnion:
		return s.union(t.Union, depth)
	case model.KindEnum:
		if len(t.Enum.Values) > 0 && s.IntN(5) > 0 {
			return json.RawMessage(t.Enum.Values[s.IntN(len(t.Enum.Values))].Value.JSON)
		}
		return s.scalar(t.Enum.Base, model.WireDefault)
	}
	return s.use(t.Target, depth)
}

func (s sampler) object(t *model.Type, depth int) any {
	out := map[string]any{}
	for _, f := range t.Fields {
		n := s.IntN(10)
		if f.Type.Kind == model.File || n == 0 || n < 3 && !f.Required || depth > deepest || f.Told {
			continue
		}
		at := out
		for _, outer := range f.Flatten {
			inner, ok := at[outer].(map[string]any)
			if !ok {
				inner = map[string]any{}
				at[outer] = inner
			}
			at = inner
		}
		switch {
		case f.Const != nil:
			at[f.Wire] = json.RawMessage(f.Const.JSON)
		case n == 9:
			at[f.Wire] = nil
		default:
			at[f.Wire] = s.use(&f.Type, depth+1)
		}
	}
	for n := range s.IntN(3) {
		name := fmt.Sprintf("undeclared%d", n)
		if t.Additional != nil {
			out[name] = s.use(t.Additional, depth+1)
		} else if !t.Closed {
			out[name] = map[string]any{"a": n}
		}
	}
	return out
}

func (s sampler) union(u *model.Union, depth int) any {
	if n := s.IntN(len(u.Variants) + 1); n < len(u.Variants) {
		v := u.Variants[n]
		out := s.use(&v.Type, depth)
		if object, ok := out.(map[string]any); ok && u.Discriminator != "" && len(v.Values) > 0 {
			object[u.Discriminator] = v.Values[s.IntN(len(v.Values))]
		}
		return out
	}
	if u.Discriminator == "" {
		return map[string]any{"nobody": "knows"}
	}
	return map[string]any{u.Discriminator: "nobody", "knows": true}
}

func (s sampler) use(r *model.Ref, depth int) any {
	switch {
	case r.Only != nil:
		return json.RawMessage(r.Only.JSON)
	case r.Kind == model.Named:
		return s.of(r.Type, depth)
	case r.Kind == model.Expandable:
		if depth >= deepest || s.IntN(2) == 0 {
			return fmt.Sprint("id", s.IntN(9))
		}
		return s.use(r.Elem, depth+1)
	case r.Kind == model.List:
		list := []any{}
		for range s.IntN(3) {
			if depth < deepest {
				list = append(list, s.use(r.Elem, depth+1))
			}
		}
		return list
	case r.Kind == model.Map:
		m := map[string]any{}
		for n := range s.IntN(3) {
			if depth < deepest {
				m[fmt.Sprint("key", n)] = s.use(r.Elem, depth+1)
			}
		}
		return m
	}
	return s.scalar(r.Kind, r.Wire)
}

func (s sampler) scalar(kind model.RefKind, wire model.Wire) any {
	row, _ := kind.Scalar()
	if kind == model.Any && s.IntN(2) == 0 {
		return []any{1, "two", nil}
	}
	return json.RawMessage(row.Samples[wire])
}
