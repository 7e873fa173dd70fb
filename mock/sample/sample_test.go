package sample_test

import (
	"context"
	"encoding/json"
	"fmt"
	"maps"
	"regexp"
	"slices"
	"testing"
	"testing/fstest"

	"github.com/getkin/kin-openapi/openapi3"

	"github.com/armsmith/armsmith/generator/judge"
	"github.com/armsmith/armsmith/generator/load"
	"github.com/armsmith/armsmith/mock/sample"
)

const document = `openapi: 3.0.3
info: {title: t, version: '1'}
paths: {}
components:
  schemas:
    Text: {type: string, minLength: 20, maxLength: 30}
    Short: {type: string, maxLength: 3}
    Code: {type: string, pattern: '^[A-Z]{3}-\d{2}$'}
    Moment: {type: string, format: date-time}
    Dated: {type: string, format: date-time, pattern: '^\d{4}-\d{2}-\d{2}(T\d{2}:\d{2}:\d{2}Z)?$'}
    Coded: {type: string, format: uuid, pattern: '^x+$'}
    ID: {type: string, format: uuid}
    Whole: {type: integer, minimum: 7, maximum: 8, exclusiveMinimum: true}
    Even: {type: integer, multipleOf: 2, minimum: 101}
    Part: {type: number, minimum: 0, maximum: 0.3, exclusiveMinimum: true, exclusiveMaximum: true}
    Colour: {type: string, enum: [red, green, blue]}
    Tags: {type: array, minItems: 3, uniqueItems: true, items: {type: integer}}
    Pet:
      type: object
      required: [kind, name]
      properties: {kind: {type: string}, name: {type: string}, secret: {type: string, writeOnly: true}, id: {type: integer, readOnly: true}}
      discriminator: {propertyName: kind, mapping: {cat: '#/components/schemas/Cat'}}
    Cat: {allOf: [{$ref: '#/components/schemas/Pet'}, {type: object, required: [lives], properties: {lives: {type: integer, maximum: 9, minimum: 1}}}]}
    Shape:
      oneOf: [{$ref: '#/components/schemas/Circle'}, {$ref: '#/components/schemas/Square'}]
      discriminator: {propertyName: shape}
    Circle: {type: object, required: [shape, radius], properties: {shape: {type: string}, radius: {type: number}}}
    Square: {type: object, required: [shape, side], properties: {shape: {type: string}, side: {type: number}}}
    Tree: {type: object, required: [name], properties: {name: {type: string}, left: {$ref: '#/components/schemas/Tree'}, all: {type: array, items: {$ref: '#/components/schemas/Tree'}}}}
    Dictionary: {type: object, minProperties: 2, additionalProperties: {type: integer}}
    Fish: {type: object, required: [kind], properties: {kind: {const: FISH}, fins: {type: integer}}}
    Bird: {type: object, required: [kind], properties: {kind: {type: string, enum: [BIRD]}, wings: {type: integer}}}
    Animal: {oneOf: [{$ref: '#/components/schemas/Fish'}, {$ref: '#/components/schemas/Bird'}], discriminator: {propertyName: kind}}
    Closed: {additionalProperties: false}
    Named: {type: object, propertyNames: {type: string, pattern: '^[a-z]-[0-9]$'}, additionalProperties: {type: integer}}
    Both: {allOf: [{type: string, enum: [a, b, c]}, {enum: [d, c]}]}
    Told: {type: object, properties: {type: {type: string, enum: [one]}, a: {type: integer}}}
    Deep: {type: object, required: [in], properties: {in: {type: object, required: [in], properties: {in: {type: object, required: [in], properties: {in: {type: object, required: [in], properties: {in: {type: object, required: [in], properties: {in: {oneOf: [{$ref: '#/components/schemas/Told'}, {type: object, properties: {type: {type: string, enum: [two]}}}]}}}}}}}}}}}
    Shown: {type: string, example: as written}
    Wrong: {type: integer, example: not a number}
`

