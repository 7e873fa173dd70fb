package value

import (
	"encoding/base64"
	"strings"
)

// DecodeBase64 reads base64 in either alphabet, with or without padding (RFC 4648, sections 4 and
// 5): services mix them whatever their documents say.
func DecodeBase64(text string) ([]byte, error) {
	text = strings.TrimRight(text, "=")
	if strings.ContainsAny(text, "-_") {
		return base64.RawURLEncoding.DecodeString(text)
	}
	return base64.RawStdEncoding.DecodeString(text)
}
