package runtime

import (
	"bytes"
	"crypto/md5"
	"crypto/sha256"
	"encoding/base64"
	"errors"
	"fmt"
	"io"
	"net/http"
	"os"
	"path/filepath"
	"strconv"
	"strings"
	"testing"
	"time"
)

var content = strings.Repeat("all work and no play ", 1000)

// file serves a text in parts, as net/http does, and breaks off after the first most bytes of an
// answer as often as breaks says.
func file(text, tag string, breaks, most int, headers ...string) answer {
	return func(w http.ResponseWriter, r *http.Request) {
		for i := 0; i < len(headers); i += 2 {
			w.Header().Set(headers[i], headers[i+1])
		}
		if tag != "" {
			w.Header().Set("Etag", tag)
		}
		if breaks--; breaks >= 0 {
			http.ServeContent(&cut{ResponseWriter: w, left: most}, r, "", time.Time{}, strings.NewReader(text))
			return
		}
		http.ServeContent(w, r, "", time.Time{}, strings.NewReader(text))
	}
}

// cut breaks the connection when so much has been written.
type cut struct {
	http.ResponseWriter
	left int
}

func (c *cut) Write(p []byte) (int, error) {
	n, err := c.ResponseWriter.Write(p[:min(len(p), c.left)])
	if c.left -= n; c.left == 0 {
		c.ResponseWriter.(http.Flusher).Flush()
		panic(http.ErrAbortHandler)
	}
	return n, err
}

func fetch(t *testing.T, c *Client, method string, opts ...Option) (string, error) {
	t.Helper()
	resp, err := c.DoStream(t.Context(), c.NewRequest(&Operation{Name: "Get", Method: method, Path: "/file"}), opts...)
	if err != nil {
		return "", err
	}
	body := resp.Stream()
	defer body.Close()
	data, err := io.ReadAll(body)
	return string(data), err
}

func TestDownloadGoesOn(t *testing.T) {
	tag := "Etag"
	for name, tt := range map[string]struct {
		answers []answer
		ranges  []string // asked for
		err     error    // nil: all of it came
	}{
		"whole":         {[]answer{file(content, `"a"`, 0, 0)}, []string{""}, nil},
		"broken":        {[]answer{file(content, `"a"`, 2, 5000)}, []string{"", "bytes=5000-", "bytes=10000-"}, nil},
		"without parts": {[]answer{file(content, `"a"`, 1, 5000), reply(200, content, tag, `"a"`)}, []string{"", "bytes=5000-"}, nil},
		"changed":       {[]answer{file(content, `"a"`, 1, 5000), reply(200, content, tag, `"b"`)}, []string{"", "bytes=5000-"}, ErrChanged},
		"longer":        {[]answer{file(content, `"a"`, 1, 5000), reply(206, "x", "Content-Range", "bytes 5000-5000/9")}, []string{"", "bytes=5000-"}, ErrChanged},
		"elsewhere":     {[]answer{file(content, `"a"`, 1, 5000), reply(206, "x", "Content-Range", "bytes 7-7/21000")}, []string{"", "bytes=5000-"}, ErrChanged},
		"weak":          {[]answer{file(content, `W/"a"`, 1, 5000)}, []string{""}, io.ErrUnexpectedEOF},
		"untold":        {[]answer{file(content, "", 1, 5000)}, []string{""}, io.ErrUnexpectedEOF},
		"by date":       {[]answer{file(content, "", 1, 5000, "Last-Modified", "Mon, 02 Jan 2006 15:04:05 GMT")}, []string{"", "bytes=5000-"}, nil},
	} {
		t.Run(name, func(t *testing.T) {
			s := serve(t, tt.answers...)
			got, err := fetch(t, s.client(t, fastRetry), "GET")
			if !errors.Is(err, tt.err) || tt.err == nil && got != content {
				t.Errorf("got %d bytes and %v, want %v", len(got), err, tt.err)
			}
			var ranges []string
			for _, r := range s.seen() {
				ranges = append(ranges, r.Header.Get("Range"))
			}
			if fmt.Sprint(ranges) != fmt.Sprint(tt.ranges) {
				t.Errorf("asked for %q", ranges)
			}
		})
	}
	// what is not safe to repeat is not, and a part that the caller asked for is the caller's
	s := serve(t, file(content, `"a"`, 1, 5000))
	if _, err := fetch(t, s.client(t, fastRetry), "POST"); err == nil || len(s.seen()) != 1 {
		t.Error(err, len(s.seen()))
	}
	s = serve(t, file(content, `"a"`, 1, 50))
	if _, err := fetch(t, s.client(t, fastRetry), "GET", WithHeader("Range", "bytes=10-")); err == nil || len(s.seen()) != 1 {
		t.Error(err, len(s.seen()))
	}
	s = serve(t, file(content, `"a"`, 100, 50))
	if _, err := fetch(t, s.client(t, WithRetry(RetryPolicy{MaxRetries: -1})), "GET"); err == nil || len(s.seen()) != 1 {
		t.Error("went on without retries:", err)
	}
}

