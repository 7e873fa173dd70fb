package json

import (
	"bytes"
	"reflect"

	"github.com/armsmith/armsmith/internal/runtime/value"
)

// The functions of this file write one member of an object each: its name, given as `,"name":`, and
// its value, if there is one. A field that Go shows as nil or zero and that was read as null is
// written as null again, and a zero one that was not there when its object was read is left out.

// PutString writes a member that is always there.
func PutString[S ~string](w *Writer, key string, s S) {
	if s == "" && w.asRead(key) {
		return
	}
	w.stringMember(key, string(s))
}

// PutOptString is PutOpt with WriteString.
func PutOptString[S ~string](w *Writer, key string, p *value.Optional[S]) {
	if v := value.Ref(p); v != nil {
		w.stringMember(key, string(*v))
	} else {
		w.putNone(key, p.IsNull())
	}
}

// PutConst writes a member that has one value only, given as JSON, unless the field says another.
func PutConst[T comparable](w *Writer, key string, p *T, write func(*T, *Writer), only string) {
	w.Key(key)
	var zero T
	if *p == zero {
		w.buf = append(w.buf, only...)
		return
	}
	write(p, w)
}

// Put writes a member that is always there.
func Put[T any](w *Writer, key string, p *T, write func(*T, *Writer)) {
	w.Key(key)
	start := len(w.buf)
	writeOne(p, w, write)
	if w.extra != none {
		w.putAsRead(key, start, p)
	}
}

// putAsRead makes what was written since start, the member's value to which p points, null again
// when it is zero and was null when it was read, and takes back the member when it is zero and was
// not there. (What is zero of a struct that was not there, reflection alone can tell; one that was
// there is not asked.)
func (w *Writer) putAsRead(key string, start int, p any) {
	name := nameOf(key)
	switch {
	case isZero(w.buf[start:]) && w.extra.IsNull(name):
		w.buf = append(w.buf[:start], "null"...)
	case w.extra.IsAbsent(name) && reflect.ValueOf(p).Elem().IsZero():
		if start -= len(key); w.buf[start] == '{' {
			start++ // the first member, which has no comma
		}
		w.buf = w.buf[:start]
	default:
		w.restore(key, start)
	}
}

// isZero reports whether a JSON text is that of a scalar's zero value.
func isZero(text []byte) bool {
	switch string(text) {
	case "0", "false", `""`, `"0"`, `"false"`, "null", "[]", "{}":
		return true
	}
	return false
}

// PutOpt writes a member that may be absent or null.
func PutOpt[T any](w *Writer, key string, p *value.Optional[T], write func(*T, *Writer)) {
	if v := value.Ref(p); v != nil {
		w.Key(key)
		start := len(w.buf)
		write(v, w)
		w.restored(key, start)
	} else {
		w.putNone(key, p.IsNull())
	}
}

// putNone writes a member without a value: not at all, unless its field or a note says null.
func (w *Writer) putNone(key string, isNull bool) {
	if isNull {
		w.putNull(key)
	} else if w.extra != none {
		w.asRead(key)
	}
}

// putNull writes a member that is null.
func (w *Writer) putNull(key string) {
	w.Key(key)
	w.null()
}

// PutPtr writes a member unless p is nil.
func PutPtr[T any](w *Writer, key string, p *T, write func(*T, *Writer)) {
	if p == nil || w.deep() {
		w.asRead(key)
		return
	}
	w.Key(key)
	write(p, w)
}

// PutUnion writes a member unless v is nil. A variant that is a nil pointer is written as null.
func PutUnion(w *Writer, key string, v Encodable) {
	if v == nil || w.deep() {
		w.asRead(key)
		return
	}
	w.Key(key)
	start := len(w.buf)
	w.value(v)
	w.restored(key, start)
}

// PutBytes writes a member unless *p is nil.
func PutBytes[B ~[]byte](w *Writer, key string, p *B, write func(*B, *Writer)) {
	if *p == nil {
		w.asRead(key)
		return
	}
	w.Key(key)
	write(p, w)
}

// PutList writes a member unless list is nil.
func PutList[L ~[]T, T any](w *Writer, key string, list L, write func(*T, *Writer)) {
	if list == nil {
		w.asRead(key)
		return
	}
	w.Key(key)
	start := len(w.buf)
	writeList(list, w, write)
	w.restored(key, start)
}

// PutRequiredList writes a member, nil as an empty array.
func PutRequiredList[L ~[]T, T any](w *Writer, key string, list L, write func(*T, *Writer)) {
	if list == nil && w.asRead(key) {
		return
	}
	w.Key(key)
	start := len(w.buf)
	writeList(list, w, write)
	w.restored(key, start)
}

// PutRequiredMap writes a member, nil as an empty object.
func PutRequiredMap[M ~map[string]V, V any](w *Writer, key string, m M, write func(*V, *Writer)) {
	if m == nil && w.asRead(key) {
		return
	}
	w.Key(key)
	start := len(w.buf)
	writeMap(m, w, write)
	w.restored(key, start)
}

// PutMap writes a member unless m is nil.
func PutMap[M ~map[string]V, V any](w *Writer, key string, m M, write func(*V, *Writer)) {
	if m == nil {
		w.asRead(key)
		return
	}
	w.Key(key)
	start := len(w.buf)
	writeMap(m, w, write)
	w.restored(key, start)
}

