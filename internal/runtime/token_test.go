package runtime

import (
	"context"
	"errors"
	"net/http"
	"strconv"
	"sync/atomic"
	"testing"
	"time"
)

// countedTokens gives t1, t2 ... each of which lasts for the given time.
func countedTokens(calls *atomic.Int32, lasts time.Duration) TokenFunc {
	return func(context.Context, []string, string) (string, time.Time, error) {
		return "t" + strconv.Itoa(int(calls.Add(1))), time.Now().Add(lasts), nil
	}
}

// A token that is refused is asked for anew, also when it has just been got; one that takes its
// place and is refused as well is not, for a while.
func TestRefusedTokenIsAskedForAnew(t *testing.T) {
	var calls atomic.Int32
	s := serve(t, func(w http.ResponseWriter, r *http.Request) {
		if r.Header.Get("Authorization") != "Bearer t2" {
			w.WriteHeader(401)
		}
	})
	c := s.client(t, withCredential(NewTokenCredential(countedTokens(&calls, time.Hour))))
	if _, err := do(t, c, op("GET", "/x"), nil); err != nil || calls.Load() != 2 {
		t.Errorf("%v after %d tokens", err, calls.Load())
	}
	calls.Store(0)
	s = serve(t, reply(401, ""))
	c = s.client(t, withCredential(NewTokenCredential(countedTokens(&calls, time.Hour))))
	for range 5 {
		if _, err := do(t, c, op("GET", "/x"), nil); !errors.Is(err, ErrUnauthorized) {
			t.Error(err)
		}
	}
	if calls.Load() != 2 {
		t.Errorf("%d tokens for calls that are always refused", calls.Load())
	}
}

// A token that has little time left is used until then and no longer.
func TestTokenIsNotUsedAfterItsExpiry(t *testing.T) {
	var calls atomic.Int32
	until := time.Now().Add(20 * time.Second) // less than any margin
	src := newTestSource(func(context.Context, []string, string) (string, time.Time, error) {
		return "t" + strconv.Itoa(int(calls.Add(1))), until, nil
	})
	get := func() string { b, _ := src.bearer(t.Context(), []string{"s"}, tokenAsk{}); return b }
	if a, b := get(), get(); a != "Bearer t1" || b != "Bearer t1" {
		t.Errorf("%s, then %s", a, b)
	}
	src.mu.Lock()
	if got := src.tokens["s"].expires; !got.Equal(until) {
		t.Errorf("is used until %v, want %v", got, until)
	}
	src.tokens["s"].expires = time.Now()
	src.mu.Unlock()
	if b := get(); b == "Bearer t1" {
		t.Error("a token that has expired is used")
	}
}

// A function that does not heed its context does not hold calls for longer than the limit, and the
// token that it brings at last serves those that follow.
func TestTokenFuncThatHangs(t *testing.T) {
	release := make(chan struct{})
	src := newTestSource(func(context.Context, []string, string) (string, time.Time, error) {
		<-release
		return "late", time.Now().Add(time.Hour), nil
	})
	src.timeout = 30 * time.Millisecond
	s := serve(t)
	c := s.client(t, withCredential(tokenCredential(func() *tokenSource { return src })))
	if _, err := c.Do(context.Background(), c.NewRequest(op("GET", "/x"))); !errors.Is(err, context.DeadlineExceeded) || !isCredential(errors.Unwrap(err)) {
		t.Errorf("%v", err)
	}
	src.timeout = time.Minute
	if _, err := do(t, c, op("GET", "/x"), nil, WithTimeout(30*time.Millisecond)); !errors.Is(err, errCallTimeout) {
		t.Errorf("%v", err)
	}
	close(release)
	if _, err := do(t, c, op("GET", "/x"), nil); err != nil || s.last().Header.Get("Authorization") != "Bearer late" {
		t.Errorf("%v", err)
	}
}

// An issuer that says when to ask again is asked then, while calls go on with the old token.
func TestTokenIsRefreshedWhenItsIssuerSays(t *testing.T) {
	var calls atomic.Int32
	asked := make(chan struct{}, 1)
	cred := NewRefreshingTokenCredential(func(context.Context, []string, string) (string, time.Time, time.Time, error) {
		n := calls.Add(1)
		if n == 2 {
			asked <- struct{}{}
		}
		return "t" + strconv.Itoa(int(n)), time.Now().Add(time.Hour), time.Now().Add(30 * time.Millisecond), nil
	})
	s := serve(t)
	c := s.client(t, withCredential(cred))
	for range 2 {
		if _, err := do(t, c, op("GET", "/x"), nil); err != nil || s.last().Header.Get("Authorization") != "Bearer t1" {
			t.Fatalf("%v, sent %+v", err, s.last())
		}
		time.Sleep(40 * time.Millisecond)
	}
	<-asked
}

// A key that has changed is sent at the next try.
func TestKeyRotation(t *testing.T) {
	key := "old-key-0"
	s := serve(t, func(http.ResponseWriter, *http.Request) { key = "new-key-1" }, reply(200, ""))
	c := s.client(t, withCredential(NewRotatingKeyCredential(func() string { return key })))
	o := op("GET", "/x")
	o.Security = []Requirement{{{Scheme: &Scheme{ID: "key", Kind: SchemeKey, In: InHeader, Name: "X-Key"}}}}
	for _, want := range []string{"old-key-0", "new-key-1"} {
		if _, err := do(t, c, o, nil); err != nil || s.last().Header.Get("X-Key") != want {
			t.Errorf("%v, sent %+v, want %s", err, s.last(), want)
		}
	}
}
