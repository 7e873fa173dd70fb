package load_test

import (
	"testing"

	"github.com/armsmith/armsmith/generator/load"
)

// Each case is a set of files, what stands in the joined document, and what was found.
func TestJoin(t *testing.T) {
	tests := []struct {
		name, files string
		want        expect
		findings    []string
	}{
		{
			name: "a schema file takes the name of the component that points at it",
			files: `-- openapi.yaml --
openapi: 3.0.3
info: {title: t, version: '1'}
paths: {}
components:
  schemas:
    Pet: {$ref: schemas/pet.yaml}
    Owner: {properties: {pet: {$ref: "schemas/pet.yaml"}}}
-- schemas/pet.yaml --
type: object
properties:
  mother: {$ref: pet.yaml}
  toy: {$ref: "#/definitions/Toy"}
  tag: {$ref: "./tag.json#/Tag"}
definitions:
  Toy: {type: string}
-- schemas/tag.json --
{"Tag": {"type": "integer"}}
`,
			want: expect{
				"/components/schemas/Pet/properties":       `{"mother":{"$ref":"#/components/schemas/Pet"},"toy":{"$ref":"#/components/schemas/Toy"},"tag":{"$ref":"#/components/schemas/Tag"}}`,
				"/components/schemas/Owner/properties/pet": `{"$ref":"#/components/schemas/Pet"}`,
				"/components/schemas/Toy":                  `{"type":"string"}`,
				"/components/schemas/Tag":                  `{"type":"integer"}`,
			},
		},
		{
			name: "names that several files want are told apart by file, the document's own staying",
			files: `-- openapi.yaml --
openapi: 3.0.3
info: {title: t, version: '1'}
paths: {}
components:
  schemas:
    A: {type: object, properties: {x: {$ref: "one.yaml#/A"}, y: {$ref: "one.yaml#/B"}, z: {$ref: "two.yaml#/B"}, w: {$ref: "d/two.yaml#/B"}}}
-- one.yaml --
A: {type: string}
B: {type: integer}
-- two.yaml --
B: {type: number}
-- d/two.yaml --
B: {type: boolean}
`,
			want: expect{
				"/components/schemas/A/properties/x": `{"$ref":"#/components/schemas/one_A"}`,
				"/components/schemas/one_A":          `{"type":"string","x-armsmith-name":"A"}`,
				"/components/schemas/one_B":          `{"type":"integer","x-armsmith-name":"B"}`,
				"/components/schemas/d_two_B":        `{"type":"boolean","x-armsmith-name":"B"}`,
				"/components/schemas/two_B":          `{"type":"number","x-armsmith-name":"B"}`,
			},
		},
		{
			name: "parts of something else become components, named after their place",
			files: schemas(`    A:
      properties:
        self: {$ref: "#/components/schemas/A/properties/list/items"}
        list: {type: array, items: {type: object, properties: {next: {$ref: "#/components/schemas/A/properties/list/items"}}}}
`),
			want: expect{
				"/components/schemas/A/properties": `{"self":{"$ref":"#/components/schemas/A_list_item"},"list":{"type":"array","items":{"$ref":"#/components/schemas/A_list_item"}}}`,
				"/components/schemas/A_list_item":  `{"type":"object","properties":{"next":{"$ref":"#/components/schemas/A_list_item"}},"x-armsmith-origin":"/components/schemas/A/properties/list/items"}`,
			},
		},
		{
			name: "anchors, identifiers and local definitions",
			files: schemas(`    A:
      $defs: {Inner: {$anchor: inner, type: string}}
      properties:
        a: {$ref: "#inner"}
        b: {$ref: "#/$defs/Inner"}
        c: {$ref: "https://example.com/schemas/thing"}
        d: {$dynamicRef: "#dynamic"}
    D: {$dynamicAnchor: dynamic}
    T: {$id: "https://example.com/schemas/thing", type: integer}
`),
			want: expect{
				"/components/schemas/A/properties/a": `{"$ref":"#/components/schemas/inner"}`,
				"/components/schemas/A/properties/b": `{"$ref":"#/components/schemas/inner"}`,
				"/components/schemas/A/properties/c": `{"$ref":"#/components/schemas/T"}`,
				"/components/schemas/A/properties/d": `{"$ref":"#/components/schemas/D"}`,
			},
		},
		{
			name: "path items, operations and whole maps are put in place",
			files: `-- openapi.yaml --
openapi: 3.0.3
info: {title: t, version: '1', description: {$ref: "text.yaml#/about"}}
paths: {$ref: paths/index.yaml}
components:
  schemas: {$ref: schemas.yaml}
-- text.yaml --
about: All about it.
-- schemas.yaml --
Pet: {type: object, properties: {owner: {$ref: "#/Owner"}}}
Owner: {type: string}
-- paths/index.yaml --
/pets:
  $ref: pets.yaml
  summary: overridden
/cats: {get: {$ref: "pets.yaml#/get"}}
-- paths/pets.yaml --
summary: original
get:
  parameters: {$ref: "#/x-parameters"}
  responses:
    200: {description: ok, content: {application/json: {schema: {$ref: ../schemas.yaml#/Pet}}}}
x-parameters:
  - {name: q, in: query, schema: {type: string}}
`,
			want: expect{
				"/info/description":                           `"All about it."`,
				"/paths/~1pets/summary":                       `"overridden"`,
				"/paths/~1pets/get/parameters":                `[{"name":"q","in":"query","schema":{"type":"string"}}]`,
				"/paths/~1cats/get/responses/200/content":     `{"application/json":{"schema":{"$ref":"#/components/schemas/Pet"}}}`,
				"/components/schemas/Pet/properties/owner":    `{"$ref":"#/components/schemas/Owner"}`,
				"/components/schemas/Owner":                   `{"type":"string"}`,
				"/components/schemas/schemas_Pet":             `<none>`,
				"/paths/~1cats/get/parameters/0/schema/type":  `"string"`,
				"/paths/~1pets/get/responses/200/description": `"ok"`,
			},
		},
		{
			name: "components.pathItems and a path that is another",
			files: `openapi: 3.1.0
info: {title: t, version: '1'}
paths:
  /a: {$ref: "#/components/pathItems/P"}
  /b: {$ref: "#/paths/~1a"}
components:
  pathItems: {P: {get: {operationId: p, responses: {}}}}
`,
			want:     expect{"/paths/~1a": `{"get":{"operationId":"p","responses":{}}}`, "/paths/~1b": `{"get":{"operationId":"p","responses":{}}}`},
			findings: []string{`operationId "p" is used already`},
		},
		{
			name: "a path item that contains itself",
			files: `openapi: 3.0.3
info: {title: t, version: '1'}
paths:
  /a: {post: {responses: {}, callbacks: {done: {"{$url}": {$ref: "#/paths/~1a"}}}}}
`,
			want:     expect{"/paths/~1a/post/callbacks/done/{$url}/post": `{"x-armsmith-defect":"contains itself"}`},
			findings: []string{"warning: contains itself"},
		},
		{
			name: "circular files",
			files: `-- openapi.yaml --
openapi: 3.0.3
info: {title: t, version: '1'}
paths: {}
components: {schemas: {A: {$ref: "a.yaml#/A"}}}
-- a.yaml --
A: {properties: {b: {$ref: "b.yaml#/B"}}}
-- b.yaml --
B: {properties: {a: {$ref: "a.yaml#/A"}, root: {$ref: "openapi.yaml#/components/schemas/A"}}}
`,
			want: expect{"/components/schemas/B/properties": `{"a":{"$ref":"#/components/schemas/A"},"root":{"$ref":"#/components/schemas/A"}}`},
		},
		{
			name: "references that lead nowhere",
			files: schemas(`    A:
      properties:
        a: {$ref: "#/components/schemas/None"}
        b: {$ref: "none.yaml#/X"}
        c: {$ref: "https://example.com/x.json"}
        d: {$ref: "/etc/passwd"}
        e: {$ref: "#/info"}
        f: {$ref: "#/components/schemas/F"}
        g: {$ref: "#"}
    F: {$ref: "#/components/schemas/G"}
    G: {$ref: "#/components/schemas/F"}
`),
			want: expect{
				"/components/schemas/A/properties/a": `{"x-armsmith-defect":"$ref \"#/components/schemas/None\" leads nowhere: there is no \"None\" in /components/schemas"}`,
				"/components/schemas/A/properties/e": `{"x-armsmith-defect":"$ref \"#/info\" leads to an info where a schema is expected"}`,
				"/components/schemas/A/properties/f": `{"$ref":"#/components/schemas/F"}`,
				"/components/schemas/F":              `{"x-armsmith-defect":"$ref \"#/components/schemas/G\" leads back to itself"}`,
			},
			findings: []string{
				`openapi.yaml:8:12 #/components/schemas/A/properties/a: warning: $ref "#/components/schemas/None" leads nowhere`,
				`:9:12 ... cannot read none.yaml: file does not exist`,
				`:10:12 ... cannot read https/example.com/x.json`,
				`:11:12 ... absolute path`,
				`:12:12 ... leads to an info where a schema is expected`,
				`:14:12 ... leads to a whole document where a schema is expected`,
				`:15:8 ... leads back to itself`,
				`:16:8 ... leads back to itself`,
			},
		},
		{
			name: "odd spellings of references",
			files: schemas(`    A:
      properties:
        a: {$ref: "#/components/schemas/List%3CPet%3E"}
        b: {$ref: "#/components/schemas/a~1b"}
        c: {$ref: Pet}
    List<Pet>: {type: array}
    a/b: {type: string}
    Pet: {type: string}
`),
			want:     expect{"/components/schemas/A/properties": `{"a":{"$ref":"#/components/schemas/List<Pet>"},"b":{"$ref":"#/components/schemas/a~1b"},"c":{"$ref":"#/components/schemas/Pet"}}`},
			findings: []string{`$ref "Pet" names no file; it is read as "#/components/schemas/Pet"`},
		},
		{
			name: "a property called $ref, an example with one",
			files: schemas(`    A:
      properties: {$ref: {type: string}, b: {type: string}}
      example: {$ref: "#/nowhere"}
      default: {$ref: "#/nowhere"}
`),
			want: expect{"/components/schemas/A": `{"properties":{"$ref":{"type":"string"},"b":{"type":"string"}},"example":{"$ref":"#/nowhere"},"default":{"$ref":"#/nowhere"}}`},
		},
		{
			name: "properties that contain themselves by reference",
			files: schemas(`    A:
      properties:
        a: {type: object, properties: {$ref: "#/components/schemas/A/properties"}}
`),
			findings: []string{"contains itself"},
		},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			doc, findings := mustLoad(t, test.files)
			test.want.check(t, doc)
			findingsHold(t, findings, test.findings...)
		})
	}
}

