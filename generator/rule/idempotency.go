package rule

import (
	"slices"
	"strings"
)

// IdempotencyKey is the name of the header that carries keys in the draft of a standard for it. A
// parameter of this name is one without a rule.
const IdempotencyKey = "Idempotency-Key"

// Idempotency says in which header a service takes a key by which it knows a request that it has
// had before: the request is safe to repeat.
type Idempotency struct {
	About  // without operations: every POST, and each PATCH that declares the header
	Header string
	// nobody has said it: where it does not fit, there is no key
	Inferred bool
}

// Covers reports whether the rule is about an operation, which may declare the header. What is safe
// to repeat by itself needs no key, except where it declares the header.
func (i *Idempotency) Covers(id, method string, declares bool) bool {
	switch {
	case !i.Fits(id):
		return false
	case method == "POST":
		return true
	case method == "PATCH":
		return declares || len(i.Operations) > 0
	}
	return declares && Repeats(method)
}

// Repeats reports whether a key has a meaning for a request of this method: it changes something.
func Repeats(method string) bool {
	return !slices.Contains([]string{"GET", "HEAD", "OPTIONS", "TRACE", "QUERY"}, method)
}

// CarriesKey reports whether a header can carry keys: its name is one, and no other part of the
// request needs it.
func CarriesKey(header string) bool {
	const marks = "!#$%&'*+-.^_`|~"
	other := func(r rune) bool {
		return r > '~' || !(r >= 'a' && r <= 'z' || r >= 'A' && r <= 'Z' || r >= '0' && r <= '9' || strings.ContainsRune(marks, r))
	}
	name := strings.ToLower(header)
	return name != "" && strings.IndexFunc(name, other) < 0 && !strings.HasPrefix(name, "content-") && !slices.Contains([]string{
		"accept", "authorization", "connection", "cookie", "host", "proxy-authorization", "te", "trailer", "transfer-encoding", "upgrade", "user-agent"}, name)
}
