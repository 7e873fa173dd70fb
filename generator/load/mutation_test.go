package load_test

import (
	"context"
	"encoding/json"
	"math/rand/v2"
	"reflect"
	"slices"
	"strings"
	"testing"
	"testing/fstest"

	"github.com/getkin/kin-openapi/openapi3"
	"go.yaml.in/yaml/v4"

	"github.com/armsmith/armsmith/generator/judge"
	"github.com/armsmith/armsmith/generator/load"
)

// mutationBases are documents with a bit of everything, to be broken at random.
var mutationBases = []string{`
openapi: 3.1.0
info: {title: t, version: '1'}
servers: [{url: "https://{h}", variables: {h: {default: x, enum: [x]}}}]
paths:
  /a/{id}:
    parameters: [{$ref: "#/components/parameters/P"}]
    get: {operationId: g, tags: [t], parameters: [{name: q, in: query, style: form, explode: true, schema: {type: array, items: {$ref: "#/components/schemas/A"}}}], responses: {'200': {$ref: "#/components/responses/R"}, default: {description: d, headers: {H: {$ref: "#/components/headers/H"}}, links: {l: {$ref: "#/components/links/L"}}}}, callbacks: {c: {"{$url}": {$ref: "#/paths/~1b"}}}}
    put: {requestBody: {$ref: "#/components/requestBodies/B"}, responses: {'201': {description: n, content: {application/json: {schema: {$ref: "#/components/schemas/U", description: s}, encoding: {a: {headers: {X: {schema: {}}}}}}}}}, security: [{s: []}]}
  /b: {$ref: "b.yaml#/item"}
webhooks: {w: {post: {responses: {}}}}
x-ms-paths: {"/a?x": {delete: {responses: {}, x-ms-odata: "#/components/schemas/A"}}}
components:
  schemas:
    A: {type: object, required: [k], properties: {k: {type: string}, n: {$ref: "#/components/schemas/A/properties/k"}, d: {$ref: "b.yaml#/S"}}, discriminator: {propertyName: k, mapping: {b: B}}, additionalProperties: {$ref: "#/components/schemas/B"}}
    B: {allOf: [{$ref: "#/components/schemas/A"}, {properties: {z: {type: [integer, "null"], exclusiveMinimum: 1}}}], $defs: {D: {$anchor: d}}}
    U: {oneOf: [{$ref: "#/components/schemas/A"}, {$ref: "#/components/schemas/B"}, {$ref: "#d"}], discriminator: {propertyName: k}, not: false}
  parameters: {P: {name: id, in: path, required: true, schema: {type: string}}, Q: {$ref: "b.yaml#/p"}}
  responses: {R: {description: r, content: {text/plain: {schema: {type: string}, examples: {e: {$ref: "#/x"}}}}}}
  requestBodies: {B: {required: true, content: {application/json: {schema: {$ref: "#/components/schemas/A"}}}}}
  headers: {H: {schema: {type: integer}}}
  links: {L: {operationId: g, parameters: {a: 1}, server: {url: /}}}
  securitySchemes: {s: {type: oauth2, flows: {implicit: {authorizationUrl: u, scopes: {a: b}}}}}
  callbacks: {C: {x: {get: {responses: {}}}}}
  pathItems: {I: {get: {responses: {}}}}
`, `
swagger: '2.0'
info: {title: t, version: '1'}
host: h
basePath: /b
schemes: [http, https]
consumes: [application/json]
produces: [application/json, text/plain]
paths:
  /a/{id}:
    parameters: [{$ref: "#/parameters/P"}, {name: f, in: formData, type: file}]
    get: {parameters: [{name: q, in: query, type: array, items: {type: array, items: {type: string}, collectionFormat: tsv}, collectionFormat: multi}], responses: {'200': {$ref: "#/responses/R"}, default: {description: d, schema: {$ref: "#/definitions/A", readOnly: true}, headers: {H: {type: array, items: {type: string}}}}}, schemes: [https]}
    put: {produces: [a/b], parameters: [{$ref: "#/parameters/B"}, {$ref: "b.yaml#/p"}], responses: {'200': {$ref: "#/responses/R"}, '204': {description: n}}, x-ms-long-running-operation-options: {final-state-schema: "#/definitions/A"}}
x-ms-paths: {"/a?x": {delete: {responses: {}}}}
x-ms-parameterized-host: {hostTemplate: "{a}.{b}", parameters: [{$ref: "#/parameters/P"}, {name: b, in: path, type: string, enum: [x]}]}
parameters: {P: {name: id, in: path, required: true, type: string}, B: {name: b, in: body, schema: {$ref: "#/definitions/B"}}}
responses: {R: {description: r, schema: {type: file}, examples: {text/plain: x}}}
definitions:
  A: {discriminator: k, required: [k], properties: {k: {type: string, x-nullable: true}, d: {$ref: "b.yaml#/S"}}}
  B: {allOf: [{$ref: "#/definitions/A"}], x-ms-discriminator-value: b, additionalProperties: {properties: {a: {$ref: "#/definitions/A"}}}}
securityDefinitions: {s: {type: oauth2, flow: accessCode, authorizationUrl: a, tokenUrl: t, scopes: {x: y}}, b: {type: basic}}
security: [{s: [x]}]
`}

