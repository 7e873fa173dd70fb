package oauth2

import (
	"context"
	"errors"
	"fmt"
	"net/http"
	"net/http/httptest"
	"net/url"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"

	"golang.org/x/oauth2"
	"golang.org/x/oauth2/clientcredentials"
)

const secret = "s3cr3t-s3cr3t"

// endpoint is a token endpoint that gives its answers in turn, the last one again and again, and
// keeps what it was asked.
type endpoint struct {
	*httptest.Server
	mu      sync.Mutex
	asked   []url.Values
	answers []string // "200 {...}"
}

func serve(t *testing.T, answers ...string) *endpoint {
	e := &endpoint{answers: answers}
	e.Server = httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		e.mu.Lock()
		defer e.mu.Unlock()
		r.ParseForm()
		form := r.PostForm
		if id, _, ok := r.BasicAuth(); ok {
			form.Set("client_id", id)
		}
		form.Set("path", r.URL.Path)
		answer := e.answers[min(len(e.asked), len(e.answers)-1)]
		e.asked = append(e.asked, form)
		status, body, _ := strings.Cut(answer, " ")
		w.Header().Set("Content-Type", "application/json")
		code := 0
		fmt.Sscan(status, &code)
		w.WriteHeader(code)
		fmt.Fprint(w, body)
	}))
	t.Cleanup(e.Close)
	return e
}

func (e *endpoint) credentials() clientcredentials.Config {
	return clientcredentials.Config{ClientID: "me", ClientSecret: secret, TokenURL: e.URL + "/token", Scopes: []string{"usual"}}
}

func TestClientCredentials(t *testing.T) {
	e := serve(t, `200 {"access_token":"one","token_type":"Bearer","expires_in":60}`, `200 {"access_token":"two","token_type":"bearer"}`)
	get := ClientCredentials(e.credentials())
	token, expires, err := get(t.Context(), []string{"read", "write"}, "")
	if in := time.Until(expires); err != nil || token != "one" || in < 30*time.Second || in > time.Minute {
		t.Errorf("got %q for %v, %v", token, in, err)
	}
	// asked again, it asks again: the credential decides when
	token, expires, err = get(t.Context(), nil, "")
	if in := time.Until(expires); err != nil || token != "two" || in < 30*time.Minute {
		t.Errorf("got %q for %v, %v", token, in, err)
	}
	var scopes []string
	for _, form := range e.asked {
		scopes = append(scopes, form.Get("grant_type")+" "+form.Get("client_id")+" "+form.Get("scope"))
	}
	if want := []string{"client_credentials me read write", "client_credentials me usual"}; !slices.Equal(scopes, want) {
		t.Errorf("asked %q, want %q", scopes, want)
	}
}

func TestSource(t *testing.T) {
	src := oauth2.StaticTokenSource(&oauth2.Token{AccessToken: "given", Expiry: time.Now().Add(time.Hour)})
	if token, _, err := Source(src)(t.Context(), []string{"any"}, ""); err != nil || token != "given" {
		t.Errorf("got %q, %v", token, err)
	}
}

// Errors say what the endpoint answered, and nothing that was secret.
func TestErrorsHoldNoSecrets(t *testing.T) {
	long := strings.Repeat("x", 500)
	for _, test := range []struct{ answer, want string }{
		{`401 {"error":"invalid_client","error_description":"the secret ` + secret + ` is wrong"}`,
			"oauth2: the token endpoint answered 401 Unauthorized: invalid_client: the secret [redacted] is wrong"},
		{`500 ` + secret, "oauth2: the token endpoint answered 500 Internal Server Error"},
		{`400 {"error":"invalid_scope","error_description":"a\nb ` + long + `"}`, "oauth2: the token endpoint answered 400 Bad Request: invalid_scope: a b xxx"},
		{`200 {"access_token":"` + secret + `","token_type":"mac"}`, `a token of the type "mac"`},
		{`200 {}`, ""},
		{`200 {"access_token":`, "oauth2: "},
	} {
		e := serve(t, test.answer)
		_, _, err := ClientCredentials(e.credentials())(t.Context(), nil, "")
		if err == nil || !strings.Contains(err.Error(), test.want) || strings.Contains(fmt.Sprintf("%v %+v %#v", err, err, err), secret) || len(err.Error()) > 400 {
			t.Errorf("%s: got %v", test.answer, err)
		}
	}
	e := serve(t, `403 {"error":"access_denied"}`)
	_, _, err := ClientCredentials(e.credentials())(t.Context(), nil, "")
	if refused := new(TokenError); !errors.As(err, &refused) || refused.StatusCode != 403 || refused.Code != "access_denied" {
		t.Errorf("got %#v", err)
	}
	cfg := e.credentials()
	cfg.TokenURL += "?key=" + secret
	e.Close()
	if _, _, err := ClientCredentials(cfg)(t.Context(), nil, ""); err == nil || strings.Contains(err.Error(), secret) {
		t.Errorf("got %v", err)
	}
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	if _, _, err := ClientCredentials(cfg)(ctx, nil, ""); !errors.Is(err, context.Canceled) {
		t.Errorf("got %v, want that the context has ended", err)
	}
}

// A person lets the device in once; then refresh tokens do, until they are refused.
func TestDevice(t *testing.T) {
	const code = `200 {"device_code":"d","user_code":"ABCD","verification_uri":"https://example.com/enter","expires_in":60,"interval":1}`
	e := serve(t, code, `200 {"access_token":"one","token_type":"Bearer","refresh_token":"r1","expires_in":60}`,
		`200 {"access_token":"two","token_type":"Bearer","expires_in":60}`,
		`400 {"error":"invalid_grant"}`, code, `200 {"access_token":"three","token_type":"Bearer","expires_in":60}`)
	var shown []string
	cfg := oauth2.Config{ClientID: "me", Endpoint: oauth2.Endpoint{DeviceAuthURL: e.URL + "/device", TokenURL: e.URL + "/token", AuthStyle: oauth2.AuthStyleInParams}}
	get, err := Login(t.Context(), cfg, []string{"read"}, func(r *oauth2.DeviceAuthResponse) { shown = append(shown, r.UserCode+" "+r.VerificationURI) })
	if err != nil {
		t.Fatal(err)
	}
	for _, want := range []string{"two", "three"} {
		if token, _, err := get(t.Context(), []string{"read"}, ""); err != nil || token != want {
			t.Errorf("got %q, %v, want %q", token, err, want)
		}
	}
	if len(shown) != 2 || shown[0] != "ABCD https://example.com/enter" {
		t.Errorf("showed %q", shown)
	}
	var asked []string
	for _, form := range e.asked {
		asked = append(asked, strings.TrimSpace(form.Get("path")+" "+form.Get("grant_type")+" "+form.Get("refresh_token")))
	}
	const device = "/token urn:ietf:params:oauth:grant-type:device_code"
	if want := []string{"/device", device, "/token refresh_token r1", "/token refresh_token r1", "/device", device}; !slices.Equal(asked, want) {
		t.Errorf("asked %q, want %q", asked, want)
	}
}
