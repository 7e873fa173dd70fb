//go:build !amd64

package json

func plain(s string, i int) int { return plainGo(s, i) }

func put(dst []byte, key, s string) bool { return putGo(dst, key, s) }
