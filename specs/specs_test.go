// Package specs_test holds the documents in this folder to what they claim: that they are valid
// OpenAPI, that their samples fit their schemas, that everything in them is described, and
// (pages_test.go) that they say what the reference pages say.
package specs_test

import (
	"bytes"
	"context"
	"encoding/json"
	"fmt"
	"os"
	"path"
	"path/filepath"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"testing"

	"github.com/getkin/kin-openapi/openapi3"
)

// documents finds every openapi.yaml below this folder, so that a new one is tested without being
// listed.
func documents(t *testing.T) []string {
	t.Helper()
	found, err := filepath.Glob("*/*/openapi.yaml")
	if err != nil {
		t.Fatal(err)
	}
	if len(found) == 0 {
		t.Fatal("no */*/openapi.yaml here")
	}
	return found
}

// load reads a document with kin-openapi and stops the test where it cannot.
func load(t *testing.T, file string) *openapi3.T {
	t.Helper()
	doc, err := openapi3.NewLoader().LoadFromFile(file)
	if err != nil {
		t.Fatalf("%s does not load: %v", file, err)
	}
	return doc
}

// operation returns the only operation of a document, with its path template and method.
func operation(t *testing.T, doc *openapi3.T) (template, method string, op *openapi3.Operation) {
	t.Helper()
	for p, item := range doc.Paths.Map() {
		for m, o := range item.Operations() {
			if op != nil {
				t.Fatalf("two operations: %s and %s", op.OperationID, o.OperationID)
			}
			template, method, op = p, m, o
		}
	}
	if op == nil {
		t.Fatal("no operation")
	}
	return template, method, op
}

func TestDocumentsAreValid(t *testing.T) {
	for _, file := range documents(t) {
		t.Run(file, func(t *testing.T) {
			doc := load(t, file)
			err := doc.Validate(context.Background(),
				openapi3.EnableExamplesValidation(),
				openapi3.EnableSchemaDefaultsValidation(),
				openapi3.EnableSchemaPatternValidation())
			if err != nil {
				t.Errorf("not valid: %v", err)
			}
			if want := filepath.Base(filepath.Dir(file)); doc.Info.Version != want {
				t.Errorf("info.version is %q, the folder says %q", doc.Info.Version, want)
			}
			_, _, op := operation(t, doc)
			if !regexp.MustCompile(`^[A-Z]\w+_[A-Z]\w+$`).MatchString(op.OperationID) {
				t.Errorf("operationId %q is not of the form Group_Verb", op.OperationID)
			}
		})
	}
}

// example is a file in Azure's x-ms-examples form.
type example struct {
	Parameters map[string]json.RawMessage `json:"parameters"`
	Responses  map[string]struct {
		Headers map[string]string `json:"headers"`
		Body    json.RawMessage   `json:"body"`
	} `json:"responses"`
}

// readExample reads the only example that the operation of a document refers to.
func readExample(t *testing.T, document string, op *openapi3.Operation) (title string, ex example) {
	t.Helper()
	refs, _ := op.Extensions["x-ms-examples"].(map[string]any)
	if len(refs) != 1 {
		t.Fatalf("x-ms-examples has %d entries, want 1", len(refs))
	}
	for name, ref := range refs {
		title = name
		file, _ := ref.(map[string]any)["$ref"].(string)
		text, err := os.ReadFile(filepath.Join(filepath.Dir(document), file))
		if err != nil {
			t.Fatal(err)
		}
		dec := json.NewDecoder(bytes.NewReader(text))
		dec.DisallowUnknownFields()
		if err := dec.Decode(&ex); err != nil {
			t.Fatalf("%s: %v", file, err)
		}
	}
	return title, ex
}

func TestExamplesFitTheirSchemas(t *testing.T) {
	for _, file := range documents(t) {
		t.Run(file, func(t *testing.T) {
			doc := load(t, file)
			_, _, op := operation(t, doc)
			_, ex := readExample(t, file, op)
			c := checker{t, doc.Components.Schemas}
			left := len(ex.Parameters)
			for _, ref := range op.Parameters {
				raw, given := ex.Parameters[ref.Value.Name]
				if !given {
					if ref.Value.Required {
						t.Errorf("parameter %s is required, the example has none", ref.Value.Name)
					}
					continue
				}
				left--
				c.validate("parameter "+ref.Value.Name, ref.Value.Schema.Value, raw)
			}
			if op.RequestBody != nil {
				left--
				schema := op.RequestBody.Value.Content["application/json"].Schema.Value
				c.validate("request body", schema, ex.Parameters["body"], openapi3.VisitAsRequest())
			}
			if _, ok := ex.Parameters["endpoint"]; ok { // the host, see x-ms-parameterized-host
				left--
			}
			if left != 0 {
				t.Errorf("the example gives %d parameters that the operation does not have", left)
			}
			c.checkResponses(op, ex)
		})
	}
}

