package json

import "unsafe"

// This file holds all there is of package unsafe. It says one thing: a []byte that nobody writes to any more may be read
// as a string without copying it. That is what strings.Builder does for its result, and what takes the strings of a
// response from one allocation each to none at all.
//
// It is sound as long as the bytes do not change. Unmarshal makes a private copy first, so there it cannot be otherwise;
// Decode asks its caller not to touch the bytes again, and the runtime, which read the body into a buffer of
// its own and drops it, does not. Bytes that are handed out as a raw value have no spare capacity, so appending to one
// copies it.

// stringOf returns the bytes as a string, without a copy.
func stringOf(b []byte) string { return unsafe.String(unsafe.SliceData(b), len(b)) }

// sizeOf returns the size of a T in bytes, by which lists guess how much to allocate.
func sizeOf[T any]() int {
	var zero T
	return int(unsafe.Sizeof(zero))
}
