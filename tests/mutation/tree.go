package mutation

import (
	"encoding/json"
	"maps"
	"math/rand/v2"
	"slices"
	"strings"
)

// tree is a document under change: its parts by what they are, as far as their place tells.
type tree struct {
	r    *rand.Rand
	root map[string]any

	schemas    []slot // wherever a schema stands
	properties []map[string]any
	operations []map[string]any
	items      []map[string]any // path items
	params     []map[string]any
	responses  []map[string]any
	contents   []map[string]any // media types of a body, OpenAPI 3
	lists      []slot           // of any kind
	maps       []map[string]any // of any kind
	named      map[string]any   // components/schemas or definitions
	namedAt    string           // the pointer of named
	swagger    bool
}

// slot is a place that holds a value.
type slot struct {
	get func() any
	set func(any)
}

func (s slot) schema() map[string]any { m, _ := s.get().(map[string]any); return m }

var methods = []string{"get", "put", "post", "delete", "patch", "head", "options"}

// index finds the parts of a document. It is made anew for each mutation, because each may move
// them.
func index(root map[string]any, r *rand.Rand) *tree {
	t := &tree{r: r, root: root}
	t.swagger = root["swagger"] != nil
	if t.swagger {
		t.named, t.namedAt = child(root, "definitions"), "#/definitions/"
	} else {
		t.named, t.namedAt = child(child(root, "components"), "schemas"), "#/components/schemas/"
	}
	t.walk(root, "", "", 0)
	return t
}

// child returns the map that a member holds, and puts one there when there is none.
func child(m map[string]any, name string) map[string]any {
	c, ok := m[name].(map[string]any)
	if !ok {
		c = map[string]any{}
		m[name] = c
	}
	return c
}

func sortedKeys(m map[string]any) []string { return slices.Sorted(maps.Keys(m)) }

// walk sorts the parts below v, which stands under key in what stands under parent.
func (t *tree) walk(v any, parent, key string, depth int) {
	if depth > 60 {
		return
	}
	switch v := v.(type) {
	case map[string]any:
		t.maps = append(t.maps, v)
		t.sort(v, parent, key)
		for _, k := range sortedKeys(v) {
			s := slot{func() any { return v[k] }, func(x any) { v[k] = x }}
			t.slot(s, key, k)
			t.walk(v[k], key, k, depth+1)
		}
	case []any:
		for i := range v {
			s := slot{func() any { return v[i] }, func(x any) { v[i] = x }}
			t.slot(s, key, "0")
			t.walk(v[i], key, "0", depth+1)
		}
	}
}

func (t *tree) sort(v map[string]any, parent, key string) {
	switch {
	case key == "properties":
		t.properties = append(t.properties, v)
	case key == "content":
		t.contents = append(t.contents, v)
	case slices.Contains(methods, key) && v["responses"] != nil:
		t.operations = append(t.operations, v)
	case parent == "paths" || parent == "x-ms-paths":
		t.items = append(t.items, v)
	case parent == "responses":
		t.responses = append(t.responses, v)
	case v["in"] != nil && v["name"] != nil:
		t.params = append(t.params, v)
	}
}

func (t *tree) slot(s slot, parent, key string) {
	if _, ok := s.get().([]any); ok {
		t.lists = append(t.lists, s)
	}
	if s.schema() == nil {
		return
	}
	switch parent {
	case "schemas", "definitions", "properties", "patternProperties", "$defs", "allOf", "oneOf", "anyOf", "prefixItems":
		t.schemas = append(t.schemas, s)
		return
	}
	switch key {
	case "schema", "items", "additionalProperties", "not":
		t.schemas = append(t.schemas, s)
	}
}

// pick returns one of a list at random; the zero value of an empty one.
func pick[T any](r *rand.Rand, list []T) T {
	if len(list) == 0 {
		var none T
		return none
	}
	return list[r.IntN(len(list))]
}

// key returns the name of a member at random, "" when there is none.
func (t *tree) key(m map[string]any) string { return pick(t.r, sortedKeys(m)) }

// clone copies a value whole.
func clone(v any) any {
	switch v := v.(type) {
	case map[string]any:
		m := make(map[string]any, len(v))
		for k, x := range v {
			m[k] = clone(x)
		}
		return m
	case []any:
		l := make([]any, len(v))
		for i, x := range v {
			l[i] = clone(x)
		}
		return l
	}
	return v
}

// obj makes a map from JSON text, for the mutations to write what they put in as a document would.
func obj(text string) map[string]any {
	var m map[string]any
	d := json.NewDecoder(strings.NewReader(text))
	d.UseNumber()
	if err := d.Decode(&m); err != nil {
		panic("mutation: " + err.Error() + ": " + text)
	}
	return m
}
