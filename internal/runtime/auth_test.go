package runtime

import (
	"context"
	"encoding/base64"
	"errors"
	"fmt"
	"log/slog"
	"net/http"
	"strconv"
	"strings"
	"sync"
	"sync/atomic"
	"testing"
	"time"
)

func TestSchemesDecideHowACredentialIsSent(t *testing.T) {
	scheme := func(k SchemeKind, in In, name string) *Scheme { return &Scheme{ID: "s", Kind: k, In: in, Name: name} }
	cases := []struct {
		name   string
		scheme *Scheme
		cred   Credential
		check  func(seen) bool
	}{
		{"token", scheme(SchemeOAuth2, 0, ""), NewTokenCredential(staticToken), func(s seen) bool { return s.Header.Get("Authorization") == "Bearer token-0123456789" }},
		{"bearer", scheme(SchemeBearer, 0, ""), NewKeyCredential("k"), func(s seen) bool { return s.Header.Get("Authorization") == "Bearer k" }},
		{"basic", scheme(SchemeBasic, 0, ""), NewBasicCredential("u", "p:q"), func(s seen) bool {
			return s.Header.Get("Authorization") == "Basic "+base64.StdEncoding.EncodeToString([]byte("u:p:q"))
		}},
		{"header", scheme(SchemeKey, InHeader, "x-key"), NewKeyCredential("k"), func(s seen) bool { return s.Header.Get("X-Key") == "k" }},
		{"query", scheme(SchemeKey, InQuery, "key"), NewKeyCredential("k&x=1"), func(s seen) bool { return s.URI == "/x?a=1&key=k%26x%3D1" }},
		{"cookie", scheme(SchemeKey, InCookie, "key"), NewKeyCredential("k;l"), func(s seen) bool { return s.Header.Get("Cookie") == "c=1; key=k%3Bl" }},
		{"http", scheme(SchemeHTTP, 0, "SharedAccessKey"), NewKeyCredential("k"), func(s seen) bool { return s.Header.Get("Authorization") == "SharedAccessKey k" }},
		{"anonymous", scheme(SchemeBasic, 0, ""), Anonymous(), func(s seen) bool { return s.Header.Get("Authorization") == "" }},
	}
	s := serve(t)
	for _, tc := range cases {
		o := op("GET", "/x")
		o.Security = []Requirement{{{Scheme: tc.scheme}}}
		_, err := do(t, s.client(t, withCredential(tc.cred)), o, func(r *Request) { r.Query("a", Text("1"), Form); r.Cookie("c", Text("1"), Form) })
		if err != nil || !tc.check(s.last()) {
			t.Errorf("%s: %v, sent %+v", tc.name, err, s.last())
		}
	}
}

func TestAlternativesAndCombinations(t *testing.T) {
	s := serve(t)
	key := &Scheme{ID: "key", Kind: SchemeKey, In: InHeader, Name: "X-Key"}
	app := &Scheme{ID: "app", Kind: SchemeKey, In: InHeader, Name: "X-App"}
	basic := &Scheme{ID: "basic", Kind: SchemeBasic}
	o := op("GET", "/x")
	o.Security = []Requirement{{{Scheme: basic}}, {{Scheme: key}, {Scheme: app}}}
	both := NewCredentials(map[string]Credential{"key": NewKeyCredential("k"), "app": NewKeyCredential("a")})
	if _, err := do(t, s.client(t, withCredential(both)), o, nil); err != nil {
		t.Fatal(err)
	}
	if h := s.last().Header; h.Get("X-Key") != "k" || h.Get("X-App") != "a" || h.Get("Authorization") != "" {
		t.Errorf("sent %v", h)
	}
	one := NewCredentials(map[string]Credential{"key": NewKeyCredential("k")})
	if _, err := do(t, s.client(t, withCredential(one)), o, nil); !errors.Is(err, ErrNoCredential) {
		t.Errorf("half a combination: %v", err)
	}
	if _, err := do(t, s.client(t, withCredential(nil)), o, nil); !errors.Is(err, ErrNoCredential) {
		t.Errorf("no credential: %v", err)
	}
	o.Security = append(o.Security, Requirement{})
	if _, err := do(t, s.client(t, withCredential(nil)), o, nil); err != nil {
		t.Errorf("an optional credential: %v", err)
	}
	if n := len(s.seen()); n != 2 {
		t.Errorf("%d requests", n)
	}
}

