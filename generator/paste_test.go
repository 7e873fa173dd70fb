package generator_test

import (
	"fmt"
	"maps"
	"strings"
	"testing"
	"testing/fstest"

	"github.com/armsmith/armsmith/generator"
	"github.com/armsmith/armsmith/generator/model"
	"github.com/armsmith/armsmith/tests/typecheck"
)

const pasted = `openapi: 3.0.3
info: {title: t, version: '1'}
servers: [{url: 'https://a.example'}]
security: [{key: []}]
paths:
  /pets:
    get:
      operationId: listPets
      parameters: [{name: limit, in: query, schema: {type: integer, format: int32}}]
      x-ms-pageable: {nextLinkName: next}
      responses: {'200': {description: ok, content: {application/json: {schema: {type: object, properties: {value: {type: array, items: {$ref: '#/components/schemas/Pet'}}, next: {type: string}}}}}}}
    post:
      operationId: createPet
      requestBody: {required: true, content: {application/json: {schema: {$ref: '#/components/schemas/Pet'}}}}
      responses: {'201': {description: ok, content: {application/json: {schema: {$ref: '#/components/schemas/Pet'}}}}}
  /pets/{petId}:
    parameters: [{name: petId, in: path, required: true, schema: {type: integer, format: int64}}]
    delete: {operationId: deletePet, responses: {'204': {description: gone}}}
    put:
      operationId: putPet
      x-ms-long-running-operation: true
      requestBody: {required: true, content: {application/json: {schema: {$ref: '#/components/schemas/Pet'}}}}
      responses: {'200': {description: ok, content: {application/json: {schema: {$ref: '#/components/schemas/Pet'}}}}, '202': {description: later}}
  /events: {get: {operationId: watchEvents, responses: {'200': {description: ok, content: {text/event-stream: {schema: {$ref: '#/components/schemas/Pet'}}}}}}}
  /photo: {put: {operationId: putPhoto, requestBody: {required: true, content: {application/octet-stream: {schema: {type: string, format: binary}}}}, responses: {'204': {description: ok}}}}
components:
  securitySchemes: {key: {type: apiKey, in: header, name: X-Key}}
  schemas:
    Pet: {type: object, required: [name], properties: {id: {type: integer, readOnly: true}, name: {type: string}, tag: {type: string}}}
`

// What a person pastes compiles with the generated client, but for the variables that it leaves to
// be declared. Nothing of a sample breaks out of its literal.
func TestPaste(t *testing.T) {
	cfg := generator.Config{Spec: "openapi.yaml", Package: "pets", ImportPath: "github.com/armsmith/armsmith/x/pets", Out: "pets",
		FS: fstest.MapFS{"openapi.yaml": {Data: []byte(pasted)}}}
	out, err := generator.Generate(t.Context(), cfg)
	if err != nil {
		t.Fatal(err)
	}
	paste := generator.NewPaste(out.API, "pets")
	client := ""
	for url, insecure := range map[string]string{
		"http://10.1.2.3:4010/v1":    `WithInsecureHost("10.1.2.3:4010")`,
		"http://[fd00::1]:4010/base": `WithInsecureHost("[fd00::1]:4010")`,
		"http://[::1]:4010":          "WithInsecure()",
		"http://127.0.0.1:4010":      "WithInsecure()",
	} {
		client, err = paste.Client(url)
		want := `client, err := pets.NewClient(pets.NewKeyCredential("any"), pets.WithEndpoint("` + url + `"), pets.` + insecure + ")"
		if err != nil || client != want {
			t.Errorf("a client is %s, want %s (%v)", client, want, err)
		}
	}
	sample := model.Example{Params: map[string]string{"limit": "3", "petId": "9007199254740993"}, Body: `{"id":1,"name":"\"; panic(1) //` + "`\\n\\u202e" + `","tag":"t"}`}
	var program strings.Builder
	fmt.Fprintf(&program, "package use\n\nimport (\n\t\"context\"\n\t\"fmt\"\n\n\t\"github.com/armsmith/armsmith/x/pets\"\n)\n\nvar _ = context.Background\nvar body pets.File\n\nfunc making() (*pets.Client, error) {\n%s\nreturn client, err\n}\n", client)
	for _, want := range []struct{ id, text string }{
		{"listPets", "for item, err := range client.ListPets(ctx, pets.ListPetsParams{Limit: pets.Some[int32](3)}).All() {\n\tif err != nil {\n\t\treturn err\n\t}\n\tfmt.Println(item)\n}"},
		{"createPet", "result, err := client.CreatePet(ctx, pets.CreatePetParams{"},
		{"deletePet", "if err := client.DeletePet(ctx, pets.DeletePetParams{PetID: 9007199254740993}); err != nil {\n\treturn err\n}"},
		{"putPet", "poller, err := client.BeginPutPet(ctx, "},
		{"watchEvents", "for value, err := range stream.All() {"},
		{"putPhoto", "client.PutPhoto(ctx, pets.PutPhotoParams{Body: body})"},
	} {
		op := named(out.API, want.id)
		if op == nil {
			t.Fatalf("there is no %s", want.id)
		}
		text, err := paste.Call(op, sample)
		if err != nil || !strings.Contains(text, want.text) {
			t.Errorf("%s is called by\n%s\nwant\n%s (%v)", want.id, text, want.text, err)
		}
		fmt.Fprintf(&program, "\nfunc call%s(ctx context.Context, client *pets.Client) error {\n%s\nreturn nil\n}\n", want.id, text)
	}
	exports, err := typecheck.FindExports(t.Context(), ".", "../internal/runtime/...", "context", "fmt", "io", "encoding/json", "net/http", "log/slog", "iter")
	if err != nil {
		t.Fatal(err)
	}
	files := maps.Clone(out.Files)
	files["use/use.go"] = []byte(program.String())
	for _, problem := range typecheck.New(exports).Check(cfg.ImportPath, files) {
		t.Errorf("%v\n%s", problem, &program)
	}
}

func named(api *model.API, id string) *model.Operation {
	for _, g := range api.Groups {
		for _, op := range g.Operations {
			if op.ID == id {
				return op
			}
		}
	}
	return nil
}
