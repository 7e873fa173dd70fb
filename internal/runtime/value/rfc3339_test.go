package value

import (
	"strings"
	"testing"
)

// The number that eight bytes begin with is the one that reading them one by one gives.
func TestDigits8(t *testing.T) {
	for _, s := range []string{"1161429Z", "12345678", "0000001+", "Z2345678", "9999999Z", "1:345678", "123/5678", "\xff1234567", "1234567\x80", "000Z0000", "9Z999999"} {
		want, n := uint64(0), 0
		for n < 8 && strings.IndexByte("0123456789", s[n]) >= 0 {
			want = want*10 + uint64(s[n]-'0')
			n++
		}
		if got, digits := digits8(s); got != want || digits != n {
			t.Errorf("%q: %d of %d digits, want %d of %d", s, got, digits, want, n)
		}
	}
}
