package webhook

import (
	"encoding/hex"
	"net/http"
	"strings"
)

// GitHub is the scheme of the header X-Hub-Signature-256: sha256= and a signature in hexadecimal of
// the body, with HMAC. The secret is the key as it stands. It says nothing of when a request was
// signed, so none is too old.
var GitHub = &Scheme{key: plainKey, read: readGitHub}

func readGitHub(h http.Header) (*signed, error) {
	text, err := single(h, "X-Hub-Signature-256")
	if err != nil {
		return nil, err
	}
	encoded, found := strings.CutPrefix(text, "sha256=")
	signature, err := hex.DecodeString(encoded)
	if !found || err != nil {
		return nil, unsigned("the header X-Hub-Signature-256 is not sha256= and hexadecimal digits")
	}
	return &signed{signatures: [][]byte{signature}}, nil
}
