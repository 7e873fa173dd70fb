package xml

import (
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"

	"github.com/armsmith/armsmith/internal/runtime"
	"github.com/armsmith/armsmith/internal/runtime/json"
)

// What the Content-Type says about the character set counts for more than the declaration.
func TestReadHonoursCharset(t *testing.T) {
	for _, c := range []struct{ contentType, body, want string }{
		{"application/xml", "<shelf><extra>é</extra></shelf>", `{"extra":"é"}`},
		{"application/xml; charset=ISO-8859-1", "<shelf><extra>\xE9</extra></shelf>", `{"extra":"é"}`},
		{`text/xml; charset="windows-1252"`, `<?xml version="1.0" encoding="utf-8"?>` + "<shelf><extra>\x80</extra></shelf>", `{"extra":"€"}`},
		{"application/xml; charset=utf-8", "<?xml version=\"1.0\" encoding=\"ISO-8859-1\"?><shelf><extra>é</extra></shelf>", `{"extra":"é"}`},
		{"application/xml; charset=iso-8859-1", "\xEF\xBB\xBF<shelf><extra>é</extra></shelf>", `{"extra":"é"}`},
		{"application/xml; charset=klingon", "<shelf/>", `the character set "klingon" cannot be read`},
		{"text/html", "<!DOCTYPE html><html><body>Sign in</body></html>", "want the element <shelf>, found <html>"},
	} {
		server := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, _ *http.Request) {
			w.Header().Set("Content-Type", c.contentType)
			_, _ = w.Write([]byte(c.body))
		}))
		client, err := runtime.NewClient(runtime.Config{Endpoint: server.URL})
		if err != nil {
			t.Fatal(err)
		}
		op := &runtime.Operation{Name: "Get", Method: http.MethodGet, Path: "/", Success: []runtime.StatusRange{{Low: 200, High: 200}}}
		var got []byte
		resp, err := client.Do(t.Context(), client.NewRequest(op))
		if err == nil {
			err = Read(resp, shelf, func(r *json.Reader) { json.ReadRaw(&got, r) })
		}
		switch {
		case err != nil && !strings.Contains(err.Error(), c.want):
			t.Errorf("%s: %v, want %s", c.contentType, err, c.want)
		case err == nil && string(got) != c.want:
			t.Errorf("%s: got %s, want %s", c.contentType, got, c.want)
		}
		server.Close()
	}
}
