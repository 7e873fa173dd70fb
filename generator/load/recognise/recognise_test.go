package recognise

import (
	"strings"
	"testing"

	"go.yaml.in/yaml/v4"

	"github.com/armsmith/armsmith/generator/load/node"
)

// textExamples has, for each kind that is told by its text, files that people have.
var textExamples = map[string][]string{
	"a zip archive":               {"PK\x03\x04\x14\x00\x08"},
	"a file compressed with gzip": {"\x1f\x8b\x08\x00\x00"},
	"a compressed file":           {"BZh91AY&SY\x00", "\xfd7zXZ\x00\x00\x04"},
	"a PDF file":                  {"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n", "%PDF-1.4\n1 0 obj\n"},
	"a picture":                   {"\x89PNG\r\n\x1a\n\x00\x00", "\xff\xd8\xff\xe0\x00\x10JFIF"},
	"a program":                   {"\x7fELF\x02\x01\x01\x00", "MZ\x90\x00\x03"},
	"a binary file":               {"\x0a\x07a.proto\x00\x01"},
	"the pointer that Git LFS has in the place of a file": {
		"version https://git-lfs.github.com/spec/v1\noid sha256:4d7a214614ab2935\nsize 12345\n"},
	"a file with a merge conflict":          {"{\n<<<<<<< HEAD\n\"a\": 1\n=======\n"},
	"a patch":                               {"diff --git a/openapi.yaml b/openapi.yaml\n", "--- a/openapi.yaml\n+++ b/openapi.yaml\n@@ -1 +1 @@\n"},
	"a response with its headers":           {"HTTP/1.1 200 OK\r\nContent-Type: application/json\r\n\r\n{}"},
	"the message of a download that failed": {"404: Not Found", "Not Found\n", "Unauthorized", "502 Bad Gateway"},
	htmlPage:                                {"<!DOCTYPE html>\n<p>", "\n<!-- x -->\n<HTML lang=en>", "<head><title>API</title>", "<!doctype html><meta charset=utf-8>"},
	"WSDL, which describes SOAP services": {
		"<?xml version=\"1.0\"?>\n<wsdl:definitions xmlns:wsdl=\"http://schemas.xmlsoap.org/wsdl/\">",
		"<description xmlns=\"http://www.w3.org/ns/wsdl\">"},
	"WADL, a description before OpenAPI": {"<application xmlns=\"http://wadl.dev.java.net/2009/02\">"},
	"OData's description of a service":   {"<?xml version=\"1.0\"?><edmx:Edmx Version=\"4.0\">"},
	"a picture in SVG":                   {"<svg xmlns=\"http://www.w3.org/2000/svg\">", "<?xml version=\"1.0\"?>\n<svg>"},
	"XML":                                {"<?xml version=\"1.0\"?>\n<Error><Code>AccessDenied</Code></Error>", "<feed>"},
	"RAML":                               {"#%RAML 1.0\ntitle: Pets\n"},
	"API Blueprint":                      {"FORMAT: 1A\n\n# Pets\n"},
	"a file of Protocol Buffers":         {"// Pets.\nsyntax = \"proto3\";\npackage pets;\n"},
	"TypeSpec":                           {"import \"@typespec/http\";\nusing TypeSpec.Http;\n", "using TypeSpec.Http;\n"},
	"a Smithy model":                     {"$version: \"2\"\nnamespace pets\n"},
	"JavaScript or TypeScript": {"// Pets.\nmodule.exports = {\n", "export default {}", "const spec = {\n", "import { z } from \"zod\";\n",
		"window.onload = function() {\n"},
	"a GraphQL schema or query": {"type Query {\n  pets(first: Int): [Pet!]!\n}\n", "\"A pet.\"\ntype Pet @key(fields: \"id\") {\n  id: ID!\n}\n",
		"schema {\n  query: Query\n}\n", "query Pets($n: Int) {\n  pets\n}\n", "scalar DateTime\n"},
	"a list of HTTP requests":          {"### Pets\nGET https://pets.example.com/pets\n", "@host = x\nPOST {{host}}/pets\n", "curl https://pets.example.com\n"},
	"JSON Lines, a value in each line": {"{\"a\": 1}\n{\"a\": 2}\n", "{\"a\": 1}\n{\"a\": 2}"},
	"a line that names another file, as Git writes a symbolic link on Windows": {"../specs/openapi.yaml", "openapi.json\n"},
	"text in base64": {strings.Repeat("b3BlbmFw", 8) + "\n" + strings.Repeat("b3BlbmFw", 8) + "\nYQ==\n"},
}

