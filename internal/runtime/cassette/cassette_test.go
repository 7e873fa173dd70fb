package cassette

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"mime/multipart"
	"net/http"
	"net/http/httptest"
	"os"
	"path/filepath"
	"strings"
	"sync"
	"testing"
)

// service answers by path and counts.
func service(t *testing.T, handle http.HandlerFunc) *httptest.Server {
	s := httptest.NewServer(handle)
	t.Cleanup(s.Close)
	return s
}

// ask sends a request and reads the answer.
func ask(t *testing.T, rt http.RoundTripper, method, url, contentType, body string, headers ...string) (int, http.Header, string, error) {
	t.Helper()
	var from io.Reader
	if body != "" {
		from = strings.NewReader(body)
	}
	req, err := http.NewRequestWithContext(t.Context(), method, url, from)
	if err != nil {
		t.Fatal(err)
	}
	if contentType != "" {
		req.Header.Set("Content-Type", contentType)
	}
	for i := 0; i < len(headers); i += 2 {
		req.Header.Add(headers[i], headers[i+1])
	}
	resp, err := rt.RoundTrip(req)
	if err != nil {
		return 0, nil, "", err
	}
	defer resp.Body.Close()
	data, err := io.ReadAll(resp.Body)
	return resp.StatusCode, resp.Header, string(data), err
}

func save(t *testing.T, r *Recorder) string {
	t.Helper()
	if err := r.Save(); err != nil {
		t.Fatal(err)
	}
	data, err := os.ReadFile(r.file)
	if err != nil {
		t.Fatal(err)
	}
	return string(data)
}

func replay(t *testing.T, file string, s Secrets) http.RoundTripper {
	t.Helper()
	p, err := Replay(file, s)
	if err != nil {
		t.Fatal(err)
	}
	return p
}

// What is recorded is answered again, in every form of body, and recording it again gives the same
// file.
func TestRecordedIsReplayed(t *testing.T) {
	bodies := map[string]string{
		"application/json":         `{"b":12345678901234567890.5,"a":["<é>",null]}`,
		"application/problem+json": `"text"`,
		"application/xml":          "<a>\n  <b/>\r\n</a>",
		"text/event-stream":        "data: 1\n\ndata: 2\n\n",
		"application/octet-stream": "\x00\x01\xff",
		"text/plain":               "",
		"application/x-null+json":  "null",
		"text/json":                "not json",
	}
	s := service(t, func(w http.ResponseWriter, r *http.Request) {
		w.Header().Set("Content-Type", r.Header.Get("Content-Type"))
		w.Header().Add("X-Two", "a")
		w.Header().Add("X-Two", "b")
		if r.URL.Query().Get("status") != "" {
			w.WriteHeader(418)
		}
		io.Copy(w, r.Body)
	})
	var files []string
	for round := range 2 {
		r := Record(filepath.Join(t.TempDir(), "new", fmt.Sprint(round)), nil, Secrets{})
		for _, kind := range []string{"application/json", "application/problem+json", "application/xml", "text/event-stream", "application/octet-stream",
			"text/plain", "application/x-null+json", "text/json"} {
			if _, _, got, err := ask(t, r, "POST", s.URL+"/a%2Fb?q=1&q=2&kind="+kind, kind, bodies[kind]); err != nil || got != bodies[kind] {
				t.Fatalf("%s: %q, %v", kind, got, err)
			}
		}
		ask(t, r, "GET", s.URL+"/tea?status=418", "", "")
		files = append(files, save(t, r))
		p := replay(t, r.file, Secrets{})
		for kind, body := range bodies {
			status, header, got, err := ask(t, p, "POST", "https://elsewhere.example/a%2Fb?kind="+kind+"&q=1&q=2", kind, body)
			if err != nil || status != 200 || got != body || header.Get("X-Two") != "a, b" || header.Get("Content-Type") != kind || header.Get("Date") != "" {
				t.Errorf("%s: %d %v %q, %v", kind, status, header, got, err)
			}
		}
		if status, _, _, err := ask(t, p, "GET", s.URL+"/tea?status=418", "", ""); err != nil || status != 418 {
			t.Errorf("%d, %v", status, err)
		}
	}
	if files[0] != files[1] {
		t.Errorf("two recordings of the same differ:\n%s\n%s", files[0], files[1])
	}
	if want := "\"json\": {\n          \"b\": 12345678901234567890.5,\n          \"a\": [\n            \"<é>\",\n            null\n          ]"; !strings.Contains(files[0], want) {
		t.Errorf("the file cannot be read well:\n%s", files[0])
	}
}

