package json

import (
	"bytes"
	"errors"
	"slices"
	"strings"
	"sync"

	"github.com/armsmith/armsmith/internal/runtime/value"
)

// Writer appends JSON to one buffer. It is made by Marshal and Append. What it writes is what
// encoding/json writes with SetEscapeHTML(false).
type Writer struct {
	buf    []byte
	extra  value.Members // undeclared members of the object being written
	names  []string      // of maps, to be sorted
	pairs  []pair        // of maps of strings
	fits   int           // how much room the next long text needs if it is like the last
	spares spares        // what WriteMap copies values to
	depth  int
	// where the last object ends that had been null when it was read: see nullIfZero
	wasNull int
	// the text is a request's, written as sending says; missing are the members that it lacks
	request bool
	sending Sending
	missing []string
	told    told // of the variant that is written next
	redact  bool // secrets are not shown: see Redacted
	forXML  bool // numbers may be infinite: see MarshalForXML
	plain   bool // types of the user's are written as their texts
	err     error
}

var writers = sync.Pool{New: func() any { return new(Writer) }}

const (
	giveBytes = 16 << 10 // how long a text must be to be given away with its buffer
	keepBytes = 1 << 20  // how large a buffer may be to be used again
	keepNames = 4 << 10  // and how many names there may be room for
)

// Marshal returns v as JSON, a nil pointer as null. The error says what JSON cannot express: a NaN,
// an infinity, a raw value that is not JSON, or nesting without end.
func Marshal(v Typed) ([]byte, error) {
	w := NewWriter()
	w.model(v)
	return w.Finish()
}

// MarshalValue is Marshal for a model itself, of which v is no pointer. (A method that took its
// address would be twice as long, once for each model.)
func MarshalValue(v any) ([]byte, error) { return Marshal(modelOf(v)) }

// MarshalFunc is Marshal for a value that is no model, such as a list: write writes it.
func MarshalFunc(write func(*Writer)) ([]byte, error) {
	w := NewWriter()
	write(w)
	return w.Finish()
}

// Append appends v as JSON to dst. After an error it returns dst as it was.
func Append(dst []byte, v Typed) ([]byte, error) {
	w := Writer{buf: dst}
	w.model(v)
	if w.err != nil {
		return dst, w.err
	}
	return w.buf, nil
}

// NewWriter returns an empty Writer, which Finish takes back.
func NewWriter() *Writer {
	w := writers.Get().(*Writer)
	if w.buf == nil && w.fits > 0 {
		w.buf = roomFor(w.fits)
	}
	return w
}

// Finish returns what was written, and takes w back. It is a copy, except for a long text that
// fills the buffer: that is given away, and the next text gets a new one of its size. Where long
// texts are alike, the second of them makes room for the third in this way.
func (w *Writer) Finish() (out []byte, err error) {
	switch n := len(w.buf); {
	case w.err != nil:
		err = w.err
	case n < giveBytes:
		out = bytes.Clone(w.buf)
	case fills(n, cap(w.buf)):
		out, w.buf, w.fits = w.buf[:n:n], nil, min(cap(w.buf), keepBytes)
	default:
		out = bytes.Clone(w.buf)
		if fills(n, w.fits) {
			w.buf = nil
		} else {
			w.fits = min(n, keepBytes)
		}
	}
	w.Release()
	return out, err
}

// fills reports whether a text of n bytes leaves little of its room.
func fills(n, room int) bool { return n <= room && room-n <= n/8 }

// Release takes w back, as Finish does, without its text.
func (w *Writer) Release() {
	if cap(w.buf) > keepBytes || cap(w.names)+cap(w.pairs) > keepNames || w.err != nil || w.redact {
		*w = Writer{}
	}
	w.buf, w.wasNull = w.buf[:0], 0
	writers.Put(w)
}

// fail keeps the first error.
func (w *Writer) fail(err error) {
	if w.err == nil {
		w.err = err
	}
}

var errDepth = errors.New("json: a value nested more than 10000 deep cannot be written; does it hold itself?")

// enter begins an object or array. It is false where nothing may be written any more, because
// values hold one another.
//
//go:noinline
func (w *Writer) enter(bracket byte) bool {
	w.buf = append(w.buf, bracket)
	if w.depth++; w.depth <= MaxDepth {
		return true
	}
	w.fail(errDepth)
	return false
}

// deep reports whether that is so. What leads from one value to another by a pointer stops then;
// lists and maps ask enter.
func (w *Writer) deep() bool { return w.depth > MaxDepth }

// leave ends an object or array.
//
//go:noinline
func (w *Writer) leave(bracket byte) {
	w.buf = append(w.buf, bracket)
	w.depth--
}

