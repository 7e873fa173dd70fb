package json

// Of all of reading and writing, the loops over the bytes of strings alone are as long as the text,
// so they alone are worth assembly: with SSE2, which every amd64 has, they take ten instructions
// for sixteen bytes instead of fifty.

// plain returns the index of the first special byte (see plainGo) at or after i, which is at most
// len(s), or len(s).
//
//go:noescape
func plain(s string, i int) int

// put writes key, which is empty or has at least 4 bytes, and s in quotes to dst, which has room
// for them, and reports whether there is nothing special in s.
//
//go:noescape
func put(dst []byte, key, s string) bool
