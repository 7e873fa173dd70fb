package value

import "testing"

// The table of RFC 9110, section 8.8.3.2.
func TestETagComparison(t *testing.T) {
	for _, tc := range []struct {
		a, b         ETag
		strong, weak bool
	}{
		{`W/"1"`, `W/"1"`, false, true},
		{`W/"1"`, `W/"2"`, false, false},
		{`W/"1"`, `"1"`, false, true},
		{`"1"`, `"1"`, true, true},
		{`1`, `"1"`, true, true}, // as services without care write it
	} {
		if tc.a.Match(tc.b) != tc.strong || tc.a.WeakMatch(tc.b) != tc.weak {
			t.Errorf("%s and %s: %v, %v", tc.a, tc.b, tc.a.Match(tc.b), tc.a.WeakMatch(tc.b))
		}
	}
}