func (c checker) checkResponses(op *openapi3.Operation, ex example) {
	c.Helper()
	for status, res := range ex.Responses {
		code, err := strconv.Atoi(status)
		if err != nil || op.Responses.Status(code) == nil {
			c.Errorf("the example answers %s, which the operation does not list", status)
			continue
		}
		content := op.Responses.Status(code).Value.Content["application/json"]
		switch {
		case content == nil && res.Body != nil:
			c.Errorf("the example of %s has a body, the operation has none", status)
		case content != nil && res.Body == nil:
			c.Errorf("the example of %s has no body, the operation has one", status)
		case content != nil:
			c.validate(status+" body", content.Schema.Value, res.Body, openapi3.VisitAsResponse())
		}
	}
}

// checker validates JSON against the schemas of one document.
type checker struct {
	*testing.T
	schemas openapi3.Schemas
}

// validate checks raw against a schema, and its unions (however deep) against the variants that
// their discriminators name: kin-openapi does not look for those where a union is a base with allOf
// children.
func (c checker) validate(where string, schema *openapi3.Schema, raw json.RawMessage, opts ...openapi3.SchemaValidationOption) {
	c.Helper()
	var value any
	if err := json.Unmarshal(raw, &value); err != nil {
		c.Errorf("%s: %v", where, err)
		return
	}
	if err := schema.VisitJSON(value, append(opts, openapi3.MultiErrors())...); err != nil {
		c.Errorf("%s: %v", where, err)
	}
	c.validateVariants(where, schema, value)
}

// validateVariants walks a value beside its schema. Only objects and lists can hold a union.
func (c checker) validateVariants(where string, schema *openapi3.Schema, value any) {
	c.Helper()
	switch value := value.(type) {
	case []any:
		for i, item := range value {
			c.validateVariants(fmt.Sprintf("%s[%d]", where, i), schema.Items.Value, item)
		}
	case map[string]any:
		if schema.Discriminator != nil {
			c.validateVariant(where, schema.Discriminator, value)
		}
		for name, prop := range schema.Properties {
			if v, ok := value[name]; ok {
				c.validateVariants(where+"."+name, prop.Value, v)
			}
		}
		for _, part := range schema.AllOf {
			c.validateVariants(where, part.Value, value)
		}
	}
}

// validateVariant checks an object against the variant that its discriminator names, if any.
func (c checker) validateVariant(where string, d *openapi3.Discriminator, object map[string]any) {
	c.Helper()
	tag, _ := object[d.PropertyName].(string)
	ref, known := d.Mapping[tag]
	if !known {
		return
	}
	variant := c.schemas[path.Base(ref.Ref)].Value
	if err := variant.VisitJSON(object, openapi3.MultiErrors()); err != nil {
		c.Errorf("%s as %s: %v", where, tag, err)
	}
	for _, part := range variant.AllOf {
		if part.Ref == "" { // what it adds to the base, which is where we come from
			c.validateVariants(where, part.Value, object)
		}
	}
}

// TestUnionsAreComplete: a discriminator's property is there and required, each of its variants
// builds on the base and names the same value, and no schema claims to be a variant that no base
// knows.
func TestUnionsAreComplete(t *testing.T) {
	for _, file := range documents(t) {
		t.Run(file, func(t *testing.T) {
			schemas := load(t, file).Components.Schemas
			mapped := map[string]string{}
			for name, ref := range schemas {
				d := ref.Value.Discriminator
				if d == nil {
					continue
				}
				if ref.Value.Properties[d.PropertyName] == nil || !slices.Contains(ref.Value.Required, d.PropertyName) {
					t.Errorf("%s: discriminator %s is not a required property", name, d.PropertyName)
				}
				for tag, to := range d.Mapping {
					mapped[path.Base(to.Ref)] = tag
					variant := schemas[path.Base(to.Ref)]
					if variant == nil || variant.Value.AllOf[0].Ref != "#/components/schemas/"+name {
						t.Errorf("%s: variant %s does not build on it", name, tag)
					}
				}
			}
			for name, ref := range schemas {
				tag, _ := ref.Value.Extensions["x-ms-discriminator-value"].(string)
				if tag != mapped[name] {
					t.Errorf("%s says it is variant %q, its base says %q", name, tag, mapped[name])
				}
			}
		})
	}
}

