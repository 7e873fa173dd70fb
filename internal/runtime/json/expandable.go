package json

import (
	"fmt"

	"github.com/armsmith/armsmith/internal/runtime/value"
)

// Expandable is an object of which services send the identifier or, when they are asked to expand
// it, all of it. T is a pointer to a model or, where the object is one of several, their union. The
// zero Expandable is absent, and can be compared with ==; null reads as absent, and goes back as
// null.
//
//	if customer := charge.Customer.Object(); customer != nil { ... }
//	id := charge.Customer.ID() // whichever came
//
// Anything else that a service sends, such as a number, is kept as it came.
type Expandable[T any] struct {
	v any // nil, a string, a T or an unexpected
}

// unexpected is the JSON of what is neither an identifier nor such an object.
type unexpected string

// idProperty is the property that identifies an object. The planner takes no other for one.
const idProperty = "id"

// ByID returns an Expandable that is the identifier of an object.
func ByID[T any](id string) Expandable[T] { return Expandable[T]{id} }

// Expanded returns an Expandable that is an object; absent for nil.
func Expanded[T any](object T) Expandable[T] { return Expandable[T]{orNil(object)} }

// MapExpandable returns e with its object, if it is one, as f returns it.
func MapExpandable[A, B any](e Expandable[A], f func(A) B) Expandable[B] {
	if object, ok := e.v.(A); ok {
		return Expanded(f(object))
	}
	return Expandable[B](e)
}

// What the methods do that is more than a line is done by functions, which are compiled once and
// not once a type. Methods are as few as fmt, log/slog and encoding/json need.

// ID returns the identifier: that which came in the object's place, or the object's own. It is ""
// when there is neither.
func (e Expandable[T]) ID() string { return idOf(e.v) }

// Object returns the object, and nil when it is not expanded.
func (e Expandable[T]) Object() T {
	object, _ := e.v.(T)
	return object
}

// String returns the identifier, the object's JSON with its secrets redacted, or "absent".
func (e Expandable[T]) String() string { return shown(e.v) }

// MarshalJSON returns e as JSON, secrets redacted where log/slog writes it.
func (e Expandable[T]) MarshalJSON() ([]byte, error) { return marshalExpandable(e.v) }

// UnmarshalJSON replaces e with what data says, of which it keeps a copy. The objects of a union
// are read with the model around them only: encoding/json cannot tell which of them comes.
func (e *Expandable[T]) UnmarshalJSON(data []byte) error {
	return unmarshalExpandable(data, e, any(*new(T)))
}

// orNil returns an object, and nil for a nil pointer.
func orNil(object any) any {
	if m, ok := object.(Typed); ok && dataOf(m) == nil {
		return nil
	}
	return object
}

// idOf returns the identifier of what an Expandable holds.
func idOf(v any) string {
	switch v := v.(type) {
	case string:
		return v
	case Typed:
		if t := v.JSONType(); dataOf(v) != nil && sameType(v, t.Self) {
			return t.idAt(dataOf(v))
		}
	}
	return ""
}

// idAt returns the identifier of the object at p.
func (t *Type) idAt(p place) string {
	if t.Kind == KindUnknown {
		r := scan(*(*[]byte)(offset(p, t.Unknown.Raw)))
		return r.Discriminator(idProperty)
	}
	i := find(t.Fields, 0, idProperty)
	if i == len(t.Fields) {
		return ""
	}
	f := &t.Fields[i]
	at := offset(p, f.At)
	if f.Kind == KindText || f.Kind == KindOptText && *presence(at, sizeOf[string]()) == value.StatePresent {
		return *(*string)(at)
	}
	return ""
}

func shown(v any) string {
	switch v := v.(type) {
	case string:
		return v
	case unexpected:
		return string(v)
	case Typed:
		return Redacted(v).String()
	}
	return "absent"
}

func marshalExpandable(v any) ([]byte, error) {
	switch v := v.(type) {
	case unexpected:
		return []byte(v), nil
	case interface{ MarshalJSON() ([]byte, error) }:
		return v.MarshalJSON()
	case Typed:
		w := NewWriter()
		w.redact = value.InLog()
		w.model(v)
		return w.Finish()
	case string:
		return MarshalFunc(func(w *Writer) { w.str(v) })
	}
	return []byte("null"), nil
}

// unmarshalExpandable reads the Expandable that e points to. Object is a nil pointer to the model
// that it holds; nil for a union.
func unmarshalExpandable(data []byte, e, object any) error {
	t := &Type{Kind: KindUnion}
	if of, ok := object.(Typed); ok {
		t = of.JSONType()
	}
	if text := scan(data); t.Kind == KindUnion && text.peek() == '{' {
		return fmt.Errorf("json: want a string, found an object: those of %T are read with the model around them only", e)
	}
	r := newReader(data)
	r.own = true
	r.expandable(pointerIn(e), t)
	return r.finish()
}

// expandable reads an Expandable of an object of type t, or of a union of such.
func (r *Reader) expandable(p place, t *Type) {
	to := (*iface)(p)
	*to = iface{}
	switch r.peek() {
	case '"':
		*to = iface{typeWord(""), r.boxed(r.str())}
		return
	case 'n':
		if r.nilNull() {
			return
		}
	case '{':
		if r.expanded(to, t) {
			return
		}
	}
	if raw := r.Raw(); !r.failed {
		*to = iface{typeWord(unexpected("")), r.boxed(stringOf(raw))}
	}
}

// boxed returns where an interface that holds the text finds it.
func (r *Reader) boxed(text string) place {
	at := r.alloc(&Scalars[KindText])
	*(*string)(at) = text
	return at
}

// expanded reads the object of an Expandable, and reports whether that could be done, or reading has
// come to its end.
func (r *Reader) expanded(to *iface, t *Type) bool {
	before := r.attempt()
	if t.Kind == KindUnion {
		var inner iface
		if r.union(place(&inner), t); inner[1] != nil {
			*to = iface{typeWord(t.Union.variant(nil, t.Union.indexOf(inner[0])).Self), inner[1]}
		}
	} else {
		v := r.alloc(t)
		*to = iface{typeWord(t.Self), v}
		r.value(v, t)
	}
	if !r.failed || r.spent() || !r.take(problemCost) {
		return true
	}
	*to = iface{}
	r.undo(before)
	return false
}

// expandable writes an Expandable, as it is read.
func (w *Writer) expandable(p place, t *Type) {
	v := (*iface)(p)
	switch {
	case v[1] == nil || w.deep():
		w.null()
		return
	case v[0] == typeWord(""):
		w.str(*(*string)(v[1]))
		return
	case v[0] == typeWord(unexpected("")):
		w.Raw(bytesOf(*(*string)(v[1])))
		return
	case t.Kind == KindUnion:
		if i := t.Union.indexOfObject(v[0]); i >= 0 {
			w.one(v[1], t.Union.variant(w, i))
			w.told = told{}
			return
		}
	case v[0] == typeWord(t.Self):
		w.one(v[1], t)
		return
	}
	w.fail(fmt.Errorf("json: %T is not what is expanded here: a type that embeds it cannot be written", *(*any)(p)))
}

// indexOfObject is indexOf for the type of a variant as an any has it.
func (u *Union) indexOfObject(typ place) int {
	for i, as := range u.instances() {
		if as[0] != nil && typeWord(u.variant(nil, i).Self) == typ {
			return i
		}
	}
	return -1
}
