package json

// Of all of reading and writing, the loops over the bytes of strings alone are as long as the text, so they alone are worth
// assembly: with SSE2, which every amd64 has, they take ten instructions for sixteen bytes instead of fifty.

// plain returns the index of the first special byte (see plainGo) at or after i, which is at most len(s), or len(s).
//
//go:noescape
func plain(s string, i int) int

// copyPlain copies s to dst, which is at least as long, and reports whether there is nothing special in it.
//
//go:noescape
func copyPlain(dst []byte, s string) bool
