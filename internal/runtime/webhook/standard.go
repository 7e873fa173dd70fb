package webhook

import (
	"crypto/ed25519"
	"encoding/base64"
	"net/http"
	"strings"
)

// StandardWebhooks is the scheme of the Standard Webhooks specification: the headers webhook-id,
// webhook-timestamp and webhook-signature, which holds signatures with a space between, each as its
// version, a comma and base64. Version v1 is HMAC with SHA-256, of secrets that are base64, with or
// without whsec_ before it; v1a is Ed25519, of public keys that have whpk_ before their base64.
//
// Services that had the scheme before it was a specification call the headers svix-id,
// svix-timestamp and svix-signature. A request that has any of the new names is read by those
// alone.
var StandardWebhooks = &Scheme{key: standardKey, read: readStandard}

func standardKey(secret string) (key, bool) {
	if text, ok := strings.CutPrefix(secret, "whpk_"); ok {
		public, err := base64.StdEncoding.DecodeString(text)
		return key{public: public}, err == nil && len(public) == ed25519.PublicKeySize
	}
	bytes, err := base64.StdEncoding.DecodeString(strings.TrimPrefix(secret, "whsec_"))
	return key{hmac: bytes}, err == nil && len(bytes) > 0
}

func readStandard(h http.Header) (*signed, error) {
	names := standardNames(h)
	id, err := single(h, names+"Id")
	if err != nil {
		return nil, err
	}
	seconds, err := single(h, names+"Timestamp")
	if err != nil {
		return nil, err
	}
	list, err := single(h, names+"Signature")
	if err != nil {
		return nil, err
	}
	is := &signed{prefix: id + "." + seconds + "."}
	if is.at, err = timestamp(seconds); err != nil {
		return nil, err
	}
	n := 0
	for text := range strings.FieldsSeq(list) {
		if n++; n > mostSignatures {
			return nil, unsigned("the header %sSignature has more than %d signatures", names, mostSignatures)
		}
		version, encoded, _ := strings.Cut(text, ",")
		signature, err := base64.StdEncoding.DecodeString(encoded)
		switch {
		case err != nil: // of none of the versions that are known here
		case version == "v1":
			is.signatures = append(is.signatures, signature)
		case version == "v1a":
			is.asymmetric = append(is.asymmetric, signature)
		}
	}
	if len(is.signatures)+len(is.asymmetric) == 0 {
		return nil, unsigned("the header %sSignature has no signature of version v1 or v1a", names)
	}
	return is, nil
}

// standardNames is how the names of a request's headers begin.
func standardNames(h http.Header) string {
	const now, before = "Webhook-", "Svix-"
	has := func(names string) bool {
		return len(h[names+"Id"])+len(h[names+"Timestamp"])+len(h[names+"Signature"]) > 0
	}
	if !has(now) && has(before) {
		return before
	}
	return now
}

// verifyEd25519 reports whether one of the signatures is of the owner of a public key.
func verifyEd25519(public []byte, is *signed, body []byte) bool {
	if len(is.asymmetric) == 0 {
		return false
	}
	message := append([]byte(is.prefix), body...)
	for _, signature := range is.asymmetric {
		if ed25519.Verify(public, message, signature) {
			return true
		}
	}
	return false
}
