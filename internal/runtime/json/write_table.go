package json

import (
	"fmt"

	"github.com/armsmith/armsmith/internal/runtime/value"
)

// Write writes what p points to, as its table says; a nil pointer as null. A model is its own
// table.
func (w *Writer) Write(p any, of Typed) {
	at := pointerIn(p)
	if at == nil {
		w.null()
		return
	}
	w.one(at, of.JSONType())
}

// model writes m, a nil pointer as null. So is a struct that was null when it was read and that is
// zero still.
func (w *Writer) model(m Typed) {
	if m == nil || dataOf(m) == nil {
		w.null()
		return
	}
	t := m.JSONType()
	if !sameType(m, t.Self) {
		w.fail(notItself(m, t))
		return
	}
	w.one(dataOf(m), t)
}

// notItself returns the error for a type that has its table by embedding the type of that.
func notItself(m any, t *Type) error {
	return fmt.Errorf("json: %T embeds a model (%T) and cannot be read or written as one; use the model itself", m, t.Self)
}

// one writes a value that may have no nil. A struct that is zero and was null when it was read is
// written as null.
func (w *Writer) one(p place, t *Type) {
	start, missing := len(w.buf), len(w.missing)
	w.value(p, t)
	if w.wasNull == len(w.buf) {
		w.nullIfZero(start, missing, t)
	}
}

// value writes a value of any type.
func (w *Writer) value(p place, t *Type) {
	switch t.Kind {
	case KindStruct:
		w.object(p, t)
	case KindUnion:
		w.union(p, t)
	case KindUnknown:
		w.unknown(p, t.Unknown)
	case KindWrapped:
		w.one(p, t.Of.JSONType())
	case KindForeign:
		w.foreign(p, t)
	case KindPtr, KindList, KindMap, KindBytes, KindBytesURL:
		if t.Null && *(*place)(p) == nil {
			w.null()
			return
		}
		w.kind(p, t.Kind, t.Of)
	default:
		w.kind(p, t.Kind, t.Of)
	}
}

// kind writes a value of a kind that is what it is of something, or of nothing.
func (w *Writer) kind(p place, k Kind, of Typed) {
	switch k {
	case KindPtr:
		w.pointer(*(*place)(p), of)
	case KindList:
		w.list((*list)(p), of.JSONType())
	case KindMap:
		w.mapOf(p, of.JSONType())
	case KindUnion:
		w.union(p, of.JSONType())
	case KindExpandable:
		w.expandable(p, of.JSONType())
	case KindStruct:
		w.one(p, of.JSONType())
	case KindOptional:
		w.optional(p, of.JSONType())
	default:
		if k < KindOptText {
			w.scalar(p, k)
			return
		}
		w.optional(p, &Scalars[k-opt])
	}
}

// optional writes an Optional by itself: an element of a list or map.
func (w *Writer) optional(p place, t *Type) {
	if *presence(p, t.size()) != value.StatePresent {
		w.null()
		return
	}
	w.value(p, t)
}

// object writes the struct at p.
func (w *Writer) object(p place, t *Type) {
	outer := w.open(extraOf(p, t))
	w.fields(p, t.Fields)
	if t.Rest != nil {
		w.entries(offset(p, t.Rest.At), t.Rest.Of.JSONType(), t.Fields)
	}
	w.close(outer, t.Fields)
}

// fields writes the members of an object: a loop over the table.
func (w *Writer) fields(p place, fields []Field) {
	for i := range fields {
		f := &fields[i]
		at := offset(p, f.At)
		if f.Rules > Must && w.leftOut(f, at) {
			continue
		}
		switch k := f.Kind; k {
		case KindOptText:
			if state := *presence(at, sizeOf[string]()); state == value.StatePresent {
				w.stringMember(f.Key, *(*string)(at))
			} else if w.noted() || state == value.StateNull || f.Rules != 0 {
				w.absentOptional(f, at, sizeOf[string]())
			}
		case KindText:
			if s := *(*string)(at); s != "" || !w.noted() || !w.asRead(f.Key) {
				w.stringMember(f.Key, s)
			}
		case KindPtr:
			if v := *(*place)(at); v == nil || w.deep() {
				if w.noted() || f.Rules != 0 {
					w.absent(f)
				}
			} else {
				w.key(f.Key)
				w.object(v, f.Of.JSONType())
			}
		case KindList, KindMap, KindUnion, KindExpandable:
			if *(*place)(at) != nil || w.noted() || f.Rules != 0 {
				w.nilable(f, at)
			}
		case KindStruct:
			w.key(f.Key)
			start := len(w.buf)
			w.one(at, f.Of.JSONType())
			if w.noted() {
				w.putAsRead(f, start, at)
			}
		case KindFlat:
			w.flat(f.Key, p, f.Of.JSONType())
		case KindTold:
			w.putTold(f.Key, *(*string)(at))
		case KindConst:
			w.putConst(f.Key, at, f.Of.JSONType())
		case KindOptional:
			w.putOptional(f, at, f.Of.JSONType())
		default:
			if k >= KindOptText {
				w.putOptional(f, at, &Scalars[k-opt])
			} else {
				w.put(f, at)
			}
		}
	}
}

