package runtime

import (
	"bytes"
	"errors"
	"io"
	"mime"
	"mime/multipart"
	"net/http"
	"net/url"
	"os"
	"path/filepath"
	"strconv"
	"strings"
	"testing"

	"github.com/armsmith/armsmith/internal/runtime/json"
	"github.com/armsmith/armsmith/internal/runtime/value"
)

func TestBodies(t *testing.T) {
	file := filepath.Join(t.TempDir(), "f")
	if err := os.WriteFile(file, []byte("from a file"), 0o600); err != nil {
		t.Fatal(err)
	}
	open := func() *os.File { return must(os.Open(file)) }
	cases := []struct {
		name        string
		set         func(*Request)
		contentType string
		body        string
		length      int64
	}{
		{"JSON", func(r *Request) { r.JSON(raw(`{"a":1}`)) }, "application/json", `{"a":1}`, 7},
		{"merge patch", func(r *Request) { r.MergePatch(raw(`{}`)) }, "application/merge-patch+json", `{}`, 2},
		{"list", func(r *Request) { r.JSON(raw(`[1]`)) }, "application/json", `[1]`, 3},
		{"lines", func(r *Request) {
			r.JSONLines("application/jsonl", 2, func(i int, w *json.Writer) { w.Raw([]byte(strconv.Itoa(i))) })
		}, "application/jsonl", "0\n1\n", 4},
		{"text", func(r *Request) { r.Text("text/plain", "é") }, "text/plain", "é", 2},
		{"empty", func(r *Request) { r.Text("text/plain", "") }, "text/plain", "", 0},
		{"other type", func(r *Request) { r.Text("text/plain", "x"); r.ContentType("text/html") }, "text/html", "x", 1},
		{"file", func(r *Request) { r.Stream("application/octet-stream", open()) }, "application/octet-stream", "from a file", 11},
		{"pipe", func(r *Request) { r.Stream("application/octet-stream", io.MultiReader(strings.NewReader("x"))) }, "application/octet-stream", "x", -1},
		{"empty stream", func(r *Request) { r.Stream("application/octet-stream", strings.NewReader("")) }, "application/octet-stream", "", 0},
	}
	s := serve(t)
	for _, tc := range cases {
		if _, err := do(t, s.client(t), op("POST", "/x"), tc.set); err != nil {
			t.Errorf("%s: %v", tc.name, err)
			continue
		}
		got := s.last()
		if got.Header.Get("Content-Type") != tc.contentType || got.Body != tc.body || got.Length != tc.length {
			t.Errorf("%s: arrived as %q: %q, length %d", tc.name, got.Header.Get("Content-Type"), got.Body, got.Length)
		}
	}
	if _, err := do(t, s.client(t), op("POST", "/x"), nil); err != nil || s.last().Header.Get("Content-Type") != "" || s.last().Length != 0 {
		t.Errorf("no body: %v, %+v", err, s.last())
	}
	if _, err := do(t, s.client(t), op("POST", "/x"), func(r *Request) { r.Stream("x/y", nil) }); err == nil {
		t.Error("a nil stream was sent")
	}
	if _, err := do(t, s.client(t), op("POST", "/x"), func(r *Request) { r.JSONAs("a/b", raw("{")) }); err == nil {
		t.Error("what is no JSON was sent")
	}
}

// Multipart bodies are sent again by a retry, files included, and read back as they were by the
// standard library.
func TestMultipart(t *testing.T) {
	type part struct{ name, file, mediaType, body, extra string }
	var parts []part
	s := serve(t, reply(429, ""), reply(200, "{}"))
	_, err := do(t, s.client(t), op("POST", "/x"), func(r *Request) {
		r.Multipart(func(m *MultipartWriter) {
			m.Field("id", "", "some text")
			meta := raw(`{"a":1}`)
			m.JSON("meta", "", meta, meta)
			m.Bytes("raw", "", []byte{0, 1, 2})
			m.File("up", "image/png", value.File{Name: `a"b\c.png`, Body: strings.NewReader("PNG")})
			m.File("up", "", value.File{Name: "é.txt", ContentType: "text/plain", Body: bytes.NewBufferString("buffer")})
			m.Part(Part{Name: "h", Headers: []Pair{{"X-H", "v"}}, Body: strings.NewReader("")})
		})
	})
	if err != nil {
		t.Fatal(err)
	}
	all := s.seen()
	if len(all) != 2 || all[0].Body != all[1].Body || all[1].Length != int64(len(all[1].Body)) {
		t.Fatalf("%d tries, lengths %d and %d", len(all), len(all[0].Body), all[1].Length)
	}
	_, params, err := mime.ParseMediaType(all[1].Header.Get("Content-Type"))
	if err != nil {
		t.Fatal(err)
	}
	mr := multipart.NewReader(strings.NewReader(all[1].Body), params["boundary"])
	for {
		p, err := mr.NextPart()
		if err == io.EOF {
			break
		}
		if err != nil {
			t.Fatal(err)
		}
		_, disposition, _ := mime.ParseMediaType(p.Header.Get("Content-Disposition"))
		parts = append(parts, part{disposition["name"], disposition["filename"], p.Header.Get("Content-Type"), string(must(io.ReadAll(p))), p.Header.Get("X-H")})
	}
	want := []part{{"id", "", "", "some text", ""}, {"meta", "", "application/json", `{"a":1}`, ""}, {"raw", "", "application/octet-stream", "\x00\x01\x02", ""},
		{"up", `a"b\c.png`, "image/png", "PNG", ""}, {"up", "é.txt", "text/plain", "buffer", ""}, {"h", "", "", "", "v"}}
	if len(parts) != len(want) {
		t.Fatalf("%d parts: %+v", len(parts), parts)
	}
	for i := range want {
		if parts[i] != want[i] {
			t.Errorf("part %d: %+v, want %+v", i, parts[i], want[i])
		}
	}
	// Names can't end the header they stand in; headers can't be split; a file without content is
	// refused.
	_, err = do(t, s.client(t), op("POST", "/x"), func(r *Request) {
		r.Multipart(func(m *MultipartWriter) {
			m.Field("a\"\r\nX-Evil: 1", "", "x")
			m.Part(Part{Name: "b", ContentType: "text/plain\r\nX-Evil: 1", Body: strings.NewReader("")})
			m.File("c", "", value.File{})
		})
	})
	if e := new(ParamError); !errors.As(err, &e) || len(e.Violations) != 2 {
		t.Errorf("%v", err)
	}
}

