package runtime

import (
	"errors"
	"net/http"
	"strings"
	"testing"
)

func secretsIn(s seen) bool {
	return s.Header.Get("Authorization") != "" || s.Header.Get("X-Key") != "" || s.Header.Get("X-User") != "" || s.Header.Get("Cookie") != "" ||
		strings.Contains(s.URI, "secret")
}

func TestRedirects(t *testing.T) {
	to := func(url *string, status int) answer {
		return func(w http.ResponseWriter, r *http.Request) {
			w.Header().Set("Location", *url)
			w.WriteHeader(status)
		}
	}
	const same, other = "same", "other"
	cases := []struct {
		method, where string
		status        int
		arrives       string // method that arrives there; "" for refused
		carries       bool
		body          bool
	}{
		{"GET", same, 301, "GET", true, false}, {"GET", same, 302, "GET", true, false}, {"GET", same, 303, "GET", true, false},
		{"GET", same, 307, "GET", true, false}, {"HEAD", same, 308, "HEAD", true, false}, {"HEAD", same, 303, "HEAD", true, false},
		{"POST", same, 307, "POST", true, true}, {"PUT", same, 308, "PUT", true, true}, {"POST", same, 303, "GET", true, false},
		{"POST", same, 301, "", false, false}, {"PUT", same, 302, "", false, false},
		{"GET", other, 302, "GET", false, false}, {"GET", other, 307, "GET", false, false}, {"HEAD", other, 301, "HEAD", false, false},
		{"POST", other, 303, "GET", false, false},
		{"POST", other, 307, "", false, false}, {"PUT", other, 308, "", false, false}, {"PATCH", other, 307, "", false, false},
	}
	for _, tc := range cases {
		t.Run(tc.method+" "+tc.where+" "+http.StatusText(tc.status), func(t *testing.T) {
			far := serve(t, reply(200, "{}"))
			var target string
			near := serve(t, to(&target, tc.status), reply(200, "{}"))
			arrivals := near
			if target = "/elsewhere"; tc.where == other {
				target, arrivals = far.URL+"/elsewhere", far
			}
			o := op(tc.method, "/x")
			o.Security[0] = append(o.Security[0], Use{Scheme: &Scheme{ID: "q", Kind: SchemeKey, In: InQuery, Name: "code"}})
			cred := NewCredentials(map[string]Credential{"azure": NewTokenCredential(staticToken), "q": NewKeyCredential("secret")})
			_, err := do(t, near.client(t, withCredential(cred), WithHeader("X-User", "u")), o, func(r *Request) {
				r.Cookie("c", Text("1"), Form)
				if tc.method != "GET" && tc.method != "HEAD" {
					r.Text("text/plain", "hello")
				}
			})
			var got *seen
			if all := arrivals.seen(); len(all) > 0 && all[len(all)-1].URI != "/x?code=secret" {
				got = &all[len(all)-1]
			}
			if tc.arrives == "" {
				if got != nil || err == nil {
					t.Errorf("arrived: %+v, %v", got, err)
				}
				return
			}
			if err != nil || got == nil || got.Method != tc.arrives || (got.Body != "") != tc.body || secretsIn(*got) != tc.carries {
				t.Errorf("%v, arrived: %+v", err, got)
			}
		})
	}
}

func TestRedirectLoopsAndDetours(t *testing.T) {
	s := serve(t, reply(302, "", "Location", "/x"))
	if _, err := do(t, s.client(t), op("GET", "/x"), nil); !errors.Is(err, errManyRedirects) || len(s.seen()) != 11 {
		t.Errorf("a loop: %v after %d", err, len(s.seen()))
	}
	// Away and back again: the credential does not come back into play.
	var home string
	away := serve(t, func(w http.ResponseWriter, r *http.Request) {
		w.Header().Set("Location", home+"/back")
		w.WriteHeader(302)
	})
	s = serve(t, reply(302, "", "Location", away.URL), reply(200, "{}"))
	home = s.URL
	if _, err := do(t, s.client(t), op("GET", "/x"), nil); err != nil || s.last().URI != "/back" || secretsIn(s.last()) {
		t.Errorf("%v, arrived: %+v", err, s.last())
	}
	for _, where := range []string{"ftp://h/x", "http://example.com/", "//", "https://user:pw@h/", "javascript:alert(1)", "http://[::1", "\x01"} {
		s := serve(t, func(w http.ResponseWriter, r *http.Request) {
			w.Header()["Location"] = []string{where}
			w.WriteHeader(302)
		})
		if _, err := do(t, s.client(t), op("GET", "/x"), nil); err == nil || strings.Contains(err.Error(), "pw") {
			t.Errorf("%q: %v", where, err)
		}
	}
}

func TestTrustedOrigin(t *testing.T) {
	far := serve(t, reply(200, "{}"))
	near := serve(t, reply(307, "", "Location", far.URL+"/y"))
	if _, err := do(t, near.client(t, WithTrustedOrigin(far.URL)), op("PUT", "/x"), func(r *Request) { r.Text("text/plain", "b") }); err != nil {
		t.Fatal(err)
	}
	if got := far.last(); got.Body != "b" || got.Header.Get("Authorization") == "" {
		t.Errorf("arrived: %+v", got)
	}
}
