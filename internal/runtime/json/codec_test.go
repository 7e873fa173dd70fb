package json_test

import (
	encjson "encoding/json"
	"os"
	"path/filepath"
	"reflect"
	"testing"

	"github.com/armsmith/armsmith/internal/runtime/json"
)

// payload reads a file of ../shared/payloads, which is no part of the repository.
func payload(t testing.TB, name string) []byte {
	data, err := os.ReadFile(filepath.Join("../../../../shared/payloads", name))
	if err != nil {
		if os.Getenv("ARMSMITH_REQUIRE_SHARED") == "1" {
			t.Fatal(err)
		}
		t.Skipf("needs %s of shared/payloads beside the repository", name)
	}
	return data
}

func sameJSON(t testing.TB, a, b []byte) bool {
	var x, y any
	if err := encjson.Unmarshal(a, &x); err != nil {
		t.Fatal(err)
	}
	if err := encjson.Unmarshal(b, &y); err != nil {
		t.Fatalf("%v in %s", err, b)
	}
	return reflect.DeepEqual(x, y)
}

func TestPagesComeBackEqual(t *testing.T) {
	for _, name := range []string{"page1.json", "page20.json", "page20_indent.json", "page200.json"} {
		data := payload(t, name)
		var p page
		if err := json.Unmarshal(data, &p); err != nil {
			t.Fatal(name, err)
		}
		if !p.Extra.IsZero() || !p.Value[0].Extra.IsZero() {
			t.Errorf("%s: undeclared members where all are declared: %v", name, p.Value[0].Extra)
		}
		out, err := json.Marshal(&p)
		if err != nil || !sameJSON(t, data, out) {
			t.Errorf("%s did not come back equal (%v):\n%.2000s", name, err, out)
		}
	}
}

func BenchmarkDecode(b *testing.B) {
	for _, name := range []string{"page1.json", "page20.json", "page20_indent.json", "page200.json"} {
		data := payload(b, name)
		b.Run(name, func(b *testing.B) {
			b.ReportAllocs()
			b.SetBytes(int64(len(data)))
			for b.Loop() {
				var p page
				if err := json.Decode(data, &p); err != nil {
					b.Fatal(err)
				}
			}
		})
		b.Run(name+"/encoding-json-valid", func(b *testing.B) {
			for b.Loop() {
				encjson.Valid(data)
			}
		})
	}
}

func BenchmarkEncode(b *testing.B) {
	for _, name := range []string{"page1.json", "page20.json"} {
		var p page
		if err := json.Decode(payload(b, name), &p); err != nil {
			b.Fatal(err)
		}
		b.Run(name, func(b *testing.B) {
			b.ReportAllocs()
			for b.Loop() {
				if _, err := json.Marshal(&p); err != nil {
					b.Fatal(err)
				}
			}
		})
	}
}