func TestStreamedResponses(t *testing.T) {
	s := serve(t, reply(200, "hello"), reply(404, `{"code":"X","message":"m"}`))
	c := s.client(t)
	resp, err := c.DoStream(t.Context(), c.NewRequest(op("GET", "/x")))
	if err != nil {
		t.Fatal(err)
	}
	body := resp.Stream()
	if data, err := io.ReadAll(body); err != nil || string(data) != "hello" {
		t.Errorf("%q, %v", data, err)
	}
	body.Close()
	_, err = c.DoStream(t.Context(), c.NewRequest(op("GET", "/x")))
	if e := new(ResponseError); !errors.As(err, &e) || e.Code != "X" {
		t.Errorf("%v", err)
	}
}

func TestJSONLines(t *testing.T) {
	s := serve(t, reply(200, "1\r\n\n2\n  \n3"), reply(200, "1\nx\n3\n"))
	c := s.client(t)
	read := func(stopAfter int) (got []int64, err error) {
		resp := must(c.DoStream(t.Context(), c.NewRequest(op("GET", "/x"))))
		for v, e := range NewJSONLines(resp, json.ReadInt64[int64]).All() {
			if e != nil {
				return got, e
			}
			if got = append(got, *v); len(got) == stopAfter {
				break
			}
		}
		return got, nil
	}
	if got, err := read(0); err != nil || len(got) != 3 || got[2] != 3 {
		t.Errorf("%v, %v", got, err)
	}
	got, err := read(0)
	if e := new(DecodeError); !errors.As(err, &e) || len(got) != 1 {
		t.Errorf("%v, %v", got, err)
	}
	if got, _ := read(1); len(got) != 1 {
		t.Errorf("%v", got)
	}
}

func TestEvents(t *testing.T) {
	body := "\xEF\xBB\xBF: comment\ndata: one\r\ndata:two\r\rid: 7\nevent: add\nretry: 10\ndata\n\n: keep-alive\n\nevent: lost\n\nid: a\x00b\ndata: last\n\ndata: unfinished"
	s := serve(t, reply(200, body, "Content-Type", "text/event-stream"))
	c := s.client(t)
	resp := must(c.DoStream(t.Context(), c.NewRequest(op("GET", "/x"))))
	var got []Event
	for e, err := range rawEvents(resp).All() {
		if err != nil {
			t.Fatal(err)
		}
		got = append(got, *e)
	}
	want := []Event{{Type: "message", Data: "one\ntwo"}, {Type: "add", Data: "", ID: "7", Retry: 10e6}, {Type: "message", Data: "last", ID: "7"}}
	if len(got) != len(want) {
		t.Fatalf("%+v", got)
	}
	for i := range want {
		if got[i] != want[i] {
			t.Errorf("event %d: %+v, want %+v", i, got[i], want[i])
		}
	}
	long := serve(t, reply(200, "data: "+strings.Repeat("x", 100)+"\n\n", "Content-Type", "text/event-stream"))
	c = long.client(t, WithLimits(Limits{Body: 50}))
	resp = must(c.DoStream(t.Context(), c.NewRequest(op("GET", "/x"))))
	for _, err := range rawEvents(resp).All() {
		if !errors.Is(err, ErrTooLarge) {
			t.Errorf("%v", err)
		}
	}
}

