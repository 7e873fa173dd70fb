package runtime

import (
	"context"
	"encoding/base64"
	"errors"
	"strings"
	"sync/atomic"
)

// KeyCredential is a credential of one key, which can be replaced while calls are made: see
// [KeyCredential.SetKey].
type KeyCredential struct{ current atomic.Pointer[keyText] }

// redactedText is what printing a credential shows.
const redactedText = "[redacted]"

// keyText is a key as schemes send it. It is behind a pointer, so that printing a credential shows
// an address.
type keyText struct{ key, bearer, wrong string }

// NewKeyCredential returns a credential of one key, sent as the document's API key or, for schemes
// of the Authorization header, as the token that follows the scheme's name. A key that cannot be
// sent, such as one with the line break of the file that it was read from, is refused by NewClient,
// and by calls once it has been set.
func NewKeyCredential(key string) *KeyCredential {
	k := &KeyCredential{}
	k.SetKey(key)
	return k
}

// SetKey replaces the key, for all clients that have the credential. A request that is on its way
// keeps the old one; the next try has the new one, and so does the one try more that is made when
// the service refuses the old one (401) after it was replaced. It may be called at any time, by
// several goroutines.
func (k *KeyCredential) SetKey(key string) {
	k.current.Store(&keyText{key: key, bearer: "Bearer " + key, wrong: wrongKey(key)})
}

// wrongKey says why a key cannot be used, without showing it; "" when it can.
func wrongKey(key string) string {
	switch {
	case key == "":
		return "the key is empty: is the variable set that it comes from?"
	case strings.TrimSpace(key) == "":
		return "the key is nothing but white space: is what it comes from whole?"
	case strings.TrimRight(key, "\r\n") != key:
		return "the key ends with a line break, as one does that is read from a file; strings.TrimSpace takes it away"
	case !validHeaderValue(key):
		return "the key has a line break or another control character, which no header can carry"
	}
	return ""
}

// String does not show the key.
func (k *KeyCredential) String() string { return redactedText }

// GoString does not show the key.
func (k *KeyCredential) GoString() string { return redactedText }

func (k *KeyCredential) text() *keyText {
	if t := k.current.Load(); t != nil {
		return t
	}
	return &keyText{wrong: wrongKey("")}
}

func (k *KeyCredential) covers(s *Scheme) bool { return s.Kind != SchemeBasic }

func (k *KeyCredential) grant(_ context.Context, use Use, _ tokenAsk) (grant, error) {
	t := k.text()
	return keyGrant(use, t.key, t.bearer, t.wrong)
}

func (k *KeyCredential) check([]Scheme) string {
	if k == nil {
		return wrongKey("")
	}
	return k.text().wrong
}

// rotatingKey is a key that is asked for at every try.
type rotatingKey func() string

// NewRotatingKeyCredential is [NewKeyCredential] for a key that changes: get is asked for it at
// every try, so that a try after the change has the new one. It must be safe for use by several
// goroutines, and quick.
func NewRotatingKeyCredential(get func() string) Credential { return rotatingKey(get) }

func (k rotatingKey) covers(s *Scheme) bool { return s.Kind != SchemeBasic }

func (k rotatingKey) grant(_ context.Context, use Use, _ tokenAsk) (grant, error) {
	key := k()
	return keyGrant(use, key, "Bearer "+key, wrongKey(key))
}

func (k rotatingKey) check([]Scheme) string {
	if k == nil {
		return "there is no function to ask for the key"
	}
	return ""
}

// keyGrant is what a scheme makes of a key that nothing is wrong with.
func keyGrant(use Use, key, bearer, wrong string) (grant, error) {
	if wrong != "" {
		return grant{}, errors.New(wrong)
	}
	g := grant{in: InHeader, name: "Authorization", value: bearer, renewed: true}
	switch use.Scheme.Kind {
	case SchemeKey:
		g.in, g.name, g.value = use.Scheme.In, use.Scheme.Name, key
	case SchemeHTTP:
		g.value = use.Scheme.Name + " " + key
	}
	return g, nil
}

// BasicCredential is a user name and a password, which can be replaced while calls are made: see
// [BasicCredential.Set].
type BasicCredential struct{ current atomic.Pointer[basicText] }

type basicText struct{ value, wrong string }

// NewBasicCredential returns a credential of a user name and a password (RFC 7617).
func NewBasicCredential(user, password string) *BasicCredential {
	b := &BasicCredential{}
	b.Set(user, password)
	return b
}

// Set replaces user name and password together, as [KeyCredential.SetKey] replaces a key.
func (b *BasicCredential) Set(user, password string) {
	t := &basicText{value: "Basic " + base64.StdEncoding.EncodeToString([]byte(user+":"+password))}
	switch {
	case strings.Contains(user, ":"):
		t.wrong = "a user name must not hold a colon"
	case user == "" && password == "":
		t.wrong = "user name and password are empty: are the variables set that they come from?"
	}
	b.current.Store(t)
}

// String shows neither user name nor password.
func (b *BasicCredential) String() string { return redactedText }

// GoString shows neither user name nor password.
func (b *BasicCredential) GoString() string { return redactedText }

func (b *BasicCredential) covers(s *Scheme) bool { return s.Kind == SchemeBasic }

func (b *BasicCredential) grant(context.Context, Use, tokenAsk) (grant, error) {
	if wrong := b.check(nil); wrong != "" {
		return grant{}, optionError(wrong)
	}
	return grant{in: InHeader, name: "Authorization", value: b.current.Load().value, renewed: true}, nil
}

func (b *BasicCredential) check([]Scheme) string {
	if b == nil || b.current.Load() == nil {
		return "there is no user name and no password"
	}
	return b.current.Load().wrong
}
