package sample

import (
	"math"

	"github.com/getkin/kin-openapi/openapi3"
)

// number returns a number within the bounds of a schema: a small one where there are none. Bounds
// that leave no room give the nearest.
func number(s *openapi3.Schema, whole bool, l luck) any {
	low, high := bounds64(s)
	step := 1.0
	switch {
	case s.MultipleOf != nil && *s.MultipleOf > 0:
		step = *s.MultipleOf
		if whole && step != math.Trunc(step) {
			step = wholeMultiple(step)
		}
	case !whole:
		step = 0.5
	}
	switch {
	case math.IsInf(low, -1) && math.IsInf(high, 1):
		low, high = step, 100*step
	case math.IsInf(low, -1):
		low = high - 100*step
	case math.IsInf(high, 1):
		high = low + 100*step
	}
	first, last := math.Ceil(low/step), math.Floor(high/step)
	if first*step == low && excludes(s.ExclusiveMin, s.Min, low) {
		first++
	}
	if last*step == high && excludes(s.ExclusiveMax, s.Max, high) {
		last--
	}
	if last < first {
		if whole || s.MultipleOf != nil {
			return low
		}
		return low + (high-low)/2
	}
	choice := min(last-first+1, 1000)
	return (first + float64(l.n(int(choice)))) * step
}

// bounds64 returns the bounds of a schema, infinite where there are none.
func bounds64(s *openapi3.Schema) (low, high float64) {
	low, high = math.Inf(-1), math.Inf(1)
	for _, b := range []*float64{s.Min, s.ExclusiveMin.Value} {
		if b != nil {
			low = max(low, *b)
		}
	}
	for _, b := range []*float64{s.Max, s.ExclusiveMax.Value} {
		if b != nil {
			high = min(high, *b)
		}
	}
	return low, high
}

// excludes reports whether a bound is none of the numbers itself.
func excludes(b openapi3.ExclusiveBound, inclusive *float64, bound float64) bool {
	return b.Bool != nil && *b.Bool && inclusive != nil && *inclusive == bound || b.Value != nil && *b.Value == bound
}

// wholeMultiple returns the smallest whole multiple of a step, as far as one is near.
func wholeMultiple(step float64) float64 {
	for i := 1.0; i <= 1000; i++ {
		if n := step * i; n == math.Trunc(n) {
			return n
		}
	}
	return 1
}
