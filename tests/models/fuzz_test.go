package models_test

import (
	"encoding/json"
	"reflect"
	"testing"

	"github.com/armsmith/armsmith/tests/internal/bodies"
)

// FuzzModels reads whatever comes into every model and holds what is written again against what
// encoding/json sees: nothing is lost, nothing is made up, and writing is the same the second time.
// What is not JSON is refused.
func FuzzModels(f *testing.F) {
	for i, root := range roots {
		doc := bodies.Read(f, root.folder)
		for n := range unionVariants {
			f.Add(uint8(i), bodies.Text(f, doc.Full(root.schema, n).JSON))
		}
		for _, text := range []string{`null`, `{}`, `[]`, `{"value":[{"properties":{}}]}`, `{"id":null,"id":"x","x":1,"x":{"y":[null]}}`, "{\"id\":\"\xff\\ud800\"}"} {
			f.Add(uint8(i), []byte(text))
		}
	}
	f.Fuzz(func(t *testing.T, which uint8, text []byte) {
		root := roots[int(which)%len(roots)]
		m := root.new()
		err := m.UnmarshalJSON(text)
		var want any
		if jsonErr := json.Unmarshal(text, &want); jsonErr != nil {
			// a number may be too large for Go, and kept as it is
			if err == nil && !json.Valid(text) {
				t.Fatalf("%q was read as JSON: %v", text, jsonErr)
			}
			return
		}
		if err != nil || want == nil || hasNullElement(want) {
			// a value of another kind, no value, or null where the document has none (it reads as
			// the zero value)
			return
		}
		out, err := m.MarshalJSON()
		if err != nil {
			t.Fatalf("%q: %v", text, err)
		}
		second := root.new()
		if err := second.UnmarshalJSON(out); err != nil {
			t.Fatalf("%q was written as %q: %v", text, out, err)
		}
		if again, err := second.MarshalJSON(); err != nil || string(again) != string(out) {
			t.Fatalf("%q was written as %q and then as %q (%v)", text, out, again, err)
		}
		var got any
		if err := json.Unmarshal(out, &got); err != nil || !reflect.DeepEqual(got, want) {
			t.Fatalf("%q was written as %q (%v)", text, out, err)
		}
	})
}

// hasNullElement reports whether some list or object within v holds null.
func hasNullElement(v any) bool {
	switch v := v.(type) {
	case []any:
		for _, e := range v {
			if e == nil || hasNullElement(e) {
				return true
			}
		}
	case map[string]any:
		for _, e := range v {
			if hasNullElement(e) {
				return true
			}
		}
	}
	return false
}