// Each exchange answers once, in order: a poll sees what it saw.
func TestRepeatedRequests(t *testing.T) {
	n := 0
	s := service(t, func(w http.ResponseWriter, r *http.Request) {
		n++
		w.Header().Set("Retry-After", "30")
		if n < 3 {
			w.WriteHeader(202)
		}
		fmt.Fprint(w, n)
	})
	r := Record(filepath.Join(t.TempDir(), "a.json"), nil, Secrets{})
	for range 3 {
		ask(t, r, "GET", s.URL+"/poll", "", "")
	}
	save(t, r)
	p := replay(t, r.file, Secrets{})
	for i, want := range []int{202, 202, 200} {
		status, header, got, err := ask(t, p, "GET", s.URL+"/poll", "", "")
		if err != nil || status != want || got != fmt.Sprint(i+1) || header.Get("Retry-After") != "" || header.Get("Retry-After-Ms") != "1" {
			t.Errorf("%d: %d %q %v, %v", i, status, got, header, err)
		}
	}
	status, _, got, _ := ask(t, p, "GET", s.URL+"/poll", "", "")
	if status != 501 || !strings.Contains(got, "GET /poll was recorded 3 times in ") || !strings.Contains(got, "asked for once more") {
		t.Errorf("%d %s", status, got)
	}
}

// A request that is not recorded is told from the nearest one, without secrets.
func TestWhatDiffers(t *testing.T) {
	file := filepath.Join(t.TempDir(), "a.json")
	os.WriteFile(file, []byte(`{"armsmith": "cassette 1", "exchanges": [
		{"request": {"method": "GET", "url": "https://a.example/things?top=5&key=REDACTED"}, "response": {"status": 200}},
		{"request": {"method": "POST", "url": "/things", "json": {"a": {"b/c": [1, 2]}, "n": null}}, "response": {"status": 201}},
		{"request": {"method": "PUT", "url": "/text", "text": ["one\n", "two\n"]}, "response": {"status": 204}},
		{"request": {"method": "GET", "url": "/file", "headers": {"Range": "bytes=0-9"}}, "response": {"status": 206}}
	]}`), 0o600)
	p := replay(t, file, Secrets{Sent: []string{"key"}})
	for _, tc := range []struct{ method, url, contentType, body, want string }{
		{"GET", "/things?top=6&key=hidden", "", "", `number 1, differs: query parameter top: recorded "5", sent "6"`},
		{"GET", "/things?key=hidden", "", "", `query parameter top: recorded "5", sent none`},
		{"GET", "/thinks?top=5&key=hidden", "", "", `number 1, differs: path: recorded /things, sent /thinks`},
		{"DELETE", "/text", "text/plain", "one\ntwo\n", `number 3, differs: method: recorded PUT, sent DELETE`},
		{"POST", "/things", "application/json", `{"n":null,"a":{"b/c":[1,3]}}`, `number 2, differs: body /a/b~1c/1: recorded 2, sent 3`},
		{"POST", "/things", "application/json", `{"n":null,"a":{"b/c":[1]}}`, `body /a/b~1c: recorded 2 elements, sent 1`},
		{"POST", "/things", "application/json", `{"a":{"b/c":[1,2]}}`, `body /n: recorded null, sent none`},
		{"POST", "/things", "text/plain", "x", `body: recorded JSON, sent text`},
		{"PUT", "/text", "text/plain", "one\n2\n", `in line 2 \"two\\n\", sent in line 2 \"2\\n\"`},
		{"GET", "/file", "", "", `Range: recorded \"bytes=0-9\", sent \"\"`},
	} {
		status, _, got, err := ask(t, p, tc.method, "https://other.example"+tc.url, tc.contentType, tc.body)
		var problem struct {
			Error struct{ Code, Message string }
		}
		json.Unmarshal([]byte(got), &problem)
		want := strings.ReplaceAll(tc.want, `\"`, `"`)
		want = strings.ReplaceAll(want, `\\n`, `\n`)
		if err != nil || status != 501 || problem.Error.Code != "NotRecorded" || !strings.Contains(problem.Error.Message, want) || strings.Contains(got, "hidden") {
			t.Errorf("%s %s: %d %s, %v", tc.method, tc.url, status, problem.Error.Message, err)
		}
	}
	if status, _, _, _ := ask(t, p, "POST", "/things", "application/json", ` {"n":null,"a":{"b/c":[1,2]}}`); status != 201 {
		t.Errorf("the same JSON in other words: %d", status)
	}
}

// The boundary of a multipart body is another one each time.
func TestMultipart(t *testing.T) {
	s := service(t, func(w http.ResponseWriter, r *http.Request) { io.Copy(io.Discard, r.Body) })
	send := func(rt http.RoundTripper, value string) int {
		var b bytes.Buffer
		w := multipart.NewWriter(&b)
		w.WriteField("a", value)
		w.Close()
		status, _, _, _ := ask(t, rt, "POST", s.URL+"/x", w.FormDataContentType(), b.String())
		return status
	}
	r := Record(filepath.Join(t.TempDir(), "a.json"), nil, Secrets{})
	send(r, "v")
	save(t, r)
	p := replay(t, r.file, Secrets{})
	if got := send(p, "w"); got != 501 {
		t.Errorf("another value: %d", got)
	}
	if got := send(p, "v"); got != 200 {
		t.Errorf("the same: %d", got)
	}
}