func TestEverythingIsDescribed(t *testing.T) {
	for _, file := range documents(t) {
		t.Run(file, func(t *testing.T) {
			doc := load(t, file)
			_, _, op := operation(t, doc)
			if op.Summary == "" {
				t.Error("the operation has no summary")
			}
			for _, p := range op.Parameters {
				if p.Value.Description == "" {
					t.Errorf("parameter %s has no description", p.Value.Name)
				}
			}
			for status, res := range op.Responses.Map() {
				for name, h := range res.Value.Headers {
					if h.Value.Description == "" {
						t.Errorf("header %s of %s has no description", name, status)
					}
				}
			}
			for name, ref := range doc.Components.Schemas {
				if ref.Value.Description == "" {
					t.Errorf("%s has no description", name)
				}
				describedProperties(t, name, ref.Value)
			}
		})
	}
}

func describedProperties(t *testing.T, name string, schema *openapi3.Schema) {
	t.Helper()
	for prop, ref := range schema.Properties {
		if ref.Ref != "" {
			t.Errorf("%s.%s is a bare $ref, which has no place for a description", name, prop)
		} else if ref.Value.Description == "" {
			t.Errorf("%s.%s has no description", name, prop)
		}
	}
	for _, part := range schema.AllOf {
		if part.Ref == "" {
			describedProperties(t, name, part.Value)
		}
	}
}

// TestEnumsSayTheirNameAndValues: x-ms-enum names the schema that it stands in and, where it
// describes values, describes each of them, in the order of the enum.
func TestEnumsSayTheirNameAndValues(t *testing.T) {
	for _, file := range documents(t) {
		t.Run(file, func(t *testing.T) {
			for name, ref := range load(t, file).Components.Schemas {
				if ref.Value.Enum == nil {
					continue
				}
				ext, _ := ref.Value.Extensions["x-ms-enum"].(map[string]any)
				if ext["name"] != name || ext["modelAsString"] != true {
					t.Errorf("%s: x-ms-enum is %v", name, ext)
				}
				values, described := ext["values"].([]any)
				if !described {
					continue
				}
				var got []any
				for _, v := range values {
					v := v.(map[string]any)
					got = append(got, v["value"])
					if v["description"] == nil {
						t.Errorf("%s: value %v has no description", name, v["value"])
					}
				}
				if !equalJSON(got, ref.Value.Enum) {
					t.Errorf("%s: x-ms-enum describes %v, the enum is %v", name, got, ref.Value.Enum)
				}
			}
		})
	}
}

func equalJSON(a, b any) bool {
	x, errX := json.Marshal(a)
	y, errY := json.Marshal(b)
	return errX == nil && errY == nil && bytes.Equal(x, y)
}

// TestEveryMarkHasItsNote: each mark [n] in a document points to a note in README.md, and each note
// is pointed to, except for those that README.md says bear no mark.
func TestEveryMarkHasItsNote(t *testing.T) {
	readme, err := os.ReadFile("README.md")
	if err != nil {
		t.Fatal(err)
	}
	notes := map[string]bool{}
	for _, m := range regexp.MustCompile(`(?m)^(\d+)\. \*\*`).FindAllStringSubmatch(string(readme), -1) {
		notes[m[1]] = false
	}
	unmarked := map[string]bool{"9": true, "10": true, "11": true, "18": true, "21": true, "31": true}
	comment, mark := regexp.MustCompile(`(?m)(?:^|\s)#\s.*$`), regexp.MustCompile(`\[(\d+)\]`)
	for _, file := range documents(t) {
		text, err := os.ReadFile(file)
		if err != nil {
			t.Fatal(err)
		}
		for _, c := range comment.FindAllString(string(text), -1) {
			for _, m := range mark.FindAllStringSubmatch(c, -1) {
				if _, ok := notes[m[1]]; !ok {
					t.Errorf("%s: %q points to no note", file, strings.TrimSpace(c))
				}
				notes[m[1]] = true
			}
		}
	}
	for n, used := range notes {
		if !used && !unmarked[n] {
			t.Errorf("nothing points to note %s", n)
		}
	}
}
