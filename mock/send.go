package mock

import (
	"bytes"
	"io"
	"net"
	"net/http"
	"strconv"
)

// sent is what has gone out.
type sent struct {
	header http.Header
	body   []byte // as far as it was not a stream
	wrong  []Violation
	cut    bool // the connection is to be closed, since not all of it is there
}

// send writes an answer and returns what was sent, with what the document has against it.
func send(w http.ResponseWriter, call *Call, a *Answer) sent {
	if a.Status == 0 {
		cut(w)
		return sent{wrong: a.notes}
	}
	header := w.Header()
	for name, values := range a.Header {
		header[name] = values
	}
	if a.MediaType != "" {
		header.Set("Content-Type", a.MediaType)
	}
	if a.Stream != nil {
		return sent{header: header, wrong: a.notes, cut: stream(w, a) != nil}
	}
	body := a.Data
	if body == nil && a.MediaType != "" {
		body = encode(a.Value, a.MediaType, a.schema())
	}
	out := sent{header: header.Clone(), body: body, wrong: judgment(call, a, header, body)}
	bodiless := a.Status == http.StatusNoContent || a.Status == http.StatusNotModified
	if !bodiless {
		header.Set("Content-Length", strconv.Itoa(len(body)))
	}
	w.WriteHeader(a.Status)
	if !bodiless && call.Request.Method != http.MethodHead {
		_, _ = w.Write(body) // a client that went away needs no answer
	}
	return out
}

// cut ends a connection without an answer, by a reset where that can be.
func cut(w http.ResponseWriter) {
	conn, _, err := http.NewResponseController(w).Hijack()
	if err != nil {
		panic(http.ErrAbortHandler) // net/http's own way
	}
	if tcp, is := conn.(*net.TCPConn); is {
		_ = tcp.SetLinger(0) // it is closed in any case
	}
	_ = conn.Close()
}

// stream writes the body of an answer as it comes.
func stream(w http.ResponseWriter, a *Answer) error {
	w.WriteHeader(a.Status)
	return a.Stream(flushing{w, http.NewResponseController(w)})
}

// flushing sends what is written at once.
type flushing struct {
	io.Writer
	control *http.ResponseController
}

func (f flushing) Write(data []byte) (int, error) {
	n, err := f.Writer.Write(data)
	if err == nil {
		err = f.control.Flush()
	}
	return n, err
}

// judgment returns what the document has against an answer. One that is the server's own is not
// the document's.
func judgment(call *Call, a *Answer, header http.Header, body []byte) (wrong []Violation) {
	if a.own || call.found == nil {
		return a.notes
	}
	if a.Data == nil && a.MediaType != "" {
		return append(a.notes[:len(a.notes):len(a.notes)], objected(call, a, header, body)...)
	}
	a.verdict.Do(func() {
		a.verdict.wrong = append(a.notes[:len(a.notes):len(a.notes)], objected(call, a, header, body)...)
	})
	return a.verdict.wrong
}

func objected(call *Call, a *Answer, header http.Header, body []byte) []Violation {
	if len(body) == 0 {
		body = []byte{}
	}
	found := call.objections(func() []Violation {
		return violations(call.found.Response(a.Status, header, bytes.Clone(body)))
	})
	return rereadAnswer(call, a, body, found)
}

// schema returns what the body of an answer is described by; nil for nothing.
func (a *Answer) schema() schemaRef {
	if a.Content == nil {
		return nil
	}
	return a.Content.Schema
}
