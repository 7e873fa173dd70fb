package load_test

import (
	"bytes"
	"context"
	"encoding/json"
	"os"
	"strings"
	"testing"
	"testing/fstest"

	"golang.org/x/tools/txtar"

	"github.com/armsmith/armsmith/generator/finding"
	"github.com/armsmith/armsmith/generator/load"
	"github.com/armsmith/armsmith/generator/load/node"
)

// loadArchive loads the first file of a txtar archive, the others beside it. Text without a file
// marker is one file called openapi.yaml.
func loadArchive(t testing.TB, text string) (*load.Document, finding.List) {
	t.Helper()
	if !strings.Contains(text, "-- ") {
		text = "-- openapi.yaml --\n" + text
	}
	archive := txtar.Parse([]byte(text))
	fsys := fstest.MapFS{}
	for _, f := range archive.Files {
		fsys[f.Name] = &fstest.MapFile{Data: f.Data}
	}
	return load.Load(context.Background(), archive.Files[0].Name, load.Options{FS: fsys})
}

// mustLoad does the same for a document that must come out as Load promises.
func mustLoad(t testing.TB, text string) (*load.Document, finding.List) {
	t.Helper()
	doc, findings := loadArchive(t, text)
	if doc == nil {
		t.Fatalf("refused: %v", findings)
	}
	acceptable(t, doc, findings)
	return doc, findings
}

// compact writes a node as JSON on one line, members in the order of the tree.
func compact(n *node.Node) string {
	var b strings.Builder
	write(&b, n)
	return b.String()
}

func write(b *strings.Builder, n *node.Node) {
	switch {
	case n == nil:
		b.WriteString("<none>")
	case n.Kind == node.Map:
		b.WriteByte('{')
		for i, m := range n.Members {
			if i > 0 {
				b.WriteByte(',')
			}
			quote(b, m.Key)
			b.WriteByte(':')
			write(b, m.Value)
		}
		b.WriteByte('}')
	case n.Kind == node.List:
		b.WriteByte('[')
		for i, item := range n.Items {
			if i > 0 {
				b.WriteByte(',')
			}
			write(b, item)
		}
		b.WriteByte(']')
	case n.Kind == node.String:
		quote(b, n.Text)
	default:
		b.WriteString(n.Text)
	}
}

func quote(b *strings.Builder, text string) {
	var out bytes.Buffer
	enc := json.NewEncoder(&out)
	enc.SetEscapeHTML(false)
	_ = enc.Encode(text)
	b.Write(bytes.TrimSpace(out.Bytes()))
}

// expect says what should stand at pointers in the joined document; "<none>" for nothing.
type expect map[string]string

func (e expect) check(t *testing.T, doc *load.Document) {
	t.Helper()
	for pointer, want := range e {
		if got := compact(doc.Node(pointer)); got != want && canonical(got) != canonical(want) {
			t.Errorf("%s\n got %s\nwant %s", pointer, got, want)
		}
	}
}

// canonical writes JSON with the members of objects in one order, and leaves what is not JSON as it
// is.
func canonical(text string) string {
	var v any
	dec := json.NewDecoder(strings.NewReader(text))
	dec.UseNumber()
	if dec.Decode(&v) != nil {
		return text
	}
	out, err := json.Marshal(v)
	if err != nil {
		return text
	}
	return string(out)
}

// findingsHold fails the test unless there is a finding for each line and none besides. A line
// holds pieces that a finding must contain, separated by " ... ".
func findingsHold(t *testing.T, findings finding.List, lines ...string) {
	t.Helper()
	for i, f := range findings {
		if i >= len(lines) {
			t.Errorf("unexpected: %v", f)
			continue
		}
		for _, piece := range strings.Split(lines[i], " ... ") {
			if !strings.Contains(f.String(), piece) {
				t.Errorf("finding %d is\n     %v\nwant %s", i, f, lines[i])
			}
		}
	}
	if len(findings) < len(lines) {
		t.Errorf("missing: %q", lines[len(findings):])
	}
}

// schemas returns a document that holds nothing but component schemas, given as YAML indented by
// four.
func schemas(yaml string) string {
	return "openapi: 3.0.3\ninfo: {title: t, version: '1'}\npaths: {}\ncomponents:\n  schemas:\n" + yaml
}

func writeFile(t testing.TB, path, text string) {
	t.Helper()
	if err := os.WriteFile(path, []byte(text), 0o600); err != nil {
		t.Fatal(err)
	}
}
