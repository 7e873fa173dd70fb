package generator_test

import (
	"strings"
	"testing"
	"testing/fstest"

	"github.com/armsmith/armsmith/generator"
)

// A body without an example is made up, also where a value of it may be one thing or another.
func TestSampleOfUnion(t *testing.T) {
	for schema, want := range map[string]string{
		`{oneOf: [{type: string}, {type: array, items: {type: string}}]}`:                                                                                                       `To: &mail.SendRequestToString{Value: "to"}`,
		`{oneOf: [{type: array, items: {type: string}}, {type: string}]}`:                                                                                                       `To: &mail.SendRequestToList{Value: []string{"to"}}`,
		`{anyOf: [{type: object, required: [city], properties: {city: {type: string}}}, {type: object, required: [postbox], properties: {postbox: {type: integer}}}]}`:          `To: &mail.SendRequestToCity{City: "city"}`,
		`{oneOf: [{type: object, required: [kind], properties: {kind: {type: string, enum: [person]}}}, {type: object, required: [name], properties: {name: {type: string}}}]}`: `To: &mail.SendRequestToKind{}`,
		`{oneOf: [{type: boolean}, {type: integer, minimum: 7}]}`:                                                                                                               `To: &mail.SendRequestToBool{Value: true}`,
		`{oneOf: [{type: integer}, {type: array, items: {type: string}}]}`:                                                                                                      `To: &mail.SendRequestToInt{Value: 7}`,
	} {
		document := `{openapi: 3.0.3, info: {title: Mail, version: "1"}, servers: [{url: "https://a.example"}], paths: {/mail: {post: {operationId: send,
			requestBody: {content: {application/json: {schema: {type: object, required: [to], properties: {to: ` + schema + `}}}}}, responses: {"204": {description: ok}}}}}}`
		made, err := generator.Samples(t.Context(), generator.Config{
			Spec: "openapi.yaml", Package: "mail", ImportPath: "example.com/mail", FS: fstest.MapFS{"openapi.yaml": {Data: []byte(document)}},
		})
		if err != nil {
			t.Fatal(schema, err)
		}
		if source := strings.Join(strings.Fields(made.List[0].Source), " "); !strings.Contains(source, want) {
			t.Errorf("%s: want %s in\n%s", schema, want, made.List[0].Source)
		}
	}
}
