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
	// refreshPause is how long a failed refresh, or the second token in a row that was refused, is
	// left alone.
	refreshPause = 30 * time.Second
)

var (
	errTokenTimeout = &timeoutError{"no token within a minute"}
	errTokenPanic   = errors.New("getting a token panicked")
	errTokenEmpty   = errors.New("got an empty token")
)

// tokenSource caches the tokens of a RefreshingTokenFunc, one for each set of scopes.
type tokenSource struct {
	get     RefreshingTokenFunc
	timeout time.Duration // of one call of get

	mu     sync.Mutex
	tokens map[string]*cachedToken
}

// cachedToken is the token for one set of scopes. bearer is the whole header value.
type cachedToken struct {
	bearer    string
	claims    string    // what the service demanded of it; demanded of its successors too
	replaced  time.Time // when a refused token was last replaced
	refreshAt time.Time
	expires   time.Time
	flight    *tokenFlight // the refresh under way, if any
}

// tokenFlight is one call of the TokenFunc, however many wait for it. It ends when nobody does.
type tokenFlight struct {
	done    chan struct{}
	landed  bool
	cancel  context.CancelFunc
	claims  string
	refused bool // it brings what takes the place of a token that was refused
	waiters int
	bearer  string
	err     error
}

func newTokenSource(get RefreshingTokenFunc) *tokenSource {
	return &tokenSource{get: get, timeout: tokenTimeout, tokens: make(map[string]*cachedToken)}
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
			s.start(ctx, t, scopes, t.claims, false)
		}
		bearer := t.bearer
		s.mu.Unlock()
		return bearer, nil
	}
	claims := orDefault(ask.claims, t.claims)
	if t.flight == nil || t.flight.claims != claims {
		s.start(ctx, t, scopes, claims, ask.refused != "")
	}
	f := t.flight
	f.waiters++
	s.mu.Unlock()
	return s.wait(ctx, f)
}

// usable reports whether the cached token may be sent. One that was refused is not sent again,
// unless it has only just taken the place of another that was refused: then a third would be
// refused as well, and asking for one at every call would only burden the issuer.
func (t *cachedToken) usable(now time.Time, ask tokenAsk) bool {
	switch {
	case t.bearer == "" || !now.Before(t.expires):
		return false
	case ask.refused == t.bearer && (ask.claims != "" || now.Sub(t.replaced) > refreshPause):
		return false
	}
	return true
}

// start begins to get a token. It goes on when ctx ends, since others may be waiting; ctx's values
// go along. A function that does not heed its context is waited for no longer than the limit.
func (s *tokenSource) start(ctx context.Context, t *cachedToken, scopes []string, claims string, refused bool) {
	ctx, cancel := context.WithTimeout(context.WithoutCancel(ctx), s.timeout)
	f := &tokenFlight{done: make(chan struct{}), cancel: cancel, claims: claims, refused: refused}
	t.flight = f
	late := context.AfterFunc(ctx, func() { s.land(t, f, gotToken{err: errTokenTimeout}) })
	go func() {
		defer cancel()
		got := s.call(ctx, scopes, claims)
		late()
		s.land(t, f, got)
	}()
}

// gotToken is what a call of the TokenFunc has brought.
type gotToken struct {
	token              string
	expires, refreshOn time.Time
	err                error
}

// land ends a flight, with what comes first of its token and its time limit. A token that comes
// after the limit is kept all the same.
func (s *tokenSource) land(t *cachedToken, f *tokenFlight, got gotToken) {
	s.mu.Lock()
	defer s.mu.Unlock()
	if t.flight == f {
		t.flight = nil
	}
	if got.err != nil {
		t.refreshAt = time.Now().Add(refreshPause)
	} else {
		t.keep(got, f)
	}
	if f.landed {
		return
	}
	f.landed, f.err = true, got.err
	if got.err == nil {
		f.bearer = t.bearer
	}
	close(f.done)
}

// call runs the TokenFunc, which is not ours: a panic in it must not leave others waiting.
func (s *tokenSource) call(ctx context.Context, scopes []string, claims string) (got gotToken) {
	defer func() {
		if recover() != nil {
			got = gotToken{err: errTokenPanic}
		}
	}()
	got.token, got.expires, got.refreshOn, got.err = s.get(ctx, scopes, claims)
	if got.err == nil && got.token == "" {
		got.err = errTokenEmpty
	}
	return got
}

// keep makes a token the cached one. One that seems to have expired already comes from a clock that
// disagrees with ours: it is used for a short while, and the service decides.
func (t *cachedToken) keep(got gotToken, f *tokenFlight) {
	now := time.Now()
	t.bearer, t.claims, t.expires = "Bearer "+got.token, f.claims, got.expires
	if f.refused {
		t.replaced = now
	}
	if !t.expires.After(now) {
		t.expires = now.Add(refreshPause)
	}
	t.refreshAt = t.expires.Add(-min(refreshAhead, t.expires.Sub(now)/5))
	if got.refreshOn.After(now) && got.refreshOn.Before(t.expires) {
		t.refreshAt = got.refreshOn
	}
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
