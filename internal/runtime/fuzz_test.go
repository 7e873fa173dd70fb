package runtime

import (
	"bytes"
	"io"
	"net/http"
	"net/url"
	"slices"
	"strings"
	"testing"
	"time"
	"unicode/utf8"

	"github.com/armsmith/armsmith/internal/runtime/json"
)

// Everything that a service controls is fuzzed: nothing panics, nothing grows without bound, and
// what is promised of the results holds.

func FuzzErrorBody(f *testing.F) {
	for _, s := range []string{`{"error":{"code":"a","message":"b","details":[{"code":"c"}]}}`, `{"odata.error":{"message":{"value":"x"}}}`,
		"<html><title>T</title>", "<Error><Code>c</Code>", `["a",{"message":1}]`, `"x"`, "text\n", `{"error":"e","error_description":null}`, `{"code":{},"values":[[]]}`} {
		f.Add([]byte(s), "application/json", "1")
	}
	f.Fuzz(func(t *testing.T, body []byte, mediaType, header string) {
		resp := &Response{StatusCode: 400, op: listOp, body: body, header: http.Header{"Content-Type": {mediaType}, "X-Ms-Request-Id": {header}, "X-Ms-Error-Code": {header}, "Retry-After": {header}}}
		secret := "topsecret" + header
		resp.call = &call{url: new(url.URL), grants: []grant{{value: "Bearer " + secret}}}
		e := newFault(listOp, resp)
		text := e.Error()
		if strings.ContainsAny(text, "\r\n\x00") || len(text) > 2048 || !utf8.ValidString(text) {
			t.Errorf("%d bytes: %q", len(text), text)
		}
		if strings.Contains(e.Code+"\x00"+e.Message, secret) {
			t.Errorf("the secret shows: %q", text)
		}
		if len(e.Details) > faultDetails+1 {
			t.Errorf("%d details", len(e.Details))
		}
	})
}

func FuzzRetryAfter(f *testing.F) {
	for _, s := range []string{"1", "-1", "1e309", "NaN", "Mon, 02 Jan 2006 15:04:05 GMT", "Monday, 02-Jan-06 15:04:05 MST", "9999999999999999999", "0x10"} {
		f.Add(s, s, s)
	}
	f.Fuzz(func(t *testing.T, after, ms, date string) {
		h := http.Header{"Retry-After": {after}, "X-Ms-Retry-After-Ms": {ms}, "Date": {date}}
		if d, _ := retryAfter(h, time.Now()); d < 0 {
			t.Errorf("%v", d)
		}
		p := Poller[string]{set: &settings{}, last: &Response{header: h}}
		if d := p.interval(); d < 100*time.Millisecond || d > 5*time.Minute {
			t.Errorf("polls after %v", d)
		}
	})
}

// A link never leads to another origin with the credential.
func FuzzLinks(f *testing.F) {
	for _, s := range []string{"/x", "?a=b", "//evil/x", "https://evil/", "https://host:443/", "https://HOST/", "http://host/", "https://host@evil/", "https://evil\\@host/", "x:y", "https://host/../..", "\t//evil", "https:host", "https:///x"} {
		f.Add(s)
	}
	base := must(url.Parse("https://host/base/"))
	client := &Client{base: base, settings: &settings{}, config: Config{Endpoint: base.String()}}
	f.Fuzz(func(t *testing.T, link string) {
		r := client.NewRequest(&Operation{Name: "X", Method: "GET"})
		r.version = versionParam{name: "api-version", in: InQuery}
		r.Link(link)
		k := &call{client: client, op: r.op, req: r}
		if k.prepare(nil) != nil {
			return
		}
		again, err := url.Parse(k.url.String())
		if err != nil || !strings.EqualFold(again.Hostname(), "host") || again.Scheme != "https" || portOf(again) != "443" || again.User != nil {
			t.Errorf("%q leads to %s", link, k.url)
		}
		h, err := k.redirect(hop{method: "GET", url: base}, &http.Response{StatusCode: 302, Header: http.Header{"Location": {link}}})
		if err == nil && !h.foreign && (!strings.EqualFold(h.url.Hostname(), "host") || portOf(h.url) != "443" || h.url.Scheme != "https") {
			t.Errorf("%q redirects to %s with the credential", link, h.url)
		}
		if err == nil && h.url.Scheme != "https" {
			t.Errorf("%q redirects to %s", link, h.url)
		}
	})
}

