package load_test

import (
	"context"
	"strings"
	"testing"
	"testing/fstest"

	"github.com/armsmith/armsmith/generator/load"
)

// FuzzLoad gives Load two files that may refer to each other. It must not panic, and what it
// accepts kin-openapi's own loader must accept too.
func FuzzLoad(f *testing.F) {
	seeds := []string{
		schemas("    A: {$ref: 'b.yaml#/B'}\n    C: {allOf: [{$ref: '#/components/schemas/A'}], discriminator: k, items: [{}], type: int}\n"),
		"openapi: 3.1.0\npaths: {/a: {get: {parameters: [{$ref: 'b.yaml#/p', x: 1}], responses: {200: {$ref: 'b.yaml#/r'}}}}}\n",
		"swagger: '2.0'\nhost: h\npaths: {/a: {post: {parameters: [{in: body, name: b, schema: {$ref: '#/definitions/A'}}, {in: query, name: q, type: array}], responses: {200: {schema: {type: file}}}}}}\ndefinitions: {A: {x-nullable: true, discriminator: k}}\nparameters: {P: {$ref: '#/parameters/P'}}\n",
		`{"swagger":"2.0","x-ms-parameterized-host":{"hostTemplate":"{a}{b}","parameters":[{"$ref":"b.yaml#/p"}]},"x-ms-paths":{"/a?b":{"get":{"parameters":[{"in":"formData","name":"f","type":"file"}]}}}}`,
		"openapi: 3.0.0\nx: &a {b: &c [1, *a]}\n<<: *a\npaths: {$ref: 'b.yaml'}\ncomponents: {$ref: 'openapi.yaml#/components'}\n",
		"openapi: 3.0.0\npaths: {/a: {$ref: '#/paths/~1b'}, /b: {$ref: '#/paths/~1a', get: {callbacks: {c: {x: {$ref: '#/paths/~1b'}}}}}}\n",
	}
	for _, seed := range seeds {
		f.Add(seed, "B: {type: string}\np: {name: p, in: path}\nr: {description: {$ref: '#/B'}}\n")
	}
	f.Fuzz(func(t *testing.T, root, other string) {
		if strings.Count(root+other, "*") > 50 {
			t.Skip("aliases are tested apart: what they unfold to takes its time")
		}
		fsys := fstest.MapFS{"openapi.yaml": {Data: []byte(root)}, "b.yaml": {Data: []byte(other)}}
		doc, findings := load.Load(context.Background(), "openapi.yaml", load.Options{FS: fsys})
		acceptable(t, doc, findings)
	})
}
