package load_test

import (
	"strings"
	"testing"

	"github.com/armsmith/armsmith/generator/load"
)

// swagger returns a document with one operation, for an archive.
func swagger(file, head, path, operation string) string {
	return "-- " + file + " --\nswagger: \"2.0\"\n" + head + "paths: {" + path + ": {get: {" + operation + "responses: {200: {description: x, schema: {type: string}}}}}}\n"
}

const plainInfo = "info: {title: t, version: \"1\"}\n"

// What a document says of all its operations holds for no others.
func TestHeads(t *testing.T) {
	const secured = "securityDefinitions: {key: {type: apiKey, name: k, in: header}}\nsecurity: [{key: []}]\n"
	apiVersion := func(version string) string {
		return "info: {title: t, version: \"" + version + "\"}\nparameters: {V: {name: api-version, in: query, required: true, type: string}}\n"
	}
	const versioned = "parameters: [{$ref: '#/parameters/V'}], "
	for name, test := range map[string]struct {
		files    string // with a.yaml, b.yaml and c.yaml; b and c are alike
		want     expect
		findings []string
	}{
		"hosts": {
			files: swagger("a.yaml", plainInfo+"host: a.example\nbasePath: /v1\nschemes: [http]\n", "/a", "") +
				swagger("b.yaml", plainInfo+"host: b.example\n", "/b", "") + swagger("c.yaml", plainInfo+"host: b.example\n", "/c", "schemes: [http], "),
			want: expect{
				"/servers":                `[{"url":"https://b.example"}]`,
				"/paths/~1a/get/servers":  `[{"url":"http://a.example/v1"}]`,
				"/paths/~1b/get/servers":  `<none>`,
				"/paths/~1c/get/servers":  `[{"url":"http://b.example"}]`,
				"/paths/~1a/get/schemes":  `<none>`,
				"/x-armsmith-documents/0": `<none>`,
			},
			findings: []string{"its operations are at a.example/v1, those of b.yaml at b.example"},
		},
		"a host that is a template": {
			files: swagger("a.yaml", plainInfo+"x-ms-parameterized-host: {hostTemplate: '{vault}', useSchemePrefix: false, parameters: [{$ref: '#/parameters/Vault'}]}\n"+
				"parameters: {Vault: {name: vault, in: path, required: true, type: string, default: 'https://v.example', x-ms-skip-url-encoding: true}}\n", "/a", "") +
				swagger("b.yaml", plainInfo+"host: b.example\n", "/b", "") + swagger("c.yaml", plainInfo+"host: b.example\n", "/c", ""),
			want: expect{
				"/servers":                 `[{"url":"https://b.example"}]`,
				"/paths/~1a/get/servers":   `[{"url":"{vault}","variables":{"vault":{"default":"https://v.example","x-ms-skip-url-encoding":true}}}]`,
				"/x-ms-parameterized-host": `<none>`,
			},
			findings: []string{"its operations are at {vault}, those of b.yaml at b.example"},
		},
		"one says no host": {
			files: swagger("a.yaml", plainInfo, "/a", "") + swagger("b.yaml", plainInfo+"host: b.example\n", "/b", "") + swagger("c.yaml", plainInfo+"schemes: [http]\n", "/c", ""),
			want:  expect{"/servers": `[{"url":"https://b.example"}]`, "/paths/~1a/get/servers": `<none>`},
		},
		"content types": {
			files: swagger("a.yaml", plainInfo+"produces: [text/plain]\nconsumes: [text/csv]\n", "/a", "parameters: [{name: b, in: body, schema: {type: string}}], ") +
				swagger("b.yaml", plainInfo, "/b", "") + swagger("c.yaml", plainInfo, "/c", "parameters: [{name: b, in: body, schema: {type: string}}], "),
			want: expect{
				"/paths/~1a/get/responses/200/content":              `{"text/plain":{"schema":{"type":"string"}}}`,
				"/paths/~1a/get/requestBody/content/text~1csv":      `{"schema":{"type":"string"}}`,
				"/paths/~1b/get/responses/200/content":              `{"application/json":{"schema":{"type":"string"}}}`,
				"/paths/~1c/get/requestBody/content":                `{"application/json":{"schema":{"type":"string"}}}`,
				"/paths/~1a/get/requestBody/content/application~1x": `<none>`,
			},
		},
		"security, and none": {
			files: swagger("a.yaml", plainInfo+"security: []\n", "/a", "") + swagger("b.yaml", plainInfo+secured, "/b", "") + swagger("c.yaml", plainInfo+secured, "/c", "security: [], "),
			want: expect{
				"/security":                   `[{"key":[]}]`,
				"/paths/~1a/get/security":     `[]`,
				"/paths/~1b/get/security":     `<none>`,
				"/paths/~1c/get/security":     `[]`,
				"/components/securitySchemes": `{"key":{"type":"apiKey","name":"k","in":"header"}}`,
			},
		},
		"schemes that differ": {
			files: swagger("a.yaml", plainInfo+strings.ReplaceAll(secured, "name: k", "name: other"), "/a", "") + swagger("b.yaml", plainInfo+secured, "/b", "") + swagger("c.yaml", plainInfo+secured, "/c", "security: [{key: []}, {}], "),
			want: expect{
				"/security":                         `[{"b_key":[]}]`,
				"/paths/~1a/get/security":           `[{"a_key":[]}]`,
				"/paths/~1c/get/security":           `[{"b_key":[]},{}]`,
				"/components/securitySchemes/a_key": `{"type":"apiKey","name":"other","in":"header"}`,
			},
		},
		"security unsaid": {
			files:    swagger("a.yaml", plainInfo, "/a", "") + swagger("b.yaml", plainInfo+secured, "/b", "") + swagger("c.yaml", plainInfo+secured, "/c", ""),
			want:     expect{"/paths/~1a/get/security": `[{"key":[]},{}]`},
			findings: []string{"nothing says which of its operations need a credential; all of them carry the one that those of b.yaml need"},
		},
		"security unsaid, elsewhere": { // a credential goes only where it was meant to go
			files:    swagger("a.yaml", plainInfo+"host: a.example\n", "/a", "") + swagger("b.yaml", plainInfo+secured+"host: b.example\n", "/b", "") + swagger("c.yaml", plainInfo+secured+"host: b.example\n", "/c", ""),
			want:     expect{"/paths/~1a/get/security": `[]`},
			findings: []string{"its operations are at a.example"},
		},
		"api-versions": {
			files: swagger("a.yaml", apiVersion("1"), "/a", versioned) + swagger("b.yaml", apiVersion("2"), "/b", versioned) + swagger("c.yaml", apiVersion("2"), "/c", versioned),
			want: expect{
				"/info/version":             `"2"`,
				"/paths/~1a/get/parameters": `[{"name":"api-version","in":"query","required":true,"schema":{"type":"string","enum":["1"]},"x-ms-parameter-location":"method"}]`,
				"/paths/~1b/get/parameters": `[{"$ref":"#/components/parameters/V"}]`,
				"/components/parameters/V":  `{"name":"api-version","in":"query","required":true,"schema":{"type":"string"}}`,
			},
			findings: []string{"its operations are called with the api-version 1, those of b.yaml with 2"},
		},
	} {
		t.Run(name, func(t *testing.T) {
			doc, findings := mustLoadPaths(t, test.files, "c.yaml", "a.yaml", "b.yaml")
			test.want.check(t, doc)
			findingsHold(t, findings, test.findings...)
		})
	}
}