func TestCredentialsTravelOverHTTPSAlone(t *testing.T) {
	s := serve(t)
	c := must(NewClient(Config{Endpoint: s.URL, Credential: NewKeyCredential("k")}, WithHTTPClient(s.Client())))
	if _, err := do(t, c, op("GET", "/x"), nil); !errors.Is(err, ErrInsecure) || len(s.seen()) != 0 {
		t.Errorf("http to loopback, not asked for: %v", err)
	}
	c = must(NewClient(Config{Endpoint: "http://example.com", Credential: NewKeyCredential("k")}, WithInsecure()))
	if _, err := do(t, c, op("GET", "/x"), nil); !errors.Is(err, ErrInsecure) {
		t.Errorf("http to another host: %v", err)
	}
	for host, want := range map[string]bool{"localhost": true, "127.0.0.1": true, "127.9.9.9": true, "::1": true, "example.com": false, "localhost.evil.com": false, "10.0.0.1": false, "0x7f.1": false} {
		if isLoopback(host) != want {
			t.Errorf("isLoopback(%s) is %v", host, !want)
		}
	}
}

func TestTokenIsGotOnceForAll(t *testing.T) {
	var calls atomic.Int32
	cred := NewTokenCredential(func(ctx context.Context, scopes []string, _ string) (string, time.Time, error) {
		time.Sleep(20 * time.Millisecond)
		return "t" + strconv.Itoa(int(calls.Add(1))), time.Now().Add(time.Hour), nil
	})
	s := serve(t)
	c := s.client(t, withCredential(cred))
	var wg sync.WaitGroup
	for range 32 {
		wg.Go(func() {
			if _, err := do(t, c, op("GET", "/x"), nil); err != nil {
				t.Error(err)
			}
		})
	}
	wg.Wait()
	if n := calls.Load(); n != 1 {
		t.Errorf("%d tokens were got", n)
	}
}

// One caller's end is no other's.
func TestTokenFlightOutlivesItsFirstWaiter(t *testing.T) {
	begun, release := make(chan struct{}), make(chan struct{})
	src := newTestSource(func(ctx context.Context, _ []string, _ string) (string, time.Time, error) {
		close(begun)
		select {
		case <-release:
			return "t", time.Now().Add(time.Hour), nil
		case <-ctx.Done():
			return "", time.Time{}, ctx.Err()
		}
	})
	first, cancel := context.WithCancel(t.Context())
	gone := make(chan error)
	go func() { _, err := src.bearer(first, nil, tokenAsk{}); gone <- err }()
	<-begun
	second := make(chan string)
	go func() { b, _ := src.bearer(t.Context(), nil, tokenAsk{}); second <- b }()
	for {
		src.mu.Lock()
		f := src.tokens[""].flight
		both := f != nil && f.waiters == 2
		src.mu.Unlock()
		if both {
			break
		}
		time.Sleep(time.Millisecond)
	}
	cancel()
	if err := <-gone; !errors.Is(err, context.Canceled) {
		t.Errorf("the first: %v", err)
	}
	close(release)
	if b := <-second; b != "Bearer t" {
		t.Errorf("the second: %q", b)
	}
}

func TestTokenIsRefreshedAheadOfItsExpiry(t *testing.T) {
	var calls atomic.Int32
	refreshed := make(chan struct{}, 8)
	src := newTestSource(func(context.Context, []string, string) (string, time.Time, error) {
		n := calls.Add(1)
		if n > 1 {
			defer func() { refreshed <- struct{}{} }()
		}
		return "t" + strconv.Itoa(int(n)), time.Now().Add(time.Hour), nil
	})
	get := func() string { b, _ := src.bearer(t.Context(), []string{"s"}, tokenAsk{}); return b }
	get()
	src.mu.Lock()
	src.tokens["s"].refreshAt = time.Now().Add(-time.Second)
	src.mu.Unlock()
	if b := get(); b != "Bearer t1" {
		t.Errorf("did not go on with the old token: %s", b)
	}
	<-refreshed
	for calls.Load() < 2 || get() != "Bearer t2" {
		time.Sleep(time.Millisecond)
	}
}

