// Package cassette records what a service answers in a file, and answers from that file later, so
// that a test runs against what the service really says without asking it every time.
//
// A file is JSON, indented, with bodies that are JSON as they are, texts line by line, and anything
// else in base64: recording the same again gives the same file, and a difference can be read.
// Credentials do not come into it, see [Secrets]. Clients do not import this package; their package
// fake does.
package cassette

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"net/http"
	"os"
	"path/filepath"
	"strings"
)

// format is the first member of a file, which says what it is.
const format = "cassette 1"

// mostBytes bounds a file: it is read whole.
const mostBytes = 256 << 20

// tape is a file.
type tape struct {
	Format    string      `json:"armsmith"`
	Exchanges []*exchange `json:"exchanges"`
}

// exchange is a request and its response.
type exchange struct {
	Request  request  `json:"request"`
	Response response `json:"response"`
}

type request struct {
	Method  string            `json:"method"`
	URL     string            `json:"url"`
	Headers map[string]string `json:"headers,omitempty"`
	body
}

type response struct {
	Status  int               `json:"status"`
	Headers map[string]string `json:"headers,omitempty"`
	body
	// the body did not come to its end, or was not read that far
	Cut bool `json:"cut,omitempty"`
}

// read reads a file, which anybody may have written.
func read(data []byte) (*tape, error) {
	dec := json.NewDecoder(bytes.NewReader(data))
	dec.DisallowUnknownFields()
	t := &tape{}
	if err := dec.Decode(t); err != nil {
		return nil, err
	}
	if _, err := dec.Token(); err != io.EOF {
		return nil, errors.New("something follows what was recorded")
	}
	if t.Format != format {
		return nil, fmt.Errorf("want \"armsmith\": %q, found %q", format, shorten(t.Format))
	}
	for i, x := range t.Exchanges {
		if err := x.check(); err != nil {
			return nil, fmt.Errorf("exchange %d: %w", i+1, err)
		}
	}
	return t, nil
}

// check says what is wrong with an exchange of a file.
func (x *exchange) check() error {
	if x == nil {
		return errors.New("it is null")
	}
	if _, err := http.NewRequest(x.Request.Method, x.Request.URL, nil); err != nil || x.Request.Method == "" {
		return errors.New("the request's method or url is not valid")
	}
	if s := x.Response.Status; s < 200 || s > 999 {
		return fmt.Errorf("the response's status is %d", s)
	}
	for _, headers := range []map[string]string{x.Request.Headers, x.Response.Headers} {
		for name, v := range headers {
			if name == "" || strings.ContainsFunc(name, notOfName) || strings.ContainsAny(v, "\r\n\x00") {
				return fmt.Errorf("header %q is not valid", shorten(name))
			}
		}
	}
	if err := x.Request.body.check(); err != nil {
		return fmt.Errorf("the request's %w", err)
	}
	if err := x.Response.body.check(); err != nil {
		return fmt.Errorf("the response's %w", err)
	}
	return nil
}

// notOfName reports whether a character cannot be in the name of a header.
func notOfName(r rune) bool {
	return r <= ' ' || r >= 0x7f || strings.ContainsRune(`()<>@,;:\"/[]?={}`, r)
}

// write is the text of a file.
func (t *tape) write() ([]byte, error) {
	var out bytes.Buffer
	enc := json.NewEncoder(&out)
	enc.SetEscapeHTML(false)
	enc.SetIndent("", "  ")
	err := enc.Encode(t)
	return out.Bytes(), err
}

// readFile reads a file by its name.
func readFile(name string) (*tape, error) {
	f, err := os.Open(name)
	if err != nil {
		return nil, err
	}
	defer f.Close()
	data, err := io.ReadAll(io.LimitReader(f, mostBytes+1))
	if err == nil && len(data) > mostBytes {
		err = errors.New("it is larger than 256 MB")
	}
	if err != nil {
		return nil, err
	}
	return read(data)
}

// writeFile puts a file into its place whole: whoever reads it meanwhile, or after a crash, has the
// one before.
func writeFile(name string, data []byte) (err error) {
	if err := os.MkdirAll(filepath.Dir(name), 0o755); err != nil {
		return err
	}
	f, err := os.CreateTemp(filepath.Dir(name), "."+filepath.Base(name)+".*")
	if err != nil {
		return err
	}
	defer func() {
		if err != nil {
			os.Remove(f.Name())
		}
	}()
	_, err = f.Write(data)
	err = errors.Join(err, f.Chmod(0o644), f.Close())
	if err != nil {
		return err
	}
	return os.Rename(f.Name(), name)
}

// shorten is the beginning of a text.
func shorten(s string) string {
	const most = 120
	if len(s) <= most {
		return s
	}
	return strings.ToValidUTF8(s[:most], "") + "..."
}
