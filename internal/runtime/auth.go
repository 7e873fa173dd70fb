package runtime

import (
	"context"
	"encoding/base64"
	"errors"
	"net/url"
	"strings"
	"time"
)

// Credential proves who is calling. Which part of a request carries it, and for which operations,
// is the document's matter: its security schemes decide. Values come from the constructors below;
// they do not print what they hold.
type Credential interface {
	// covers reports whether the credential can satisfy scheme.
	covers(scheme *Scheme) bool
	// grant is what a request must carry for use.
	grant(ctx context.Context, use Use, ask tokenAsk) (grant, error)
}

// grant is one thing that a request carries to be let in.
type grant struct {
	in    In
	name  string
	value string
	token bool // a token that a challenge may replace
}

// tokenAsk is what is known about the token wanted besides its scopes.
type tokenAsk struct {
	refused string // what the service answered 401 to; "" at first
	claims  string // what its challenge asked for
}

// TokenFunc gets an access token (OAuth 2.0) for scopes. claims is what the service demanded in a
// challenge, as JSON; "" when it demanded nothing. The function need not cache: the credential
// does.
type TokenFunc func(ctx context.Context, scopes []string, claims string) (token string, expires time.Time, err error)

// RefreshingTokenFunc is a [TokenFunc] whose issuer says when it wants to be asked again: after
// refreshOn, which is zero when it does not say.
type RefreshingTokenFunc func(ctx context.Context, scopes []string, claims string) (token string, expires, refreshOn time.Time, err error)

// NewTokenCredential returns a credential for bearer tokens. A token is kept until it expires.
// Ahead of that it is refreshed by one goroutine, however many calls go on with the old one
// meanwhile.
func NewTokenCredential(get TokenFunc) Credential {
	return NewRefreshingTokenCredential(func(ctx context.Context, scopes []string, claims string) (string, time.Time, time.Time, error) {
		token, expires, err := get(ctx, scopes, claims)
		return token, expires, time.Time{}, err
	})
}

// NewRefreshingTokenCredential is [NewTokenCredential] for tokens that say when they want to be
// refreshed.
func NewRefreshingTokenCredential(get RefreshingTokenFunc) Credential {
	src := newTokenSource(get)
	return tokenCredential(func() *tokenSource { return src })
}

// NewKeyCredential returns a credential of one fixed key, sent as the document's API key or, for
// schemes of the Authorization header, as the token that follows the scheme's name.
func NewKeyCredential(key string) Credential {
	bearer := "Bearer " + key
	return keyCredential(func() (string, string) { return key, bearer })
}

// NewRotatingKeyCredential is [NewKeyCredential] for a key that changes: get is asked for it at
// every try, so that a try after the change has the new one. It must be safe for use by several
// goroutines, and quick.
func NewRotatingKeyCredential(get func() string) Credential {
	return keyCredential(func() (string, string) {
		key := get()
		return key, "Bearer " + key
	})
}

// NewBasicCredential returns a credential of a user name and a password (RFC 7617).
func NewBasicCredential(user, password string) Credential {
	return basicCredential(func() (string, error) {
		if strings.Contains(user, ":") {
			return "", errors.New("a user name must not hold a colon")
		}
		return "Basic " + base64.StdEncoding.EncodeToString([]byte(user+":"+password)), nil
	})
}

// NewCredentials returns a credential that uses, for each security scheme of the document, the one
// under the scheme's name. It is for documents whose operations need two schemes at a time or
// different ones.
func NewCredentials(byScheme map[string]Credential) Credential {
	own := make(credentials, len(byScheme))
	for k, v := range byScheme {
		own[k] = v
	}
	return own
}

// Anonymous returns a credential that adds nothing to requests, for services behind a gateway that
// authenticates.
func Anonymous() Credential { return anonymous{} }

// tokenCredential is a function, like the others, so that no way of printing it shows what it
// holds.
type tokenCredential func() *tokenSource

func (t tokenCredential) covers(s *Scheme) bool {
	return s.Kind == SchemeOAuth2 || s.Kind == SchemeBearer
}

func (t tokenCredential) grant(ctx context.Context, use Use, ask tokenAsk) (grant, error) {
	bearer, err := t().bearer(ctx, use.Scopes, ask)
	return grant{in: InHeader, name: "Authorization", value: bearer, token: true}, err
}

// keyCredential gives the key alone and as a bearer token.
type keyCredential func() (key, bearer string)

