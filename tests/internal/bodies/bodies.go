// Package bodies makes the JSON that the documents in specs/ imply but no page prints: values with
// every property that a schema declares, and variations of them.
//
// It reads the documents by itself, and knows nothing of armsmith's own reading of them.
package bodies

import (
	"bytes"
	"encoding/json"
	"fmt"
	"maps"
	"math/rand/v2"
	"reflect"
	"slices"
	"strconv"
	"strings"
	"testing"

	"github.com/armsmith/armsmith/specs"
	"github.com/google/go-cmp/cmp"
	"go.yaml.in/yaml/v4"
)

// Object is a JSON object.
type Object = map[string]any

// Document is one of specs/.
type Document struct {
	schemas Object
}

// Read reads a document, such as "azureml/2026-03-01".
func Read(t testing.TB, folder string) *Document {
	t.Helper()
	text, err := specs.Files.ReadFile(folder + "/openapi.yaml")
	if err != nil {
		t.Fatal(err)
	}
	var root Object
	if err := yaml.Unmarshal(text, &root); err != nil {
		t.Fatal(err)
	}
	return &Document{schemas: root["components"].(Object)["schemas"].(Object)}
}

// resolve follows references, and gathers what allOf says in one schema.
func (d *Document) resolve(s Object) (merged Object, name string) {
	if ref, ok := s["$ref"].(string); ok {
		name = ref[strings.LastIndex(ref, "/")+1:]
		merged, _ = d.resolve(d.schemas[name].(Object))
		return merged, name
	}
	merged = maps.Clone(s)
	all, _ := s["allOf"].([]any)
	for _, one := range all {
		base, baseName := d.resolve(one.(Object))
		name = baseName
		for key, v := range base {
			switch {
			case key == "required":
				own, _ := merged[key].([]any)
				merged[key] = append(slices.Clone(own), v.([]any)...)
			case key == "properties":
				own, _ := merged[key].(Object)
				merged[key] = maps.Clone(v.(Object))
				maps.Copy(merged[key].(Object), own)
			case merged[key] == nil:
				merged[key] = v
			}
		}
	}
	return merged, name
}

// Full is a value of the named schema with every property set, lists and maps of two, down to two
// levels of recursion. Of unions and enums it takes variant number n, counted round; the last one,
// after all that the document knows, is one that it does not know.
func (d *Document) Full(name string, n int) Value {
	v := Value{Free: map[string]bool{}, Unions: map[string]string{}, Secrets: map[string]bool{}, Maps: map[string]bool{}, Required: map[string]bool{}}
	f := filler{doc: d, n: n, value: &v, within: map[string]int{}}
	v.JSON = f.fill(Object{"$ref": "#/components/schemas/" + name}, "").(Object)
	return v
}

// Value is a JSON object and what its schema says of its parts, by path.
type Value struct {
	JSON     Object
	Free     map[string]bool // objects that may hold any JSON
	Maps     map[string]bool // objects whose members are values of one kind
	Required map[string]bool // what must be there
	Secrets  map[string]bool // what must not be shown

	Unions map[string]string // objects of one of several kinds, with the property that tells which
}

type filler struct {
	doc    *Document
	n      int
	value  *Value
	within map[string]int // schemas that we are in the midst of
}

func (f *filler) fill(s Object, path string) any {
	schema, name := f.doc.resolve(s)
	if name != "" {
		f.within[name]++
		defer func() { f.within[name]-- }()
	}
	if disc, ok := schema["discriminator"].(Object); ok && !isVariant(disc, name) {
		return f.union(disc, path)
	}
	switch schema["type"] {
	case "object":
		return f.object(schema, path)
	case "array":
		items := schema["items"].(Object)
		list := []any{}
		if _, of := f.doc.resolve(items); f.within[of] < 2 {
			list = append(list, f.fill(items, path+"[0]"), f.fill(items, path+"[1]"))
		}
		return list
	case "integer":
		if schema["format"] == "int64" {
			return json.Number("9223372036854775807")
		}
		return json.Number("-2147483648")
	case "number":
		return json.Number("0.5")
	case "boolean":
		return f.n%2 == 0
	case "string":
		if schema["format"] == "password" {
			f.value.Secrets[path] = true
		}
		return f.text(schema)
	default:
		panic(fmt.Sprintf("%s: a schema of type %v, which this package does not know", path, schema["type"]))
	}
}

// isVariant reports whether the named schema, which has the discriminator from its base, is one of
// those that it leads to.
func isVariant(disc Object, name string) bool {
	for _, ref := range disc["mapping"].(Object) {
		if strings.HasSuffix(ref.(string), "/"+name) {
			return true
		}
	}
	return false
}

// union is variant n, or an unknown one, with its discriminator and properties.
func (f *filler) union(disc Object, path string) any {
	mapping, property := disc["mapping"].(Object), disc["propertyName"].(string)
	values := slices.Sorted(maps.Keys(mapping))
	f.value.Unions[path] = property
	i := f.n % (len(values) + 1)
	if i == len(values) {
		f.value.Free[path] = true
		return Object{property: "NewerThanWe", "nested": Object{"list": []any{nil, json.Number("1e400"), Object{}}}, "text": "kept"}
	}
	variant := f.fill(Object{"$ref": mapping[values[i]]}, path).(Object)
	variant[property] = values[i]
	f.value.Required[path+"."+property] = true
	return variant
}

