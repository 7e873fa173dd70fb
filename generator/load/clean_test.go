package load_test

import "testing"

func TestClean(t *testing.T) {
	tests := []struct {
		name, text string
		want       expect
		findings   []string
	}{
		{
			name: "scalars of the wrong kind",
			text: schemas(`    A: {title: 1.10, description: true, format: {a: b}, nullable: "yes", deprecated: maybe, readOnly: 1, minLength: "3", maxLength: -1, minItems: 2.0, maxItems: 1.5, minimum: "1e2", maximum: low, exclusiveMaximum: 10, exclusiveMinimum: true, pattern: ~, multipleOf: 1e999}
`),
			want: expect{"/components/schemas/A": `{"title":"1.10","description":"true","nullable":true,"minLength":3,"minItems":2,"minimum":1e2,"exclusiveMaximum":10,"exclusiveMinimum":true}`},
			findings: []string{
				`#/components/schemas/A/format: warning: "format" must be text, not an object; it is left out`,
				`"nullable" must be true or false, not the text "yes"; it is read as true`,
				`"deprecated" must be true or false`, `"readOnly" must be true or false, not a number`,
				`"minLength" must be a number, not text; it is read as 3`, `"maxLength" must be a whole number from 0, not -1`,
				`"maxItems" must be a whole number from 0, not 1.5`, `"minimum" must be a number, not text`,
				`"maximum" must be a number`, `"multipleOf" must be a number`,
			},
		},
		{
			name: "lists and maps of the wrong kind",
			text: schemas(`    A: {required: true, properties: [], enum: a, allOf: {type: object}}
    B: {required: a, properties: {x: ~, y: text, z: true, "no": false}}
    C: {properties: text, oneOf: text}
    D: [1]
`),
			want: expect{
				"/components/schemas/A": `{"properties":{},"enum":["a"],"allOf":[{"type":"object"}]}`,
				"/components/schemas/B": `{"required":["a"],"properties":{"x":{},"y":{"x-armsmith-defect":"\"y\" must be an object (schema), not a string"},"z":{},"no":{"not":{}}}}`,
				"/components/schemas/C": `{"x-armsmith-defect":"\"oneOf\" must be a list, not a string"}`,
				"/components/schemas/D": `{"x-armsmith-defect":"\"D\" must be an object (schema), not a list"}`,
			},
			findings: []string{`"required" must be a list, not a boolean`, `"enum" must be a list; it is read as a list of one`,
				`"allOf" must be a list; it is read as a list of one`, `"required" must be a list; it is read as a list of one`,
				`"y" must be an object`, `"properties" must be an object, not a string`, `"oneOf" must be a list, not a string`, `"D" must be an object`},
		},
		{
			name: "types",
			text: schemas(`    A: {type: int}
    B: {type: String}
    C: {type: datetime}
    D: {type: any}
    E: {type: whatever}
    F: {type: [string, null, string]}
    G: {type: 7}
    H: {type: []}
    I: {type: float, format: double}
`),
			want: expect{
				"/components/schemas": `{"A":{"type":"integer"},"B":{"type":"string"},"C":{"type":"string","format":"date-time"},"D":{},"E":{},"F":{"type":["string","null"]},"G":{},"H":{},"I":{"type":"number","format":"double"}}`,
			},
			findings: []string{`there is no type "int"; it is read as integer`, `there is no type "String"; it is read as string`,
				`there is no type "datetime"; it is read as string date-time`, `there is no type "any"; the value may be anything`,
				`there is no type "whatever"; it is left out`, "type must be the name of a JSON type, not a number", `there is no type "float"`},
		},
		{
			name: "tuples and boolean schemas",
			text: schemas(`    A: {type: array, items: [{type: string}, {type: integer}]}
    B: {items: [{type: string}]}
    C: {additionalProperties: false, items: true}
    D: {additionalProperties: "false"}
    E: {items: [{type: string}, {type: integer}]}
`),
			want:     expect{"/components/schemas": `{"A":{"type":"array","prefixItems":[{"type":"string"},{"type":"integer"}]},"B":{"items":{"type":"string"}},"C":{"additionalProperties":false,"items":{}},"D":{"additionalProperties":false},"E":{}}`},
			findings: []string{"it is read as prefixItems", "its one schema is read for all items", `"additionalProperties" must be true or false, not the text`, "the value may be anything"},
		},
		{
			name: "parameters",
			text: `openapi: 3.0.3
info: {title: t, version: '1'}
paths:
  /a/{id}:
    get:
      parameters:
        - {name: id, in: Path, schema: {type: string}}
        - {in: query}
        - {name: b, in: body, schema: {}}
        - {name: old, in: query, type: array, items: {type: string}}
        - text
      responses: {4xx: {description: e}, 204: ~}
    put: ~
`,
			want: expect{
				"/paths/~1a~1{id}/get/parameters/0": `{"name":"id","in":"path","schema":{"type":"string"},"required":true}`,
				"/paths/~1a~1{id}/get/parameters/1": `{"in":"query","x-armsmith-defect":"a parameter must have a name"}`,
				"/paths/~1a~1{id}/get/parameters/3": `{"name":"old","in":"query","schema":{"type":"array","items":{"type":"string"}}}`,
				"/paths/~1a~1{id}/get/responses":    `{"4XX":{"description":"e"},"204":{}}`,
				"/paths/~1a~1{id}/put":              "<none>",
			},
			findings: []string{`there is no parameter place "Path"`, "a parameter must have a name", `the parameter "b" must be in query`,
				"it is read as Swagger 2.0 would", `"parameters" must be an object (parameter), not a string`, "the operation is empty; it is left out"},
		},
		{
			name: "the top of a document",
			text: "openapi: 3.0.3\ninfo: text\ntags: {a: b}\nservers: {url: /v1}\nsecurity: none\npaths:\n  a: {get: {responses: {}, tags: one}}\n",
			want: expect{"/servers": `[{"url":"/v1"}]`, "/paths/a/get/tags": `["one"]`, "/tags": "<none>"},
			findings: []string{`"info" must be an object`, `"tags" must be a list`, `"servers" must be a list; it is read as a list of one`,
				`"security" must be a list`, `the path "a" does not begin with /`, `"tags" must be a list; it is read as a list of one`},
		},
		{
			name: "what nobody knows stays",
			text: schemas("    A: {type: string, minlength: 3, example: 5, x-own: {a: 1}}\n"),
			want: expect{"/components/schemas/A": `{"type":"string","minlength":3,"example":5,"x-own":{"a":1}}`},
		},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			doc, findings := mustLoad(t, test.text)
			test.want.check(t, doc)
			findingsHold(t, findings, test.findings...)
		})
	}
}