// However a header looks, its readers do not panic, and what they read says what the header said.
func FuzzHeaders(f *testing.F) {
	for _, s := range []string{"1", "-5", "1.5", "true", "Mon, 02 Jan 2006 15:04:05 GMT", "2025-09-06T06:59:15.1161429Z", "aGk=", "a, b,", `</x>; rel="next"`, "<a>;rel=prev,<b>;rel=\"next\"", "PT5M"} {
		f.Add(s, "X-A")
	}
	f.Fuzz(func(t *testing.T, v, name string) {
		r := &Response{header: http.Header{"X-A": {v}, name: {v}, "Link": {v}}}
		if n, ok := HeaderInt32(r, "x-a").Get(); ok && int64(n) != HeaderInt64(r, "x-a").Or(0) {
			t.Errorf("%q reads as %d", v, n)
		}
		if s, ok := HeaderString(r, "x-a").Get(); ok && s != r.header.Get("X-A") {
			t.Errorf("%q reads as %q", v, s)
		}
		if at, ok := HeaderTime(r, "x-a").Get(); ok && !at.Valid() && at.String() != r.header.Get("X-A") {
			t.Errorf("%q is kept as %q", v, at.String())
		}
		HeaderUint64(r, "x-a")
		HeaderFloat64(r, "x-a")
		HeaderBool(r, "x-a")
		HeaderUnix(r, "x-a")
		HeaderBytes(r, "x-a")
		for _, s := range r.HeaderList("x-a") {
			if strings.Contains(s, ",") {
				t.Errorf("%q holds %q", v, s)
			}
		}
		r.HeaderPrefix("x-")
		r.MediaType()
		if next := nextHeader(r, "Link"); next != "" && !strings.Contains(v, "<"+next+">") {
			t.Errorf("%q leads to %q", v, next)
		}
	})
}

func FuzzChallenge(f *testing.F) {
	for _, s := range []string{`Bearer claims="eyJhIjoxfQ=="`, `Basic, Bearer a=b,claims=e30`, `Bearer ==`, `Bearer claims="\"`, `,,= "`} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, v string) {
		if c := claimsOf(http.Header{"Www-Authenticate": {v}}); c != "" && (c[0] != '{' || len(c) > claimsLimit) {
			t.Errorf("%q", c)
		}
	})
}

func FuzzEvents(f *testing.F) {
	f.Add([]byte("data: a\n\n"), 3)
	f.Add([]byte("\xEF\xBB\xBFid:1\r\nevent\rdata\n\n\nretry:5\n\n"), 1)
	f.Fuzz(func(t *testing.T, body []byte, chunk int) {
		read := func(src io.Reader) (out []Event) {
			resp := &Response{op: listOp, header: http.Header{}, stream: io.NopCloser(src), limit: 1000}
			for e, err := range rawEvents(resp).All() {
				if err != nil {
					return append(out, Event{Type: err.Error()})
				}
				if strings.ContainsAny(e.Type+e.ID, "\r\n") || strings.Contains(e.Data, "\r") {
					t.Errorf("%+v", e)
				}
				out = append(out, *e)
			}
			return out
		}
		whole, parts := read(bytes.NewReader(body)), read(&chunked{body, max(chunk%7, 1)})
		if len(whole) != len(parts) {
			t.Fatalf("%d events whole, %d in parts", len(whole), len(parts))
		}
		for i := range whole {
			if whole[i] != parts[i] {
				t.Errorf("%+v whole, %+v in parts", whole[i], parts[i])
			}
		}
	})
}

// chunked reads a few bytes at a time.
type chunked struct {
	data []byte
	n    int
}

func (c *chunked) Read(p []byte) (int, error) {
	if len(c.data) == 0 {
		return 0, io.EOF
	}
	n := copy(p, c.data[:min(c.n, len(c.data))])
	c.data = c.data[n:]
	return n, nil
}

func FuzzJSONLines(f *testing.F) {
	f.Add([]byte("1\n2\n"))
	f.Add([]byte("\r\n x"))
	f.Fuzz(func(t *testing.T, body []byte) {
		resp := &Response{op: listOp, header: http.Header{}, stream: io.NopCloser(bytes.NewReader(body)), limit: 1000}
		n := 0
		for _, err := range NewJSONLines(resp, json.ReadRaw[[]byte]).All() {
			if n++; err != nil {
				break
			}
		}
		if n > bytes.Count(body, []byte("\n"))+bytes.Count(body, []byte("\r"))+1 {
			t.Errorf("%d values", n)
		}
	})
}