func TestDownloadChecksum(t *testing.T) {
	sha, old := sha256.Sum256([]byte(content)), md5.Sum([]byte(content))
	right, wrong := base64.StdEncoding.EncodeToString(sha[:]), base64.StdEncoding.EncodeToString(make([]byte, 32))
	for name, tt := range map[string]struct {
		header, value string
		ok            bool
	}{
		"digest":       {"Repr-Digest", "unixsum=:AAA=:, sha-256=:" + right + ":", true},
		"other digest": {"Content-Digest", "sha-256=:" + wrong + ":", false},
		"older":        {"Digest", "SHA-256=" + right, true},
		"older, other": {"Digest", "SHA-256=" + wrong, false},
		"md5":          {"Content-Md5", base64.StdEncoding.EncodeToString(old[:]), true},
		"other md5":    {"Content-Md5", base64.StdEncoding.EncodeToString(make([]byte, 16)), false},
		"no digest":    {"Repr-Digest", "sha-256=:!!:", true},
	} {
		s := serve(t, file(content, `"a"`, 1, 5000, tt.header, tt.value))
		if got, err := fetch(t, s.client(t, fastRetry), "GET"); len(got) != len(content) || tt.ok != (err == nil) || !tt.ok && !errors.Is(err, ErrChecksum) {
			t.Errorf("%s: got %d bytes and %v", name, len(got), err)
		}
	}
}

func TestProgress(t *testing.T) {
	var down, up []string
	note := func(to *[]string) func(done, total int64) {
		return func(done, total int64) { *to = append(*to, fmt.Sprint(done, "/", total)) }
	}
	s := serve(t, file(content, `"a"`, 1, 5000))
	c := s.client(t, fastRetry)
	if _, err := fetch(t, c, "GET", WithDownloadProgress(note(&down))); err != nil || down[len(down)-1] != "21000/21000" {
		t.Error(err, down)
	}
	s = serve(t, reply(503, ""), reply(200, ""))
	req := s.client(t, fastRetry).NewRequest(&Operation{Name: "Put", Method: "PUT", Path: "/file"})
	req.Stream("application/octet-stream", bytes.NewReader([]byte("hello")))
	if _, err := s.client(t, fastRetry).Do(t.Context(), req, WithUploadProgress(note(&up))); err != nil || fmt.Sprint(up) != "[5/5 5/5]" {
		t.Error(err, up)
	}
}

func TestSaveFile(t *testing.T) {
	name := filepath.Join(t.TempDir(), "f")
	var s *server
	save := func(opts ...Option) error {
		c := s.client(t, WithRetry(RetryPolicy{MaxRetries: -1}))
		return SaveFile(name, func(more ...Option) (io.ReadCloser, error) {
			resp, err := c.DoStream(t.Context(), c.NewRequest(&Operation{Name: "Get", Method: "GET", Path: "/file"}), append(opts, more...)...)
			if err != nil {
				return nil, err
			}
			return resp.Stream(), nil
		})
	}
	whole := func(want string) {
		t.Helper()
		got, err := os.ReadFile(name)
		left, _ := filepath.Glob(name + ".*")
		if err != nil || string(got) != want || len(left) > 0 {
			t.Errorf("there are %d bytes, and %v besides: %v", len(got), left, err)
		}
	}
	sha := sha256.Sum256([]byte(content))
	digest := []string{"Repr-Digest", "sha-256=:" + base64.StdEncoding.EncodeToString(sha[:]) + ":"}
	// a call that fails leaves what has come, and the next goes on behind it
	s = serve(t, file(content, `"a"`, 2, 5000, digest...))
	for range 2 {
		if err := save(); err == nil {
			t.Fatal("saved")
		}
		if _, err := os.Stat(name); err == nil {
			t.Fatal("there is half a file")
		}
	}
	if err := save(); err != nil || s.last().Header.Get("Range") != "bytes=10000-" {
		t.Error(err, s.last().Header)
	}
	whole(content)
	// what has changed between is begun anew, and so is what is shorter now
	for i, now := range []string{content + "!", "short"} {
		s = serve(t, file(content, `"a"`, 1, 5000), file(now, `"b"`, 0, 0))
		if err := save(); err == nil {
			t.Fatal("saved")
		}
		if err := save(); err != nil || len(s.seen()) != 2 {
			t.Error(i, err, len(s.seen()))
		}
		whole(now)
	}
	s = serve(t, file(content, `"a"`, 1, 5000), reply(416, ""), file("short", "", 0, 0))
	save()
	if err := save(); err != nil {
		t.Error(err)
	}
	whole("short")
	// without a validator nothing is kept, nor is what has another checksum
	for _, a := range []answer{file(content, "", 1, 5000), file(content+"!", `"a"`, 0, 0, digest...)} {
		s = serve(t, a)
		if err := save(); err == nil {
			t.Error("saved")
		}
		whole("short")
	}
}

// Lengths and parts that a service makes up end a download, and nothing else.
func TestDownloadHostile(t *testing.T) {
	for _, header := range []string{"bytes 5-4/3", "bytes -1-5/9", "bytes */9", "5-9/10", "bytes 99999999999999999999-1/2", "bytes 5000-/"} {
		s := serve(t, file(content, `"a"`, 1, 5000), reply(206, "x", "Content-Range", header))
		if _, err := fetch(t, s.client(t, fastRetry), "GET"); !errors.Is(err, ErrChanged) && !strings.HasPrefix(header, "bytes 5000") {
			t.Errorf("%s: got %v", header, err)
		}
	}
	s := serve(t, func(w http.ResponseWriter, r *http.Request) {
		w.Header().Set("Etag", `"a"`)
		w.Header().Set("Content-Length", strconv.FormatInt(1<<40, 10))
		io.WriteString(w, "little")
	})
	if got, err := fetch(t, s.client(t, fastRetry), "GET"); err == nil || len(got) > 100 {
		t.Errorf("got %d bytes and %v", len(got), err)
	}
}
