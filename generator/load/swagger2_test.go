package load_test

import "testing"

func TestSwagger2(t *testing.T) {
	const head = "swagger: '2.0'\ninfo: {title: t, version: '1'}\n"
	tests := []struct {
		name, text string
		want       expect
		findings   []string
	}{
		{
			name: "servers, https first",
			text: "host: api.example.com\nbasePath: /v1/\nschemes: [http, https]\npaths:\n  /a: {get: {schemes: [wss], responses: {}}}\n",
			want: expect{
				"":         `{"openapi":"3.0.3","servers":[{"url":"https://api.example.com/v1"},{"url":"http://api.example.com/v1"}],"info":{"title":"t","version":"1"},"paths":{"/a":{"get":{"responses":{},"servers":[{"url":"wss://api.example.com/v1"}]}}}}`,
				"/schemes": "<none>",
			},
		},
		{name: "a server without a host", text: "basePath: v1\npaths: {}\n", want: expect{"/servers": `[{"url":"/v1"}]`}},
		{name: "no server", text: "basePath: /\npaths: {}\n", want: expect{"/servers": "<none>"}},
		{
			name: "a parameterized host",
			text: `basePath: /api
x-ms-parameterized-host:
  hostTemplate: "{account}.{zone}.example.com/{version}"
  parameters:
    - {name: account, in: path, type: string, required: true, description: Whose., x-ms-parameter-location: client}
    - $ref: "#/parameters/Zone"
parameters:
  Zone: {name: zone, in: path, type: string, required: true, default: eu, enum: [eu, us]}
paths: {}
`,
			want: expect{
				"/servers":                            `[{"url":"https://{account}.{zone}.example.com/{version}/api","variables":{"account":{"default":"","description":"Whose.","x-ms-parameter-location":"client"},"zone":{"enum":["eu","us"],"default":"eu"},"version":{"default":""}}}]`,
				"/x-ms-parameterized-host/parameters": `[{"name":"account","in":"path","required":true,"description":"Whose.","x-ms-parameter-location":"client","schema":{"type":"string"}},{"$ref":"#/components/parameters/Zone"}]`,
				"/components/parameters/Zone":         `{"name":"zone","in":"path","required":true,"schema":{"type":"string","default":"eu","enum":["eu","us"]}}`,
			},
		},
		{
			name: "bodies, their name and place, in the content types of the operation or of the document",
			text: `consumes: [application/json, text/json]
paths:
  /a:
    parameters: [{$ref: "#/parameters/Body"}]
    put:
      parameters:
        - {name: q, in: query, type: string}
        - {name: thing, in: body, required: true, description: The thing., schema: {$ref: "#/definitions/A"}, x-ms-client-flatten: true}
        - {name: r, in: query, type: string}
      responses: {}
    post:
      consumes: [application/xml]
      responses: {}
parameters: {Body: {name: body, in: body, schema: {type: object}}}
definitions: {A: {type: object}}
`,
			want: expect{
				"/paths/~1a/put/requestBody":  `{"required":true,"description":"The thing.","x-ms-client-flatten":true,"content":{"application/json":{"schema":{"$ref":"#/components/schemas/A"}},"text/json":{"schema":{"$ref":"#/components/schemas/A"}}},"x-armsmith-body-name":"thing","x-armsmith-body-index":1}`,
				"/paths/~1a/put/parameters":   `[{"name":"q","in":"query","schema":{"type":"string"}},{"name":"r","in":"query","schema":{"type":"string"}}]`,
				"/paths/~1a/post/requestBody": `{"content":{"application/xml":{"schema":{"type":"object"}}},"x-armsmith-body-name":"body","x-armsmith-body-index":0}`,
				"/components/parameters":      "<none>",
				"/consumes":                   "<none>",
			},
		},
		{
			name: "forms",
			text: `paths:
  /a:
    post:
      consumes: [multipart/form-data, application/x-www-form-urlencoded]
      parameters:
        - {name: z, in: formData, type: string, required: true, description: Last letter.}
        - {name: a, in: formData, type: array, items: {type: string}, collectionFormat: multi}
        - {name: b, in: formData, type: array, items: {type: string}}
      responses: {}
  /file:
    post:
      parameters: [{name: f, in: formData, type: file, x-ms-client-name: stream}]
      responses: {}
`,
			want: expect{
				"/paths/~1a/post/requestBody/required":                                          "true",
				"/paths/~1a/post/requestBody/content/application~1x-www-form-urlencoded/schema": `{"type":"object","properties":{"z":{"type":"string","description":"Last letter."},"a":{"type":"array","items":{"type":"string"}},"b":{"type":"array","items":{"type":"string"}}},"required":["z"]}`,
				"/paths/~1a/post/requestBody/content/multipart~1form-data/encoding":             `{"a":{"style":"form","explode":true},"b":{"style":"form","explode":false}}`,
				"/paths/~1file/post/requestBody/content":                                        `{"multipart/form-data":{"schema":{"type":"object","properties":{"f":{"type":"string","x-ms-client-name":"stream","format":"binary"}}}}}`,
			},
		},
		{
			name: "collection formats",
			text: `paths:
  /a/{p}:
    get:
      parameters:
        - {name: default, in: query, type: array, items: {type: string}}
        - {name: multi, in: query, type: array, items: {type: string}, collectionFormat: multi}
        - {name: ssv, in: query, type: array, items: {type: string}, collectionFormat: ssv}
        - {name: pipes, in: query, type: array, items: {type: string}, collectionFormat: pipes}
        - {name: tsv, in: query, type: array, items: {type: string}, collectionFormat: tsv}
        - {name: p, in: path, required: true, type: array, items: {type: string}, collectionFormat: pipes}
        - {name: nested, in: header, type: array, items: {type: array, items: {type: string}, collectionFormat: ssv}}
        - {name: none, in: query, type: string, collectionFormat: csv}
      responses: {200: {description: ok, headers: {H: {type: array, items: {type: integer}, collectionFormat: tsv}}}}
`,
			want: expect{
				"/paths/~1a~1{p}/get/parameters/0":            `{"name":"default","in":"query","schema":{"type":"array","items":{"type":"string"}},"style":"form","explode":false}`,
				"/paths/~1a~1{p}/get/parameters/1":            `{"name":"multi","in":"query","schema":{"type":"array","items":{"type":"string"}},"style":"form","explode":true}`,
				"/paths/~1a~1{p}/get/parameters/2":            `{"name":"ssv","in":"query","schema":{"type":"array","items":{"type":"string"}},"style":"spaceDelimited","explode":false}`,
				"/paths/~1a~1{p}/get/parameters/3":            `{"name":"pipes","in":"query","schema":{"type":"array","items":{"type":"string"}},"style":"pipeDelimited","explode":false}`,
				"/paths/~1a~1{p}/get/parameters/4":            `{"name":"tsv","in":"query","schema":{"type":"array","items":{"type":"string"}},"style":"form","explode":false,"x-armsmith-collection-format":"tsv"}`,
				"/paths/~1a~1{p}/get/parameters/5":            `{"name":"p","in":"path","required":true,"schema":{"type":"array","items":{"type":"string"}},"style":"simple","explode":false,"x-armsmith-collection-format":"pipes"}`,
				"/paths/~1a~1{p}/get/parameters/6":            `{"name":"nested","in":"header","schema":{"type":"array","items":{"type":"array","items":{"type":"string"},"x-armsmith-collection-format":"ssv"}},"style":"simple","explode":false}`,
				"/paths/~1a~1{p}/get/parameters/7":            `{"name":"none","in":"query","schema":{"type":"string"}}`,
				"/paths/~1a~1{p}/get/responses/200/headers/H": `{"schema":{"type":"array","items":{"type":"integer"}},"style":"simple","explode":false,"x-armsmith-collection-format":"tsv"}`,
			},
		},
		{
			name: "responses, in the content types of the operation or of the document",
			text: `produces: [application/json]
responses:
  Shared: {description: shared, schema: {type: string}}
  Empty: {description: empty}
paths:
  /a:
    get: {responses: {200: {$ref: "#/responses/Shared"}, 204: {$ref: "#/responses/Empty"}}}
    put:
      produces: [text/plain]
      responses: {200: {$ref: "#/responses/Shared"}, 201: {description: new, schema: {type: file}, examples: {text/plain: hi}}}
    post: {produces: [], responses: {200: {description: f, schema: {type: file}}}}
`,
			want: expect{
				"/components/responses/Shared":          `{"description":"shared","content":{"application/json":{"schema":{"type":"string"}}}}`,
				"/paths/~1a/get/responses":              `{"200":{"$ref":"#/components/responses/Shared"},"204":{"$ref":"#/components/responses/Empty"}}`,
				"/paths/~1a/put/responses/200":          `{"description":"shared","content":{"text/plain":{"schema":{"type":"string"}}}}`,
				"/paths/~1a/put/responses/201":          `{"description":"new","content":{"text/plain":{"schema":{"type":"string","format":"binary"},"example":"hi"}}}`,
				"/paths/~1a/post/responses/200/content": `{"application/octet-stream":{"schema":{"type":"string","format":"binary"}}}`,
			},
		},
		{
			name: "security",
			text: `securityDefinitions:
  b: {type: basic}
  k: {type: apiKey, in: header, name: X-Key}
  i: {type: oauth2, flow: implicit, authorizationUrl: "https://a", scopes: {r: read}, x-own: 1}
  a: {type: oauth2, flow: accessCode, authorizationUrl: "https://a", tokenUrl: "https://t"}
  c: {type: oauth2, flow: application, tokenUrl: "https://t", scopes: {}}
paths: {}
`,
			want: expect{"/components/securitySchemes": `{"b":{"type":"http","scheme":"basic"},"k":{"type":"apiKey","in":"header","name":"X-Key"},` +
				`"i":{"type":"oauth2","x-own":1,"flows":{"implicit":{"authorizationUrl":"https://a","scopes":{"r":"read"}}}},` +
				`"a":{"type":"oauth2","flows":{"authorizationCode":{"authorizationUrl":"https://a","tokenUrl":"https://t","scopes":{}}}},` +
				`"c":{"type":"oauth2","flows":{"clientCredentials":{"tokenUrl":"https://t","scopes":{}}}}}`},
		},
		{
			name: "schemas",
			text: `paths: {}
definitions:
  A:
    x-ms-azure-resource: true
    properties:
      n: {type: string, x-nullable: true}
      r: {$ref: "#/definitions/B", readOnly: true, x-ms-client-flatten: true}
      d: {additionalProperties: {properties: {b: {$ref: "#/definitions/B"}}}}
  B: {type: object}
`,
			want: expect{
				"/components/schemas/A/x-ms-azure-resource": "true",
				"/components/schemas/A/properties/n":        `{"type":"string","x-nullable":true,"nullable":true}`,
				"/components/schemas/A/properties/r":        `{"readOnly":true,"x-ms-client-flatten":true,"allOf":[{"$ref":"#/components/schemas/B"}],"x-armsmith-ref-siblings":true}`,
				"/components/schemas/A/properties/d":        `{"additionalProperties":{"properties":{"b":{"$ref":"#/components/schemas/B"}}}}`,
			},
		},
		{
			name: "x-ms-paths and extensions",
			text: `paths: {/a: {get: {responses: {}}}}
x-ms-paths: {"/a?kind=x": {put: {x-ms-odata: "#/definitions/F", x-ms-long-running-operation-options: {final-state-schema: "#/definitions/F"}, parameters: [{name: e, in: query, type: string, enum: [a], x-ms-enum: {name: E}}], responses: {}}}}
definitions: {F: {type: object}}
`,
			want: expect{
				"/x-ms-paths":                      "<none>",
				"/paths/~1a?kind=x/put/x-ms-odata": `"#/components/schemas/F"`,
				"/paths/~1a?kind=x/put/x-ms-long-running-operation-options": `{"final-state-schema":"#/components/schemas/F"}`,
				"/paths/~1a?kind=x/put/parameters/0":                        `{"name":"e","in":"query","x-ms-enum":{"name":"E"},"schema":{"type":"string","enum":["a"],"x-ms-enum":{"name":"E"}}}`,
			},
		},
		{
			name:     "fields of a later version",
			text:     "paths: {/a: {get: {requestBody: {$ref: '#/x'}, responses: {}}}}\n",
			want:     expect{"/paths/~1a/get": `{"responses":{}}`},
			findings: []string{`"requestBody" is a field of OpenAPI 3, not of Swagger 2.0`},
		},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			doc, findings := mustLoad(t, head+test.text)
			test.want.check(t, doc)
			findingsHold(t, findings, test.findings...)
		})
	}
}

