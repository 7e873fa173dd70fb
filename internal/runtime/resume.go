package runtime

import (
	"encoding/base64"
	"encoding/binary"
	"hash/crc32"
)

// A token is base64url of: its version, its kind and its fields, each led by its length, and a
// checksum, which tells a token that was cut or mistyped from one that is whole. It is not a
// signature: what a token says is checked like what a service says, in particular where its links
// lead.

const tokenVersion = 1

// packToken makes a token.
func packToken(kind string, fields ...string) string {
	b := []byte{tokenVersion}
	b = appendField(b, kind)
	for _, f := range fields {
		b = appendField(b, f)
	}
	b = binary.BigEndian.AppendUint32(b, crc32.ChecksumIEEE(b))
	return base64.RawURLEncoding.EncodeToString(b)
}

func appendField(b []byte, f string) []byte {
	return append(binary.AppendUvarint(b, uint64(len(f))), f...)
}

// unpackToken returns the n fields of a token, or false when it is none of this version and kind.
func unpackToken(kind, token string, n int) ([]string, bool) {
	// strict: one text for each token, except for line breaks
	b, err := base64.RawURLEncoding.Strict().DecodeString(token)
	if err != nil || len(b) < 5 || b[0] != tokenVersion {
		return nil, false
	}
	b, sum := b[:len(b)-4], b[len(b)-4:]
	if crc32.ChecksumIEEE(b) != binary.BigEndian.Uint32(sum) {
		return nil, false
	}
	b = b[1:]
	fields := make([]string, 0, n+1)
	for len(b) > 0 && len(fields) <= n {
		size, used := binary.Uvarint(b)
		if used <= 0 || size > uint64(len(b)-used) {
			return nil, false
		}
		b = b[used:]
		fields = append(fields, string(b[:size]))
		b = b[size:]
	}
	if len(b) > 0 || len(fields) != n+1 || fields[0] != kind {
		return nil, false
	}
	return fields[1:], true
}
