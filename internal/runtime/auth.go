package runtime

import (
	"context"
	"errors"
	"maps"
	"net/url"
	"slices"
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
	// check says what is wrong with the credential for a client whose document has these schemes
	// (nil: nobody knows); "" when nothing is.
	check(schemes []Scheme) string
}

// grant is one thing that a request carries to be let in.
type grant struct {
	in    In
	name  string
	value string
	token bool // a token that a challenge may replace
	// a key that its owner may have replaced since
	renewed bool
}

// tokenAsk is what is known about the token wanted besides its scopes.
type tokenAsk struct {
	refused string  // the token that the service answered 401 to; "" for none
	claims  string  // what its challenge asked for
	before  []grant // all that the refused request carried; nil at first
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
	if get == nil {
		return NewRefreshingTokenCredential(nil)
	}
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

func (t tokenCredential) check([]Scheme) string {
	if t().get == nil {
		return "there is no function to get a token"
	}
	return ""
}

type credentials map[string]Credential

func (c credentials) covers(s *Scheme) bool {
	one := c[s.ID]
	return one != nil && one.covers(s)
}

// check finds names that the document does not have, which would never be sent.
func (c credentials) check(schemes []Scheme) string {
	if len(c) == 0 {
		return "NewCredentials was given no credential"
	}
	for _, id := range slices.Sorted(maps.Keys(c)) {
		at := slices.IndexFunc(schemes, func(s Scheme) bool { return s.ID == id })
		wrong := ""
		switch {
		case at < 0 && schemes != nil:
			return "the document has no security scheme " + oneLine(id, 64) + "; it has " + schemeIDs(schemes)
		case c[id] == nil:
			wrong = "there is none"
		default:
			wrong = c[id].check(schemes)
		}
		if wrong == "" && at >= 0 && !c[id].covers(&schemes[at]) {
			wrong = "it is of another kind than the scheme asks for"
		}
		if wrong != "" {
			return "for the scheme " + oneLine(id, 64) + ": " + wrong
		}
	}
	return ""
}

func schemeIDs(schemes []Scheme) string {
	var out []string
	for _, s := range schemes {
		out = append(out, oneLine(s.ID, 64))
	}
	return strings.Join(out, ", ")
}

func (c credentials) grant(ctx context.Context, use Use, ask tokenAsk) (grant, error) {
	return c[use.Scheme.ID].grant(ctx, use, ask)
}

type anonymous struct{}

func (anonymous) covers(*Scheme) bool { return true }

func (anonymous) check([]Scheme) string { return "" }

func (anonymous) grant(context.Context, Use, tokenAsk) (grant, error) { return grant{}, nil }

// checkCredential refuses a credential that could never be used, before anything is sent.
func (cfg *Config) checkCredential() error {
	wrong := ""
	switch {
	case cfg.Credential != nil:
		wrong = cfg.Credential.check(cfg.Schemes)
	case cfg.NeedsCredential:
		wrong = "there is none, and the document asks for one (" + schemeIDs(cfg.Schemes) + "); Anonymous() is for calls that need none"
	}
	if wrong == "" {
		return nil
	}
	return optionError("credential: " + wrong)
}

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
		return nil, &insecureError{c.url}
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