// Files of common types are Swagger 2.0 too, and what extends a type of theirs is part of the
// document.
func TestSwagger2Files(t *testing.T) {
	doc, findings := mustLoad(t, `-- stable/api.json --
{"swagger": "2.0", "info": {"title": "t", "version": "1"},
 "paths": {"/a/{id}": {"get": {"parameters": [{"$ref": "../common/types.json#/parameters/ID"}, {"$ref": "../common/types.json#/parameters/Body"}],
  "responses": {"200": {"$ref": "../common/types.json#/responses/OK"}, "default": {"description": "e", "schema": {"$ref": "../common/types.json#/definitions/Fish"}}}}}},
 "definitions": {"Fish": {"type": "string"}}}
-- common/types.json --
{"parameters": {"ID": {"name": "id", "in": "path", "type": "string", "required": true, "x-ms-parameter-location": "method"},
                "Body": {"name": "b", "in": "body", "schema": {"$ref": "#/definitions/Salmon"}}},
 "responses": {"OK": {"description": "ok", "schema": {"type": "string"}}},
 "definitions": {
  "Fish": {"discriminator": "kind", "properties": {"kind": {"type": "string"}}},
  "Salmon": {"allOf": [{"$ref": "#/definitions/Fish"}], "x-ms-discriminator-value": "salmon"},
  "Smart": {"allOf": [{"$ref": "#/definitions/Salmon"}]},
  "Unrelated": {"type": "object"}}}
`)
	findingsHold(t, findings)
	expect{
		"/paths/~1a~1{id}/get/parameters":              `[{"$ref":"#/components/parameters/ID"}]`,
		"/components/parameters/ID":                    `{"name":"id","in":"path","required":true,"x-ms-parameter-location":"method","schema":{"type":"string"}}`,
		"/paths/~1a~1{id}/get/responses/200":           `{"$ref":"#/components/responses/OK"}`,
		"/paths/~1a~1{id}/get/requestBody/content":     `{"application/json":{"schema":{"$ref":"#/components/schemas/Salmon"}}}`,
		"/components/schemas/Fish":                     `{"type":"string"}`,
		"/components/schemas/types_Fish/discriminator": `{"propertyName":"kind","mapping":{"salmon":"#/components/schemas/Salmon","Smart":"#/components/schemas/Smart","Fish":"#/components/schemas/types_Fish"}}`,
		"/components/schemas/Salmon/allOf":             `[{"$ref":"#/components/schemas/types_Fish"}]`,
		"/components/schemas/Unrelated":                "<none>",
	}.check(t, doc)
}

// The fields of a form come from a list, so they have an order, and keep it.
func TestFormOrder(t *testing.T) {
	doc, _ := mustLoad(t, `swagger: "2.0"
info: {title: t, version: "1"}
paths:
  /a:
    post:
      consumes: [multipart/form-data]
      parameters: [{name: z, in: formData, type: string}, {name: a, in: formData, type: string}]
      responses: {}
`)
	got := compact(doc.Node("/paths/~1a/post/requestBody/content/multipart~1form-data/schema/properties"))
	if want := `{"z":{"type":"string"},"a":{"type":"string"}}`; got != want {
		t.Errorf("got %s, want %s", got, want)
	}
}
