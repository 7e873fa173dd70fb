package runtime

import (
	"context"
	"errors"
	"strings"
	"sync"
	"time"
)

const (
	// tokenTimeout bounds one call of a TokenFunc.
	tokenTimeout = time.Minute
	// refreshAhead is how long before its expiry a token is replaced, while the old one still
	// serves.
	refreshAhead = 5 * time.Minute
	// refreshPause is how long a failed refresh, or a token that was just got and refused, is left
	// alone.
	refreshPause = 30 * time.Second
)

// tokenSource caches the tokens of a TokenFunc, one for each set of scopes.
type tokenSource struct {
	get func(ctx context.Context, scopes []string, claims string) (string, time.Time, error)

	mu     sync.Mutex
	tokens map[string]*cachedToken
}

// cachedToken is the token for one set of scopes. bearer is the whole header value.
type cachedToken struct {
	bearer    string
	claims    string // what the service demanded of it; demanded of its successors too
	got       time.Time
	refreshAt time.Time
	expires   time.Time
	flight    *tokenFlight // the refresh under way, if any
}

// tokenFlight is one call of the TokenFunc, however many wait for it. It ends when nobody does.
type tokenFlight struct {
	done    chan struct{}
	cancel  context.CancelFunc
	claims  string
	waiters int
	bearer  string
	err     error
}

func newTokenSource(get TokenFunc) *tokenSource {
	return &tokenSource{get: get, tokens: make(map[string]*cachedToken)}
}

// bearer returns a header value with a token for scopes: the cached one unless it has expired or
// was refused.
func (s *tokenSource) bearer(ctx context.Context, scopes []string, ask tokenAsk) (string, error) {
	if err := ctx.Err(); err != nil {
		return "", context.Cause(ctx)
	}
	s.mu.Lock()
	key := strings.Join(scopes, " ")
	t := s.tokens[key]
	if t == nil {
		t = &cachedToken{}
		s.tokens[key] = t
	}
	now := time.Now()
	if t.usable(now, ask) {
		if now.After(t.refreshAt) && t.flight == nil {
			s.start(ctx, t, scopes, t.claims)
		}
		bearer := t.bearer
		s.mu.Unlock()
		return bearer, nil
	}
	claims := orDefault(ask.claims, t.claims)
	if t.flight == nil || t.flight.claims != claims {
		s.start(ctx, t, scopes, claims)
	}
	f := t.flight
	f.waiters++
	s.mu.Unlock()
	return s.wait(ctx, f)
}

// usable reports whether the cached token may be sent. One that was refused is not sent again,
// unless it has only just been got: then another would be refused as well, and asking for one at
// every call would only burden the issuer.
func (t *cachedToken) usable(now time.Time, ask tokenAsk) bool {
	switch {
	case t.bearer == "" || !now.Before(t.expires):
		return false
	case ask.refused == t.bearer && (ask.claims != "" || now.Sub(t.got) > refreshPause):
		return false
	}
	return true
}

// start begins to get a token. It goes on when ctx ends, since others may be waiting; ctx's values
// go along.
func (s *tokenSource) start(ctx context.Context, t *cachedToken, scopes []string, claims string) {
	ctx, cancel := context.WithTimeout(context.WithoutCancel(ctx), tokenTimeout)
	f := &tokenFlight{done: make(chan struct{}), cancel: cancel, claims: claims}
	t.flight = f
	go func() {
		defer cancel()
		token, expires, err := s.call(ctx, scopes, claims)
		s.mu.Lock()
		defer s.mu.Unlock()
		if t.flight == f {
			t.flight = nil
		}
		switch {
		case err != nil:
			f.err = err
			t.refreshAt = time.Now().Add(refreshPause)
		default:
			f.bearer = "Bearer " + token
			t.keep(f.bearer, claims, expires)
		}
		close(f.done)
	}()
}

// call runs the TokenFunc, which is not ours: a panic in it must not leave others waiting.
func (s *tokenSource) call(ctx context.Context, scopes []string, claims string) (token string, expires time.Time, err error) {
	defer func() {
		if recover() != nil {
			err = errors.New("getting a token panicked")
		}
	}()
	token, expires, err = s.get(ctx, scopes, claims)
	if err == nil && token == "" {
		err = errors.New("got an empty token")
	}
	return token, expires, err
}

// keep makes a token the cached one. One that seems to have expired already comes from a clock that
// disagrees with ours: it is used for a short while, and the service decides.
func (t *cachedToken) keep(bearer, claims string, expires time.Time) {
	now := time.Now()
	t.bearer, t.claims, t.got = bearer, claims, now
	t.expires = expires
	if shortest := now.Add(refreshPause); expires.Before(shortest) {
		t.expires = shortest
	}
	t.refreshAt = t.expires.Add(-min(refreshAhead, t.expires.Sub(now)/5))
}

// wait returns what the flight brings, or ends with ctx. A flight that nobody waits for any more is
// ended.
func (s *tokenSource) wait(ctx context.Context, f *tokenFlight) (string, error) {
	select {
	case <-f.done:
		return f.bearer, f.err
	case <-ctx.Done():
	}
	s.mu.Lock()
	defer s.mu.Unlock()
	if f.waiters--; f.waiters == 0 {
		f.cancel()
		for _, t := range s.tokens { // whoever comes next must not wait for a flight that was ended
			if t.flight == f {
				t.flight = nil
			}
		}
	}
	return "", context.Cause(ctx)
}
