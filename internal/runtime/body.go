package runtime

import (
	"bytes"
	"context"
	"errors"
	"io"
	"net/http"
	"strings"
	"sync"
	"sync/atomic"
	"time"

	"github.com/armsmith/armsmith/internal/runtime/json"
	"github.com/armsmith/armsmith/internal/runtime/value"
)

// body is what a request carries: bytes in memory, which can be sent any number of times, or a
// stream.
type body struct {
	contentType string
	data        []byte
	stream      *streamBody // nil: data is the body
	present     bool

	// what is still to be made into data or a stream, when the options of the call are known: a
	// value to encode, or a function that does
	value any
	of    json.Typed // the table of what value points to
	build func(json.Sending)
	again bool // the request is sent by several calls: its value is read by the first
}

// spent tells that the body has been sent, in part at least, and cannot be sent again.
func (b *body) spent() bool {
	return b.stream != nil && !b.stream.rewindable() && b.stream.touched.Load()
}

func (r *Request) setBody(contentType string, data []byte) {
	r.body = body{contentType: contentType, data: data, present: true}
}

// JSON sends v as application/json.
func (r *Request) JSON(v json.Typed) { r.JSONAs("application/json", v) }

// MergePatch sends v as application/merge-patch+json (RFC 7396): null removes a member, absence
// leaves it.
func (r *Request) MergePatch(v json.Typed) { r.JSONAs("application/merge-patch+json", v) }

// JSONAs sends v as JSON under the media type contentType.
func (r *Request) JSONAs(contentType string, v json.Typed) {
	r.JSONOf(contentType, v, v)
}

// JSONOf is JSONAs for a body that is no struct: v points to it, and of is its table.
//
//go:noinline
func (r *Request) JSONOf(contentType string, v any, of json.Typed) {
	r.body = body{contentType: contentType, present: true, value: v, of: of}
}

// JSONLines sends n JSON values, one a line (application/jsonl, application/x-ndjson).
func (r *Request) JSONLines(contentType string, n int, encode func(i int, w *json.Writer)) {
	r.texts(contentType, "", n, encode)
}

// JSONSeq sends n JSON values as a JSON text sequence (RFC 7464).
func (r *Request) JSONSeq(contentType string, n int, encode func(i int, w *json.Writer)) {
	r.texts(contentType, recordSeparator, n, encode)
}

// texts sends JSON values, each behind a mark and before a line feed.
func (r *Request) texts(contentType, mark string, n int, encode func(i int, w *json.Writer)) {
	r.later(contentType, func(s json.Sending) {
		var data []byte
		for i := range n {
			line, err := json.MarshalRequestFunc(func(w *json.Writer) { encode(i, w) }, s)
			r.failBody("body", err)
			data = append(append(append(data, mark...), line...), '\n')
		}
		r.body.data = data
	})
}

// later sets a body that build makes when the options of the call are known.
func (r *Request) later(contentType string, build func(json.Sending)) {
	r.body = body{contentType: contentType, present: true, build: build}
}

// encodeBody makes what is to be sent. Read-only properties go only where the caller wants them,
// and a patch may leave out what it does not change.
func (c *call) encodeBody() {
	r := c.req
	s := json.Sending{ReadOnly: c.set.readOnly, Patch: r.op.Method == http.MethodPatch}
	value, of, build := r.body.value, r.body.of, r.body.build
	// policies are given bodies, which they may keep; a stream that breaks sends its body again
	if value != nil && !r.body.again && !c.stream && len(c.set.callPolicies)+len(c.set.tryPolicies) == 0 {
		w, data, err := json.EncodeRequest(value, of, s)
		r.failBody("body", err)
		c.text.hold(w, data)
		return
	}
	r.body.value, r.body.of, r.body.build = nil, nil, nil
	switch {
	case value != nil:
		data, err := json.MarshalRequest(value, of, s)
		r.failBody("body", err)
		r.body.data = data
	case build != nil:
		build(s)
	}
}

// failBody remembers why a body, or the part of it called field, cannot be encoded. The properties
// of a form are in no part: field is "" for them.
func (r *Request) failBody(field string, err error) {
	if err == nil {
		return
	}
	if missing := new(json.MissingError); errors.As(err, &missing) {
		for _, path := range missing.Paths {
			r.violate(strings.TrimPrefix(field+dotted(path), "."), "is required")
		}
		return
	}
	r.fail(err)
}

// requires remembers that a part of the body is missing, if it must be there, and returns there.
func (r *Request) requires(name string, there bool, s json.Sending) bool {
	if !there && !s.Patch {
		r.violate(name, "is required")
	}
	return there
}

// dotted leads a path with the dot that separates it from what it is a path in.
func dotted(path string) string {
	if path == "" || path[0] == '[' {
		return path
	}
	return "." + path
}

// Text sends s, in UTF-8.
func (r *Request) Text(contentType, s string) { r.setBody(contentType, []byte(s)) }

// TextValue is Text for a text that a type of the user's makes.
func (r *Request) TextValue(contentType string, v Value) {
	r.failValue("body", v.Err())
	r.Text(contentType, v.text)
}

// Raw sends data as it is. It must not change any more: it may still be on its way when the call
// has returned.
func (r *Request) Raw(contentType string, data []byte) { r.setBody(contentType, data) }