func (k keyCredential) covers(s *Scheme) bool { return s.Kind != SchemeBasic }

func (k keyCredential) grant(_ context.Context, use Use, _ tokenAsk) (grant, error) {
	key, bearer := k()
	g := grant{in: InHeader, name: "Authorization", value: bearer}
	switch use.Scheme.Kind {
	case SchemeKey:
		g.in, g.name, g.value = use.Scheme.In, use.Scheme.Name, key
	case SchemeHTTP:
		g.value = use.Scheme.Name + " " + key
	}
	return g, nil
}

type basicCredential func() (string, error)

func (b basicCredential) covers(s *Scheme) bool { return s.Kind == SchemeBasic }

func (b basicCredential) grant(context.Context, Use, tokenAsk) (grant, error) {
	value, err := b()
	return grant{in: InHeader, name: "Authorization", value: value}, err
}

type credentials map[string]Credential

func (c credentials) covers(s *Scheme) bool {
	one := c[s.ID]
	return one != nil && one.covers(s)
}

func (c credentials) grant(ctx context.Context, use Use, ask tokenAsk) (grant, error) {
	return c[use.Scheme.ID].grant(ctx, use, ask)
}

type anonymous struct{}

func (anonymous) covers(*Scheme) bool { return true }

func (anonymous) grant(context.Context, Use, tokenAsk) (grant, error) { return grant{}, nil }

// choose picks the first alternative that cred satisfies. Without one, an alternative that needs
// nothing will do.
func choose(alternatives []Requirement, cred Credential) (Requirement, error) {
	public := len(alternatives) == 0
	for _, r := range alternatives {
		if len(r) == 0 {
			public = true
			continue
		}
		if cred != nil && coversAll(cred, r) {
			return r, nil
		}
	}
	if public {
		return nil, nil
	}
	return nil, ErrNoCredential
}

func coversAll(cred Credential, r Requirement) bool {
	for _, use := range r {
		if !cred.covers(use.Scheme) {
			return false
		}
	}
	return true
}

// authorize is everything that the call must carry to be let in. dst is room for it.
func (c *call) authorize(ctx context.Context, dst []grant, ask tokenAsk) ([]grant, error) {
	cred := c.set.credential
	chosen, err := choose(c.op.Security, cred)
	if err != nil {
		return nil, err
	}
	for _, use := range chosen {
		g, err := cred.grant(ctx, use, ask)
		if err != nil {
			return nil, &credentialError{err}
		}
		if g.name == "" {
			continue
		}
		if g.value == "" || g.in != InQuery && !validHeaderValue(g.value) {
			return nil, &credentialError{errors.New("it is empty or holds control characters")}
		}
		dst = append(dst, g)
	}
	if len(dst) > 0 && !c.set.mayCarry(c.url) {
		return nil, ErrInsecure
	}
	return dst, nil
}

// place puts the grants of cookies and query into u and cookies, and returns them; headers are
// placed by the caller.
func place(grants []grant, u *url.URL, cookies []byte) (*url.URL, []byte) {
	for _, g := range grants {
		switch g.in {
		case InQuery:
			own := *u
			own.RawQuery = withoutParam(own.RawQuery, g.name) // a link or redirect may repeat it
			query := appendEscaped(appendQueryName([]byte(own.RawQuery), g.name), g.value, &elementChars)
			if own.RawQuery == "" {
				query = query[1:]
			}
			own.RawQuery = string(query)
			u = &own
		case InCookie:
			if len(cookies) > 0 {
				cookies = append(cookies[:len(cookies):len(cookies)], "; "...)
			}
			cookies = appendEscaped(append(append(cookies, g.name...), '='), g.value, &cookieChars)
		}
	}
	return u, cookies
}

// withoutParam is a query without the parameters of a name.
func withoutParam(query, name string) string {
	if query == "" {
		return query
	}
	var kept []string
	for part := range strings.SplitSeq(query, "&") {
		if key, _, _ := strings.Cut(part, "="); unescape(key) != name {
			kept = append(kept, part)
		}
	}
	return strings.Join(kept, "&")
}

// credentialError is a credential that could not be had. It is not retried: the credential has its
// own idea of that.
type credentialError struct{ err error }

func (e *credentialError) Error() string { return "credential: " + e.err.Error() }
func (e *credentialError) Unwrap() error { return e.err }