func (f *filler) object(schema Object, path string) any {
	out := Object{}
	properties, _ := schema["properties"].(Object)
	for name, sub := range properties {
		out[name] = f.fill(sub.(Object), join(path, name))
	}
	required, _ := schema["required"].([]any)
	for _, name := range required {
		f.value.Required[join(path, name.(string))] = true
	}
	switch of := schema["additionalProperties"].(type) {
	case Object:
		f.value.Maps[path] = true
		for _, key := range []string{"k", "key with ünïcode"} {
			out[key] = f.fill(of, join(path, key))
		}
	case bool:
		f.value.Free[path] = true
		out["any"] = []any{json.Number("1"), "two", nil, Object{"three": true}}
		out["null"] = nil
	}
	return out
}

func (f *filler) text(schema Object) string {
	if values, ok := schema["enum"].([]any); ok {
		if i := f.n % (len(values) + 1); i < len(values) {
			return values[i].(string)
		}
		return "newer than we"
	}
	switch schema["format"] {
	case "date-time":
		return "2025-09-06T06:59:15.1161429Z"
	case "duration":
		return "P10675199DT2H48M5.4775807S"
	case "int64":
		return "9223372036854775807"
	case "uuid":
		return "00000000-1111-2222-3333-444444444444"
	case "uri":
		return "https://example.com/a?b=%20&c=d"
	}
	return "text with \"quotes\", \\, \u0001, é and 🙂"
}

// join is the path of a member, as errors of armsmith write it.
func join(path, name string) string {
	switch {
	case strings.ContainsFunc(name, func(r rune) bool { return r > '~' || r <= ' ' }):
		return path + "[" + strconv.Quote(name) + "]"
	case path == "":
		return name
	}
	return path + "." + name
}

// Parse reads JSON, keeping numbers as they are written.
func Parse(t testing.TB, text []byte) any {
	t.Helper()
	dec := json.NewDecoder(bytes.NewReader(text))
	dec.UseNumber()
	var v any
	if err := dec.Decode(&v); err != nil {
		t.Fatalf("not JSON: %v\n%.400s", err, text)
	}
	return v
}

// Text writes JSON.
func Text(t testing.TB, v any) []byte {
	t.Helper()
	text, err := json.Marshal(v)
	if err != nil {
		t.Fatal(err)
	}
	return text
}

// Equal fails unless both texts are the same JSON: same members, same numbers to the digit, null
// and absent told apart.
func Equal(t testing.TB, why string, want, got []byte) {
	t.Helper()
	w, g := Parse(t, want), Parse(t, got)
	if !reflect.DeepEqual(w, g) { // which is much faster than to look for a difference
		t.Errorf("%s: sent (-) and got back (+) differ:\n%s", why, cmp.Diff(w, g))
	}
}

// Shuffled writes JSON with the members of its objects in an order that chance decides.
func Shuffled(t testing.TB, v any, chance *rand.Rand) []byte {
	t.Helper()
	var out bytes.Buffer
	list := func(open, end byte, n int, element func(int)) {
		out.WriteByte(open)
		for i := range n {
			if i > 0 {
				out.WriteByte(',')
			}
			element(i)
		}
		out.WriteByte(end)
	}
	switch v := v.(type) {
	case Object:
		names := slices.Sorted(maps.Keys(v))
		chance.Shuffle(len(names), func(i, j int) { names[i], names[j] = names[j], names[i] })
		list('{', '}', len(names), func(i int) {
			out.Write(Text(t, names[i]))
			out.WriteByte(':')
			out.Write(Shuffled(t, v[names[i]], chance))
		})
	case []any:
		list('[', ']', len(v), func(i int) { out.Write(Shuffled(t, v[i], chance)) })
	default:
		out.Write(Text(t, v))
	}
	return out.Bytes()
}

// Place is a value within a JSON value, and how to put another in its place.
type Place struct {
	Path  string // as errors of armsmith name it: value[3].properties.retrySettings
	Value any
	Set   func(any)
	Drop  func() // leaves it out; Set puts it back. Nil for elements of lists.
}

// Places lists everything within v, the outer before the inner.
func Places(v any) []Place { return places(nil, v, "") }

func places(out []Place, v any, path string) []Place {
	switch v := v.(type) {
	case Object:
		for _, name := range slices.Sorted(maps.Keys(v)) {
			p := join(path, name)
			out = append(out, Place{p, v[name], func(n any) { v[name] = n }, func() { delete(v, name) }})
			out = places(out, v[name], p)
		}
	case []any:
		for i := range v {
			p := fmt.Sprintf("%s[%d]", path, i)
			out = append(out, Place{p, v[i], func(n any) { v[i] = n }, nil})
			out = places(out, v[i], p)
		}
	}
	return out
}
