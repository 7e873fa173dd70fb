package webhook

import (
	"bytes"
	"context"
	"crypto/ed25519"
	"crypto/hmac"
	"crypto/sha256"
	"encoding/base64"
	"encoding/hex"
	"errors"
	"fmt"
	"net/http"
	"net/http/httptest"
	"slices"
	"strings"
	"testing"
	"time"
)

// A published vector of each scheme, and what must not pass for it.
//
// That of Standard Webhooks is of the tests of its reference implementation
// (standard-webhooks/standard-webhooks, which has it from svix/svix-webhooks: go/webhook_test.go);
// GitHub's stands in its documentation, "Validating webhook deliveries". Stripe has published none:
// its signature is made here as its documentation says, "Verify webhook signatures manually".
func TestVectors(t *testing.T) {
	const stripeSecret, stripeBody = "whsec_test_secret", `{"id":"evt_1","object":"event"}`
	at := time.Unix(1614265330, 0)
	for _, v := range []struct {
		name   string
		scheme *Scheme
		secret string
		body   string
		header http.Header
	}{
		{"standard", StandardWebhooks, "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw", `{"test": 2432232314}`, http.Header{
			"Webhook-Id": {"msg_p5jXN8AQM9LWM0D4loKWxJek"}, "Webhook-Timestamp": {"1614265330"},
			"Webhook-Signature": {"v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE="}}},
		{"standard, by its older names", StandardWebhooks, "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw", `{"test": 2432232314}`, http.Header{
			"Svix-Id": {"msg_p5jXN8AQM9LWM0D4loKWxJek"}, "Svix-Timestamp": {"1614265330"},
			"Svix-Signature": {"v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE="}}},
		{"github", GitHub, "It's a Secret to Everybody", "Hello, World!", http.Header{
			"X-Hub-Signature-256": {"sha256=757107ea0eb2509fc211221cce984b8a37570b6d7586c22c46f4379c8b043e17"}}},
		{"stripe", Stripe, stripeSecret, stripeBody, http.Header{
			"Stripe-Signature": {"t=1614265330,v1=" + hex.EncodeToString(macOf(stripeSecret, "1614265330."+stripeBody)) + ",v0=00"}}},
	} {
		check := func(h http.Header, body string, now time.Time, secrets ...string) error {
			return v.scheme.check(h, []byte(body), Options{Secrets: secrets}, now)
		}
		if err := check(v.header, v.body, at.Add(time.Minute), v.secret); err != nil {
			t.Errorf("%s: %v", v.name, err)
		}
		other := base64.StdEncoding.EncodeToString([]byte("another"))
		if err := check(v.header, v.body, at, other, v.secret); err != nil {
			t.Errorf("%s, two secrets: %v", v.name, err)
		}
		wrong := map[string]error{
			"another body":   check(v.header, v.body+" ", at, v.secret),
			"another secret": check(v.header, v.body, at, other),
			"no headers":     check(http.Header{}, v.body, at, v.secret),
		}
		for name := range v.header {
			twice := v.header.Clone()
			twice.Add(name, v.header.Get(name))
			wrong["twice "+name] = check(twice, v.body, at, v.secret)
			cut := v.header.Clone()
			cut.Set(name, cut.Get(name)[:len(cut.Get(name))-8])
			wrong["cut "+name] = check(cut, v.body, at, v.secret)
		}
		if v.scheme != GitHub {
			wrong["old"] = check(v.header, v.body, at.Add(301*time.Second), v.secret)
			wrong["future"] = check(v.header, v.body, at.Add(-301*time.Second), v.secret)
			if err := v.scheme.check(v.header, []byte(v.body), Options{Secrets: []string{v.secret}, MaxAge: -1}, time.Now()); err != nil {
				t.Errorf("%s, of any age: %v", v.name, err)
			}
		}
		for what, err := range wrong {
			if v.name == "stripe" && what == "cut Stripe-Signature" {
				continue // of v0, which does not count
			}
			if !errors.Is(err, ErrSignature) {
				t.Errorf("%s, %s: %v", v.name, what, err)
			}
		}
	}
}

