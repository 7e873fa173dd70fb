package mock

import (
	"encoding/json"
	"fmt"
	"maps"
	"slices"
	"strconv"
	"strings"

	"github.com/getkin/kin-openapi/openapi3"
)

// identifying are the names of members that tell things apart.
var identifying = []string{"id", "name", "key", "uuid", "guid", "slug", "code", "number"}

// varied returns the n-th thing like the one given, with identifiers of its own as far as its
// schema allows them. What the path also leads to becomes another value, too.
func (s *service) varied(v any, schema schemaRef, n int, also []string) any {
	object, is := v.(map[string]any)
	if !is {
		return s.another(v, schema, n)
	}
	out := maps.Clone(object)
	names := slices.DeleteFunc(slices.Sorted(maps.Keys(object)), func(name string) bool { return !identifies(name) })
	if len(also) == 1 && !slices.Contains(names, also[0]) {
		names = append(names, also[0])
	}
	for _, name := range names {
		out[name] = s.another(object[name], property(schema, name), n)
	}
	if len(also) > 1 {
		inner, _ := valueAt(object, also)
		return s.put(out, schema, also, s.another(inner, schemaAt(schema, also), n))
	}
	return out
}

// identifies reports whether a member tells things apart by its name.
func identifies(name string) bool {
	return slices.Contains(identifying, strings.ToLower(name))
}

// another returns the n-th other scalar of a schema; v itself where there is none.
func (s *service) another(v any, schema schemaRef, n int) any {
	var tries []any
	switch v := v.(type) {
	case string:
		if !formatted(schema) {
			end := "-" + strconv.Itoa(n)
			runes := []rune(v)
			tries = append(tries, v+end, string(runes[:max(len(runes)-len(end), 0)])+end) // which is no longer
		}
	case json.Number:
		if i, err := strconv.ParseInt(v.String(), 10, 64); err == nil && i < 1<<53 {
			tries = append(tries, number(int(i)+(n-1)*1000), number(int(i)+n-1))
		}
	case float64: // of an example that a schema has
		tries = append(tries, v+float64(n-1)*1000, v+float64(n-1))
	default:
		return v
	}
	m := s.maker
	m.NoExamples = true
	for i := range 3 {
		if made, ok := m.Value(schema, fmt.Sprintf("another %v %d %d", v, n, i)); ok {
			tries = append(tries, made)
		}
	}
	for _, other := range tries {
		if scalar(other) != scalar(v) && (schema == nil || schema.Value == nil || s.allows(schema.Value, plain(other))) {
			return other
		}
	}
	return v
}

// formatted reports whether the texts of a schema have a format that not every text has.
func formatted(schema schemaRef) bool {
	return slices.ContainsFunc(parts(schema), func(s *openapi3.Schema) bool { return s.Format != "" && s.Format != "arm-id" })
}

// plain returns a scalar as kin-openapi wants it, with numbers as floats.
func plain(v any) any {
	if n, is := v.(json.Number); is {
		if f, err := n.Float64(); err == nil {
			return f
		}
	}
	return v
}
