package fake

import (
	"bytes"
	"io"
	"iter"
	"sync"

	"github.com/armsmith/armsmith/internal/runtime"
)

// sequence answers with the values of a stream, each written when the one before has been read, and
// with what end writes behind the last one. A stream that begins with an error is an answer that is
// one; a later error breaks the body off, as it would a service's.
func sequence[V any](c *Call, contentType string, s *runtime.Stream[V], write func(*bytes.Buffer, V) error, end func(*bytes.Buffer) error) {
	body := &values{next: func(b *bytes.Buffer) error { return endOf(end(b)) }, stop: func() {}}
	if s != nil {
		pull, stop := iter.Pull2(s.All())
		body.stop = stop
		body.next = func(b *bytes.Buffer) error {
			switch v, err, more := pull(); {
			case !more:
				return endOf(end(b))
			case err != nil:
				return err
			default:
				return write(b, v)
			}
		}
	}
	body.fill()
	if err := body.err; err != nil && err != io.EOF {
		body.Close()
		c.Fail(err)
		return
	}
	c.write(c.status, contentType, body)
}

// nothing stands behind the last value.
func nothing(*bytes.Buffer) error { return nil }

// endOf is io.EOF, unless the end went wrong.
func endOf(err error) error {
	if err != nil {
		return err
	}
	return io.EOF
}

// values is a body of values that are written as they are read.
type values struct {
	next func(*bytes.Buffer) error // writes one more; io.EOF with or after the last
	stop func()                    // ends the stream; not while next runs

	mu  sync.Mutex
	buf bytes.Buffer
	err error
}

// Read gives what there is of a value, before it asks for another.
func (v *values) Read(p []byte) (int, error) {
	v.mu.Lock()
	defer v.mu.Unlock()
	for v.buf.Len() == 0 && v.err == nil {
		v.fill()
	}
	if v.buf.Len() == 0 {
		return 0, v.err
	}
	return v.buf.Read(p)
}

// fill asks for a value.
func (v *values) fill() { v.err = v.next(&v.buf) }

// Close ends the stream, as soon as what it waits for is there: a sequence that waits long is to
// watch the context that the function was given.
func (v *values) Close() error {
	v.mu.Lock()
	defer v.mu.Unlock()
	v.err = io.ErrClosedPipe
	v.buf.Reset()
	v.stop()
	return nil
}
