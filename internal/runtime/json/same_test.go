package json

import (
	"strings"
	"testing"
)

// Every single byte counts in the comparison of names, whatever their length.
func TestSame(t *testing.T) {
	for n := 5; n < 60; n++ {
		key := `,"` + strings.Repeat("n", n-4) + `":`
		for _, open := range []string{",", "{"} {
			flip := uint64(key[0] ^ open[0])
			text := open + key[1:]
			if !same(text, key, flip) {
				t.Errorf("%s is not %s", text, key)
			}
			for i := range n {
				for bit := range 8 {
					other := []byte(text)
					other[i] ^= 1 << bit
					if same(string(other), key, flip) {
						t.Errorf("%q is taken for %s", other, text)
					}
				}
			}
		}
	}
}