func TestTokenFailures(t *testing.T) {
	s := serve(t)
	for name, get := range map[string]TokenFunc{
		"error": func(context.Context, []string, string) (string, time.Time, error) {
			return "", time.Time{}, errors.New("no way")
		},
		"empty": func(context.Context, []string, string) (string, time.Time, error) { return "", time.Now(), nil },
		"panic": func(context.Context, []string, string) (string, time.Time, error) { panic("x") },
		"split": func(context.Context, []string, string) (string, time.Time, error) {
			return "a\r\nX: y", time.Now().Add(time.Hour), nil
		},
	} {
		_, err := do(t, s.client(t, withCredential(NewTokenCredential(get))), op("GET", "/x"), nil)
		if err == nil || !strings.Contains(err.Error(), "credential: ") || strings.Contains(err.Error(), "X: y") {
			t.Errorf("%s: %v", name, err)
		}
	}
	if len(s.seen()) != 0 {
		t.Error("something was sent")
	}
}

// A token that seems to have expired when it comes is from a clock that disagrees: it is used, and
// not got anew for each call.
func TestTokenAndClockSkew(t *testing.T) {
	var calls atomic.Int32
	cred := NewTokenCredential(func(context.Context, []string, string) (string, time.Time, error) {
		return "t" + strconv.Itoa(int(calls.Add(1))), time.Now().Add(-time.Hour), nil
	})
	s := serve(t)
	c := s.client(t, withCredential(cred))
	for range 5 {
		if _, err := do(t, c, op("GET", "/x"), nil); err != nil {
			t.Fatal(err)
		}
	}
	if n := calls.Load(); n != 1 {
		t.Errorf("%d tokens were got", n)
	}
}

func TestClaimsChallengeIsAnsweredOnce(t *testing.T) {
	claims := `{"access_token":{"nbf":{"essential":true,"value":"1"}}}`
	header := `PoP nonce="x", claims="ignored", Bearer realm="", error="insufficient_claims", claims="` + base64.StdEncoding.EncodeToString([]byte(claims)) + `"`
	var asked []string
	var mu sync.Mutex
	cred := NewTokenCredential(func(_ context.Context, _ []string, claims string) (string, time.Time, error) {
		mu.Lock()
		defer mu.Unlock()
		asked = append(asked, claims)
		return "t" + strconv.Itoa(len(asked)), time.Now().Add(time.Hour), nil
	})
	challenge := reply(401, `{"error":{"code":"InvalidAuthenticationToken","message":"no"}}`, "WWW-Authenticate", header)
	s := serve(t, challenge, reply(200, "{}"), challenge, challenge)
	c := s.client(t, withCredential(cred))
	post := func(r *Request) { r.Text("text/plain", "body") }
	if _, err := do(t, c, op("POST", "/x"), post); err != nil {
		t.Fatal(err)
	}
	if all := s.seen(); len(all) != 2 || all[1].Header.Get("Authorization") != "Bearer t2" || all[1].Body != "body" {
		t.Errorf("sent %+v", all)
	}
	if len(asked) != 2 || asked[1] != claims {
		t.Errorf("asked for %q", asked)
	}
	_, err := do(t, c, op("POST", "/x"), post)
	if !errors.Is(err, ErrUnauthorized) || len(s.seen()) != 4 {
		t.Errorf("challenged for ever: %v after %d requests", err, len(s.seen()))
	}
}

func TestChallengeOfAnotherOriginIsNotHeard(t *testing.T) {
	var calls atomic.Int32
	cred := NewTokenCredential(func(context.Context, []string, string) (string, time.Time, error) {
		calls.Add(1)
		return "t", time.Now().Add(time.Hour), nil
	})
	far := serve(t, reply(401, "", "WWW-Authenticate", `Bearer claims="e30="`))
	s := serve(t, reply(302, "", "Location", far.URL))
	_, err := do(t, s.client(t, withCredential(cred)), op("GET", "/x"), nil)
	if !errors.Is(err, ErrUnauthorized) || calls.Load() != 1 || len(s.seen()) != 1 {
		t.Errorf("%v after %d tokens and %d requests", err, calls.Load(), len(s.seen()))
	}
}

