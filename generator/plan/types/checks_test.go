package types

import "testing"

func TestCommonMultiple(t *testing.T) {
	for _, c := range []struct{ a, b, want string }{
		{"", "4", "4"}, {"4", "", "4"}, {"4", "6", "12"}, {"2", "10", "10"}, {"1e2", "50", "1e2"},
		{"0.5", "0.75", "1.5"}, {"0.01", "0.1", "0.1"}, {"0.3", "0.2", "0.6"}, {"7", "0.02", "7"},
		{"-1", "3", "3"}, {"3", "0", "3"}, {"3", "1e9999999", "3"},
	} {
		if got := commonMultiple(c.a, c.b); got != c.want {
			t.Errorf("%q and %q: got %q, want %q", c.a, c.b, got, c.want)
		}
	}
}
