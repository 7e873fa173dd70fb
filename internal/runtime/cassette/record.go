package cassette

import (
	"bytes"
	"errors"
	"io"
	"net/http"
	"slices"
	"strings"
	"sync"
)

// Recorder passes requests on and keeps what came of them. It is safe for use by several
// goroutines. An error of the network is not kept: a retry after it is another request.
type Recorder struct {
	file string
	next http.RoundTripper
	hide *hider

	mu    sync.Mutex
	takes []*take
}

// take is an exchange while it goes on.
type take struct {
	req    request
	values []string // secrets of the request
	status int
	header http.Header
	head   bool // there is no body, whatever the headers say
	data   bytes.Buffer
	length int64 // of the whole body; -1: unknown
	whole  bool
}

// Record returns a transport that sends through next, or through http.DefaultTransport if that is
// nil, and keeps what is sent and answered. [Recorder.Save] writes the file.
func Record(file string, next http.RoundTripper, s Secrets) *Recorder {
	if next == nil {
		next = http.DefaultTransport
	}
	return &Recorder{file: file, next: next, hide: newHider(s)}
}

// RoundTrip sends a request. Its body is read whole before that.
func (r *Recorder) RoundTrip(req *http.Request) (*http.Response, error) {
	data, err := readBody(req)
	if err != nil {
		return nil, err
	}
	own := req.Clone(req.Context())
	if req.Body != nil && req.Body != http.NoBody {
		own.GetBody = func() (io.ReadCloser, error) { return io.NopCloser(bytes.NewReader(data)), nil }
		own.Body, _ = own.GetBody()
	}
	resp, err := r.next.RoundTrip(own)
	if err != nil {
		return nil, err
	}
	t := &take{req: r.hide.request(req, data), values: r.hide.values(req), status: resp.StatusCode, header: resp.Header.Clone(),
		head: req.Method == http.MethodHead, length: resp.ContentLength}
	r.mu.Lock()
	r.takes = append(r.takes, t)
	r.mu.Unlock()
	resp.Body = &listener{r, t, resp.Body}
	resp.Request = req
	return resp, nil
}

// readBody reads the body of a request and closes it.
func readBody(req *http.Request) ([]byte, error) {
	if req.Body == nil {
		return nil, nil
	}
	defer req.Body.Close()
	return io.ReadAll(req.Body)
}

// listener keeps what is read of a body, as it is read: a stream may never end.
type listener struct {
	recorder *Recorder
	take     *take
	io.ReadCloser
}

func (l *listener) Read(p []byte) (int, error) {
	n, err := l.ReadCloser.Read(p)
	l.recorder.mu.Lock()
	defer l.recorder.mu.Unlock()
	l.take.data.Write(p[:n])
	l.take.whole = l.take.whole || err == io.EOF
	return n, err
}

// Save replaces the file by what has been recorded so far, in the order in which requests were
// answered. It is an error when no request was answered.
func (r *Recorder) Save() error {
	r.mu.Lock()
	defer r.mu.Unlock()
	if len(r.takes) == 0 {
		return errors.New(r.file + ": no request has been answered, so there is nothing to record")
	}
	var values []string
	for _, t := range r.takes {
		values = append(values, t.values...)
	}
	known := knownValues(values)
	recorded := &tape{Format: format}
	for _, t := range r.takes {
		recorded.Exchanges = append(recorded.Exchanges, t.exchange(r.hide, known))
	}
	data, err := recorded.write()
	if err != nil {
		return err
	}
	return writeFile(r.file, data)
}

// knownValues replaces secrets that were sent, wherever they are repeated: the longest first, since
// one may be part of another.
func knownValues(values []string) *strings.Replacer {
	slices.SortFunc(values, func(a, b string) int { return len(b) - len(a) })
	var pairs []string
	for _, v := range values {
		pairs = append(pairs, v, hidden)
	}
	return strings.NewReplacer(pairs...)
}

// exchange is a take as the file has it.
func (t *take) exchange(h *hider, known *strings.Replacer) *exchange {
	x := &exchange{Request: t.req, Response: response{Status: t.status, Headers: map[string]string{}}}
	x.Request.URL = known.Replace(x.Request.URL)
	x.Request.Headers = map[string]string{}
	for name, v := range t.req.Headers {
		x.Request.Headers[name] = known.Replace(v)
	}
	contentType := t.req.Headers["Content-Type"]
	x.Request.body = bodyOf(contentType, []byte(known.Replace(string(t.req.bytes()))))
	for name, values := range t.header {
		lower := strings.ToLower(name)
		ofBody := name == "Content-Length" && !t.head // which says it itself
		if !h.sent[lower] && !h.held[lower] && !slices.Contains(fleeting, name) && !ofBody {
			x.Response.Headers[name] = known.Replace(h.text(strings.Join(values, ", ")))
		}
	}
	contentType = t.header.Get("Content-Type")
	x.Response.body = bodyOf(contentType, []byte(known.Replace(string(h.octets(contentType, t.data.Bytes())))))
	x.Response.Cut = !t.head && !t.whole && t.length != int64(t.data.Len())
	return x
}

// fleeting are headers of an answer that belong to its connection or its time.
var fleeting = []string{"Alt-Svc", "Connection", "Date", "Keep-Alive", "Nel", "Report-To", "Strict-Transport-Security",
	"Trailer", "Transfer-Encoding"}

// telling are the headers of a request that say what is asked for. Others belong to the client, to
// the connection, or to the caller.
var telling = []string{"Accept", "Content-Type", "If-Match", "If-Modified-Since", "If-None-Match", "If-Unmodified-Since",
	"Prefer", "Range"}

// request is a request as a file has it.
func (h *hider) request(req *http.Request, data []byte) request {
	r := request{Method: req.Method, URL: h.url(req.URL), Headers: map[string]string{}}
	if r.Method == "" {
		r.Method = http.MethodGet
	}
	for _, name := range telling {
		if values := req.Header.Values(name); len(values) > 0 {
			r.Headers[name] = h.text(strings.Join(values, ", "))
		}
	}
	contentType, data := settled(req.Header.Get("Content-Type"), data)
	if contentType != "" {
		r.Headers["Content-Type"] = contentType
	}
	r.body = bodyOf(contentType, h.octets(contentType, data))
	return r
}