// A request is read by one set of the names alone, the new one where it has any of it.
func TestNamesAreNotMixed(t *testing.T) {
	const secret, body = "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw", `{"test": 2432232314}`
	names := map[string]string{"Id": "msg_p5jXN8AQM9LWM0D4loKWxJek", "Timestamp": "1614265330", "Signature": "v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE="}
	check := func(h http.Header) error {
		return StandardWebhooks.check(h, []byte(body), Options{Secrets: []string{secret}}, time.Unix(1614265330, 0))
	}
	for moved := range names {
		h := http.Header{}
		for name, value := range names {
			if name == moved {
				h.Set("webhook-"+name, value)
			} else {
				h.Set("svix-"+name, value)
			}
		}
		if err := check(h); !errors.Is(err, ErrSignature) {
			t.Errorf("%s of the new names, the rest of the older ones: %v", moved, err)
		}
		for name, value := range names {
			h.Set("svix-"+name, value)
		}
		for _, value := range []string{"", names[moved]} {
			if h.Set("webhook-"+moved, value); !errors.Is(check(h), ErrSignature) {
				t.Errorf("all of the older names and %s: %q", moved, value)
			}
		}
		for name, value := range names {
			h.Set("webhook-"+name, value)
			h.Set("svix-"+name, "x")
		}
		if err := check(h); err != nil {
			t.Errorf("all of the new names beside older ones: %v", err)
		}
	}
}

func macOf(secret, text string) []byte {
	mac := hmac.New(sha256.New, []byte(secret))
	mac.Write([]byte(text))
	return mac.Sum(nil)
}

// Signatures of a private key are checked with the public one, and not taken for those of a secret.
func TestAsymmetric(t *testing.T) {
	public, private, err := ed25519.GenerateKey(nil)
	if err != nil {
		t.Fatal(err)
	}
	signature := base64.StdEncoding.EncodeToString(ed25519.Sign(private, []byte("id.100.{}")))
	h := http.Header{"Webhook-Id": {"id"}, "Webhook-Timestamp": {"100"}, "Webhook-Signature": {"v2,x v1,AAAA v1a," + signature}}
	o := Options{Secrets: []string{"whpk_" + base64.StdEncoding.EncodeToString(public)}}
	if err := StandardWebhooks.check(h, []byte("{}"), o, time.Unix(100, 0)); err != nil {
		t.Error(err)
	}
	if err := StandardWebhooks.check(h, []byte("{ }"), o, time.Unix(100, 0)); !errors.Is(err, ErrSignature) {
		t.Error("another body:", err)
	}
	o.Secrets[0] = base64.StdEncoding.EncodeToString(public)
	if err := StandardWebhooks.check(h, []byte("{}"), o, time.Unix(100, 0)); !errors.Is(err, ErrSignature) {
		t.Error("the public key as a secret:", err)
	}
}

// What is in a header may be anything.
func TestHostileHeaders(t *testing.T) {
	many := strings.Repeat("v1,AAAA ", 17)
	for _, c := range []struct {
		scheme *Scheme
		header http.Header
	}{
		{StandardWebhooks, http.Header{"Webhook-Id": {"i"}, "Webhook-Timestamp": {"-1"}, "Webhook-Signature": {"v1,AAAA"}}},
		{StandardWebhooks, http.Header{"Webhook-Id": {"i"}, "Webhook-Timestamp": {"9223372036854775807"}, "Webhook-Signature": {"v1,AAAA"}}},
		{StandardWebhooks, http.Header{"Webhook-Id": {"i"}, "Webhook-Timestamp": {"99999999999999999999"}, "Webhook-Signature": {"v1,AAAA"}}},
		{StandardWebhooks, http.Header{"Webhook-Id": {"i"}, "Webhook-Timestamp": {"1"}, "Webhook-Signature": {many}}},
		{StandardWebhooks, http.Header{"Webhook-Id": {"i"}, "Webhook-Timestamp": {"1"}, "Webhook-Signature": {" , "}}},
		{Stripe, http.Header{"Stripe-Signature": {"t=1,t=2,v1=00"}}},
		{Stripe, http.Header{"Stripe-Signature": {"v1=00"}}},
		{Stripe, http.Header{"Stripe-Signature": {"t=1"}}},
		{GitHub, http.Header{"X-Hub-Signature-256": {"sha1=00"}}},
		{GitHub, http.Header{"X-Hub-Signature-256": {"sha256="}}},
	} {
		err := c.scheme.check(c.header, nil, Options{Secrets: []string{"AAAA"}}, time.Unix(1, 0))
		if !errors.Is(err, ErrSignature) {
			t.Errorf("%v: %v", c.header, err)
		}
	}
}

var orders = Table{
	Tells: []Tell{{Header: "X-Event", Loose: true}, {Path: []string{"data", "-1", "type"}}},
	Kinds: []Kind{
		{Name: "order-made", Is: [][]string{{"order", "made"}, {"order", "new"}}},
		{Name: "order-any", Status: 200, Is: [][]string{{"order", Any}}},
		{Name: "ping", Is: [][]string{{"ping", ""}}},
		{Name: "a", Is: [][]string{{"alike", ""}}},
		{Name: "b", Is: [][]string{{"alike", ""}}},
		{Name: "look", Method: http.MethodGet},
	},
}

