// Package models_test proves what the generated models do with JSON that the reference pages imply
// but do not print: every property that a schema declares, every variant of a union and one that is
// newer, properties nobody declared, nulls, and values of the wrong kind.
//
// The values are made from the documents in specs/ by package bodies, which does not share
// armsmith's reading of them.
package models_test

import (
	"encoding/json"
	"fmt"
	"math/rand/v2"
	"strings"
	"testing"

	azurebatch "github.com/armsmith/armsmith/gen/azurebatch/v20250601"
	azuremlupdate "github.com/armsmith/armsmith/gen/azureml/v20250601"
	azureml "github.com/armsmith/armsmith/gen/azureml/v20260301"
	"github.com/armsmith/armsmith/tests/internal/bodies"
)

// model is what every generated struct can do.
type model interface {
	json.Marshaler
	json.Unmarshaler
}

// roots are the schemas from which all others are reached.
var roots = []struct {
	folder, schema string
	new            func() model
}{
	{"azureml/2026-03-01", "BatchDeploymentTrackedResourceArmPaginatedResult", func() model { return new(azureml.BatchDeploymentTrackedResourceArmPaginatedResult) }},
	{"azureml/2026-03-01", "ErrorResponse", func() model { return new(azureml.ErrorResponse) }},
	{"azureml/2025-06-01", "BatchDeploymentTrackedResource", func() model { return new(azuremlupdate.BatchDeploymentTrackedResource) }},
	{"azureml/2025-06-01", "PartialBatchDeploymentPartialMinimalTrackedResourceWithProperties", func() model {
		return new(azuremlupdate.PartialBatchDeploymentPartialMinimalTrackedResourceWithProperties)
	}},
	{"azurebatch/2025-06-01", "BatchTask", func() model { return new(azurebatch.BatchTask) }},
	{"azurebatch/2025-06-01", "BatchError", func() model { return new(azurebatch.BatchError) }},
}

// As many variants as the largest enum and the largest union of the documents have, and one that
// they do not know.
const (
	enumVariants  = 9
	unionVariants = 4
)

// eachRoot runs a test on every root with full values of it.
func eachRoot(t *testing.T, n int, test func(t *testing.T, v bodies.Value, fresh func() model)) {
	t.Helper()
	for _, root := range roots {
		doc := bodies.Read(t, root.folder)
		for i := range n {
			t.Run(fmt.Sprintf("%s/%d", root.schema, i), func(t *testing.T) { test(t, doc.Full(root.schema, i), root.new) })
		}
	}
}

// roundTrip decodes and encodes.
func roundTrip(t *testing.T, text []byte, m model) []byte {
	t.Helper()
	if err := m.UnmarshalJSON(text); err != nil {
		t.Fatalf("%v\n%.2000s", err, text)
	}
	out, err := m.MarshalJSON()
	if err != nil {
		t.Fatal(err)
	}
	return out
}

func keeps(t *testing.T, why string, v any, m model) {
	t.Helper()
	text := bodies.Text(t, v)
	bodies.Equal(t, why, text, roundTrip(t, text, m))
}

func TestFull(t *testing.T) {
	eachRoot(t, enumVariants, func(t *testing.T, v bodies.Value, fresh func() model) { keeps(t, "full value", v.JSON, fresh()) })
}

// Members come in any order, a discriminator last included.
func TestAnyOrder(t *testing.T) {
	chance := rand.New(rand.NewPCG(1, 2))
	eachRoot(t, unionVariants, func(t *testing.T, v bodies.Value, fresh func() model) {
		for range 10 {
			text := bodies.Shuffled(t, v.JSON, chance)
			bodies.Equal(t, "shuffled", text, roundTrip(t, text, fresh()))
		}
	})
}

// An undeclared property in every object there is.
func TestUnknownProperties(t *testing.T) {
	for _, extra := range []string{`{"deep":[1,null,{"er":1e400}]}`, `null`, `"text"`, `[]`, `12345678901234567890.1`} {
		eachRoot(t, unionVariants, func(t *testing.T, v bodies.Value, fresh func() model) {
			injected := 0
			inject := func(path string, o any) {
				if o, ok := o.(bodies.Object); ok && !v.Maps[path] {
					o["_new $property"] = bodies.Parse(t, []byte(extra))
					injected++
				}
			}
			for _, p := range bodies.Places(v.JSON) {
				inject(p.Path, p.Value)
			}
			inject("", v.JSON)
			if injected < 2 {
				t.Fatalf("only %d objects: this proves nothing", injected)
			}
			keeps(t, "with undeclared properties everywhere", v.JSON, fresh())
		})
	}
}

