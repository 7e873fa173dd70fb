package azure

import (
	"crypto/rand"
	"fmt"
	"net/http"
)

// RequestIDs returns a policy of calls that gives each call an identifier of its own, the same for
// all its tries, in the header x-ms-client-request-id, unless it has one. The Resource Manager
// writes it to its logs, and Azure's support finds the call by it; with the second header that the
// policy sets, the service repeats it in its answers.
func RequestIDs() Policy {
	return func(next http.RoundTripper) http.RoundTripper {
		return sender(func(req *http.Request) (*http.Response, error) {
			if req.Header.Get("X-Ms-Client-Request-Id") != "" {
				return next.RoundTrip(req)
			}
			own := req.Clone(req.Context())
			own.Header.Set("X-Ms-Client-Request-Id", newUUID())
			own.Header.Set("X-Ms-Return-Client-Request-Id", "true")
			return next.RoundTrip(own)
		})
	}
}

// newUUID returns a random UUID (RFC 9562, version 4).
func newUUID() string {
	var b [16]byte
	_, _ = rand.Read(b[:]) // it never fails
	b[6] = b[6]&0x0f | 0x40
	b[8] = b[8]&0x3f | 0x80
	return fmt.Sprintf("%x-%x-%x-%x-%x", b[:4], b[4:6], b[6:8], b[8:10], b[10:])
}
