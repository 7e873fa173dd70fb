package json

import (
	"strings"
	"testing"
)

// An integer may be written with a fraction of zero or an exponent, wherever one may stand, and is
// read exactly.
func TestWholeNumbers(t *testing.T) {
	for _, tc := range []struct {
		text string
		want int64 // of an int64; -1 when it is an error
	}{
		{"8.0", 8}, {"1E2", 100}, {"3.4e+08", 340000000}, {"-8.000", -8}, {"9.007199254740993e15", 9007199254740993}, {"80e-1", 8},
		{"-9.223372036854775808e18", -9223372036854775808}, {"9.223372036854775808e18", -1}, {"8.5", -1}, {"1e-1", -1}, {"1e99999999999999999999", -1},
		{"0e99999999999999999999", 0}, {"8.", -1}, {"1e", -1}, {"0.0", 0},
	} {
		var n int64
		err := DecodeFunc([]byte(tc.text), func(r *Reader) { ReadInt64(&n, r) })
		if (err != nil) != (tc.want == -1) || err == nil && n != tc.want {
			t.Errorf("%s: %d, %v", tc.text, n, err)
		}
	}
	var list []int32
	if err := DecodeFunc([]byte(`[1.0, 2e0]`), func(r *Reader) { r.Read(&list, &Type{Kind: KindList, Self: &list, Of: &Scalars[KindInt32]}) }); err != nil || list[0] != 1 || list[1] != 2 {
		t.Error(list, err)
	}
	var quoted uint64
	if err := DecodeFunc([]byte(`"1.8446744073709551615e19"`), func(r *Reader) { ReadQuoted(&quoted, r, ReadUint64) }); err != nil || quoted != 1<<64-1 {
		t.Error(quoted, err)
	}
	err := DecodeFunc([]byte(`{"a":[2147483648.0]}`), func(r *Reader) {
		var m map[string][]int32
		r.Read(&m, &Type{Kind: KindMap, Self: &m, Of: &Type{Kind: KindList, Self: (*[]int32)(nil), Of: &Scalars[KindInt32]}})
	})
	if err == nil || !strings.Contains(err.Error(), "a[0]: want int32, found number 2147483648.0") {
		t.Error(err)
	}
}

func TestSameNumber(t *testing.T) {
	for _, tc := range []struct {
		a, b string
		want bool
	}{{"1", "1.0", true}, {"100", "1e2", true}, {"-0", "0.0", true}, {"1", "-1", false}, {"0.1", "1e-1", true}, {"12345678901234567890", "12345678901234567891", false}} {
		if got := sameScalar(tc.a, []byte(tc.b)); got != tc.want {
			t.Errorf("%s and %s: %v", tc.a, tc.b, got)
		}
	}
}

// Base64 is read in either alphabet, padded or not, and written as the document says.
func TestBase64(t *testing.T) {
	for _, text := range []string{`"+/8="`, `"+/8"`, `"-_8="`, `"-_8"`} {
		for _, read := range []func(*[]byte, *Reader){ReadBytes[[]byte], ReadBytesURL[[]byte]} {
			var b []byte
			if err := DecodeFunc([]byte(text), func(r *Reader) { read(&b, r) }); err != nil || string(b) != "\xfb\xff" {
				t.Errorf("%s: %x, %v", text, b, err)
			}
		}
	}
	b := []byte("\xfb\xff")
	for want, write := range map[string]func(*[]byte, *Writer){`"+/8="`: WriteBytes[[]byte], `"-_8"`: WriteBytesURL[[]byte]} {
		if out, err := MarshalFunc(func(w *Writer) { write(&b, w) }); string(out) != want || err != nil {
			t.Errorf("%s, %v, want %s", out, err, want)
		}
	}
	for _, text := range []string{`"+_8"`, `"a"`, `"a b"`, `"=a"`} {
		if err := DecodeFunc([]byte(text), func(r *Reader) { ReadBytes(&b, r) }); err == nil {
			t.Errorf("%s is no base64", text)
		}
	}
}
