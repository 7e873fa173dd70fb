package load_test

import (
	"strings"
	"testing"

	"github.com/armsmith/armsmith/generator/load/node"
)

// event returns the schema of the items of a stream, as it is planned from.
func event(t *testing.T, schema string) *node.Node {
	t.Helper()
	doc, findings := loadArchive(t, `{"openapi": "3.1.0", "info": {"title": "T", "version": "1"},
		"components": {"schemas": {"Event": `+schema+`, "Named": {"properties": {"event": {"const": "named"}}}}},
		"paths": {"/x": {"get": {"responses": {"200": {"description": "ok", "content": {"text/event-stream; charset=utf-8": {"itemSchema": {"$ref": "#/components/schemas/Event"}}}}}}}}}`)
	if doc == nil {
		t.Fatal(findings)
	}
	return doc.Node("/components/schemas/Event")
}

func TestEventsByName(t *testing.T) {
	tests := map[string]struct{ schema, want string }{
		"data of their own": {
			`{"properties": {"data": {"type": "string"}}, "oneOf": [
				{"required": ["data"], "properties": {"event": {"const": "a"}, "data": {"contentSchema": {"type": "integer"}}}},
				{"properties": {"event": {"enum": ["b"]}, "data": {"format": "int64"}}}]}`,
			`{"properties":{},"oneOf":[` +
				`{"required":["data","event"],"properties":{"event":{"const":"a"},"data":{"type":"integer"}},"type":"object"},` +
				`{"properties":{"event":{"enum":["b"]},"data":{"format":"int64","type":"string"}},"type":"object","required":["event"]}],"x-armsmith-events":true}`,
		},
		"one that is a component": {
			`{"anyOf": [{"$ref": "#/components/schemas/Named"}, {"properties": {"event": {"const": "b"}}}]}`,
			`{"anyOf":[{"$ref":"#/components/schemas/Named"},{"properties":{"event":{"const":"b"}},"type":"object","required":["event"]}],"x-armsmith-events":true}`,
		},
		"one without a name": {
			`{"oneOf": [{"properties": {"event": {"const": "a"}}}, {"properties": {"event": {"type": "string"}}}]}`,
			`{"oneOf":[{"properties":{"event":{"const":"a"}}},{"properties":{"event":{"type":"string"}}}]}`,
		},
	}
	for name, tt := range tests {
		if got := compact(event(t, tt.schema)); got != tt.want {
			t.Errorf("%s:\n got %s\nwant %s", name, got, tt.want)
		}
	}
}

// What an event may be is untrusted, like the rest of a document.
func TestEventsHostile(t *testing.T) {
	for _, schema := range []string{
		`{"oneOf": [{"$ref": "#/components/schemas/Event"}, {"$ref": "#/components/schemas/Event"}]}`,
		`{"oneOf": [5, null]}`, `{"oneOf": [{"properties": 5}, {"properties": {"event": 5}}]}`, `{"oneOf": {}}`,
		`{"oneOf": [{"properties": {"event": {"const": "a"}, "data": 5}}, {"properties": {"event": {"const": "b"}, "data": null}}], "properties": 5}`,
	} {
		if got := compact(event(t, schema)); strings.Count(got, "required") > 2 {
			t.Error(got)
		}
	}
}
