package json

// plain returns the index of the first special byte at or after i, which is at most len(s), or len(s). It is plainGo with
// SSE2, which every amd64 has. Of all of reading and writing this is the one loop whose length is that of the text, so it
// alone is worth assembly: one call of five instructions a string and ten for sixteen bytes, instead of fifty.
//
//go:noescape
func plain(s string, i int) int
