package runtime

import (
	"bytes"
	"crypto/md5"
	"crypto/sha256"
	"crypto/sha512"
	"encoding/base64"
	"errors"
	"hash"
	"net/http"
	"strings"
)

// ErrChecksum: what has come is not what the service says it has sent.
var ErrChecksum = errors.New("the content does not have the checksum that the service has given")

// checksum is what a service says of a body, and what it turns out to be; nil when it says nothing.
type checksum struct {
	hash.Hash
	want []byte
}

// checksumOf finds what a header says of the content: Repr-Digest or Content-Digest (RFC 9530),
// Digest (RFC 3230) or Content-MD5 (RFC 1864).
func checksumOf(h http.Header) *checksum {
	for _, name := range []string{"Repr-Digest", "Content-Digest", "Digest"} {
		for _, algorithm := range []struct {
			name string
			make func() hash.Hash
		}{{"sha-512", sha512.New}, {"sha-256", sha256.New}} {
			if c := newChecksum(digest(h.Values(name), algorithm.name), algorithm.make); c != nil {
				return c
			}
		}
	}
	return newChecksum(fieldOf(h, "Content-Md5"), md5.New)
}

func newChecksum(text string, make func() hash.Hash) *checksum {
	want, err := base64.StdEncoding.DecodeString(text)
	if sum := make(); err == nil && len(want) == sum.Size() {
		return &checksum{sum, want}
	}
	return nil // none, or one that says nothing that could be checked
}

// digest finds the one of an algorithm: sha-256=:base64: in a structured field, sha-256=base64 in
// an older one.
func digest(values []string, algorithm string) string {
	for _, value := range values {
		for item := range strings.SplitSeq(value, ",") {
			name, text, ok := strings.Cut(strings.TrimSpace(item), "=")
			if ok && strings.EqualFold(name, algorithm) {
				text, _, _ = strings.Cut(text, ";")
				return strings.Trim(text, ": ")
			}
		}
	}
	return ""
}

func (c *checksum) write(p []byte) {
	if c != nil {
		c.Write(p) // never fails (package hash)
	}
}

// fits reports whether all that was written has the checksum that was given.
func (c *checksum) fits() bool { return c == nil || bytes.Equal(c.Sum(nil), c.want) }
