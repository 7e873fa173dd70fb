package json

import (
	"reflect"

	"github.com/armsmith/armsmith/internal/runtime/value"
)

// mapOf writes an object in the order of its names. Nil is an empty object.
func (w *Writer) mapOf(p place, t *Type) {
	switch t.layout() {
	case pointers:
		m := *(*map[string]place)(p)
		if t.Kind != KindPtr || !writeFew(m, w, t, (*Writer).pointer) {
			writeMap(m, w, t)
		}
	case texts:
		m := *(*map[string]string)(p)
		if t.Kind != KindText || !writeFew(m, w, t, (*Writer).string) {
			w.texts(m, t)
		}
	case lists:
		m := *(*map[string][]byte)(p)
		if t.Kind != KindRaw || !writeFew(m, w, t, (*Writer).rawValue) {
			writeMap(m, w, t)
		}
	case interfaces:
		writeMap(*(*map[string]Typed)(p), w, t)
	case optionalTexts:
		m := *(*map[string]value.Optional[string])(p)
		if t.Kind != KindOptText || !writeFew(m, w, t, (*Writer).optionalString) {
			writeMap(m, w, t)
		}
	case numbers64:
		writeMap(*(*map[string]uint64)(p), w, t)
	case bools:
		writeMap(*(*map[string]bool)(p), w, t)
	default:
		w.anyMap(p, t)
	}
}

// few is how many entries a map may have to be sorted on the stack.
const few = 8

// writeFew writes a map of a few values that need no place, each by the given method. It is false
// for more of them. The entries are sorted as they come, in an array of the function itself: no name
// is looked up again, and no pointer stored where the garbage collector has to be told.
func writeFew[V any](m map[string]V, w *Writer, t *Type, write func(*Writer, V, Typed)) bool {
	if len(m) > few {
		return false
	}
	if w.enter('{') {
		var entries [few]struct {
			name  string
			value V
		}
		n := 0
		for name, v := range m {
			i := n
			for ; i > 0 && name < entries[i-1].name; i-- {
				entries[i] = entries[i-1]
			}
			entries[i].name, entries[i].value = name, v
			n++
		}
		for i := range n {
			w.name(entries[i].name)
			write(w, entries[i].value, t.Of)
		}
	}
	w.leave('}')
	return true
}

// What writeFew writes.

func (w *Writer) string(s string, _ Typed) { w.str(s) }

func (w *Writer) optionalString(o value.Optional[string], _ Typed) {
	if s, ok := o.Get(); ok {
		w.str(s)
	} else {
		w.null()
	}
}

func (w *Writer) rawValue(text []byte, _ Typed) { w.Raw(text) }

func (w *Writer) pointer(v place, of Typed) {
	if v == nil || w.deep() {
		w.null()
	} else {
		w.object(v, of.JSONType())
	}
}

func writeMap[V any](m map[string]V, w *Writer, t *Type) {
	if w.enter('{') {
		v := take[V](&w.spares)
		if len(m) == 1 {
			for name, value := range m {
				w.name(name)
				*v = value
				w.value(place(v), t)
			}
		} else {
			names := sorted(w, m)
			for _, name := range names {
				w.name(name)
				*v = m[name]
				w.value(place(v), t)
			}
			w.drop(names)
		}
		*v = *new(V)
		w.spares.give(v)
	}
	w.leave('}')
}

// texts is writeMap for strings, or what is kept as a text.
func (w *Writer) texts(m map[string]string, t *Type) {
	start := len(w.pairs)
	for name, s := range m {
		w.pairs = append(w.pairs, pair{name, s})
	}
	if t.Kind == KindText {
		w.writePairs(start, (*Writer).str)
		return
	}
	w.writePairs(start, func(w *Writer, s string) { w.scalar(place(&s), t.Kind) })
}

// anyMap is writeMap for any layout.
func (w *Writer) anyMap(p place, t *Type) {
	m := mapAt(p, t)
	if w.enter('{') {
		names, v := namesOf(w, m), reflect.New(m.Type().Elem())
		for _, name := range names {
			w.name(name)
			v.Elem().Set(m.MapIndex(reflect.ValueOf(name)))
			w.value(v.UnsafePointer(), t)
		}
		w.drop(names)
	}
	w.leave('}')
}

// namesOf is sorted for reflection. (It is no method of Writer, or each package that imports this
// one would compile those of reflect.Value: see memory.)
func namesOf(w *Writer, m reflect.Value) []string {
	start := len(w.names)
	for names := m.MapRange(); names.Next(); {
		w.names = append(w.names, names.Key().String())
	}
	return w.sort(start)
}

// entries writes the members of the map at p beside those of the object that it belongs to, which
// has the given fields. What is among these is left out.
func (w *Writer) entries(p place, t *Type, fields []Field) {
	m := mapAt(p, t)
	names, v := namesOf(w, m), reflect.New(m.Type().Elem())
	for _, name := range names {
		if find(fields, 0, name) < len(fields) {
			continue
		}
		w.name(name)
		start := len(w.buf)
		v.Elem().Set(m.MapIndex(reflect.ValueOf(name)))
		w.value(v.UnsafePointer(), t)
		w.restoreEntry(name, start)
	}
	w.drop(names)
}
