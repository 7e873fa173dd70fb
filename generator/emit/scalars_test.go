package emit_test

import (
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"
)

// scalars are schemas of every kind of scalar and of every base of an enum, with a value for
// default.
var scalars = []struct{ name, schema, value string }{
	{"bool", `{type: boolean}`, `true`},
	{"int32", `{type: integer, format: int32}`, `3`},
	{"int64", `{type: integer, format: int64}`, `3`},
	{"int8", `{type: integer, format: int8}`, `3`},
	{"int16", `{type: integer, format: int16, minimum: 1, maximum: 300}`, `3`},
	{"uint8", `{type: integer, format: uint8}`, `3`},
	{"uint16", `{type: integer, format: uint16}`, `3`},
	{"uint32", `{type: integer, format: uint32, maximum: 4000000000}`, `3`},
	{"uint64", `{type: integer, format: uint64}`, `3`},
	{"float64", `{type: number}`, `1.5`},
	{"decimal", `{type: number, format: decimal}`, `1.5`},
	{"int64Text", `{type: string, format: int64}`, `"3"`},
	{"boolText", `{type: string, format: boolean}`, `"true"`},
	{"text", `{type: string, minLength: 1, pattern: "^[a-z]+$"}`, `"a"`},
	{"secret", `{type: string, format: password}`, `"a"`},
	{"bytes", `{type: string, format: byte}`, `"YQ=="`},
	{"bytesURL", `{type: string, format: base64url}`, `"YQ"`},
	{"time", `{type: string, format: date-time}`, `"2025-09-06T06:59:15Z"`},
	{"httpTime", `{type: string, format: date-time-rfc1123}`, `"Sat, 06 Sep 2025 06:59:15 GMT"`},
	{"unixTime", `{type: integer, format: unixtime}`, `3`},
	{"date", `{type: string, format: date}`, `"2025-09-06"`},
	{"timeOfDay", `{type: string, format: time}`, `"06:59:15"`},
	{"duration", `{type: string, format: duration}`, `"PT5M"`},
	{"seconds", `{type: integer, format: seconds}`, `3`},
	{"milliseconds", `{type: number, format: milliseconds}`, `3.5`},
	{"etag", `{type: string, format: etag}`, `"a"`},
	{"uuid", `{type: string, format: uuid}`, `"123e4567-e89b-12d3-a456-426614174000"`},
	{"enumText", `{type: string, enum: [a, b]}`, `"a"`},
	{"enumInt", `{type: integer, enum: [1, 2]}`, `1`},
	{"enumInt64", `{type: integer, format: int64, enum: [1, 2]}`, `1`},
	{"enumNumber", `{type: number, enum: [1.5, 2]}`, `1.5`},
	{"enumBool", `{type: boolean, enum: [true]}`, `true`},
}

// TestScalarsEverywhere puts each scalar into each place that a document has for one. All of it
// must compile.
func TestScalarsEverywhere(t *testing.T) {
	checker := newChecker(t)
	for _, s := range scalars {
		t.Run(s.name, func(t *testing.T) {
			t.Chdir(t.TempDir())
			doc := filepath.Join("scalars", "openapi.yaml")
			if err := os.Mkdir("scalars", 0o700); err != nil {
				t.Fatal(err)
			}
			text := strings.NewReplacer("SCHEMA", s.schema, "VALUE", s.value,
				"DEFAULT", strings.TrimSuffix(s.schema, "}")+fmt.Sprintf(", default: %s}", s.value),
				"NULLABLE", strings.TrimSuffix(s.schema, "}")+", nullable: true}",
				"ATTRIBUTE", strings.TrimSuffix(s.schema, "}")+", xml: {attribute: true}}",
				"CONTENT", strings.TrimSuffix(s.schema, "}")+", xml: {x-ms-text: true}}").Replace(everywhere)
			if err := os.WriteFile(doc, []byte(text), 0o600); err != nil {
				t.Fatal(err)
			}
			for _, err := range checker.Check(importPath(filepath.Dir(doc)), generate(t, doc, "client")) {
				t.Error(err)
			}
		})
	}
}

// everywhere is a document with every place that takes a scalar.
const everywhere = `openapi: 3.0.3
info: {title: Scalars, version: "1"}
paths:
  /things/{id}:
    put:
      operationId: putThing
      parameters:
        - {name: id, in: path, required: true, schema: SCHEMA}
        - {name: q, in: query, required: true, schema: SCHEMA}
        - {name: qOptional, in: query, schema: DEFAULT}
        - {name: qList, in: query, schema: {type: array, items: SCHEMA}}
        - {name: qNullable, in: query, schema: {type: array, items: NULLABLE}}
        - {name: X-One, in: header, required: true, schema: SCHEMA}
        - {name: X-Two, in: header, schema: SCHEMA}
        - {name: X-List, in: header, schema: {type: array, items: SCHEMA}}
        - {name: c, in: cookie, schema: SCHEMA}
      requestBody:
        required: true
        content: {application/json: {schema: {$ref: "#/components/schemas/Thing"}}}
      responses:
        "200":
          description: ok
          headers:
            X-One: {schema: SCHEMA}
            X-Two: {required: true, schema: SCHEMA}
            X-List: {schema: {type: array, items: SCHEMA}}
          content: {application/json: {schema: {$ref: "#/components/schemas/Thing"}}}
  /form:
    post:
      operationId: postForm
      requestBody:
        content: {application/x-www-form-urlencoded: {schema: {$ref: "#/components/schemas/Form"}}}
      responses: {"204": {description: ok}}
  /multipart:
    post:
      operationId: postMultipart
      requestBody:
        content: {multipart/form-data: {schema: {$ref: "#/components/schemas/Parts"}}}
      responses: {"204": {description: ok}}
  /xml:
    post:
      operationId: postXML
      requestBody:
        required: true
        content: {application/xml: {schema: {$ref: "#/components/schemas/Shelf"}}}
      responses:
        "200": {description: ok, content: {application/xml: {schema: {$ref: "#/components/schemas/Shelf"}}}}
  /text:
    post:
      operationId: postText
      requestBody:
        required: true
        content: {text/plain: {schema: SCHEMA}}
      responses:
        "200": {description: ok, content: {text/plain: {schema: SCHEMA}}}
  /value:
    get:
      operationId: getValue
      responses:
        "200": {description: ok, content: {application/json: {schema: SCHEMA}}}
components:
  schemas:
    Thing:
      type: object
      required: [one, listed]
      properties:
        one: SCHEMA
        two: DEFAULT
        three: NULLABLE
        listed: {type: array, items: SCHEMA}
        listedNull: {type: array, items: NULLABLE}
        mapped: {type: object, additionalProperties: SCHEMA}
        mappedNull: {type: object, additionalProperties: NULLABLE}
        either: {oneOf: [SCHEMA, {$ref: "#/components/schemas/Form"}]}
    Form:
      type: object
      required: [one]
      properties:
        one: SCHEMA
        two: SCHEMA
        three: {type: array, items: SCHEMA}
    Parts:
      type: object
      required: [one]
      properties:
        one: SCHEMA
        two: SCHEMA
        three: {type: array, items: SCHEMA}
    Shelf:
      type: object
      required: [one]
      properties:
        one: SCHEMA
        two: ATTRIBUTE
        three: {type: array, items: SCHEMA}
        label: {$ref: "#/components/schemas/Label"}
    Label:
      type: object
      properties:
        lang: ATTRIBUTE
        text: CONTENT
`
