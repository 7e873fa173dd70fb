package plan

import (
	"encoding/json"
	"math/rand/v2"
	"os"
	"path/filepath"
	"slices"
	"testing"
	"testing/fstest"

	"go.yaml.in/yaml/v4"

	"github.com/armsmith/armsmith/generator/load"
)

// mutant damages a document the way people and tools do, and worse: parts end up where others
// belong, references lead anywhere, values have another type.
type mutant struct {
	r     *rand.Rand
	nodes []any
	refs  []string
}

func (m *mutant) collect(v any) {
	m.nodes = append(m.nodes, v)
	switch v := v.(type) {
	case map[string]any:
		for _, k := range sortedKeys(v) {
			m.collect(v[k])
		}
	case []any:
		for _, x := range v {
			m.collect(x)
		}
	}
}

// change returns the value with, now and then, a part replaced.
func (m *mutant) change(v any, depth int) any {
	if depth > 40 {
		return nil
	}
	if m.r.IntN(60) == 0 {
		return m.other()
	}
	switch v := v.(type) {
	case map[string]any:
		out := make(map[string]any, len(v))
		for _, k := range sortedKeys(v) {
			out[k] = m.change(v[k], depth+1)
		}
		if m.r.IntN(20) == 0 {
			keys := []string{"allOf", "oneOf", "anyOf", "type", "$ref", "discriminator", "enum", "properties", "items", "nullable", "x-ms-client-flatten",
				"required", "additionalProperties", "x-ms-enum", "const", "not", "prefixItems", "x-go-name", "format", "x-nullable"}
			out[keys[m.r.IntN(len(keys))]] = m.other()
		}
		return out
	case []any:
		out := make([]any, 0, len(v))
		for _, x := range v {
			out = append(out, m.change(x, depth+1))
		}
		return out
	}
	return v
}

func (m *mutant) other() any {
	switch m.r.IntN(6) {
	case 0:
		return map[string]any{"$ref": m.refs[m.r.IntN(len(m.refs))]}
	case 1:
		return []any{map[string]any{"$ref": m.refs[m.r.IntN(len(m.refs))]}, m.nodes[m.r.IntN(len(m.nodes))]}
	case 2:
		return []any{nil, true, "object", "array", "string", 1e300, -1, "", []any{}, map[string]any{}}[m.r.IntN(10)]
	}
	return m.nodes[m.r.IntN(len(m.nodes))]
}

func sortedKeys(m map[string]any) []string {
	keys := make([]string, 0, len(m))
	for k := range m {
		keys = append(keys, k)
	}
	slices.Sort(keys)
	return keys
}

// goldenDocuments are the documents under testdata, as values.
func goldenDocuments(t testing.TB) []any {
	paths, err := filepath.Glob("testdata/*/openapi.yaml")
	if err != nil || len(paths) == 0 {
		t.Fatal("no documents", err)
	}
	var out []any
	for _, path := range paths {
		text, err := os.ReadFile(path)
		if err != nil {
			t.Fatal(err)
		}
		var v any
		if err := yaml.Unmarshal(text, &v); err != nil {
			t.Fatal(path, err)
		}
		out = append(out, plainKeys(v))
	}
	return out
}

// plainKeys makes every key of a map a string.
func plainKeys(v any) any {
	switch v := v.(type) {
	case map[string]any:
		for k, x := range v {
			v[k] = plainKeys(x)
		}
	case map[any]any:
		out := make(map[string]any, len(v))
		for k, x := range v {
			text, _ := yaml.Marshal(k)
			out[string(text[:len(text)-1])] = plainKeys(x)
		}
		return out
	case []any:
		for i := range v {
			v[i] = plainKeys(v[i])
		}
	}
	return v
}

// buildMutant builds a damaged document; whatever it is, the model must be whole.
func buildMutant(t *testing.T, documents []any, which, seed uint64) {
	source := documents[which%uint64(len(documents))]
	m := &mutant{r: rand.New(rand.NewPCG(seed, which))}
	m.collect(source)
	for name := range sections(source) {
		m.refs = append(m.refs, "#/components/schemas/"+name)
	}
	m.refs = append(m.refs, "#/components/schemas/None", "#/paths")
	slices.Sort(m.refs)
	text, err := json.Marshal(m.change(source, 0))
	if err != nil {
		t.Skip(err)
	}
	fsys := fstest.MapFS{"openapi.json": &fstest.MapFile{Data: text}}
	doc, _ := load.Load(t.Context(), "openapi.json", load.Options{FS: fsys})
	if doc == nil {
		return
	}
	for _, tolerate := range []bool{false, true} {
		api, findings := Plan(doc, Config{Package: "demo", Tolerate: tolerate})
		if bad := badIdentifiers(api); len(bad) > 0 {
			t.Fatalf("document %d, seed %d: bad identifiers %q in\n%s", which, seed, bad, text)
		}
		dumpTypes(api)
		checkRefs(t, api)
		if tolerate && findings.HasErrors() {
			t.Fatalf("document %d, seed %d: errors although tolerated: %v", which, seed, findings)
		}
	}
}

func sections(v any) map[string]any {
	top, _ := v.(map[string]any)
	components, _ := top["components"].(map[string]any)
	schemas, _ := components["schemas"].(map[string]any)
	return schemas
}

// TestMutants builds a few hundred damaged documents; FuzzPlan builds more.
func TestMutants(t *testing.T) {
	documents := goldenDocuments(t)
	for seed := range uint64(20) {
		for which := range documents {
			buildMutant(t, documents, uint64(which), seed)
		}
	}
}

func FuzzPlan(f *testing.F) {
	documents := goldenDocuments(f)
	for which := range documents {
		f.Add(uint64(which), uint64(1000))
	}
	f.Fuzz(func(t *testing.T, which, seed uint64) { buildMutant(t, documents, which, seed) })
}