// OpenAPI 3 says of a document what it says in its own way.
func TestHeadsOfOpenAPI3(t *testing.T) {
	document := func(file, version, host, path string) string {
		return "-- " + file + " --\nopenapi: 3.0.3\ninfo: {title: t, version: \"" + version + "\"}\nservers: [{url: 'https://" + host + "'}]\nsecurity: [{key: []}]\n" +
			"tags: [{name: shared}, {name: '" + file + "'}]\npaths: {" + path + ": {parameters: [{$ref: '#/components/parameters/V'}], get: {responses: {200: {description: x}}}}}\n" +
			"components:\n  parameters: {V: {name: api-version, in: query, required: true, schema: {$ref: '#/components/schemas/V'}}}\n  schemas: {V: {type: string}}\n" +
			"  securitySchemes: {key: {type: apiKey, name: '" + host + "', in: header}}\n"
	}
	doc, findings := mustLoadPaths(t, document("a.yaml", "1", "a.example", "/a")+document("b.yaml", "2", "b.example", "/b")+document("c.yaml", "2", "b.example", "/c"), "a.yaml", "b.yaml", "c.yaml")
	expect{
		"/info/version":           `"2"`,
		"/servers":                `[{"url":"https://b.example"}]`,
		"/security":               `[{"b_key":[]}]`,
		"/paths/~1a/get/servers":  `[{"url":"https://a.example"}]`,
		"/paths/~1a/get/security": `[{"a_key":[]}]`,
		"/paths/~1a/parameters":   `[{"name":"api-version","in":"query","required":true,"schema":{"type":"string","enum":["1"]},"x-ms-parameter-location":"method"}]`,
		"/paths/~1c/parameters":   `[{"$ref":"#/components/parameters/V"}]`,
		"/tags":                   `[{"name":"shared"},{"name":"a.yaml"},{"name":"b.yaml"},{"name":"c.yaml"}]`,
	}.check(t, doc)
	findingsHold(t, findings, "its operations are at https://a.example", "called with the api-version 1")
}

