package conformance

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"maps"
	"math/big"
	"slices"
)

// sameJSON says how two JSON texts differ as values, or "" when they are equal. Numbers are
// compared as numbers, so that 1.0 is 1.
func sameJSON(want, got []byte) string {
	w, err := decodeJSON(want)
	if err != nil {
		return "expected JSON is unreadable: " + err.Error()
	}
	g, err := decodeJSON(got)
	if err != nil {
		return fmt.Sprintf("not JSON (%v): %s", err, clip(got))
	}
	return diffJSON("", w, g)
}

func decodeJSON(data []byte) (any, error) {
	dec := json.NewDecoder(bytes.NewReader(data))
	dec.UseNumber()
	var v any
	if err := dec.Decode(&v); err != nil {
		return nil, err
	}
	if _, err := dec.Token(); !errors.Is(err, io.EOF) {
		return nil, errors.New("more after the value")
	}
	return v, nil
}

// diffJSON walks both values and names the first difference by its path.
func diffJSON(path string, want, got any) string {
	switch w := want.(type) {
	case map[string]any:
		g, ok := got.(map[string]any)
		if !ok {
			break
		}
		for _, k := range slices.Sorted(maps.Keys(w)) {
			v, ok := g[k]
			if !ok {
				return fmt.Sprintf("%s/%s is missing", path, k)
			}
			if d := diffJSON(path+"/"+k, w[k], v); d != "" {
				return d
			}
		}
		for _, k := range slices.Sorted(maps.Keys(g)) {
			if _, ok := w[k]; !ok {
				return fmt.Sprintf("%s/%s is not expected", path, k)
			}
		}
		return ""
	case []any:
		g, ok := got.([]any)
		if !ok || len(g) != len(w) {
			break
		}
		for i := range w {
			if d := diffJSON(fmt.Sprintf("%s/%d", path, i), w[i], g[i]); d != "" {
				return d
			}
		}
		return ""
	case json.Number:
		if g, ok := got.(json.Number); ok && sameNumber(w, g) {
			return ""
		}
	default:
		if want == got {
			return ""
		}
	}
	return fmt.Sprintf("%s: want %s, got %s", path, asJSON(want), asJSON(got))
}

func sameNumber(a, b json.Number) bool {
	x, ok1 := new(big.Rat).SetString(a.String())
	y, ok2 := new(big.Rat).SetString(b.String())
	return ok1 && ok2 && x.Cmp(y) == 0
}

func asJSON(v any) string {
	b, _ := json.Marshal(v)
	return clip(b)
}

func clip(b []byte) string {
	const most = 160
	if len(b) > most {
		return string(b[:most]) + "..."
	}
	return string(b)
}

func sortedKeys[V any](m map[string]V) []string { return slices.Sorted(maps.Keys(m)) }
