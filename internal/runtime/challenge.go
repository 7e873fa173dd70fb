package runtime

import (
	"encoding/base64"
	"net/http"
	"strings"
)

// claimsLimit bounds the claims that a challenge may ask for.
const claimsLimit = 16 << 10

// claimsOf returns the claims that a 401 asks the next token to have, as JSON: the claims parameter
// of a Bearer challenge (continuous access evaluation); "" when it asks for none. Everything here
// comes from the service.
func claimsOf(h http.Header) string {
	for _, v := range h.Values("WWW-Authenticate") {
		if len(v) > claimsLimit {
			continue
		}
		if encoded := bearerParam(v, "claims"); encoded != "" {
			return decodeClaims(encoded)
		}
	}
	return ""
}

func decodeClaims(s string) string {
	s = strings.TrimRight(s, "=")
	for _, enc := range []*base64.Encoding{base64.RawStdEncoding, base64.RawURLEncoding} {
		if b, err := enc.DecodeString(s); err == nil && len(b) > 0 && b[0] == '{' {
			return string(b)
		}
	}
	return ""
}

// bearerParam finds a parameter of the Bearer challenges in one WWW-Authenticate value, which may
// hold several challenges (RFC 9110, section 11.6.1): a scheme, then parameters name=value or
// name="value", separated by commas.
func bearerParam(v, name string) string {
	bearer := false
	for {
		v = strings.TrimLeft(v, " \t,")
		if v == "" {
			return ""
		}
		word, rest := cutToken(v)
		if word == "" { // not a token: skip what it is
			v = v[1:]
			continue
		}
		after := strings.TrimLeft(rest, " \t")
		if !strings.HasPrefix(after, "=") || strings.HasPrefix(after, "==") {
			bearer = strings.EqualFold(word, "Bearer")
			v = rest
			continue
		}
		value, rest := cutValue(strings.TrimLeft(after[1:], " \t"))
		if bearer && strings.EqualFold(word, name) {
			return value
		}
		v = rest
	}
}

// cutToken splits a token off the beginning of s.
func cutToken(s string) (token, rest string) {
	i := 0
	for i < len(s) && tokenChars.has(s[i]) {
		i++
	}
	return s[:i], s[i:]
}

// cutValue splits a token68, token or quoted string off the beginning of s.
func cutValue(s string) (value, rest string) {
	if !strings.HasPrefix(s, `"`) {
		i := strings.IndexAny(s, ", \t")
		if i < 0 {
			i = len(s)
		}
		return s[:i], s[i:]
	}
	var out []byte
	for i := 1; i < len(s); i++ {
		switch {
		case s[i] == '\\' && i+1 < len(s):
			i++
			out = append(out, s[i])
		case s[i] == '"':
			return string(out), s[i+1:]
		default:
			out = append(out, s[i])
		}
	}
	return string(out), ""
}