// The jar, the timeout and the transport of a user's http.Client are used; its redirect policy is
// not.
func TestHTTPClientOfTheUsers(t *testing.T) {
	s := serve(t, reply(200, "{}", "Set-Cookie", "id=1"), reply(200, "{}"))
	jar := &oneJar{}
	c := s.client(t, WithHTTPClient(&http.Client{Jar: jar, Transport: s.Client().Transport}))
	for range 2 {
		if _, err := do(t, c, op("GET", "/x"), nil); err != nil {
			t.Fatal(err)
		}
	}
	if s.last().Header.Get("Cookie") != "id=1" {
		t.Errorf("sent %v", s.last().Header)
	}
}

type oneJar struct{ kept []*http.Cookie }

func (j *oneJar) SetCookies(_ *url.URL, c []*http.Cookie) { j.kept = append(j.kept, c...) }
func (j *oneJar) Cookies(*url.URL) []*http.Cookie         { return j.kept }

// What the caller gives of a multipart body is sent, or is an error; the root of multipart/related
// is its first part.
func TestMultipartValues(t *testing.T) {
	for _, tc := range []struct {
		mediaType, json string
		names           []string // nil: an error
		related         string
	}{
		{"multipart/form-data", `{"a":1,"l":["x","y"],"o":{"b":2},"n":null}`, []string{"a", "l", "l", "o"}, ""},
		{"multipart/mixed", `["x",{"b":2}]`, []string{"", ""}, ""},
		{"multipart/related", `[{"b":2},"x"]`, []string{"", ""}, "application/json"},
		{"multipart/related", `{"o":{"b":2},"a":1}`, []string{"o", "a"}, "application/json"},
		{"multipart/form-data", `["x"]`, nil, ""},
		{"multipart/mixed", `"x"`, nil, ""},
	} {
		s := serve(t)
		_, err := do(t, s.client(t), op("POST", "/x"), func(r *Request) {
			r.MultipartAs(tc.mediaType, func(m *MultipartWriter) { m.Values(raw(tc.json), raw(tc.json)) })
		})
		if tc.names == nil {
			if e := new(ParamError); !errors.As(err, &e) || len(s.seen()) != 0 {
				t.Errorf("%s of %s: %v", tc.mediaType, tc.json, err)
			}
			continue
		}
		if err != nil {
			t.Fatal(err)
		}
		mediaType, params, err := mime.ParseMediaType(s.last().Header.Get("Content-Type"))
		if err != nil || mediaType != tc.mediaType || params["type"] != tc.related {
			t.Errorf("%s: %v, %v", tc.mediaType, params, err)
		}
		parts := multipart.NewReader(strings.NewReader(s.last().Body), params["boundary"])
		for _, name := range tc.names {
			part, err := parts.NextPart()
			if err != nil {
				t.Fatalf("%s of %s: %v", tc.mediaType, tc.json, err)
			}
			if part.FormName() != name && part.Header.Get("Content-ID") != "<"+name+">" {
				t.Errorf("%s of %s: a part is called %q, want %q", tc.mediaType, tc.json, part.FormName(), name)
			}
		}
		if _, err := parts.NextPart(); err != io.EOF {
			t.Errorf("%s of %s: another part, %v", tc.mediaType, tc.json, err)
		}
	}
}

// The root of multipart/related is the part that start names, of the type that type says; what the
// document says of both counts.
func TestMultipartRelated(t *testing.T) {
	for _, tc := range []struct{ mediaType, start, kind string }{
		{"multipart/related", "<meta data>", "application/json"},
		{`multipart/related; start="<root@x>"; type="application/foo+json"; boundary=mine`, "<root@x>", "application/foo+json"},
		{`Multipart/Related; type="application/json"`, "<meta data>", "application/json"},
	} {
		s := serve(t)
		_, err := do(t, s.client(t), op("POST", "/x"), func(r *Request) {
			r.MultipartAs(tc.mediaType, func(m *MultipartWriter) {
				meta := raw(`{"a":1}`)
				m.JSON("meta data", "", meta, meta)
				m.File("file", "image/png", value.File{Body: strings.NewReader("png")})
			})
		})
		if err != nil {
			t.Fatal(err)
		}
		mediaType, params, err := mime.ParseMediaType(s.last().Header.Get("Content-Type"))
		tc.start = strings.ReplaceAll(tc.start, " ", "%20")
		if err != nil || mediaType != "multipart/related" || params["start"] != tc.start || params["type"] != tc.kind || len(params) != 3 {
			t.Errorf("%s: %v, %v", tc.mediaType, s.last().Header, err)
		}
		parts := multipart.NewReader(strings.NewReader(s.last().Body), params["boundary"])
		root, file := must(parts.NextPart()), must(parts.NextPart())
		if root.Header.Get("Content-ID") != tc.start || root.Header.Get("Content-Type") != "application/json" || file.Header.Get("Content-ID") != "<file>" {
			t.Errorf("%s: %v, %v", tc.mediaType, root.Header, file.Header)
		}
	}
}
