package example

import (
	"encoding/json"
	"strings"

	"github.com/armsmith/armsmith/generator/model"
)

// deepest is how many objects deep values are made up.
const deepest = 8

// madeUp makes up a value to be sent, as JSON, with no more in it than must be there. A text is
// what the document calls the value. It returns nil for what cannot be made up: a type that is not
// generated, and an object that needs itself.
func madeUp(name string, ref *model.Ref, checks *model.Checks, depth int) any {
	switch {
	case depth > deepest:
		return nil
	case ref.Only != nil:
		return parsed(ref.Only.JSON)
	}
	if ref.Checks != nil {
		checks = ref.Checks
	}
	switch ref.Kind {
	case model.List:
		return madeUpList(name, ref.Elem, checks, depth)
	case model.Map:
		return map[string]any{}
	case model.Expandable:
		return name
	case model.Named:
		return madeUpNamed(name, ref.Type, checks, depth+1)
	case model.Foreign:
		return nil
	case model.String:
		return madeUpText(name, checks)
	}
	row, _ := ref.Kind.Scalar()
	v := parsed(row.Samples[ref.Wire])
	if n, ok := v.(json.Number); ok && checks != nil && !fits(checks, n) {
		for _, bound := range []string{checks.Minimum, checks.Maximum, checks.MultipleOf, "1"} {
			if n = json.Number(bound); bound != "" && fitsNumber(checks, n) {
				return n
			}
		}
	}
	return v
}

// madeUpList makes a list of as many elements as there must be, at least one where there can be.
func madeUpList(name string, of *model.Ref, checks *model.Checks, depth int) any {
	n := int64(1)
	if checks != nil && checks.MinItems != nil {
		n = max(n, min(*checks.MinItems, 3))
	}
	list := []any{}
	for range n {
		elem := madeUp(strings.TrimSuffix(name, "s"), of, nil, depth)
		if elem == nil {
			return list
		}
		list = append(list, elem)
	}
	return list
}

func madeUpNamed(name string, t *model.Type, checks *model.Checks, depth int) any {
	switch t.Kind {
	case model.KindStruct:
		return madeUpObject(t, depth)
	case model.KindUnion:
		return madeUpVariant(name, t.Original().Union, depth)
	case model.KindEnum:
		if len(t.Enum.Values) == 0 {
			return nil
		}
		return parsed(t.Enum.Values[0].Value.JSON)
	}
	return madeUp(name, t.Target, checks, depth)
}

func madeUpObject(t *model.Type, depth int) any {
	object := map[string]any{}
	for _, f := range t.Fields {
		if !f.Required || f.ReadOnly || f.Told {
			continue
		}
		v := madeUp(f.Wire, &f.Type, &f.Checks, depth)
		if f.Const != nil {
			v = parsed(f.Const.JSON)
		}
		if v == nil {
			return nil
		}
		put(object, f, v)
	}
	return object
}

// put sets a property, in the objects that it is flattened out of.
func put(object map[string]any, f *model.Field, v any) {
	for _, name := range f.Flatten {
		inner, ok := object[name].(map[string]any)
		if !ok {
			inner = map[string]any{}
			object[name] = inner
		}
		object = inner
	}
	object[f.Wire] = v
}

// madeUpVariant makes the first variant that can be made, and says which it is where there is a
// discriminator.
func madeUpVariant(name string, u *model.Union, depth int) any {
	for _, variant := range u.Variants {
		v := madeUp(name, &variant.Type, nil, depth)
		if v == nil {
			continue
		}
		if u.Discriminator == "" {
			if fitsShape(&variant.Shape, v) {
				return v
			}
			continue
		}
		if object, ok := v.(map[string]any); ok && len(variant.Values) > 0 {
			object[u.Discriminator] = variant.Values[0]
			return object
		}
	}
	return nil
}

// texts are tried where a name is not what a pattern or a length asks for.
var texts = []string{"name", "abc", "ABC", "a", "1", "123", "12345678", "a1b2c3d4", "1.0", "en-US", "2026-03-01", "2026-03-01T10:11:12Z",
	"00000000-0000-0000-0000-000000000000", "name@example.com", "https://example.com/", "/name"}

func madeUpText(name string, checks *model.Checks) any {
	if checks == nil || fitsText(checks, name) {
		return name
	}
	for _, text := range texts {
		if fitsText(checks, text) {
			return text
		}
	}
	return name // which the reader will change
}
