package runtime

import (
	"bufio"
	"bytes"
	"errors"
	"io"
	"iter"

	"github.com/armsmith/armsmith/internal/runtime/json"
)

// Stream is a body that is a sequence of values, read as it comes: JSON lines, a JSON sequence,
// server-sent events or the parts of a multipart body. V is a pointer for structs, as it is in a
// [Pager].
//
//	for v, err := range stream.All() { ... }
//
// The sequence can be ranged over once; leaving the loop closes it.
type Stream[V any] struct {
	resp    *Response
	next    func() (V, error) // io.EOF at the end
	err     error
	event   Event
	drifter *drifter // nil before the first value, and where nobody wants to be told
}

// Event is the server-sent event that the last value came in: its type and its id, from which the
// stream can be taken up again. Other streams have none.
func (s *Stream[V]) Event() Event { return s.event }

// All yields the values. After an error there is none.
func (s *Stream[V]) All() iter.Seq2[V, error] {
	return func(yield func(V, error) bool) {
		defer s.Close()
		var none V
		for s.err == nil {
			v, err := s.next()
			if err != nil {
				s.err = err
				if err != io.EOF {
					yield(none, s.failed(err))
				}
				return
			}
			if s.resp.tellsDrift() {
				s.drift(v)
			}
			if !yield(v, nil) {
				s.err = errStreamClosed
			}
		}
		if s.err != io.EOF && s.err != errStreamClosed {
			yield(none, s.failed(s.err))
		}
	}
}

// drift tells of what a value holds that the document does not know.
func (s *Stream[V]) drift(v V) {
	if s.drifter == nil {
		s.drifter = newDrifter(s.resp)
	}
	s.drifter.next(v)
}

// failed is err as the caller gets it. An error of asking again for the rest of a stream says
// itself what was asked, and one of a stream that no service sends stays as it is.
func (s *Stream[V]) failed(err error) error {
	if s.resp.op == nil {
		return err
	}
	switch err.(type) {
	case *RequestError, *ResponseError:
		return err
	}
	return s.resp.undecodable(err)
}

// Close ends the stream before its end.
func (s *Stream[V]) Close() error {
	if s.err == nil {
		s.err = errStreamClosed
	}
	return s.resp.Close()
}

var errStreamClosed = errors.New("the stream is closed")

// NewJSONLines reads one JSON value a line (application/jsonl, application/x-ndjson); blank lines
// are skipped. Each line has memory of its own, which what is decoded from it shares.
func NewJSONLines[T any](resp *Response, read func(*T, *json.Reader)) *Stream[*T] {
	lines, begun := newLineReader(resp), false
	return &Stream[*T]{resp: resp, err: resp.isSequence("JSON lines", "json", "ndjson", "text/plain", "octet-stream"), next: func() (*T, error) {
		for {
			line, err := lines.next()
			if err != nil {
				return nil, err
			}
			if !begun {
				line, begun = bytes.TrimPrefix(line, []byte("\xEF\xBB\xBF")), true
			}
			if line = bytes.TrimSpace(line); len(line) == 0 {
				continue
			}
			v := new(T)
			return v, resp.Budget(len(line)).DecodeFunc(bytes.Clone(line), func(r *json.Reader) { read(v, r) })
		}
	}}
}

// lineReader reads lines that end in LF, CR LF or CR, none longer than limit.
type lineReader struct {
	src    *bufio.Reader
	limit  int64
	line   []byte
	afterR bool // the line before ended in CR: a LF that follows belongs to it
	done   bool
}

func newLineReader(resp *Response) *lineReader {
	return &lineReader{src: bufio.NewReader(resp.octets()), limit: resp.most()}
}

// next returns a line without its end, valid until the next call. What follows the last line end is
// a line unless it is empty.
func (l *lineReader) next() ([]byte, error) {
	l.line = l.line[:0]
	if l.done {
		return nil, io.EOF
	}
	for {
		if l.src.Buffered() == 0 {
			if _, err := l.src.Peek(1); err != nil {
				l.done = true
				if err == io.EOF && len(l.line) > 0 {
					return l.line, nil
				}
				return nil, err
			}
		}
		chunk, _ := l.src.Peek(l.src.Buffered())
		if l.afterR {
			l.afterR = false
			if chunk[0] == '\n' {
				l.src.Discard(1)
				continue
			}
		}
		i := bytes.IndexAny(chunk, "\r\n")
		n := i
		if i < 0 {
			n = len(chunk)
		}
		if int64(len(l.line)+n) > l.limit {
			l.done = true
			return nil, ErrTooLarge
		}
		l.line = append(l.line, chunk[:n]...)
		if i < 0 {
			l.src.Discard(n)
			continue
		}
		l.afterR = chunk[i] == '\r'
		l.src.Discard(n + 1)
		return l.line, nil
	}
}

// Values is a stream of what another one yields pointers to: of texts, unions, lists.
func Values[T any](s *Stream[*T]) *Stream[T] {
	out := &Stream[T]{resp: s.resp, err: s.err}
	out.next = func() (v T, err error) {
		p, err := s.next()
		if err == nil {
			v, out.event = *p, s.event
		}
		return v, err
	}
	return out
}

// StreamOf is a stream of values that are there already, as a fake returns it.
func StreamOf[V any](values ...V) *Stream[V] {
	next := 0
	return &Stream[V]{resp: new(Response), next: func() (v V, err error) {
		if next == len(values) {
			return v, io.EOF
		}
		next++
		return values[next-1], nil
	}}
}

// StreamFrom is a stream of what a sequence yields, as a fake returns it: values that come over
// time, and errors among them.
func StreamFrom[V any](values iter.Seq2[V, error]) *Stream[V] {
	var next func() (V, error, bool)
	stop := func() {}
	return &Stream[V]{
		resp: &Response{stream: stopping(func() { stop() })},
		next: func() (V, error) {
			if next == nil {
				next, stop = iter.Pull2(values)
			}
			v, err, more := next()
			if !more {
				return v, io.EOF
			}
			return v, err
		},
	}
}

// stopping is an empty body whose end stops a sequence.
type stopping func()

func (stopping) Read([]byte) (int, error) { return 0, io.EOF }

func (s stopping) Close() error {
	s()
	return nil
}
