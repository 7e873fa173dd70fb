package json

import (
	"bytes"
	"strconv"

	"github.com/armsmith/armsmith/internal/runtime/value"
)

// Go does not show all of what a text says: that an element of a list of numbers was null, or how a
// number was written that float64 rounds. A Reader notes the text of such a property with the
// undeclared members of its model (see value.NoteAsRead), and this file writes it back: where what
// Go holds is still what was read, the text is as well.

// nullIfZero makes the struct of type t that was written since start null, which it was when it was
// read, if it is just what the zero value writes. Then what it lacks, all but the first of
// w.missing, is not missing.
//
//go:noinline
func (w *Writer) nullIfZero(start, missing int, t *Type) {
	w.wasNull = 0
	mark, lacking := len(w.buf), len(w.missing)
	w.value(newValue(t.Self), t)
	w.missing = w.missing[:lacking]
	if bytes.Equal(w.buf[start:mark], w.buf[mark:]) {
		w.buf = append(w.buf[:start], "null"...)
		w.missing = w.missing[:missing]
	} else {
		w.buf = w.buf[:mark]
	}
}

// putAsRead makes what was written since start, the member's value to which p points, null again
// when it is zero and was null when it was read, and takes back the member when it is zero and was
// not there. (What is zero of a struct that was not there, reflection alone can tell; one that was
// there is not asked.)
func (w *Writer) putAsRead(f *Field, start int, at place) {
	key := f.Key
	name := nameOf(key)
	switch {
	case isZero(w.buf[start:]) && w.extra.IsNull(name):
		w.buf = append(w.buf[:start], "null"...)
	case w.extra.IsAbsent(name) && f.isZeroValue(at):
		if start -= len(key); w.buf[start] == '{' {
			start++ // the first member, which has no comma
		}
		w.buf = w.buf[:start]
	default:
		w.restore(key, start)
	}
}

// isZeroValue is isZero for a scalar or a struct.
func (f *Field) isZeroValue(at place) bool {
	if f.Kind == KindStruct {
		return valueAt(at, f.Of.JSONType().Self).IsZero()
	}
	return isZeroScalar(at, f.Kind)
}

// isZero reports whether a JSON text is that of a scalar's zero value.
func isZero(text []byte) bool {
	switch string(text) {
	case "0", "false", `""`, `"0"`, `"false"`, "null", "[]", "{}":
		return true
	}
	return false
}

// restored puts back what Go does not show of the member whose value was written since start.
func (w *Writer) restored(key string, start int) {
	if w.noted() {
		w.restore(key, start)
	}
}

//go:noinline
func (w *Writer) restore(key string, start int) { w.restoreEntry(nameOf(key), start) }

func (w *Writer) restoreEntry(name string, start int) {
	if !w.noted() || w.err != nil {
		return
	}
	was, ok := value.AsRead(w.extra, name)
	if !ok {
		return
	}
	written := append([]byte(nil), w.buf[start:]...)
	now, then := scan(written), scan(was)
	w.buf = appendRestored(w.buf[:start], &now, &then)
}

// appendRestored appends the value that comes next in now, with what Go does not show as it is in
// then.
func appendRestored(dst []byte, now, then *reading) []byte {
	switch c := now.peek(); {
	case c == '[' && then.peek() == '[':
		return appendRestoredList(dst, now, then)
	case c == '{' && then.peek() == '{':
		return appendRestoredObject(dst, now, then)
	}
	written, read := now.Raw(), then.Raw()
	switch {
	case string(read) == "null" && isZero(written), sameFloat(written, read):
		return append(dst, read...)
	}
	return append(dst, written...)
}

func appendRestoredList(dst []byte, now, then *reading) []byte {
	now.enter()
	then.enter()
	dst = append(dst, '[')
	more := then.element(true)
	for first := true; now.element(first); first = false {
		if !first {
			dst = append(dst, ',')
		}
		if !more {
			dst = append(dst, now.Raw()...)
			continue
		}
		dst = appendRestored(dst, now, then)
		more = then.element(false)
	}
	for more { // elements that are there no more
		then.Skip()
		more = then.element(false)
	}
	return append(dst, ']')
}

func appendRestoredObject(dst []byte, now, then *reading) []byte {
	members := map[string][]byte{}
	then.enter()
	for name, ok := then.firstEntry(); ok; name, ok = then.nextEntry() {
		members[name] = then.Raw()
	}
	now.enter()
	dst = append(dst, '{')
	begin := len(dst)
	for more := now.peek() != '}'; more; more = now.comma('}') {
		if len(dst) > begin {
			dst = append(dst, ',')
		}
		start := now.pos
		name, _ := now.name()
		dst = append(dst, now.data[start:now.pos]...)
		if was, ok := members[name]; ok {
			member := scan(was)
			dst = appendRestored(dst, now, &member)
			continue
		}
		dst = append(dst, now.Raw()...)
	}
	if len(dst) == begin {
		now.close()
	}
	return append(dst, '}')
}

// sameFloat reports whether what was written is the number that was read, as a float64 is written.
func sameFloat(written, read []byte) bool {
	if !isNumber(string(written)) || !isNumber(string(read)) {
		return false
	}
	f, err := strconv.ParseFloat(string(read), 64)
	var room [32]byte
	return err == nil && string(appendFloat(room[:0], f)) == string(written)
}
