// Package oauth2 lets generated clients authenticate with OAuth 2.0 by golang.org/x/oauth2: as a
// program (client credentials), for a person at another device (device flow), and with whatever
// else gives an oauth2.TokenSource.
//
//	cfg := clientcredentials.Config{ClientID: id, ClientSecret: secret, TokenURL: shop.TokenURL}
//	get := adapter.ClientCredentials(cfg)
//	client, err := shop.NewClient(shop.NewTokenCredential(get))
//
// It is a module of its own, so that clients which do not need that library never meet it. It needs
// nothing of armsmith either: what the functions return is of the type that every generated package
// calls TokenFunc. The credential caches what they bring, for each set of scopes, asks again ahead
// of its expiry, and once more when the service refuses a token.
package oauth2

import (
	"context"
	"errors"
	"fmt"
	"net/http"
	"net/url"
	"slices"
	"strings"
	"sync"
	"time"

	"golang.org/x/oauth2"
	"golang.org/x/oauth2/clientcredentials"
)

// TokenFunc gets an access token for scopes; it is TokenFunc of a generated package.
type TokenFunc = func(ctx context.Context, scopes []string, claims string) (token string, expires time.Time, err error)

// noExpiry is how long a token is used whose issuer does not say for how long it is good.
const noExpiry = time.Hour

// Source returns a function that gets tokens from src, whatever the scopes are: src has been set up
// for them. One that caches, as those of golang.org/x/oauth2 do, gives the same token again while
// it thinks it good, also when the service has refused it.
func Source(src oauth2.TokenSource) TokenFunc {
	return func(ctx context.Context, _ []string, _ string) (string, time.Time, error) {
		t, err := src.Token()
		return result(t, err)
	}
}

// ClientCredentials returns a function that gets tokens for a program by its identifier and secret
// (RFC 6749, section 4.4). The scopes are those of the operation that is called; where the document
// names none, those of cfg. Its TokenURL is TokenURL of the generated package, if the document says
// it.
func ClientCredentials(cfg clientcredentials.Config) TokenFunc {
	return func(ctx context.Context, scopes []string, _ string) (string, time.Time, error) {
		own := cfg
		if len(scopes) > 0 {
			own.Scopes = scopes
		}
		t, err := own.Token(ctx)
		return result(t, err, cfg.ClientSecret)
	}
}

// Device returns a function that lets in a program on a device without a browser (RFC 8628). prompt
// shows a person the address and the code to enter there; Device then waits until that is done or
// the code expires, and once let in goes on with refresh tokens for as long as those are good. cfg
// needs the endpoint's DeviceAuthURL and TokenURL, and scopes where the document names none. The
// credential waits a minute for a token: a person who takes longer meets an error at the first
// call, and the next call begins anew; see [Login] to let a person in ahead of the calls.
func Device(cfg oauth2.Config, prompt func(*oauth2.DeviceAuthResponse)) TokenFunc {
	d := &device{cfg: cfg, prompt: prompt, tokens: map[string]*oauth2.Token{}}
	return d.token
}

// Login is [Device] that lets a person in now, for scopes, and takes as long as ctx allows. Tokens
// for other scopes are asked for when a call needs them.
func Login(ctx context.Context, cfg oauth2.Config, scopes []string, prompt func(*oauth2.DeviceAuthResponse)) (TokenFunc, error) {
	d := &device{cfg: cfg, prompt: prompt, tokens: map[string]*oauth2.Token{}}
	_, _, err := d.token(ctx, scopes, "")
	return d.token, err
}

// device keeps the last token for each set of scopes, for its refresh token.
type device struct {
	cfg    oauth2.Config
	prompt func(*oauth2.DeviceAuthResponse)

	mu     sync.Mutex
	tokens map[string]*oauth2.Token
}

