package azure

import (
	"net/http"
	"net/http/httptest"
	"regexp"
	"testing"
)

func TestRequestIDs(t *testing.T) {
	var ids []string
	server := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		ids = append(ids, r.Header.Get("x-ms-client-request-id")+" "+r.Header.Get("x-ms-return-client-request-id"))
	}))
	defer server.Close()
	for _, own := range []string{"", "", "mine"} {
		req, err := http.NewRequestWithContext(t.Context(), http.MethodGet, server.URL, nil)
		if err != nil {
			t.Fatal(err)
		}
		if own != "" {
			req.Header.Set("x-ms-client-request-id", own)
		}
		resp, err := RequestIDs()(http.DefaultTransport).RoundTrip(req)
		if err != nil {
			t.Fatal(err)
		}
		resp.Body.Close()
		if got := req.Header.Get("x-ms-client-request-id"); got != own {
			t.Errorf("the request itself was changed: %q", got)
		}
	}
	uuid := regexp.MustCompile(`^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12} true$`)
	if !uuid.MatchString(ids[0]) || !uuid.MatchString(ids[1]) || ids[0] == ids[1] || ids[2] != "mine " {
		t.Errorf("got %q", ids)
	}
}