const mutationOther = `
S: {type: object, properties: {s: {$ref: "#/S"}, root: {$ref: "openapi.json#/info"}}}
p: {name: o, in: query, type: string}
item: {get: {responses: {'200': {description: x, schema: {$ref: "#/S"}}}}}
`

// Documents broken in a few places at random must load as Load promises, or be refused with an
// error.
func TestMutations(t *testing.T) {
	rounds := 500
	if testing.Short() {
		rounds = 100
	}
	for round := range rounds {
		r := rand.New(rand.NewPCG(uint64(round), 1))
		var v any
		if err := yaml.Unmarshal([]byte(mutationBases[round%len(mutationBases)]), &v); err != nil {
			t.Fatal(err)
		}
		m := &mutator{r: r, refs: []string{"#", "#/", "b.yaml", "openapi.json", "#/components/schemas/A/properties"}}
		m.collect(v)
		for range 1 + r.IntN(6) {
			m.mutate()
		}
		text, err := json.Marshal(v)
		if err != nil {
			t.Fatal(err)
		}
		fsys := fstest.MapFS{"openapi.json": {Data: text}, "b.yaml": {Data: []byte(mutationOther)}}
		doc, findings := load.Load(context.Background(), "openapi.json", load.Options{FS: fsys})
		if acceptable(t, doc, findings); t.Failed() {
			t.Fatalf("round %d: %s", round, text)
		}
		if doc != nil {
			if again, _ := load.Load(context.Background(), "openapi.json", load.Options{FS: fsys}); compact(again.Root) != compact(doc.Root) {
				t.Fatalf("round %d: two runs differ: %s", round, text)
			}
			api := judge.Document(doc)
			for _, path := range api.Paths.Map() {
				soundReferences(t, reflect.ValueOf(path), doc, map[any]bool{})
			}
			soundReferences(t, reflect.ValueOf(api), doc, map[any]bool{})
		}
	}
}

// soundReferences fails the test unless every reference in the typed document is one to a component
// that is there, and has that component's value.
func soundReferences(t *testing.T, v reflect.Value, doc *load.Document, seen map[any]bool) {
	switch v.Kind() {
	case reflect.Pointer:
		if v.IsNil() || seen[v.Interface()] {
			return
		}
		seen[v.Interface()] = true
		soundReferences(t, v.Elem(), doc, seen)
	case reflect.Struct:
		if ref, value := v.FieldByName("Ref"), v.FieldByName("Value"); ref.IsValid() && value.IsValid() && ref.String() != "" && v.Type() != reflect.TypeFor[openapi3.MappingRef]() {
			pointer, ok := strings.CutPrefix(ref.String(), "#")
			if !ok || strings.Count(pointer, "/") != 3 || doc.Node(pointer) == nil || value.IsNil() {
				t.Errorf("$ref %q is not one to a component", ref)
			}
		}
		for i := range v.NumField() {
			if v.Type().Field(i).IsExported() {
				soundReferences(t, v.Field(i), doc, seen)
			}
		}
	case reflect.Slice:
		for i := range v.Len() {
			soundReferences(t, v.Index(i), doc, seen)
		}
	case reflect.Map:
		for _, key := range v.MapKeys() {
			soundReferences(t, v.MapIndex(key), doc, seen)
		}
	}
}

// mutator breaks a document decoded from JSON in place.
type mutator struct {
	r      *rand.Rand
	maps   []map[string]any
	lists  [][]any
	values []any
	refs   []string
}

func (m *mutator) collect(v any) {
	m.values = append(m.values, v)
	switch v := v.(type) {
	case map[string]any:
		m.maps = append(m.maps, v)
		for _, key := range keysOf(v) {
			m.refs = append(m.refs, "#/"+key)
			m.collect(v[key])
		}
	case []any:
		m.lists = append(m.lists, v)
		for _, item := range v {
			m.collect(item)
		}
	case string:
		if strings.Contains(v, "#") {
			m.refs = append(m.refs, v)
		}
	}
}

func keysOf(v map[string]any) []string {
	var keys []string
	for key := range v {
		keys = append(keys, key)
	}
	slices.Sort(keys)
	return keys
}

func (m *mutator) mutate() {
	owner := m.maps[m.r.IntN(len(m.maps))]
	keys := keysOf(owner)
	if len(keys) == 0 {
		return
	}
	key := keys[m.r.IntN(len(keys))]
	switch m.r.IntN(6) {
	case 0:
		delete(owner, key)
	case 1:
		owner[key] = m.scalar()
	case 2:
		owner[key] = []any{owner[key]}
	case 3:
		owner["$ref"] = m.refs[m.r.IntN(len(m.refs))]
	case 4:
		owner[key] = map[string]any{"$ref": m.refs[m.r.IntN(len(m.refs))]}
	case 5:
		// a copy: no cycles
		if text, err := json.Marshal(m.values[m.r.IntN(len(m.values))]); err == nil {
			var v any
			_ = json.Unmarshal(text, &v)
			owner[key] = v
		}
	}
}

func (m *mutator) scalar() any {
	return []any{nil, true, false, 0, -1.5, 1e300, "", "text", "x-y", []any{}, map[string]any{}, "#/definitions/A", "b.yaml"}[m.r.IntN(13)]
}