// A stream is passed on as it comes, and kept as far as it was read.
func TestStreams(t *testing.T) {
	more := make(chan bool)
	s := service(t, func(w http.ResponseWriter, r *http.Request) {
		io.WriteString(w, "data: 1\n\n")
		w.(http.Flusher).Flush()
		select {
		case <-more:
		case <-r.Context().Done():
		}
	})
	r := Record(filepath.Join(t.TempDir(), "a.json"), nil, Secrets{})
	read := func(rt http.RoundTripper) (string, error) {
		req, _ := http.NewRequestWithContext(t.Context(), "GET", s.URL, nil)
		resp, err := rt.RoundTrip(req)
		if err != nil {
			t.Fatal(err)
		}
		defer resp.Body.Close()
		buf := make([]byte, len("data: 1\n\n"))
		_, err = io.ReadFull(resp.Body, buf)
		if rt != http.RoundTripper(r) {
			_, err = io.ReadAll(resp.Body)
		}
		return string(buf), err
	}
	if got, err := read(r); err != nil || got != "data: 1\n\n" {
		t.Fatalf("%q, %v", got, err)
	}
	if file := save(t, r); !strings.Contains(file, `"cut": true`) {
		t.Error(file)
	}
	if got, err := read(replay(t, r.file, Secrets{})); !errors.Is(err, io.ErrUnexpectedEOF) || got != "data: 1\n\n" {
		t.Errorf("%q, %v", got, err)
	}
}

// A HEAD says how long the body would be.
func TestHead(t *testing.T) {
	s := service(t, func(w http.ResponseWriter, r *http.Request) { w.Header().Set("Content-Length", "77") })
	r := Record(filepath.Join(t.TempDir(), "a.json"), nil, Secrets{})
	ask(t, r, "HEAD", s.URL, "", "")
	save(t, r)
	req, _ := http.NewRequestWithContext(t.Context(), "HEAD", s.URL, nil)
	if resp, err := replay(t, r.file, Secrets{}).RoundTrip(req); err != nil || resp.ContentLength != 77 {
		t.Errorf("%+v, %v", resp, err)
	}
}

// A file is there whole or as it was: also when nothing was recorded, or the folder is none.
func TestSaving(t *testing.T) {
	dir := t.TempDir()
	file := filepath.Join(dir, "a.json")
	os.WriteFile(file, []byte("before"), 0o600)
	r := Record(file, nil, Secrets{})
	if err := r.Save(); err == nil || !strings.Contains(err.Error(), "no request has been answered") {
		t.Errorf("got %v", err)
	}
	if data, _ := os.ReadFile(file); string(data) != "before" {
		t.Errorf("the file has become %q", data)
	}
	failing := Record(file, roundTripper(func(*http.Request) (*http.Response, error) { return nil, io.ErrUnexpectedEOF }), Secrets{})
	if _, _, _, err := ask(t, failing, "GET", "http://a.example", "", ""); !errors.Is(err, io.ErrUnexpectedEOF) {
		t.Errorf("got %v", err)
	}
	s := service(t, func(http.ResponseWriter, *http.Request) {})
	below := Record(filepath.Join(file, "below"), nil, Secrets{})
	ask(t, below, "GET", s.URL, "", "")
	if err := below.Save(); err == nil {
		t.Error("a file below a file was written")
	}
	onto := Record(dir, nil, Secrets{})
	ask(t, onto, "GET", s.URL, "", "")
	if err := onto.Save(); err == nil {
		t.Error("a file was written in the place of a folder")
	}
	for _, d := range []string{dir, filepath.Dir(dir)} {
		left, _ := filepath.Glob(filepath.Join(d, ".*"))
		if len(left) > 0 {
			t.Errorf("left behind: %v", left)
		}
	}
}

type roundTripper func(*http.Request) (*http.Response, error)

func (f roundTripper) RoundTrip(r *http.Request) (*http.Response, error) { return f(r) }

