package main

import (
	"encoding/json"
	"fmt"
	"time"
)

// kept returns the share of the scalars of a JSON text that another text has in the same places.
// Times count as the same when they are the same second: some peers drop fractions.
func kept(want, got []byte) (float64, error) {
	var w, g any
	if err := json.Unmarshal(want, &w); err != nil {
		return 0, err
	}
	if err := json.Unmarshal(got, &g); err != nil {
		return 0, fmt.Errorf("what was encoded is no JSON: %w", err)
	}
	all, same := compare(w, g)
	return float64(same) / float64(all), nil
}

func compare(want, got any) (all, same int) {
	add := func(a, s int) { all, same = all+a, same+s }
	switch w := want.(type) {
	case map[string]any:
		g, _ := got.(map[string]any)
		for name, v := range w {
			add(compare(v, g[name]))
		}
	case []any:
		g, _ := got.([]any)
		for i, v := range w {
			if i < len(g) {
				add(compare(v, g[i]))
			} else {
				add(compare(v, nil))
			}
		}
	case string:
		g, _ := got.(string)
		add(1, 0)
		if w == g || sameSecond(w, g) {
			add(0, 1)
		}
	default:
		add(1, 0)
		if want == got {
			add(0, 1)
		}
	}
	return all, same
}

func sameSecond(a, b string) bool {
	x, err := time.Parse(time.RFC3339, a)
	if err != nil {
		return false
	}
	y, err := time.Parse(time.RFC3339, b)
	return err == nil && x.Truncate(time.Second).Equal(y.Truncate(time.Second))
}
