package json

import (
	"math"
	"strconv"
	"testing"
)

// TestNarrowIntegers reads the bounds of each narrow integer, what is just beyond them, and the
// same written as a float.
func TestNarrowIntegers(t *testing.T) {
	check(t, math.MinInt8, math.MaxInt8, ReadInt8[int8], WriteInt8[int8])
	check(t, math.MinInt16, math.MaxInt16, ReadInt16[int16], WriteInt16[int16])
	check(t, 0, math.MaxUint8, ReadUint8[uint8], WriteUint8[uint8])
	check(t, 0, math.MaxUint16, ReadUint16[uint16], WriteUint16[uint16])
	check(t, 0, math.MaxUint32, ReadUint32[uint32], WriteUint32[uint32])
}

func check[N int8 | int16 | uint8 | uint16 | uint32](t *testing.T, least, most int64, read func(*N, *Reader), write func(*N, *Writer)) {
	t.Helper()
	for _, n := range []int64{least, most, least - 1, most + 1, 7} {
		text := strconv.FormatInt(n, 10)
		for _, data := range []string{text, text + ".0"} {
			var got N
			err := DecodeFunc([]byte(data), func(r *Reader) { read(&got, r) })
			if fits := n >= least && n <= most; fits != (err == nil) || fits && int64(got) != n {
				t.Errorf("%s reads as %v, %v", data, got, err)
			}
			if err != nil {
				continue
			}
			out, err := MarshalFunc(func(w *Writer) { write(&got, w) })
			if err != nil || string(out) != text {
				t.Errorf("%v is written as %s, %v", got, out, err)
			}
		}
	}
}
