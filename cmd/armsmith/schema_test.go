package main

import (
	"encoding/json"
	"fmt"
	"os"
	"regexp"
	"slices"
	"strings"
	"testing"

	"github.com/santhosh-tekuri/jsonschema/v6"
	"go.yaml.in/yaml/v4"

	"github.com/armsmith/armsmith/generator/english"
)

// object is what the test looks at in a schema.
type object struct {
	Properties map[string]object
	Items      *object
	AnyOf      []object
	Ref        string `json:"$ref"`
	// whether other keys are allowed, or what they hold
	Others json.RawMessage `json:"additionalProperties"`
}

// The parser of armsmith.yaml and the schema that editors use know the same keys, everywhere.
func TestSchemaHasTheKeys(t *testing.T) {
	var schema struct {
		object
		Defs map[string]json.RawMessage `json:"$defs"`
	}
	if err := json.Unmarshal([]byte(configSchema), &schema); err != nil {
		t.Fatal(err)
	}
	places := 0
	var visit func(o object, path []string)
	visit = func(o object, path []string) {
		if name, ok := strings.CutPrefix(o.Ref, "#/$defs/"); ok {
			var def object
			if err := json.Unmarshal(schema.Defs[name], &def); err != nil {
				t.Fatal(err)
			}
			visit(def, path)
			return
		}
		if string(o.Others) == "false" {
			places++
			sameKeys(t, o, path)
		}
		for name, p := range o.Properties {
			visit(p, append(slices.Clone(path), name))
		}
		if o.Items != nil {
			visit(*o.Items, append(slices.Clone(path), "[]"))
		}
		for _, alternative := range o.AnyOf {
			visit(alternative, path)
		}
	}
	visit(schema.object, nil)
	if places < 8 {
		t.Errorf("only %d mappings were looked at", places)
	}
}

// sameKeys has the parser say which keys it knows in a place.
func sameKeys(t *testing.T, o object, path []string) {
	text := "{Nope: 1}"
	for _, key := range slices.Backward(path) {
		if key == "[]" {
			text = "[" + text + "]"
		} else {
			text = "{" + key + ": " + text + "}"
		}
	}
	_, found := parseConfig("armsmith.yaml", []byte(text))
	said := regexp.MustCompile(`the keys here are ([a-zA-Z, ]*)`).FindStringSubmatch(fmt.Sprint(found))
	if said == nil {
		t.Errorf("%v: no unknown key is found: %v", path, found)
		return
	}
	known := strings.Split(strings.Replace(said[1], " and ", ", ", 1), ", ")
	var schema []string
	for name := range o.Properties {
		schema = append(schema, name)
	}
	slices.Sort(known)
	slices.Sort(schema)
	if !slices.Equal(known, schema) {
		t.Errorf("%v: the parser knows %s, the schema %s", path, english.List(known, "and"), english.List(schema, "and"))
	}
}

// What the parser takes, the schema takes: our own configuration, and what the documentation shows.
func TestSchemaTakesConfigurations(t *testing.T) {
	doc, err := jsonschema.UnmarshalJSON(strings.NewReader(configSchema))
	if err != nil {
		t.Fatal(err)
	}
	compiler := jsonschema.NewCompiler()
	if err := compiler.AddResource("armsmith.json", doc); err != nil {
		t.Fatal(err)
	}
	schema, err := compiler.Compile("armsmith.json")
	if err != nil {
		t.Fatal(err)
	}
	validate := func(text []byte) error {
		var v any
		if err := yaml.Unmarshal(text, &v); err != nil {
			t.Fatal(err)
		}
		return schema.Validate(v)
	}
	own, err := os.ReadFile("../../armsmith.yaml")
	if err != nil {
		t.Fatal(err)
	}
	page, err := os.ReadFile("../../docs/configuration.md")
	if err != nil {
		t.Fatal(err)
	}
	configurations := [][]byte{own}
	for _, block := range regexp.MustCompile("(?s)```yaml\n(.*?)```").FindAllSubmatch(page, -1) {
		text := block[1]
		switch {
		case strings.HasPrefix(string(text), "overlay:"):
			continue
		case !strings.Contains(string(text), "clients:"):
			text = []byte("clients:\n  - spec: a.yaml\n    out: a\n    " + strings.ReplaceAll(string(text), "\n", "\n    "))
		}
		configurations = append(configurations, text)
	}
	if len(configurations) < 4 {
		t.Fatalf("docs/configuration.md shows %d configurations", len(configurations)-1)
	}
	for _, text := range configurations {
		if err := validate(text); err != nil {
			t.Errorf("%v\n%s", err, text)
		}
		if _, found := parseConfig("armsmith.yaml", text); found.HasErrors() && !strings.Contains(fmt.Sprint(found), "no client has the folder") {
			t.Errorf("%v\n%s", found, text)
		}
	}
	for _, bad := range []string{"clients: [{spec: a, out: b, pakage: c}]", "clients: []", "clients: [{spec: a}]", "clients: [{spec: a, out: b, rename: {x: order}}]"} {
		if validate([]byte(bad)) == nil {
			t.Errorf("the schema takes %s", bad)
		}
	}
}