func TestTell(t *testing.T) {
	for _, c := range []struct {
		method, event, body string
		kind                int
		maybe               []string
	}{
		{"POST", "Order", `{"data":[{"type":"x"},{"type":"made"}]}`, 0, nil},
		{"POST", "order", `{"data":[{"type":"new"}]}`, 0, nil},
		{"POST", "or_der", `{"data":[{"type":"made"},{"type":"x"}]}`, 1, nil},
		{"POST", "order", `not JSON`, 1, nil},
		{"POST", "order", `{"data":[{"type":"made"}]`, 1, nil},
		{"POST", "order", `{"data":[{"type":"x","type":"made"}]}`, 0, nil},
		{"POST", "ping", `{"data":{"type":"x"}}`, 2, nil},
		{"POST", "ping", `{"data":[{"type":{}}]}`, 2, nil},
		{"POST", "alike", `{}`, -1, []string{"a", "b"}},
		{"POST", "other", `{}`, -1, nil},
		{"GET", "", ``, 5, nil},
	} {
		r := httptest.NewRequest(c.method, "/", strings.NewReader(c.body))
		r.Header.Set("X-Event", c.event)
		req, err := orders.Read(r, Options{})
		if err != nil {
			t.Fatal(err)
		}
		if req.Kind != c.kind || !slices.Equal(req.MayBe, c.maybe) || string(req.Body) != c.body {
			t.Errorf("%s %s %s: got %d %q", c.method, c.event, c.body, req.Kind, req.MayBe)
		}
	}
}

// What is wrong with a request, or with who receives it, has its status.
func TestReadErrors(t *testing.T) {
	signed := orders
	signed.Scheme = GitHub
	long := func(length int64) *http.Request {
		r := httptest.NewRequest("POST", "/", strings.NewReader(strings.Repeat(" ", 11)))
		r.ContentLength = length
		return r
	}
	packed := long(-1)
	packed.Header.Set("Content-Encoding", "gzip")
	broken := long(-1)
	broken.Body = failing{}
	for _, c := range []struct {
		table  Table
		r      *http.Request
		o      Options
		status int
	}{
		{signed, long(-1), Options{}, 500},
		{signed, long(-1), Options{Secrets: []string{"a", ""}}, 500},
		{signed, long(-1), Options{Secrets: []string{"a"}}, 401},
		{orders, long(-1), Options{Only: "none"}, 500},
		{orders, httptest.NewRequest("PUT", "/", nil), Options{}, 405},
		{orders, long(11), Options{MaxBody: 10}, 413},
		{orders, long(-1), Options{MaxBody: 10}, 413},
		{orders, long(-1), Options{MaxBody: 11}, 0},
		{orders, long(-1), Options{MaxBody: -1}, 0},
		{orders, packed, Options{}, 415},
		{orders, broken, Options{}, 400},
	} {
		_, err := c.table.Read(c.r, c.o)
		var wrong *Error
		if status := 0; errors.As(err, &wrong) || err == nil {
			if wrong != nil {
				status = wrong.StatusCode
			}
			if status != c.status {
				t.Errorf("%+v: got %v, want %d", c.o, err, c.status)
			}
		} else {
			t.Error(err)
		}
	}
}

type failing struct{}

func (failing) Read([]byte) (int, error) { return 0, errors.New("cut off") }
func (failing) Close() error             { return nil }

// A function that fails has the webhook sent again, unless it says otherwise; the sender learns no
// more than the status.
func TestServe(t *testing.T) {
	for _, c := range []struct {
		err    error
		status int
	}{
		{nil, 202}, {errors.New("secret"), 500}, {fmt.Errorf("secret: %w", &Error{StatusCode: 409}), 409}, {&Error{StatusCode: 7}, 500},
	} {
		w := httptest.NewRecorder()
		var told error
		Serve(w, httptest.NewRequest("POST", "/", nil),
			func(*http.Request) (int, *Request, error) { return 1, &Request{Status: 202}, nil },
			func(context.Context, int) error { return c.err },
			func(_ *http.Request, err error) { told = err })
		if w.Code != c.status || told != c.err || bytes.Contains(w.Body.Bytes(), []byte("secret")) {
			t.Errorf("%v: answered %d %q, and told %v", c.err, w.Code, w.Body, told)
		}
	}
}
