package runtime

import (
	"bufio"
	"bytes"
	"errors"
	"fmt"
	"io"

	"github.com/armsmith/armsmith/internal/runtime/json"
)

// recordSeparator begins each text of a JSON text sequence.
const recordSeparator = "\x1e"

var (
	errNoSeparator = errors.New("want a record separator (RFC 7464), which begins each text of a JSON sequence")
	errTruncated   = errors.New("a text of the JSON sequence is truncated")
)

// NewJSONSeq reads a JSON text sequence (application/json-seq, RFC 7464). A text that was cut off
// while it was written is an error. Each has memory of its own, which what is decoded from it
// shares.
func NewJSONSeq[T any](resp *Response, read func(*T, *json.Reader)) *Stream[*T] {
	records := newRecordReader(resp)
	return &Stream[*T]{resp: resp, err: resp.isSequence("json-seq", "json", "text/plain", "octet-stream"), next: func() (*T, error) {
		text, err := records.next()
		if err != nil {
			return nil, err
		}
		v := new(T)
		err = resp.Budget(len(text)).DecodeFunc(bytes.Clone(text), func(r *json.Reader) { read(v, r) })
		return v, truncated(text, err)
	}}
}

// truncated is the error of a text that was decoded with err. A number or a word without white
// space behind it could have gone on (section 2.4).
func truncated(text []byte, err error) error {
	switch last := text[len(text)-1]; {
	case bytes.IndexByte([]byte(" \t\r\n"), last) >= 0:
		return err
	case err != nil:
		return fmt.Errorf("%w: %w", errTruncated, err)
	case bytes.IndexByte([]byte(`}]"`), last) < 0:
		return errTruncated
	}
	return nil
}

// recordReader reads what stands between record separators, none of it longer than limit.
type recordReader struct {
	src   *bufio.Reader
	limit int64
	text  []byte
	begun bool // the first separator is read
	err   error
}

func newRecordReader(resp *Response) *recordReader {
	return &recordReader{src: bufio.NewReader(resp.octets()), limit: resp.most()}
}

// next returns a text with the white space behind it, valid until the next call. Separators without
// a text between them are skipped.
func (r *recordReader) next() ([]byte, error) {
	for r.err == nil {
		r.text = r.text[:0]
		r.err = r.record()
		switch blank := len(bytes.TrimSpace(r.text)) == 0; {
		case r.err != nil && r.err != io.EOF:
		case !r.begun:
			if r.begun = true; !blank {
				r.err = errNoSeparator
			}
		case !blank:
			return r.text, nil
		}
	}
	return nil, r.err
}

// record reads up to a separator or, with io.EOF, the end.
func (r *recordReader) record() error {
	for {
		if r.src.Buffered() == 0 {
			if _, err := r.src.Peek(1); err != nil {
				return err
			}
		}
		chunk, _ := r.src.Peek(r.src.Buffered())
		n := bytes.IndexByte(chunk, recordSeparator[0])
		whole := n >= 0
		if !whole {
			n = len(chunk)
		}
		if int64(len(r.text)+n) > r.limit {
			return ErrTooLarge
		}
		r.text = append(r.text, chunk[:n]...)
		if whole {
			r.src.Discard(n + 1)
			return nil
		}
		r.src.Discard(n)
	}
}
