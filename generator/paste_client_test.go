package generator_test

import (
	"testing"
	"testing/fstest"

	"github.com/armsmith/armsmith/generator"
)

// The line that makes a client names nothing that a reader would have to declare, whatever the
// document asks for, and is one line.
func TestPasteClient(t *testing.T) {
	const address = "http://127.0.0.1:4010"
	for security, want := range map[string]string{
		`security: [{token: []}], components: {securitySchemes: {token: {type: http, scheme: bearer}}}`:                                                         `pets.NewKeyCredential("any"), `,
		`security: [{user: []}], components: {securitySchemes: {user: {type: http, scheme: basic}}}`:                                                            `pets.NewBasicCredential("any", "any"), `,
		`security: [{user: []}, {key: []}], components: {securitySchemes: {key: {type: apiKey, in: query, name: k}, user: {type: http, scheme: basic}}}`:        `pets.NewCredentials(map[string]pets.Credential{"user": pets.NewBasicCredential("any", "any")}), `,
		`security: [{key: [], token: []}], components: {securitySchemes: {key: {type: apiKey, in: header, name: "a,)("}, token: {type: http, scheme: bearer}}}`: `pets.NewCredentials(map[string]pets.Credential{"key": pets.NewKeyCredential("any"), "token": pets.NewKeyCredential("any")}), `,
		`components: {securitySchemes: {open: {type: openIdConnect, openIdConnectUrl: "https://a.example"}}}`:                                                   `pets.NewKeyCredential("any"), `,
	} {
		document := `{openapi: 3.0.3, info: {title: Pets, version: "1"}, servers: [{url: "https://a.example"}], paths: {/pets: {get: {operationId: list, responses: {"204": {description: ok}}}}}, ` +
			security + `}`
		out, err := generator.Generate(t.Context(), generator.Config{
			Spec: "openapi.yaml", Package: "pets", ImportPath: "example.com/pets", Out: "pets", FS: fstest.MapFS{"openapi.yaml": {Data: []byte(document)}},
		})
		if err != nil {
			t.Fatal(security, err)
		}
		line, err := generator.NewPaste(out.API, "pets").Client(address)
		want = "client, err := pets.NewClient(" + want + `pets.WithEndpoint("` + address + `"), pets.WithInsecure())`
		if err != nil || line != want {
			t.Errorf("%s:\ngot  %s\nwant %s (%v)", security, line, want, err)
		}
	}
}