// leftOut reports whether a request leaves a member out, because it is read-only or because a value
// that it needs is not there.
//
//go:noinline
func (w *Writer) leftOut(f *Field, at place) bool {
	switch {
	case f.Rules&ReadOnly != 0:
		return !w.ReadOnly()
	case f.Rules&NotZero == 0 || !w.request || !f.isZero(at):
		return false
	}
	return w.lacks(f.Key)
}

// isZero reports whether the field holds the zero value of its type: of what has parts, whether it
// is nil.
func (f *Field) isZero(at place) bool {
	if f.Kind < KindText {
		return *(*place)(at) == nil
	}
	return isZeroScalar(at, f.Kind)
}

// nilable writes a member that is a list, a map, a union or an Expandable.
func (w *Writer) nilable(f *Field, at place) {
	if *(*place)(at) == nil || (f.Kind == KindUnion || f.Kind == KindExpandable) && w.deep() {
		if f.Rules&Must == 0 {
			w.absent(f)
			return
		}
		if w.noted() && w.asRead(f.Key) || w.formLacks(f.Key) {
			return
		}
	}
	w.key(f.Key)
	start := len(w.buf)
	w.kind(at, f.Kind, f.Of)
	w.restored(f.Key, start)
}

// absent writes a member that has no value: not at all, unless a note or its rules say null.
func (w *Writer) absent(f *Field) {
	if w.noted() && w.asRead(f.Key) {
		return
	}
	if f.Rules&OrNull != 0 && !(w.request && w.sending.Patch) {
		w.putNull(f.Key)
	}
}

// putOptional writes a member that is an Optional of a value of type t.
func (w *Writer) putOptional(f *Field, at place, t *Type) {
	if size := t.size(); *presence(at, size) != value.StatePresent {
		w.absentOptional(f, at, size)
		return
	}
	w.key(f.Key)
	start := len(w.buf)
	if t.Kind >= KindText {
		w.scalar(at, t.Kind)
	} else {
		w.value(at, t)
	}
	w.restored(f.Key, start)
}

func (w *Writer) absentOptional(f *Field, at place, size uintptr) {
	if *presence(at, size) == value.StateNull {
		w.putNull(f.Key)
	} else if w.noted() || f.Rules&OrNull != 0 {
		w.absent(f)
	}
}

// put writes a member that is a scalar or a struct.
func (w *Writer) put(f *Field, at place) {
	if f.isBytes() && *(*place)(at) == nil {
		if f.Rules&Must == 0 {
			w.absent(f)
			return
		}
		if w.formLacks(f.Key) {
			return
		}
	}
	if f.isBytes() && f.Rules&Must == 0 {
		w.key(f.Key)
		w.scalar(at, f.Kind)
		return
	}
	w.key(f.Key)
	start := len(w.buf)
	w.kind(at, f.Kind, f.Of)
	if w.noted() {
		w.putAsRead(f, start, at)
	}
}

func (f *Field) isBytes() bool {
	return f.Kind == KindBytes || f.Kind == KindBytesURL || f.Kind == KindRaw
}

// putConst writes a member that has one value only, unless the field says another.
func (w *Writer) putConst(key string, at place, t *Type) {
	w.key(key)
	if isZeroScalar(at, t.Kind) {
		w.text(t.Const)
		return
	}
	w.scalar(at, t.Kind)
}

// list writes an array. Nil is an empty array.
func (w *Writer) list(l *list, t *Type) {
	if size := t.size(); w.enter('[') {
		for i := range l.len {
			if i > 0 {
				w.buf = append(w.buf, ',')
			}
			if p := l.element(i, size); t.Kind == KindStruct {
				w.one(p, t)
			} else {
				w.value(p, t)
			}
		}
	}
	w.leave(']')
}

// flat writes the object of fields of the struct at p that stand one level deeper in JSON. What
// else the object held when it was read, or that it was empty or null, is remembered among the
// undeclared members.
func (w *Writer) flat(key string, p place, t *Type) {
	start := len(w.buf)
	note, noted := w.extra.Get(nameOf(key))
	var inner value.Members
	if noted && len(note) > 0 && note[0] == '{' {
		if err := inner.UnmarshalJSON(note); err != nil {
			w.fail(err)
		}
	}
	w.key(key)
	open := len(w.buf)
	outer := w.open(&inner)
	w.fields(p, t.Fields)
	w.close(outer, t.Fields)
	if string(w.buf[open:]) == "{}" && (!noted || note[0] != '{') {
		w.buf = w.buf[:start]
		w.asRead(key)
		return
	}
	w.restored(key, open)
}
