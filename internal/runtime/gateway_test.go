package runtime

import (
	"errors"
	"net/http"
	"strings"
	"testing"
)

// A service behind a gateway answers with links to itself, or to paths of its own.
func TestGateway(t *testing.T) {
	for link, want := range map[string]string{
		"https://api.example/v1/things?page=2":   "/shop/v2/things?page=2",
		"https://API.example:443/v1/things?p=2":  "/shop/v2/things?p=2",
		"https://api.example/other?page=2":       "/shop/v2/other?page=2",
		"/v1/things?page=2":                      "/shop/v2/things?page=2",
		"/shop/v2/things?page=2":                 "/shop/v2/things?page=2",
		"things?page=2":                          "/shop/v2/things?page=2",
		"?page=2":                                "/shop/v2/things?page=2",
		"https://api.example/v1/a%2Fb/?page=2":   "/shop/v2/a%2Fb/?page=2",
		"https://elsewhere.example/v1/things":    "",
		"https://api.example.evil/v1/things":     "",
		"https://u:p@api.example/v1/things":      "",
		"//api.example:8443/v1/things":           "",
		"https://api.example/v10/things?page=2":  "/shop/v2/v10/things?page=2",
		"HERE/shop/v2/things?page=2":             "/shop/v2/things?page=2",
		"HERE/v1/things?page=2":                  "/shop/v2/things?page=2",
		"https://api.example/v1/../../admin?x=1": "/shop/v2/admin?x=1",
	} {
		var s *server
		s = serve(t, func(w http.ResponseWriter, r *http.Request) {
			reply(200, pageBody(strings.Replace(link, "HERE", s.URL, 1), 1))(w, r)
		}, reply(200, pageBody("", 2)))
		c, err := NewClient(Config{Package: "shop", Endpoint: "https://api.example/v1", APIVersion: "1"}, WithBaseURL(s.URL+"/shop/v2/"))
		if err != nil {
			t.Fatal(err)
		}
		got, err := collect(NewPager(t.Context(), c, numberPages(c, &Operation{Name: "List", Method: "GET", Path: "/things"})))
		all := s.seen()
		switch uri := all[len(all)-1].URI; {
		case want == "":
			if !errors.Is(err, ErrForeignOrigin) || len(all) != 1 {
				t.Errorf("%s: got %v and %v after %d requests", link, got, err, len(all))
			}
		case err != nil || len(all) != 2 || !strings.HasPrefix(uri, want):
			t.Errorf("%s: asked for %s, want %s (%v)", link, uri, want, err)
		}
	}
}

// A redirect of the service to itself goes through the gateway as well, with the credential.
func TestGatewayRedirect(t *testing.T) {
	s := serve(t, reply(307, "", "Location", "https://api.example/v1/moved"), reply(204, ""))
	c, err := NewClient(Config{Package: "shop", Endpoint: "https://api.example/v1"}, WithBaseURL(s.URL+"/shop"))
	if err != nil {
		t.Fatal(err)
	}
	if _, err := c.Do(t.Context(), c.NewRequest(&Operation{Name: "Get", Method: "GET", Path: "/things"})); err != nil || s.last().URI != "/shop/moved" {
		t.Error(err, s.last().URI)
	}
}