// open begins an object whose undeclared members are *extra, and returns those of the object around
// it, for close. Nil is an object that has no place for them.
//
//go:noinline
func (w *Writer) open(extra *value.Members) (outer value.Members) {
	w.buf = append(w.buf, '{')
	if w.depth++; w.depth > MaxDepth {
		w.fail(errDepth)
	}
	outer, own := w.extra, none
	if extra != nil {
		own = *extra
	}
	if !value.Same(outer, own) {
		w.extra = own
	}
	return outer
}

// close writes the undeclared members and ends the object. Of the undeclared those that are in
// fields after all are left out: what they are is for the fields to say, and a null among them has
// been written in its field's place.
func (w *Writer) close(outer value.Members, fields []Field) {
	for _, member := range value.List(w.extra) {
		if !member.IsNote() && find(fields, 0, member.Name) == len(fields) {
			w.member(member)
		}
	}
	w.buf = append(w.buf, '}')
	w.depth--
	if w.noted() && value.WasNull(w.extra) {
		w.wasNull = len(w.buf)
	}
	if !value.Same(outer, w.extra) {
		w.extra = outer
	}
}

// noted reports whether the object being written has undeclared members or notes.
func (w *Writer) noted() bool { return !value.Same(w.extra, none) }

func (w *Writer) member(m value.Member) {
	w.name(m.Name)
	w.Raw(m.Value)
}

// name writes a member's name that is no key known beforehand.
//
//go:noinline
func (w *Writer) name(name string) {
	w.comma()
	w.str(name)
	w.buf = append(w.buf, ':')
}

// comma separates a member or element from the one before.
func (w *Writer) comma() {
	if c := w.buf[len(w.buf)-1]; c != '{' && c != '[' {
		w.buf = append(w.buf, ',')
	}
}

// key writes a member's name, given as `,"name":`.
func (w *Writer) key(key string) {
	if w.buf[len(w.buf)-1] == '{' {
		key = key[1:]
	}
	w.text(key)
}

// text appends s. It is no append of slices because that stores the pointer of w.buf anew, which
// costs while garbage is collected; w.buf = w.buf[:n] stores the length alone.
func (w *Writer) text(s string) {
	n := len(w.buf)
	if cap(w.buf)-n < len(s) {
		w.grow(len(s))
	}
	w.buf = w.buf[:n+len(s)]
	copy(w.buf[n:], s)
}

// grow makes room for n more bytes.
//
//go:noinline
func (w *Writer) grow(n int) { w.buf = slices.Grow(w.buf, max(n, len(w.buf), 512)) }

// asRead writes the named member, whose field is zero, as null if that is what was read and noted,
// and not at all if it was noted that there was none. It reports whether there is such a note.
//
//go:noinline
func (w *Writer) asRead(key string) bool {
	if !w.noted() {
		return false
	}
	name := nameOf(key)
	if w.extra.IsNull(name) {
		w.putNull(key)
		return true
	}
	return w.extra.IsAbsent(name)
}

// putNull writes a member that is null.
func (w *Writer) putNull(key string) {
	w.key(key)
	w.null()
}

func (w *Writer) null() { w.buf = append(w.buf, "null"...) }

// Raw writes a JSON text as it is; nothing at all stands for null. One that is not JSON is an
// error.
func (w *Writer) Raw(text []byte) { w.raw(stringOf(text)) }

func (w *Writer) raw(text string) {
	if text == "" {
		w.null()
		return
	}
	r := scan(bytesOf(text))
	r.peek()
	start := r.pos
	r.Skip()
	end := r.pos
	r.peek()
	if r.failed || r.pos < len(text) {
		w.fail(errors.New("json: a raw value to be written is not JSON: " + excerpt([]byte(text))))
		return
	}
	w.text(text[start:end])
}

// sorted returns the keys of m in order, kept in w until drop.
func sorted[V any](w *Writer, m map[string]V) []string {
	start := len(w.names)
	for name := range m {
		w.names = append(w.names, name)
	}
	return w.sort(start)
}

// sort sorts the names that were added since start. (It is no part of sorted because that is
// compiled once a type.)
//
//go:noinline
func (w *Writer) sort(start int) []string {
	names := w.names[start:]
	if len(names) > 1 {
		slices.Sort(names)
	}
	return names
}

// drop forgets the names that sorted returned last.
func (w *Writer) drop(names []string) {
	clear(names)
	w.names = w.names[:len(w.names)-len(names)]
}

// pair is a member of a map of strings.
type pair struct{ name, value string }

// writePairs writes, as an object in the order of their names, the pairs that were added since
// start, and forgets them.
func (w *Writer) writePairs(start int, write func(*Writer, string)) {
	pairs := w.pairs[start:]
	if len(pairs) > 1 {
		slices.SortFunc(pairs, func(a, b pair) int { return strings.Compare(a.name, b.name) })
	}
	if w.enter('{') {
		for i := range pairs {
			w.name(pairs[i].name)
			write(w, pairs[i].value)
		}
	}
	w.leave('}')
	clear(pairs)
	w.pairs = w.pairs[:start]
}