// Several goroutines record and replay.
func TestAtTheSameTime(t *testing.T) {
	s := service(t, func(w http.ResponseWriter, r *http.Request) { io.WriteString(w, r.URL.Path) })
	r := Record(filepath.Join(t.TempDir(), "a.json"), nil, Secrets{})
	all := func(rt http.RoundTripper) {
		var wg sync.WaitGroup
		for i := range 20 {
			wg.Go(func() {
				path := fmt.Sprint("/", i%5)
				req, _ := http.NewRequestWithContext(context.Background(), "GET", s.URL+path, nil)
				resp, err := rt.RoundTrip(req)
				if err != nil {
					t.Error(err)
					return
				}
				defer resp.Body.Close()
				if got, err := io.ReadAll(resp.Body); err != nil || string(got) != path {
					t.Errorf("%s: %q, %v", path, got, err)
				}
			})
		}
		wg.Wait()
	}
	all(r)
	save(t, r)
	all(replay(t, r.file, Secrets{}))
}

// What is wrong with a file is said by where it is.
func TestBadFiles(t *testing.T) {
	exchange := func(request, response string) string {
		return `{"armsmith": "cassette 1", "exchanges": [{"request": {` + request + `}, "response": {` + response + `}}]}`
	}
	for text, want := range map[string]string{
		``:                        "EOF",
		`{}`:                      `want "armsmith": "cassette 1"`,
		`{"armsmith":"other"}`:    `found "other"`,
		exchange(``, ``) + `{}`:   "something follows",
		`{"exchanges":[],"x": 1}`: "unknown field",
		`{"armsmith": "cassette 1", "exchanges": [null]}`:                                           "exchange 1: it is null",
		exchange(`"method":"GET","url":"/"`, ``):                                                    "exchange 1: the response's status is 0",
		exchange(`"method":"GET","url":"/"`, `"status":101`):                                        "status is 101",
		exchange(`"method":"G T","url":"/"`, `"status":200`):                                        "method or url",
		exchange(`"method":"","url":"/"`, `"status":200`):                                           "method or url",
		exchange(`"method":"GET","url":"http://[x"`, `"status":200`):                                "method or url",
		exchange(`"method":"GET","url":"/"`, `"status":200,"base64":"*"`):                           "the response's base64 is not valid",
		exchange(`"method":"GET","url":"/","json":1,"text":["a"]`, `"status":200`):                  "the request's body is there twice",
		exchange(`"method":"GET","url":"/"`, `"status":200,"headers":{"A":"b\r\nC: d"}`):            `header "A" is not valid`,
		exchange(`"method":"GET","url":"/"`, `"status":200,"headers":{"A B":"c"}`):                  `header "A B" is not valid`,
		exchange(`"method":"GET","url":"/"`, `"status":200,"json":`+strings.Repeat("[", 20000)+`1`): "exceeded max depth",
	} {
		file := filepath.Join(t.TempDir(), "a.json")
		os.WriteFile(file, []byte(text), 0o600)
		if _, err := Replay(file, Secrets{}); err == nil || !strings.Contains(err.Error(), want) || !strings.Contains(err.Error(), file) {
			t.Errorf("%.80s: got %v, want %s", text, err, want)
		}
	}
	if _, err := Replay(filepath.Join(t.TempDir(), "none"), Secrets{}); !errors.Is(err, os.ErrNotExist) {
		t.Errorf("got %v", err)
	}
}

// Whatever stands in a file, reading it does not panic, and what can be read can be written, read
// again the same, and answers its own requests.
func FuzzRead(f *testing.F) {
	f.Add([]byte(`{"armsmith": "cassette 1", "exchanges": [{"request": {"method": "GET", "url": "https://a.example/x?y=1"}, "response": {"status": 200, "json": {"a": 1}}}]}`))
	f.Add([]byte(`{"armsmith": "cassette 1", "exchanges": [{"request": {"method": "PUT", "url": "/", "headers": {"Content-Type": "text/plain", "Range": "a"}, "text": ["a\n"]}, "response": {"status": 404, "base64": "AAE="}}]}`))
	f.Add([]byte(`{"armsmith": "cassette 1", "exchanges": [{"request": {"method": "HEAD", "url": "/"}, "response": {"status": 200, "headers": {"Content-Length": "-5"}, "text": ["a"], "cut": true}}]}`))
	f.Fuzz(func(t *testing.T, data []byte) {
		tape, err := read(data)
		if err != nil {
			return
		}
		first, err := tape.write()
		if err != nil {
			t.Fatal(err)
		}
		again, err := read(first)
		if err != nil {
			t.Fatalf("what was written cannot be read: %v\n%s", err, first)
		}
		if second, _ := again.write(); !bytes.Equal(first, second) {
			t.Fatalf("written twice:\n%s\n%s", first, second)
		}
		p := newPlayer("a", again, Secrets{})
		for i, x := range again.Exchanges {
			if answer, wrong := p.find(askedBy(&x.Request)); answer == nil {
				t.Fatalf("exchange %d does not answer its own request: %s", i, wrong)
			}
			req := httptest.NewRequest("GET", "/", nil)
			resp := x.Response.answer(req)
			io.Copy(io.Discard, resp.Body)
		}
	})
}