func TestRefusedTokenFromTheCacheIsReplaced(t *testing.T) {
	var calls atomic.Int32
	src := newTestSource(func(context.Context, []string, string) (string, time.Time, error) {
		return "t" + strconv.Itoa(int(calls.Add(1))), time.Now().Add(time.Hour), nil
	})
	s := serve(t, reply(200, "{}"), reply(401, ""), reply(200, "{}"), reply(401, ""))
	c := s.client(t, withCredential(tokenCredential(func() *tokenSource { return src })))
	if _, err := do(t, c, op("GET", "/x"), nil); err != nil {
		t.Fatal(err)
	}
	src.mu.Lock()
	src.tokens["scope"].replaced = time.Now().Add(-time.Hour)
	src.mu.Unlock()
	if _, err := do(t, c, op("GET", "/x"), nil); err != nil || calls.Load() != 2 {
		t.Errorf("%v after %d tokens", err, calls.Load())
	}
	if _, err := do(t, c, op("GET", "/x"), nil); !errors.Is(err, ErrUnauthorized) || calls.Load() != 2 || len(s.seen()) != 4 {
		t.Errorf("a fresh token that was refused: %v after %d tokens and %d requests", err, calls.Load(), len(s.seen()))
	}
}

// No way of printing shows a secret, and no error or log repeats one that the service repeats.
// An answer that is no HTTP is quoted by the transport, and may repeat what was sent.
func TestTransportErrorsDoNotRepeatSecrets(t *testing.T) {
	const secret = "s3cr3t-s3cr3t"
	s := serve(t, func(w http.ResponseWriter, r *http.Request) {
		conn, _, err := w.(http.Hijacker).Hijack()
		if err != nil {
			t.Error(err)
			return
		}
		defer conn.Close()
		fmt.Fprintf(conn, "HTTP/1.1 200 OK\r\nEcho: \x01 %s\r\n\r\n", r.Header.Get("Authorization"))
	})
	token := NewTokenCredential(func(context.Context, []string, string) (string, time.Time, error) {
		return secret, time.Now().Add(time.Hour), nil
	})
	_, err := do(t, s.client(t, withCredential(token)), op("GET", "/x"), nil)
	for e := err; e != nil; e = errors.Unwrap(e) {
		if text := e.Error(); strings.Contains(text, secret) || !strings.Contains(text, redacted) {
			t.Error(text)
		}
	}
	if err == nil {
		t.Error("no error")
	}
}

func TestSecretsDoNotPrint(t *testing.T) {
	const secret = "s3cr3t-s3cr3t"
	var out strings.Builder
	logger := slog.New(slog.NewJSONHandler(&out, &slog.HandlerOptions{Level: slog.LevelDebug}))
	creds := []Credential{NewKeyCredential(secret), NewBasicCredential("u", secret), NewCredentials(map[string]Credential{"a": NewKeyCredential(secret)})}
	token := NewTokenCredential(func(context.Context, []string, string) (string, time.Time, error) {
		return secret, time.Now().Add(time.Hour), nil
	})
	s := serve(t, func(w http.ResponseWriter, r *http.Request) {
		w.Header().Set("X-Secret", secret)
		w.WriteHeader(400)
		fmt.Fprintf(w, `{"error":{"code":"Bad","message":"token %s is bad: %s"}}`, secret, r.Header.Get("Authorization"))
	})
	c := s.client(t, withCredential(token), WithLogger(logger), WithHeader("X-Api-Key", secret))
	_, err := do(t, c, op("GET", "/x"), func(r *Request) { r.Query("sig", Text(secret), Form); r.Query("$top", Text("5"), Form) })
	fmt.Fprint(&out, err)
	for _, v := range append(creds, token) {
		for _, format := range []string{"%v", "%+v", "%#v", "%s", "%d", "%x", "%q"} {
			fmt.Fprintf(&out, format, v)
		}
		logger.Info("x", "cred", v)
	}
	fmt.Fprintf(&out, "%+v %#v", c, c)
	if strings.Contains(out.String(), secret) || strings.Contains(out.String(), fmt.Sprintf("%x", secret)) {
		t.Errorf("the secret shows in:\n%s", out.String())
	}
	if !strings.Contains(out.String(), "$top=5") || !strings.Contains(out.String(), "sig=REDACTED") {
		t.Errorf("the log lacks what it may show:\n%s", out.String())
	}
}