// The operations of a path may stand in several documents. One that does must be the same in all.
func TestOnePathInSeveral(t *testing.T) {
	document := func(file, methods string) string {
		return "-- " + file + " --\nswagger: \"2.0\"\n" + plainInfo + "paths:\n  /a/{id}:\n    parameters: [{name: id, in: path, required: true, type: string}, {name: " + file[:1] + ", in: query, type: string}]\n" + methods
	}
	const get = "    get: {operationId: Get, description: said, parameters: [{name: a, in: query, type: integer}, {name: b, in: query, type: integer}], responses: {200: {description: x}}}\n"
	const put = "    put: {operationId: Put, parameters: [{name: body, in: body, schema: {type: string}}], responses: {200: {description: x}}}\n"
	doc, findings := mustLoadPaths(t, document("a.yaml", get)+document("b.yaml", strings.Replace(get, "said", "otherwise", 1)+put), "a.yaml", "b.yaml")
	findingsHold(t, findings)
	expect{
		"/paths/~1a~1{id}/parameters":                                       `<none>`,
		"/paths/~1a~1{id}/get/parameters":                                   `[{"name":"id","in":"path","required":true,"schema":{"type":"string"}},{"name":"a","in":"query","schema":{"type":"integer"}},{"name":"b","in":"query","schema":{"type":"integer"}}]`,
		"/paths/~1a~1{id}/put/parameters":                                   `[{"name":"id","in":"path","required":true,"schema":{"type":"string"}},{"name":"b","in":"query","schema":{"type":"string"}}]`,
		"/paths/~1a~1{id}/put/requestBody/content/application~1json/schema": `{"type":"string"}`,
	}.check(t, doc)

	doc, _ = mustLoadPaths(t, document("a.yaml", get)+document("b.yaml", strings.Replace(get, "200", "201", 1)), "a.yaml", "b.yaml")
	defect := doc.Node("/paths/~1a~1{id}/get").Get(load.DefectExtension).Str()
	if !strings.Contains(defect, "GET /a/{id} is described in two files, and not the same: here, and at b.yaml:6") {
		t.Errorf("the defect is %q", defect)
	}
}
