package webhook

import (
	"crypto/hmac"
	"crypto/sha256"
	"net/http"
	"strconv"
	"strings"
	"time"
)

// Scheme is a way to sign requests.
type Scheme struct {
	key func(secret string) (key, bool) // what a secret is; false when it can be none
	// reads the headers that sign a request; the error is of a request that is not signed
	read func(h http.Header) (*signed, error)
}

// key is a secret that can be used.
type key struct {
	hmac   []byte // of HMAC with SHA-256
	public []byte // of Ed25519; nil without
}

// signed is what the headers of a request say of its signature.
type signed struct {
	prefix     string     // stands before the body in what is signed
	signatures [][]byte   // made with HMAC
	asymmetric [][]byte   // made with Ed25519
	at         *time.Time // nil: nothing says when it was signed
}

// mostSignatures is how many signatures of one request are looked at: each costs time, and a
// service sends one for each of its secrets.
const mostSignatures = 16

// usable reports what is wrong with the secrets of a receiver, without saying them.
func (s *Scheme) usable(secrets []string) error {
	if len(secrets) == 0 {
		return misused("no secret was given, and without one nothing can be checked")
	}
	for i, secret := range secrets {
		if _, ok := s.key(secret); !ok {
			return misused("secret %d of %d is none that the service can have given", i+1, len(secrets))
		}
	}
	return nil
}

// check holds a request against its signature.
func (s *Scheme) check(h http.Header, body []byte, o Options, now time.Time) error {
	is, err := s.read(h)
	if err != nil {
		return err
	}
	if !s.holds(is, body, o.Secrets) {
		return unsigned("the signature is of none of the secrets, or of another body")
	}
	if is.at == nil {
		return nil
	}
	most := o.MaxAge
	if most == 0 {
		most = defaultMaxAge
	}
	switch age := now.Sub(*is.at); {
	case most < 0:
	case age > most:
		return unsigned("it was signed %s ago, which is more than %s", age.Round(time.Second), most)
	case age < -most:
		return unsigned("it was signed %s in the future, which is more than %s", (-(age + 1)).Round(time.Second), most)
	}
	return nil
}

// holds reports whether one of the signatures was made with one of the secrets.
func (s *Scheme) holds(is *signed, body []byte, secrets []string) bool {
	for _, secret := range secrets {
		k, _ := s.key(secret)
		if k.public != nil {
			if verifyEd25519(k.public, is, body) {
				return true
			}
			continue
		}
		mac := hmac.New(sha256.New, k.hmac)
		mac.Write([]byte(is.prefix))
		mac.Write(body)
		want := mac.Sum(nil)
		for _, signature := range is.signatures {
			if hmac.Equal(signature, want) {
				return true
			}
		}
	}
	return false
}

// single returns the value of a header that must be there once.
func single(h http.Header, name string) (string, error) {
	values := h.Values(name)
	switch {
	case len(values) == 0 || len(values) == 1 && values[0] == "":
		return "", unsigned("the header %s is missing", name)
	case len(values) > 1:
		return "", unsigned("the header %s is there %d times", name, len(values))
	}
	return values[0], nil
}

// timestamp reads seconds since 1970, in digits alone.
func timestamp(text string) (*time.Time, error) {
	seconds, err := strconv.ParseInt(text, 10, 64)
	if err != nil || strings.Trim(text, "0123456789") != "" {
		return nil, unsigned("the time of the signature is no number of seconds")
	}
	at := time.Unix(seconds, 0)
	return &at, nil
}

// plainKey takes a secret for the key itself.
func plainKey(secret string) (key, bool) { return key{hmac: []byte(secret)}, secret != "" }