func read(t testing.TB, text string) *openapi3.T {
	t.Helper()
	doc, found := load.Load(context.Background(), "openapi.yaml", load.Options{FS: fstest.MapFS{"openapi.yaml": {Data: []byte(text)}}})
	if doc == nil {
		t.Fatal(found)
	}
	return judge.Document(doc)
}

func allows(s *openapi3.Schema, v any) bool { return s.VisitJSON(v, openapi3.VisitAsResponse()) == nil }

// What is made up is what the schema allows, whatever the seed, and the same seed gives the same.
func TestValues(t *testing.T) {
	doc := read(t, document)
	for seed := range uint64(30) {
		m := sample.NewMaker(doc, allows)
		m.Seed = seed
		for _, name := range slices.Sorted(maps.Keys(doc.Components.Schemas)) {
			ref := doc.Components.Schemas[name]
			v, ok := m.Value(ref, name)
			if !ok {
				t.Errorf("%s: no value", name)
				continue
			}
			if err := ref.Value.VisitJSON(v, openapi3.VisitAsResponse()); err != nil {
				t.Errorf("seed %d, %s: %v: %v", seed, name, v, err)
			}
			if again, _ := m.Value(ref, name); text(t, again) != text(t, v) {
				t.Errorf("%s: %v, then %v", name, v, again)
			}
		}
	}
}

func TestChoices(t *testing.T) {
	doc := read(t, document)
	m := sample.NewMaker(doc, allows)
	value := func(m sample.Maker, name string) any {
		v, _ := m.Value(doc.Components.Schemas[name], name)
		return v
	}
	if got := value(m, "Shown"); got != "as written" {
		t.Errorf("the example is %v", got)
	}
	if pet := value(m, "Pet").(map[string]any); pet["kind"] != "cat" || pet["lives"] == nil || pet["id"] == nil || pet["secret"] != nil {
		t.Errorf("the pet is %v", pet)
	}
	m.Request, m.NoExamples = true, true
	if pet := value(m, "Cat").(map[string]any); pet["id"] != nil || pet["secret"] == nil {
		t.Errorf("the pet that is sent is %v", pet)
	}
	if got := value(m, "Shown"); got == "as written" {
		t.Error("the example is used")
	}
	if got := text(t, value(m, "Closed")); got != "{}" {
		t.Errorf("an object without members is %s", got)
	}
	for name := range value(m, "Named").(map[string]any) {
		if !regexp.MustCompile(`^[a-z]-[0-9]$`).MatchString(name) {
			t.Errorf("a member is called %q", name)
		}
	}
	if kind := value(m, "Animal").(map[string]any)["kind"]; kind != "FISH" && kind != "BIRD" {
		t.Errorf("the animal is a %v", kind)
	}
	seen := map[string]bool{}
	for m.Seed = range 40 {
		seen[fmt.Sprint(value(m, "Shape").(map[string]any)["shape"])] = true
		seen[fmt.Sprint(value(m, "Colour"))] = true
	}
	if want := []string{"Circle", "Square", "blue", "green", "red"}; !slices.Equal(slices.Sorted(maps.Keys(seen)), want) {
		t.Errorf("40 seeds give %v, want %v", seen, want)
	}
}

// A schema of which no value ends has none.
func TestEndless(t *testing.T) {
	doc := read(t, `openapi: 3.0.3
info: {title: t, version: '1'}
paths: {}
components:
  schemas:
    Node: {type: object, required: [next], properties: {next: {$ref: '#/components/schemas/Node'}}}
    Self: {allOf: [{$ref: '#/components/schemas/Self'}]}
`)
	m := sample.NewMaker(doc, nil)
	if v, ok := m.Value(doc.Components.Schemas["Node"], ""); ok {
		t.Errorf("there is %v", v)
	}
	m.Value(doc.Components.Schemas["Self"], "") // comes to an end
}

func text(t *testing.T, v any) string {
	t.Helper()
	data, err := json.Marshal(v)
	if err != nil {
		t.Fatal(err)
	}
	return string(data)
}
