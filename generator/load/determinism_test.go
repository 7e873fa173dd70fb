package load_test

import (
	"bytes"
	"context"
	"encoding/json"
	"math/rand/v2"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/armsmith/armsmith/generator/load"
	"github.com/armsmith/armsmith/generator/load/node"
)

// Two runs give the same, and so does a document whose maps are written in another order, except
// for that order.
func TestDeterminism(t *testing.T) {
	picked := 0
	for i, root := range append(corpusRoots(t), spectorRoots(t)...) {
		info, err := os.Stat(root)
		if err != nil || info.Size() > 300_000 || i%4 != 0 {
			continue
		}
		picked++
		doc, findings := load.Load(context.Background(), root, load.Options{Root: shared(t)})
		again, findingsAgain := load.Load(context.Background(), root, load.Options{Root: shared(t)})
		if doc == nil || again == nil {
			t.Fatalf("%s: %v", root, findings)
		}
		if compact(doc.Root) != compact(again.Root) || !slices.Equal(findings, findingsAgain) || !slices.Equal(doc.Files, again.Files) {
			t.Errorf("%s: two runs differ", root)
		}
		if len(doc.Files) > 1 || len(findings) > 0 {
			// what other files say, and which of two equal keys counts, does not survive being
			// written anew
			continue
		}
		raw, err := os.ReadFile(root)
		if err != nil {
			t.Fatal(err)
		}
		if !json.Valid(raw) {
			continue
		}
		shuffled := filepath.Join(t.TempDir(), "openapi.json")
		writeFile(t, shuffled, shuffle(t, raw))
		other, findings := load.Load(context.Background(), shuffled, load.Options{})
		if other == nil {
			t.Fatalf("%s, shuffled: %v", root, findings)
		}
		if got, want := sorted(t, other.Root), sorted(t, doc.Root); got != want {
			t.Errorf("%s: shuffled, it differs:\n%s", root, firstDifference(got, want))
		}
	}
	if picked < 10 {
		t.Errorf("only %d documents were compared", picked)
	}
}

// The order in which a document comes upon other files' schemas must not decide their names.
func TestNamesDoNotDependOnOrder(t *testing.T) {
	files := []string{"a: {$ref: 'one.yaml#/X'}", "b: {$ref: 'two.yaml#/X'}", "c: {$ref: 'three.yaml#/X/properties/p'}", "d: {$ref: 'three.yaml#/Y'}"}
	rest := "-- one.yaml --\nX: {title: one, properties: {y: {$ref: 'three.yaml#/Y'}}}\n-- two.yaml --\nX: {title: two}\n" +
		"-- three.yaml --\nX: {properties: {p: {title: p}}}\nY: {title: y}\n"
	var first string
	for range 8 {
		rand.Shuffle(len(files), func(i, j int) { files[i], files[j] = files[j], files[i] })
		doc, _ := mustLoad(t, "-- openapi.yaml --\n"+schemas("    A: {properties: {"+strings.Join(files, ", ")+"}}\n")+rest)
		got := sorted(t, doc.Root)
		if first == "" {
			first = got
		}
		if got != first {
			t.Fatalf("differs:\n%s", firstDifference(got, first))
		}
	}
}

// shuffle writes a JSON document anew with the members of every map in random order.
func shuffle(t *testing.T, raw []byte) string {
	dec := json.NewDecoder(bytes.NewReader(raw))
	dec.UseNumber()
	var v any
	if err := dec.Decode(&v); err != nil {
		t.Fatal(err)
	}
	var b strings.Builder
	writeShuffled(&b, v)
	return b.String()
}

func writeShuffled(b *strings.Builder, v any) {
	switch v := v.(type) {
	case map[string]any:
		b.WriteByte('{')
		first := true
		for key, value := range v { // in Go's random order
			if !first {
				b.WriteByte(',')
			}
			first = false
			quote(b, key)
			b.WriteByte(':')
			writeShuffled(b, value)
		}
		b.WriteByte('}')
	case []any:
		b.WriteByte('[')
		for i, item := range v {
			if i > 0 {
				b.WriteByte(',')
			}
			writeShuffled(b, item)
		}
		b.WriteByte(']')
	default:
		text, _ := json.Marshal(v)
		b.Write(text)
	}
}

// sorted writes a node as JSON with its maps sorted by key.
func sorted(t *testing.T, n *node.Node) string {
	var v any
	dec := json.NewDecoder(strings.NewReader(compact(n)))
	dec.UseNumber()
	if err := dec.Decode(&v); err != nil {
		t.Fatal(err)
	}
	text, err := json.Marshal(v)
	if err != nil {
		t.Fatal(err)
	}
	return string(text)
}

func firstDifference(a, b string) string {
	i := 0
	for i < min(len(a), len(b)) && a[i] == b[i] {
		i++
	}
	from := max(0, i-120)
	return a[from:min(len(a), i+120)] + "\n" + b[from:min(len(b), i+120)]
}