// A body that is cut off yields what stands before the cut, and no part is larger than the limit.
func FuzzParts(f *testing.F) {
	const whole = "--b\r\nContent-Type: text/plain\r\n\r\nx\r\n--b\nContent-Transfer-Encoding: base64\n\neA==\n--b--"
	f.Add("multipart/mixed; boundary=b", []byte(whole), 50)
	f.Add("multipart/mixed; boundary=b", []byte(whole+"\r\n"), 20)
	f.Add("multipart/mixed; boundary=\"b b\"", []byte("--b b\r\nContent-Transfer-Encoding: quoted-printable\r\n\r\n=41=\r\n\r\n--b b--"), 9)
	f.Fuzz(func(t *testing.T, contentType string, body []byte, n int) {
		parts := func(body []byte) (out []string) {
			resp := &Response{op: listOp, header: http.Header{"Content-Type": {contentType}}, stream: io.NopCloser(bytes.NewReader(body)), limit: 1000}
			for v, err := range NewParts(resp, PartBytes).All() {
				if err != nil {
					break
				}
				out = append(out, string(*v))
			}
			return out
		}
		all, some := parts(body), parts(body[:min(max(n, 0), len(body))])
		if len(some) > len(all) || !slices.Equal(some, all[:len(some)]) {
			t.Errorf("%q of %q", some, all)
		}
		if slices.ContainsFunc(all, func(s string) bool { return len(s) > 1000 }) {
			t.Error("a part is too large")
		}
	})
}

func FuzzTokens(f *testing.F) {
	f.Add(packToken("page", "a", "b"))
	f.Add("AQ")
	f.Add("AQRwYWdlAWEBYt8Yt\rB0")
	f.Fuzz(func(t *testing.T, token string) {
		// line breaks do not matter, as always in base64
		unwrapped := strings.NewReplacer("\r", "", "\n", "").Replace(token)
		if fields, ok := unpackToken("page", token, 2); ok && packToken("page", fields...) != unwrapped {
			t.Errorf("%q reads as %q", token, fields)
		}
	})
}

// However the answers of a long-running operation look, a poller does not panic, and its links stay
// at their origin.
func FuzzLongRunning(f *testing.F) {
	f.Add(202, "Location", "/x", []byte(""), []byte(`{"status":"Succeeded"}`))
	f.Add(201, "Azure-AsyncOperation", "https://host/s", []byte(`{"properties":{"provisioningState":"Creating"}}`), []byte(`{"status":"Failed","error":{}}`))
	f.Fuzz(func(t *testing.T, status int, header, link string, first, second []byte) {
		here := must(url.Parse("https://host/x"))
		for _, method := range []string{"PUT", "POST", "DELETE"} {
			o := &Operation{Name: "X", Method: method}
			h := http.Header{http.CanonicalHeaderKey(header): {link}}
			s, err := beginArm(&Response{StatusCode: status, op: o, url: here, header: h, body: first})
			if err != nil {
				continue
			}
			if s.look(&Response{StatusCode: 200, op: o, url: here, header: h, body: second}) == nil && s.succeeded() && s.failed() {
				t.Error("both")
			}
			s.final(FinalStateLocation, len(second) == 0)
		}
	})
}

// Parameters never change which path and which other parameters a request has.
func FuzzParameters(f *testing.F) {
	for _, s := range []string{"a", "..", "a/b", "%2e%2e", "é", "a&b=c", "#", "?", "\x00", "a b+c"} {
		f.Add(s)
	}
	base := must(url.Parse("https://host/base"))
	client := &Client{base: base, settings: &settings{}, config: Config{Endpoint: base.String()}}
	o := &Operation{Name: "X", Method: "GET", Path: "/a/{p}/b"}
	f.Fuzz(func(t *testing.T, v string) {
		r := client.NewRequest(o)
		r.Path("p", Text(v), Simple)
		r.Query("q", Text(v), Form)
		r.Query("l", List([]string{v, v}), Form)
		k := &call{client: client, op: o, req: r}
		if k.prepare(nil) != nil {
			return
		}
		u, err := url.ParseRequestURI(k.url.RequestURI())
		if err != nil {
			t.Fatalf("%q: %v", v, err)
		}
		if seg := strings.Split(u.EscapedPath(), "/"); len(seg) != 5 || seg[1] != "base" || seg[2] != "a" || seg[4] != "b" || unescape(seg[3]) != v {
			t.Errorf("%q: path %s", v, u.EscapedPath())
		}
		q, err := url.ParseQuery(u.RawQuery)
		if err != nil || len(q) != 2 || q.Get("q") != v || q.Get("l") != v+","+v {
			t.Errorf("%q: query %s (%v, %v)", v, u.RawQuery, q, err)
		}
	})
}
