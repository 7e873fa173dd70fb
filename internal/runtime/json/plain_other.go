//go:build !amd64

package json

func plain(s string, i int) int { return plainGo(s, i) }

func copyPlain(dst []byte, s string) bool {
	copy(dst, s)
	return plainGo(s, 0) == len(s)
}
