package runtime

import (
	"io"
	"sync"

	"github.com/armsmith/armsmith/internal/runtime/json"
)

// bodyText is the JSON of a request's body, in the memory of the Writer that wrote it. It goes back
// to be used for other texts when nobody can read it any more: when the call has ended, so that
// there is no other try, and the transport has closed each reader that it was given. A transport may
// go on reading when the answer has come, or the try has failed, and closes what it reads when it
// does no more (http.RoundTripper). One that never closes it costs the memory, nothing else.
type bodyText struct {
	mu     sync.Mutex
	writer *json.Writer // nil: there is no text, or it has gone back
	data   []byte
	users  int // the call, and the readers that are open
}

// hold keeps a text, until leave.
func (t *bodyText) hold(w *json.Writer, data []byte) {
	t.writer, t.data, t.users = w, data, 1
}

// leave says that there is a user less.
func (t *bodyText) leave() {
	t.mu.Lock()
	defer t.mu.Unlock()
	if t.users--; t.users == 0 && t.writer != nil {
		t.writer.Release()
		t.writer, t.data = nil, nil
	}
}

// open returns a reader of the text from its beginning.
func (t *bodyText) open() (io.ReadCloser, error) {
	t.mu.Lock()
	defer t.mu.Unlock()
	if t.writer == nil {
		return nil, errBodyOnce
	}
	t.users++
	return &textReader{text: t}, nil
}

type textReader struct {
	text   *bodyText
	at     int
	closed bool
}

// Read may come from another goroutine than Close, even after it: it reads nothing then.
func (r *textReader) Read(p []byte) (int, error) {
	r.text.mu.Lock()
	defer r.text.mu.Unlock()
	if r.closed {
		return 0, io.ErrClosedPipe
	}
	n := copy(p, r.text.data[r.at:])
	if r.at += n; n == 0 && len(p) > 0 {
		return 0, io.EOF
	}
	return n, nil
}

// Close lets the text go.
func (r *textReader) Close() error {
	r.text.mu.Lock()
	was := r.closed
	r.closed = true
	r.text.mu.Unlock()
	if !was {
		r.text.leave()
	}
	return nil
}