// treeExamples has the same for those that are told by what they hold.
var treeExamples = map[string][]string{
	"Swagger 1, which came before OpenAPI":        {"{swaggerVersion: '1.2', apis: []}"},
	"AsyncAPI, which describes messages":          {"{asyncapi: 3.0.0, info: {}, channels: {}}"},
	"Arazzo, which describes workflows":           {"{arazzo: 1.0.0, workflows: []}"},
	"an OpenAPI Overlay, which changes documents": {"{overlay: 1.0.0, info: {}, actions: []}"},
	"OpenRPC": {"{openrpc: 1.2.6, methods: []}"},
	"Google's description of an API (discovery)":     {"{kind: 'discovery#restDescription', discoveryVersion: v1, resources: {}}"},
	"the result of an introspection of GraphQL":      {"{data: {__schema: {}}}", "{__schema: {}}"},
	"a Postman collection":                           {"{info: {_postman_id: x}, item: []}", "{collection: {info: {schema: 'https://schema.getpostman.com/json/collection/v2.1.0/collection.json'}}}", "{id: x, order: [], requests: []}"},
	"a Postman environment":                          {"{values: [], _postman_variable_scope: environment}"},
	"an export of Insomnia":                          {"{_type: export, __export_format: 4}", "{type: collection.insomnia.rest/5.0}"},
	"a HAR file, which records requests":             {"{log: {version: '1.2', entries: []}}"},
	"the configuration of armsmith":                  {"{clients: [{spec: a, out: b}]}"},
	"a CustomResourceDefinition of Kubernetes":       {"{apiVersion: apiextensions.k8s.io/v1, kind: CustomResourceDefinition}"},
	"a manifest of Kubernetes":                       {"{apiVersion: v1, kind: ConfigMap}"},
	"a template of Azure's resource manager":         {"{$schema: 'https://schema.management.azure.com/schemas/2019-04-01/deploymentTemplate.json#', resources: []}"},
	"OData's description of a service":               {"{$Version: '4.01', $EntityContainer: a.b}"},
	"a Compose file":                                 {"{services: {db: {image: x}}}"},
	"a package.json of npm":                          {"{name: x, version: 1.0.0, dependencies: {}}"},
	"GitHub's description of a file":                 {"{type: file, git_url: x, download_url: y, content: z}"},
	"a Smithy model":                                 {"{smithy: '2.0', shapes: {}}"},
	"a JSON Schema alone":                            {"{$schema: 'https://json-schema.org/draft/2020-12/schema', title: x}", "{type: object, properties: {}}"},
	"the answer of a server that refused a download": {"{message: Not Found, status: '404'}", "{error: {code: Unauthorized}}"},
}

func TestTexts(t *testing.T) {
	var all [][2]string
	for _, r := range append(append([]row{}, magic...), texts...) {
		all = append(all, [2]string{r.what, r.fix})
	}
	covered(t, all, textExamples)
	for what, examples := range textExamples {
		for _, text := range examples {
			if found, _ := Text([]byte(text)); found.What != what {
				t.Errorf("%q\nis recognised as %q, want %q", text, found.What, what)
			}
		}
	}
	for _, text := range []string{"", "name: x\n", "{\"a\": 1}\n", "some words about an API\n", "type: {\n  a: 1}\n", "GET: /pets\n"} {
		if found, ok := Text([]byte(text)); ok {
			t.Errorf("%q is recognised as %q", text, found.What)
		}
	}
}

func TestTrees(t *testing.T) {
	var all [][2]string
	for _, r := range trees {
		all = append(all, [2]string{r.what, r.fix})
	}
	covered(t, all, treeExamples)
	for what, examples := range treeExamples {
		for _, text := range examples {
			if found, at, _ := Tree(tree(t, text)); found.What != what || at == nil {
				t.Errorf("%s\nis recognised as %q, want %q", text, found.What, what)
			}
		}
	}
	for _, text := range []string{"{}", "[]", "{paths: {}, message: x}", "{type: object}", "{log: [], data: x, info: y}"} {
		if found, _, ok := Tree(tree(t, text)); ok {
			t.Errorf("%s is recognised as %q", text, found.What)
		}
	}
}

// covered sees that each row, by what it is and what to do, has both and an example, and each
// example a row.
func covered(t *testing.T, rows [][2]string, examples map[string][]string) {
	t.Helper()
	named := map[string]bool{}
	for _, r := range rows {
		what, fix := r[0], r[1]
		named[what] = true
		if fix == "" || len(examples[what]) == 0 {
			t.Errorf("%q says nothing to do, or has no example", what)
		}
	}
	for what := range examples {
		if !named[what] {
			t.Errorf("no row is called %q", what)
		}
	}
}

// tree makes a tree of YAML, without places.
func tree(t *testing.T, text string) *node.Node {
	var value any
	if err := yaml.Unmarshal([]byte(text), &value); err != nil {
		t.Fatal(err)
	}
	return treeOf(value)
}

func treeOf(value any) *node.Node {
	switch v := value.(type) {
	case map[string]any:
		n := node.NewMap(nil)
		for key, value := range v {
			n.Set(key, treeOf(value))
		}
		return n
	case []any:
		n := node.NewList(nil)
		for _, item := range v {
			n.Items = append(n.Items, treeOf(item))
		}
		return n
	case string:
		return node.NewString(v, nil)
	}
	return node.New(node.Null, "null", nil)
}