// Stream sends what src yields. An io.Seeker can be sent again by a retry, from where it stood;
// anything else is sent once. src is not closed.
func (r *Request) Stream(contentType string, src io.Reader) {
	switch src := src.(type) {
	case nil:
		r.violate("body", "is required")
		return
	case *bytes.Buffer: // stays replayable although a Buffer cannot seek
		r.setBody(contentType, src.Bytes())
		return
	}
	r.body = body{contentType: contentType, stream: newStreamBody(src), present: true}
}

// ContentType replaces the media type of the body, when the caller chooses among several.
func (r *Request) ContentType(mediaType string) {
	if !validHeaderValue(mediaType) {
		r.violate("Content-Type", "is in a header and must not hold control characters")
		return
	}
	r.body.contentType = mediaType
}

// memoryBody reads bytes in memory; one allocation where bytes.NewReader and io.NopCloser would be
// two.
type memoryBody struct {
	data []byte
}

func (m *memoryBody) Read(p []byte) (int, error) {
	if len(m.data) == 0 {
		return 0, io.EOF
	}
	n := copy(p, m.data)
	m.data = m.data[n:]
	return n, nil
}

func (m *memoryBody) Close() error { return nil }

// streamBody is a reader of the user's. A transport may go on reading for a moment after a try has
// failed, or never let go of a body at all: each reader takes turns with the others, and only the
// last one that was opened gets anything.
type streamBody struct {
	src     io.Reader
	seeker  io.Seeker // nil: src can be read once
	start   int64
	size    int64         // -1: unknown
	turn    chan struct{} // full while src is read or moved
	current atomic.Pointer[streamReader]
	touched atomic.Bool  // something has been read
	clock   *uploadClock // of the current try; nil: no limit
	sent    func(done, total int64)
}

func newStreamBody(src io.Reader) *streamBody {
	b := &streamBody{src: src, size: -1, turn: make(chan struct{}, 1)}
	if sized, ok := src.(interface{ Len() int }); ok {
		b.size = int64(sized.Len())
	}
	seeker, ok := src.(io.Seeker)
	if !ok {
		return b
	}
	start, err := seeker.Seek(0, io.SeekCurrent)
	if err != nil { // a pipe or terminal: *os.File seeks in name only
		return b
	}
	end, err := seeker.Seek(0, io.SeekEnd)
	if err != nil {
		return b
	}
	if _, err = seeker.Seek(start, io.SeekStart); err == nil {
		b.seeker, b.start, b.size = seeker, start, max(end-start, 0)
	}
	return b
}

func (b *streamBody) rewindable() bool { return b.seeker != nil }

// open returns a reader from the beginning, in the place of those before.
func (b *streamBody) open(ctx context.Context) (io.ReadCloser, error) {
	if last := b.current.Load(); last != nil {
		last.closed.Store(true)
	}
	select {
	case b.turn <- struct{}{}:
		defer func() { <-b.turn }()
	case <-ctx.Done():
		return nil, context.Cause(ctx)
	}
	if b.touched.Load() {
		if b.seeker == nil {
			return nil, errBodyOnce
		}
		if _, err := b.seeker.Seek(b.start, io.SeekStart); err != nil {
			return nil, err
		}
	}
	r := &streamReader{body: b, clock: b.clock}
	b.current.Store(r)
	return r, nil
}

type streamReader struct {
	body   *streamBody
	closed atomic.Bool
	clock  *uploadClock
	at     int64
}

func (s *streamReader) Read(p []byte) (int, error) {
	s.body.turn <- struct{}{}
	defer func() { <-s.body.turn }()
	if s.closed.Load() {
		return 0, io.ErrClosedPipe
	}
	s.body.touched.Store(true)
	s.clock.restart()
	n, err := s.body.src.Read(p)
	if s.at += int64(n); n > 0 && s.body.sent != nil {
		s.body.sent(s.at, s.body.size)
	}
	return n, err
}

// Close lets the source go without closing it: it is the user's.
func (s *streamReader) Close() error {
	s.closed.Store(true)
	return nil
}

// uploadClock begins the time limit of a try anew whenever the transport asks for more of a stream:
// a long upload is none that hangs.
type uploadClock struct {
	mu    sync.Mutex
	timer *time.Timer
	limit time.Duration
	over  bool
}

func (u *uploadClock) restart() {
	if u == nil {
		return
	}
	u.mu.Lock()
	defer u.mu.Unlock()
	if !u.over {
		u.timer.Reset(u.limit)
	}
}

// stop ends the clock for good, though the transport may go on reading.
func (u *uploadClock) stop() {
	u.mu.Lock()
	defer u.mu.Unlock()
	u.over = true
	u.timer.Stop()
}

// File sends a file as it is. Its own media type, when it has one, goes before the document's.
func (r *Request) File(contentType string, f value.File) {
	r.Stream(orDefault(f.ContentType, contentType), f.Body)
}

// Encoded sends what encode returns.
func (r *Request) Encoded(contentType string, encode func() ([]byte, error)) {
	r.later(contentType, func(s json.Sending) {
		r.sending = s
		data, err := encode()
		r.failBody("body", err)
		r.body.data = data
	})
}

// Encoding is encode for the body of this request, which differs from that of a model that is
// stored: see json.MarshalRequest. It is for what [Request.Encoded] encodes.
func (r *Request) Encoding(encode func(*json.Writer)) func(*json.Writer) {
	return func(w *json.Writer) { w.Request(encode, r.sending) }
}
