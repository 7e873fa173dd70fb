package webhook

import (
	"encoding/hex"
	"net/http"
	"strings"
)

// Stripe is the scheme of the header Stripe-Signature: t=, the time in seconds, and one or more
// v1=, each a signature in hexadecimal of the time, a dot and the body, with HMAC and SHA-256. The
// secret is the key as it stands, whsec_ included.
var Stripe = &Scheme{key: plainKey, read: readStripe}

func readStripe(h http.Header) (*signed, error) {
	list, err := single(h, "Stripe-Signature")
	if err != nil {
		return nil, err
	}
	is := &signed{}
	n := 0
	for item := range strings.SplitSeq(list, ",") {
		if n++; n > mostSignatures {
			return nil, unsigned("the header Stripe-Signature has more than %d parts", mostSignatures)
		}
		name, value, _ := strings.Cut(strings.TrimSpace(item), "=")
		switch name {
		case "t":
			if is.at != nil {
				return nil, unsigned("the header Stripe-Signature has two times")
			}
			if is.at, err = timestamp(value); err != nil {
				return nil, err
			}
			is.prefix = value + "."
		case "v1":
			if signature, err := hex.DecodeString(value); err == nil {
				is.signatures = append(is.signatures, signature)
			}
		}
	}
	if is.at == nil || len(is.signatures) == 0 {
		return nil, unsigned("the header Stripe-Signature has no time, or no signature of version v1")
	}
	return is, nil
}