func (d *device) token(ctx context.Context, scopes []string, _ string) (string, time.Time, error) {
	cfg := d.cfg
	if len(scopes) > 0 {
		cfg.Scopes = scopes
	}
	key := strings.Join(slices.Sorted(slices.Values(cfg.Scopes)), " ")
	d.mu.Lock()
	last := d.tokens[key]
	d.mu.Unlock()
	secrets := []string{cfg.ClientSecret}
	if last != nil {
		secrets = append(secrets, last.RefreshToken, last.AccessToken)
	}
	got, err := d.get(ctx, &cfg, last)
	if err == nil {
		d.mu.Lock()
		d.tokens[key] = got
		d.mu.Unlock()
	}
	return result(got, err, secrets...)
}

// get refreshes the last token, and asks the person again where that is not to be done.
func (d *device) get(ctx context.Context, cfg *oauth2.Config, last *oauth2.Token) (*oauth2.Token, error) {
	if last != nil && last.RefreshToken != "" {
		got, err := cfg.TokenSource(ctx, &oauth2.Token{RefreshToken: last.RefreshToken}).Token()
		var refused *oauth2.RetrieveError
		if err == nil || !errors.As(err, &refused) || refused.ErrorCode != "invalid_grant" {
			return got, err
		}
	}
	code, err := cfg.DeviceAuth(ctx)
	if err != nil {
		return nil, err
	}
	d.prompt(code)
	return cfg.DeviceAccessToken(ctx, code)
}

// result is what a credential takes of a token. Secrets do not show in its error.
func result(t *oauth2.Token, err error, secrets ...string) (string, time.Time, error) {
	switch {
	case err != nil:
		return "", time.Time{}, hide(err, secrets)
	case t == nil || t.AccessToken == "":
		return "", time.Time{}, errors.New("oauth2: the token endpoint gave no token")
	case t.TokenType != "" && !strings.EqualFold(t.TokenType, "bearer"):
		return "", time.Time{}, fmt.Errorf("oauth2: the token endpoint gave a token of the type %q; clients send bearer tokens", short(t.TokenType))
	case t.Expiry.IsZero():
		return t.AccessToken, time.Now().Add(noExpiry), nil
	}
	return t.AccessToken, t.Expiry, nil
}

// TokenError is what a token endpoint answered instead of a token. The answer itself, which may
// repeat secrets, is not part of it.
type TokenError struct {
	StatusCode  int
	Code        string // of OAuth 2.0, such as "invalid_client"; "" when there is none
	Description string // as the endpoint words it
}

func (e *TokenError) Error() string {
	text := fmt.Sprintf("oauth2: the token endpoint answered %d", e.StatusCode)
	if name := http.StatusText(e.StatusCode); name != "" {
		text += " " + name
	}
	for _, part := range []string{e.Code, e.Description} {
		if part != "" {
			text += ": " + part
		}
	}
	return text
}

// hide returns an error that holds no secrets: neither the body of an answer nor the query of an
// address, nor what the endpoint repeats of those that are known.
func hide(err error, secrets []string) error {
	var refused *oauth2.RetrieveError
	if errors.As(err, &refused) {
		e := &TokenError{Code: short(without(refused.ErrorCode, secrets)), Description: short(without(refused.ErrorDescription, secrets))}
		if refused.Response != nil {
			e.StatusCode = refused.Response.StatusCode
		}
		return e
	}
	var failed *url.Error
	if errors.As(err, &failed) {
		return fmt.Errorf("oauth2: the token endpoint could not be asked: %w", failed.Err)
	}
	if errors.Is(err, context.Canceled) || errors.Is(err, context.DeadlineExceeded) {
		return err
	}
	return errors.New("oauth2: the answer of the token endpoint cannot be read")
}

func without(text string, secrets []string) string {
	for _, secret := range secrets {
		if secret != "" {
			text = strings.ReplaceAll(text, secret, "[redacted]")
		}
	}
	return text
}

// longest is how much of a text of the token endpoint is shown.
const longest = 200

// short is a text of the token endpoint on one line, as far as it may be shown.
func short(text string) string {
	text = strings.Map(func(r rune) rune {
		if r < ' ' || r == 0x7f {
			return ' '
		}
		return r
	}, text)
	if len(text) > longest {
		text = strings.ToValidUTF8(text[:longest], "") + "..."
	}
	return text
}
