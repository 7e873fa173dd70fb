package azure

import (
	"io"
	"net/http"
	"net/http/httptest"
	"net/url"
	"strings"
	"testing"
)

func TestCloudsAreHTTPS(t *testing.T) {
	for _, c := range []Cloud{Public(), Government(), China()} {
		for _, text := range []string{c.Authority, c.ResourceManager, c.Audience} {
			if u, err := url.Parse(text); err != nil || u.Scheme != "https" || u.Host == "" {
				t.Errorf("%q: %v", text, err)
			}
		}
	}
}

const told = `{"portalEndpoint": "https://portal.own.example/", "authentication": {"loginEndpoint": "https://login.own.example/adfs", "audiences": ["https://management.own.example/id"]}}`

func TestFromEnvironment(t *testing.T) {
	server := httptest.NewTLSServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if r.URL.RequestURI() != "/metadata/endpoints?api-version=2015-01-01" || r.Header.Get("Authorization") != "" {
			t.Errorf("%s, %v", r.URL.RequestURI(), r.Header)
		}
		io.WriteString(w, told)
	}))
	defer server.Close()
	own := Cloud{"https://login.own.example/adfs", server.URL, "https://management.own.example/id"}
	for name, tt := range map[string]struct {
		environment, endpoint, authority string
		want                             Cloud
		refused                          string
	}{
		"nothing":      {want: Public()},
		"public":       {environment: "AzurePublicCloud", want: Public()},
		"government":   {environment: "azureusgovernment", want: Government()},
		"china":        {environment: "AzureChinaCloud", want: China()},
		"own":          {endpoint: server.URL + "/", want: own},
		"own and name": {environment: "AzureStackCloud", endpoint: server.URL, want: own},
		"authority": {authority: "https://login.other.example/", want: Cloud{"https://login.other.example/",
			Public().ResourceManager, Public().Audience}},
		"unknown":         {environment: "AzureMoon", refused: `"AzureMoon": want AzureCloud`},
		"plain endpoint":  {endpoint: "http://management.own.example", refused: "is not an address"},
		"plain authority": {authority: "http://login.own.example", refused: "AZURE_AUTHORITY_HOST"},
	} {
		t.Run(name, func(t *testing.T) {
			t.Setenv("AZURE_ENVIRONMENT", tt.environment)
			t.Setenv("ARM_ENDPOINT", tt.endpoint)
			t.Setenv("AZURE_AUTHORITY_HOST", tt.authority)
			got, err := FromEnvironment(t.Context(), server.Client())
			if tt.refused != "" {
				if err == nil || !strings.Contains(err.Error(), tt.refused) || got != (Cloud{}) {
					t.Errorf("got %+v, %v", got, err)
				}
				return
			}
			if err != nil || got != tt.want {
				t.Errorf("got %+v, %v", got, err)
			}
		})
	}
}

// What a cloud says of itself must be whole, and lead nowhere that is not safe.
func TestDiscoverRefuses(t *testing.T) {
	for name, answer := range map[string]http.HandlerFunc{
		"status": func(w http.ResponseWriter, _ *http.Request) { w.WriteHeader(500) },
		"redirect": func(w http.ResponseWriter, r *http.Request) {
			http.Redirect(w, r, "http://elsewhere.example", http.StatusFound)
		},
		"no JSON": func(w http.ResponseWriter, _ *http.Request) { io.WriteString(w, "<html>") },
		"no audience": func(w http.ResponseWriter, _ *http.Request) {
			io.WriteString(w, `{"authentication": {"loginEndpoint": "https://a.example"}}`)
		},
		"plain login": func(w http.ResponseWriter, _ *http.Request) {
			io.WriteString(w, strings.Replace(told, "https://login", "http://login", 1))
		},
	} {
		server := httptest.NewTLSServer(answer)
		if c, err := Discover(t.Context(), server.Client(), server.URL); err == nil || c != (Cloud{}) {
			t.Errorf("%s: got %+v, %v", name, c, err)
		}
		server.Close()
	}
}
