//go:build !amd64

package json

func plain(s string, i int) int { return plainGo(s, i) }