// Without a file system of the caller's, addresses on the network are refused by name.
func TestNetworkIsRefused(t *testing.T) {
	dir := t.TempDir() + "/openapi.yaml"
	writeFile(t, dir, schemas("    A: {$ref: 'https://example.com/a.json#/A'}\n"))
	_, findings := load.Load(t.Context(), dir, load.Options{})
	findingsHold(t, findings, `$ref "https://example.com/a.json#/A" refers to the network, which is never read`)
}

// A reference with something beside it keeps both.
func TestSiblings(t *testing.T) {
	doc, findings := mustLoad(t, `openapi: 3.0.3
info: {title: t, version: '1'}
paths:
  /a:
    get:
      parameters:
        - {$ref: "#/components/parameters/P", required: true}
      responses:
        200: {$ref: "#/components/responses/R", description: mine}
components:
  parameters: {P: {name: p, in: query, schema: {type: string}}}
  responses: {R: {description: shared, content: {text/plain: {}}}}
  schemas:
    A:
      properties:
        a: {$ref: "#/components/schemas/B", description: my b, nullable: true, x-ms-client-name: bee}
        b: {$ref: "#/components/schemas/B", allOf: [{type: object}]}
    B: {type: object}
`)
	findingsHold(t, findings)
	expect{
		"/components/schemas/A/properties/a": `{"description":"my b","nullable":true,"x-ms-client-name":"bee","allOf":[{"$ref":"#/components/schemas/B"}],"x-armsmith-ref-siblings":true}`,
		"/components/schemas/A/properties/b": `{"allOf":[{"$ref":"#/components/schemas/B"},{"type":"object"}]}`,
		"/paths/~1a/get/parameters/0":        `{"name":"p","in":"query","schema":{"type":"string"},"required":true}`,
		"/components/parameters/P":           `{"name":"p","in":"query","schema":{"type":"string"}}`,
		"/paths/~1a/get/responses/200":       `{"description":"mine","content":{"text/plain":{}}}`,
	}.check(t, doc)
}
