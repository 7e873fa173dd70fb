package runtime

import (
	"net/http"
	"strconv"
	"strings"
	"sync"
	"testing"
)

func keyOp() *Operation {
	o := op("GET", "/x")
	o.Security = []Requirement{{{Scheme: &Scheme{ID: "key", Kind: SchemeKey, In: InHeader, Name: "X-Key"}}}}
	return o
}

// A key that is replaced while a request is on its way is tried when the old one is refused, once;
// a key that nobody has replaced is not sent again.
func TestReplacedKeyIsTriedAfterARefusal(t *testing.T) {
	cred := NewKeyCredential("old-key-0")
	s := serve(t, func(w http.ResponseWriter, _ *http.Request) {
		cred.SetKey("new-key-1")
		w.WriteHeader(401)
	}, reply(204, ""), reply(401, ""))
	c := s.client(t, withCredential(cred))
	if _, err := do(t, c, keyOp(), nil); err != nil || len(s.seen()) != 2 || s.seen()[0].Header.Get("X-Key") != "old-key-0" || s.last().Header.Get("X-Key") != "new-key-1" {
		t.Errorf("%v, sent %+v", err, s.seen())
	}
	if _, err := do(t, c, keyOp(), nil); err == nil || len(s.seen()) != 3 {
		t.Errorf("%v after %d requests: a key that was refused is sent again", err, len(s.seen()))
	}
}

// The same holds for a user name and a password, which change together.
func TestReplacedPasswordIsTriedAfterARefusal(t *testing.T) {
	cred := NewBasicCredential("u", "old")
	s := serve(t, func(w http.ResponseWriter, _ *http.Request) {
		cred.Set("v", "new")
		w.WriteHeader(401)
	}, reply(204, ""))
	o := op("GET", "/x")
	o.Security = []Requirement{{{Scheme: &Scheme{ID: "basic", Kind: SchemeBasic}}}}
	if _, err := do(t, s.client(t, withCredential(cred)), o, nil); err != nil || s.last().Header.Get("Authorization") != "Basic djpuZXc=" {
		t.Errorf("%v, sent %+v", err, s.seen())
	}
}

// Keys are replaced by some goroutines while others make calls, each of which sends a whole key.
func TestKeyIsReplacedWhileCallsAreMade(t *testing.T) {
	cred := NewKeyCredential("key-0")
	s := serve(t)
	c := s.client(t, withCredential(cred))
	var all sync.WaitGroup
	for i := range 8 {
		all.Go(func() {
			cred.SetKey("key-" + strconv.Itoa(i))
			if _, err := do(t, c, keyOp(), nil); err != nil {
				t.Error(err)
			}
		})
	}
	all.Wait()
	for _, got := range s.seen() {
		if !strings.HasPrefix(got.Header.Get("X-Key"), "key-") {
			t.Errorf("sent %+v", got)
		}
	}
}

// A credential that could never be used is refused when the client is made, and the error says why
// without showing it.
func TestCredentialsThatCannotBeUsed(t *testing.T) {
	key, basic := Scheme{ID: "key", Kind: SchemeKey, In: InHeader, Name: "X-Key"}, Scheme{ID: "basic", Kind: SchemeBasic}
	some := func(m map[string]Credential) Credential { return NewCredentials(m) }
	for _, tc := range []struct {
		cred Credential
		want string
	}{
		{nil, "there is none, and the document asks for one (key, basic); Anonymous() is for calls that need none"},
		{NewKeyCredential(""), "the key is empty: is the variable set that it comes from?"},
		{(*KeyCredential)(nil), "the key is empty"},
		{new(KeyCredential), "the key is empty"},
		{NewKeyCredential(" \t "), "the key is nothing but white space"},
		{NewKeyCredential("\n"), "the key is nothing but white space"},
		{NewKeyCredential("hidden\n"), "the key ends with a line break"},
		{NewKeyCredential("hidden\r\n"), "the key ends with a line break"},
		{NewKeyCredential("hidden\nhidden"), "the key has a line break or another control character"},
		{NewKeyCredential("hidden\x00"), "the key has a line break or another control character"},
		{NewKeyCredential("hidden\x7f"), "the key has a line break or another control character"},
		{some(map[string]Credential{"key": NewKeyCredential("hidden\n")}), "for the scheme key: the key ends with a line break"},
		{NewRotatingKeyCredential(nil), "no function to ask for the key"},
		{NewTokenCredential(nil), "no function to get a token"},
		{NewRefreshingTokenCredential(nil), "no function to get a token"},
		{NewBasicCredential("", ""), "user name and password are empty"},
		{NewBasicCredential("a:b", "hidden"), "a user name must not hold a colon"},
		{(*BasicCredential)(nil), "there is no user name"},
		{some(nil), "NewCredentials was given no credential"},
		{some(map[string]Credential{"kay": NewKeyCredential("k")}), "the document has no security scheme kay; it has key, basic"},
		{some(map[string]Credential{"key": nil}), "for the scheme key: there is none"},
		{some(map[string]Credential{"key": NewKeyCredential("")}), "for the scheme key: the key is empty"},
		{some(map[string]Credential{"key": NewBasicCredential("u", "hidden")}), "for the scheme key: it is of another kind"},
	} {
		_, err := NewClient(Config{Endpoint: "https://example.com", Credential: tc.cred, Schemes: []Scheme{key, basic}, NeedsCredential: true})
		if err == nil || !strings.Contains(err.Error(), tc.want) || strings.Contains(err.Error(), "hidden") {
			t.Errorf("got %v, want %q", err, tc.want)
		}
	}
	for _, cred := range []Credential{Anonymous(), NewKeyCredential("k"), NewBasicCredential("u", ""), some(map[string]Credential{"basic": NewBasicCredential("u", "p")})} {
		if _, err := NewClient(Config{Endpoint: "https://example.com", Credential: cred, Schemes: []Scheme{key, basic}, NeedsCredential: true}); err != nil {
			t.Error(err)
		}
	}
}

// A key that is set later is refused by the call, which sends nothing.
func TestKeySetThatCannotBeUsed(t *testing.T) {
	sent := 0
	transport := roundTripper(func(r *http.Request) (*http.Response, error) {
		sent++
		return &http.Response{StatusCode: 200, Body: http.NoBody, Request: r}, nil
	})
	for _, in := range []In{InHeader, InQuery, InCookie} {
		key := Scheme{ID: "key", Kind: SchemeKey, In: in, Name: "k"}
		given := NewKeyCredential("good")
		rotating := "good"
		for name, c := range map[string]struct {
			cred Credential
			set  func(string)
		}{
			"set":      {given, given.SetKey},
			"rotating": {NewRotatingKeyCredential(func() string { return rotating }), func(k string) { rotating = k }},
		} {
			client := must(NewClient(Config{Endpoint: "https://example.com", Credential: c.cred, Schemes: []Scheme{key}}, WithTransport(transport)))
			call := func() error {
				o := op("GET", "/x")
				o.Security = []Requirement{{{Scheme: &key}}}
				_, err := do(t, client, o, nil)
				return err
			}
			sent = 0
			if err := call(); err != nil || sent != 1 {
				t.Errorf("%s: %v, %d sent", name, err, sent)
			}
			for bad, want := range map[string]string{"": "the key is empty", "  ": "white space", "hidden\n": "ends with a line break", "hid\rden": "control character"} {
				c.set(bad)
				if err := call(); err == nil || sent != 1 || !strings.Contains(err.Error(), want) || strings.Contains(err.Error(), "hid") {
					t.Errorf("%s, %q: %v, %d sent", name, bad, err, sent)
				}
			}
		}
	}
}
