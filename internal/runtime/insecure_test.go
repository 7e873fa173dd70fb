package runtime

import (
	"errors"
	"io"
	"net/http"
	"strings"
	"testing"
)

// plainHTTP is a service that answers with a redirect to where, or at once if where is "".
func plainHTTP(sent *[]*http.Request, where string) roundTripperFunc {
	return func(req *http.Request) (*http.Response, error) {
		*sent = append(*sent, req)
		resp := &http.Response{StatusCode: 200, Header: http.Header{}, Body: io.NopCloser(strings.NewReader("{}"))}
		if where != "" && len(*sent) == 1 {
			resp.StatusCode = 307
			resp.Header.Set("Location", where)
		}
		return resp, nil
	}
}

func TestInsecureHostIsNamed(t *testing.T) {
	cases := []struct {
		endpoint string
		hosts    []string
		goes     bool
	}{
		{"http://mock:8080", []string{"mock:8080"}, true},
		{"http://mock:8080/base", []string{"other:1", "MOCK:8080"}, true},
		{"http://mock", []string{"mock:80"}, true},
		{"http://mock:80", []string{"mock"}, true},
		{"http://[fd00::1]:8080", []string{"[fd00::1]:8080"}, true},
		{"http://mock:8080", nil, false},
		{"http://mock:8080", []string{"mock:8081"}, false},
		{"http://mock:8080", []string{"mock"}, false},
		{"http://sub.mock:8080", []string{"mock:8080"}, false},
	}
	for _, tc := range cases {
		var sent []*http.Request
		opts := []Option{WithTransport(plainHTTP(&sent, ""))}
		for _, h := range tc.hosts {
			opts = append(opts, WithInsecureHost(h))
		}
		_, err := do(t, clientFor(t, tc.endpoint, opts...), op("GET", "/x"), nil)
		if tc.goes {
			if err != nil || len(sent) != 1 || sent[0].Header.Get("Authorization") == "" {
				t.Errorf("%s with %q: %v after %d requests", tc.endpoint, tc.hosts, err, len(sent))
			}
			continue
		}
		host := strings.TrimPrefix(tc.endpoint, "http://")
		if !errors.Is(err, ErrInsecure) || len(sent) != 0 || !strings.Contains(err.Error(), `WithInsecureHost("`+host+`")`) {
			t.Errorf("%s with %q: %v after %d requests", tc.endpoint, tc.hosts, err, len(sent))
		}
	}
}

// A host that is named is no door to others: where an answer leads is decided as ever.
func TestInsecureHostLeadsNowhereElse(t *testing.T) {
	for where, follows := range map[string]bool{
		"http://other:8080/y":   false,
		"http://mock:9090/y":    false,
		"http://mock.evil/y":    false,
		"http://mock:8080/y":    true,
		"http://second:8080/y":  true, // named as well: without the credential
		"https://elsewhere/y":   true, // without the credential
		"http://x@mock:8080/y":  false,
		"http://other:8080@m/y": false,
	} {
		var sent []*http.Request
		c := clientFor(t, "http://mock:8080", WithTransport(plainHTTP(&sent, where)), WithInsecureHost("mock:8080"), WithInsecureHost("second:8080"))
		_, err := do(t, c, op("GET", "/x"), nil)
		if !follows && (err == nil || len(sent) != 1) || follows && (err != nil || len(sent) != 2) {
			t.Errorf("a redirect to %s: %v after %d requests", where, err, len(sent))
		}
		if follows && len(sent) == 2 {
			if carries := sent[1].Header.Get("Authorization") != ""; carries != strings.HasPrefix(where, "http://mock:8080/") {
				t.Errorf("a redirect to %s carries the credential: %v", where, carries)
			}
		}
	}
}

func TestInsecureHostIsAHost(t *testing.T) {
	for _, host := range []string{"", ":8080", "http://mock:8080", "mock:8080/", "mock:8080/path", "mock:8080?x=1", "mock:http", "*:8080", "a:secret@mock:8080", "mock:", "a b"} {
		_, err := NewClient(Config{Endpoint: "http://mock:8080"}, WithInsecureHost(host))
		if err == nil || !strings.Contains(err.Error(), "want a host and its port") || strings.Contains(err.Error(), "secret") {
			t.Errorf("%q: %v", host, err)
		}
	}
}

func TestInsecureNamesItsOption(t *testing.T) {
	_, err := do(t, must(NewClient(Config{Endpoint: "http://localhost:1", Credential: NewTokenCredential(staticToken)})), op("GET", "/x"), nil)
	if !errors.Is(err, ErrInsecure) || !strings.Contains(err.Error(), "WithInsecure() ") {
		t.Error(err)
	}
}