// optional reports whether a place is a declared property that need not be there.
func optional(v bodies.Value, p bodies.Place) bool {
	parent := p.Path[:max(0, strings.LastIndexAny(p.Path, ".["))]
	return !strings.HasSuffix(p.Path, "]") && !v.Required[p.Path] && !v.Maps[parent] && !within(v.Free, p.Path)
}

// within reports whether a path leads below one that is free, or to it.
func within(free map[string]bool, path string) bool {
	for f := range free {
		if strings.HasPrefix(path, f+".") || strings.HasPrefix(path, f+"[") {
			return true
		}
	}
	return false
}

// Null for an optional property, one after the other: services send it, and merge patches mean
// something by it.
func TestNullForEachOptional(t *testing.T) {
	eachRoot(t, unionVariants, func(t *testing.T, v bodies.Value, fresh func() model) {
		for _, p := range bodies.Places(v.JSON) {
			if optional(v, p) {
				p.Set(nil)
				keeps(t, p.Path+" null", v.JSON, fresh())
				p.Set(p.Value)
			}
		}
	})
}

// Null for all optional properties of an object at once.
func TestNullForAllOptionals(t *testing.T) {
	eachRoot(t, 1, func(t *testing.T, v bodies.Value, fresh func() model) {
		all := bodies.Places(v.JSON)
		for i := len(all) - 1; i >= 0; i-- { // the inner before the outer
			if optional(v, all[i]) {
				all[i].Set(nil)
			}
			if i%7 == 0 || i == 0 {
				keeps(t, "null from "+all[i].Path+" on", v.JSON, fresh())
			}
		}
	})
}

// Each optional property left out, and each list, map and object without required parts empty:
// three things that stay apart.
func TestAbsentAndEmpty(t *testing.T) {
	eachRoot(t, unionVariants, func(t *testing.T, v bodies.Value, fresh func() model) {
		required := func(path string) bool {
			for r := range v.Required {
				if strings.HasPrefix(r, path+".") {
					return true
				}
			}
			return false
		}
		for _, p := range bodies.Places(v.JSON) {
			if !optional(v, p) {
				continue
			}
			switch p.Value.(type) {
			case []any:
				p.Set([]any{})
				keeps(t, p.Path+" []", v.JSON, fresh())
			case bodies.Object:
				if !required(p.Path) {
					p.Set(bodies.Object{})
					keeps(t, p.Path+" {}", v.JSON, fresh())
				}
			}
			p.Drop()
			keeps(t, p.Path+" absent", v.JSON, fresh())
			p.Set(p.Value)
		}
	})
}

// A value of the wrong kind is an error that names its place, says what was wanted and what was
// found.
func TestWrongKinds(t *testing.T) {
	eachRoot(t, 1, func(t *testing.T, v bodies.Value, fresh func() model) {
		tried := 0
		for _, p := range bodies.Places(v.JSON) {
			if within(v.Free, p.Path) || isUnion(v, p.Path) {
				continue
			}
			wrong, found := any(`text`), `found string "text"`
			if _, is := p.Value.(string); is {
				wrong, found = []any{json.Number("17")}, "found array"
			}
			if v.Secrets[p.Path] {
				found = "found another kind of value"
			}
			tried++
			p.Set(wrong)
			err := fresh().UnmarshalJSON(bodies.Text(t, v.JSON))
			if err == nil || !strings.HasPrefix(err.Error(), p.Path+": want ") || !strings.Contains(err.Error(), found) {
				t.Errorf("%s of the wrong kind: got error %v, want %s: want ..., %s", p.Path, err, p.Path, found)
			}
			p.Set(p.Value)
		}
		if tried < 3 {
			t.Fatalf("only %d places: this proves nothing", tried)
		}
	})
}

// isUnion reports whether a place is a union, or what tells its variants apart.
func isUnion(v bodies.Value, path string) bool {
	if v.Unions[path] != "" {
		return true
	}
	for u, property := range v.Unions {
		if path == u+"."+property {
			return true
		}
	}
	return false
}

// What stands where a union should, but is not even an object or does not say which variant it is,
// is a variant nobody knows.
func TestOddUnionsAreKept(t *testing.T) {
	eachRoot(t, unionVariants, func(t *testing.T, v bodies.Value, fresh func() model) {
		for _, p := range bodies.Places(v.JSON) {
			if !isUnion(v, p.Path) {
				continue
			}
			for _, odd := range []any{"text", json.Number("17"), []any{}, bodies.Object{}, bodies.Object{"no": "kind"}, false} {
				p.Set(odd)
				keeps(t, p.Path, v.JSON, fresh())
			}
			p.Set(p.Value)
		}
	})
}