// PutEntries writes the members of a map beside those of the object that it belongs to, which has
// the given keys. What is among these is left out.
func PutEntries[M ~map[string]V, V any](w *Writer, m M, keys *Keys, write func(*V, *Writer)) {
	names := sorted(w, m)
	for _, name := range names {
		if find(keys.Names, 0, name) == len(keys.Names) {
			w.name(name)
			v, start := m[name], len(w.buf)
			writeOne(&v, w, write)
			w.restoreEntry(name, start)
		}
	}
	w.drop(names)
}

// PutFlat writes the object of a struct's own fields that stand one level deeper in JSON; write
// writes them. What else the object held when it was read, or that it was empty or null, is
// remembered among the undeclared members.
func PutFlat[T any](w *Writer, key string, p *T, keys *Keys, write func(*T, *Writer)) {
	start := len(w.buf)
	note, noted := w.extra.Get(nameOf(key))
	var inner value.Members
	if noted && len(note) > 0 && note[0] == '{' {
		if err := inner.UnmarshalJSON(note); err != nil {
			w.fail(err)
		}
	}
	w.Key(key)
	open := len(w.buf)
	outer := w.Open(&inner)
	write(p, w)
	w.Close(outer, keys)
	if bytes.Equal(w.buf[open:], []byte("{}")) && (!noted || note[0] != '{') {
		w.buf = w.buf[:start]
		w.asRead(key)
		return
	}
	w.restored(key, open)
}

// WritePtr writes what *p points to; nil as null.
func WritePtr[T any](p **T, w *Writer, write func(*T, *Writer)) {
	if *p == nil || w.deep() {
		w.null()
		return
	}
	write(*p, w)
}

// WriteUnion writes the variant that *p holds; nil, and a variant that is a nil pointer, as null.
func WriteUnion[U Encodable](p *U, w *Writer) {
	if w.deep() {
		w.null()
		return
	}
	w.value(*p)
}

// WriteList writes an array, of which write writes the elements. Nil is an empty array.
func WriteList[L ~[]T, T any](p *L, w *Writer, write func(*T, *Writer)) { writeList(*p, w, write) }

func writeList[T any](list []T, w *Writer, write func(*T, *Writer)) {
	if w.enter('[') {
		for i := range list {
			if i > 0 {
				w.buf = append(w.buf, ',')
			}
			writeOne(&list[i], w, write)
		}
	}
	w.leave(']')
}

// WriteMap writes an object in the order of its names, of which write writes the values. Nil is an
// empty object.
func WriteMap[M ~map[string]V, V any](p *M, w *Writer, write func(*V, *Writer)) {
	writeMap(*p, w, write)
}

func writeMap[V any](m map[string]V, w *Writer, write func(*V, *Writer)) {
	if w.enter('{') {
		v := take[V](&w.spares)
		if len(m) == 1 {
			for name, value := range m {
				w.name(name)
				*v = value
				writeOne(v, w, write)
			}
		} else {
			names := sorted(w, m)
			for _, name := range names {
				w.name(name)
				*v = m[name]
				writeOne(v, w, write)
			}
			w.drop(names)
		}
		*v = *new(V)
		w.spares.give(v)
	}
	w.leave('}')
}

// PutStringMap is PutMap with WriteString.
func PutStringMap[M ~map[string]S, S ~string](w *Writer, key string, m M) {
	if m == nil {
		w.asRead(key)
		return
	}
	w.Key(key)
	begin, start := len(w.buf), len(w.pairs)
	for name, s := range m {
		w.pairs = append(w.pairs, pair{name, string(s)})
	}
	w.writePairs(start, (*Writer).str)
	w.restored(key, begin)
}

// PutRawMap is PutMap with WriteRaw.
func PutRawMap[M ~map[string]B, B ~[]byte](w *Writer, key string, m M) {
	if m == nil {
		w.asRead(key)
		return
	}
	w.Key(key)
	WriteRawMap(&m, w)
}

// PutRequiredRawMap is PutRequiredMap with WriteRaw.
func PutRequiredRawMap[M ~map[string]B, B ~[]byte](w *Writer, key string, m M) {
	if m == nil && w.asRead(key) {
		return
	}
	w.Key(key)
	WriteRawMap(&m, w)
}

// WriteRawMap is WriteMap with WriteRaw.
func WriteRawMap[M ~map[string]B, B ~[]byte](p *M, w *Writer) {
	start := len(w.pairs)
	for name, raw := range *p {
		w.pairs = append(w.pairs, pair{name, stringOf(raw)})
	}
	w.writePairs(start, (*Writer).raw)
}

// WriteNilRawMap is WriteRawMap where nil is null.
func WriteNilRawMap[M ~map[string]B, B ~[]byte](p *M, w *Writer) {
	if *p == nil {
		w.null()
		return
	}
	WriteRawMap(p, w)
}

// WriteNilList is WriteList where nil is null.
func WriteNilList[L ~[]T, T any](p *L, w *Writer, write func(*T, *Writer)) {
	if *p == nil {
		w.null()
		return
	}
	writeList(*p, w, write)
}

// WriteNilMap is WriteMap where nil is null.
func WriteNilMap[M ~map[string]V, V any](p *M, w *Writer, write func(*V, *Writer)) {
	if *p == nil {
		w.null()
		return
	}
	writeMap(*p, w, write)
}

// WriteNilBytes writes bytes with write; nil is null.
func WriteNilBytes[B ~[]byte](p *B, w *Writer, write func(*B, *Writer)) {
	if *p == nil {
		w.null()
		return
	}
	write(p, w)
}
