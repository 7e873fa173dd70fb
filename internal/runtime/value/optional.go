package value

import (
	"encoding/json"
	"fmt"
	"log/slog"
	"reflect"
)

type presence uint8

const (
	absent presence = iota
	null
	present
)

// What the byte behind the value of an Optional says, for those who read and write it by a table.
const (
	StateNull    = uint8(null)
	StatePresent = uint8(present)
)

// Optional is a value that may be absent, null or there. The zero Optional is absent, so a struct
// says only what it sets:
//
//	Top: Some[int32](50)
//
// A JSON member that is missing reads as absent and one that is null as null, and each is written
// back as it came: a merge patch can leave a property alone, remove it or set it. In structs of
// your own the omitzero option of encoding/json leaves out what is absent.
type Optional[T any] struct {
	v     T
	state presence
}

// Some returns an Optional that holds v.
func Some[T any](v T) Optional[T] { return Optional[T]{v: v, state: present} }

// Null returns an Optional that is null: sent as null, which in a merge patch removes the property.
func Null[T any]() Optional[T] { return Optional[T]{state: null} }

// Get returns the value and whether there is one. Absent and null both give the zero value and
// false.
func (o Optional[T]) Get() (T, bool) { return o.v, o.state == present }

// Or returns the value, or def when it is absent or null.
func (o Optional[T]) Or(def T) T {
	if o.state == present {
		return o.v
	}
	return def
}

// IsSet reports whether there is a value.
func (o Optional[T]) IsSet() bool { return o.state == present }

// IsNull reports whether it is null.
func (o Optional[T]) IsNull() bool { return o.state == null }

// IsAbsent reports whether nothing was said.
func (o Optional[T]) IsAbsent() bool { return o.state == absent }

// What the methods that follow do is done by functions, which are compiled once and not once a
// type.

// Format prints the value, "null" or "absent", with the verb and flags asked for, so that a secret
// stays one under every verb. (Were it inlined, that would be into two methods of every type that
// there is an Optional of.)
//
//go:noinline
func (o Optional[T]) Format(f fmt.State, verb rune) { format(f, verb, o.state, &o.v) }

// MarshalJSON writes the value, or null. encoding/json leaves out an absent field that is marked
// omitzero. In a log an absent value is "absent": the handlers of log/slog print a value by Format
// or by this.
func (o Optional[T]) MarshalJSON() ([]byte, error) { return marshal(o.state, &o.v) }

// UnmarshalJSON reads null as null and anything else as a value.
func (o *Optional[T]) UnmarshalJSON(data []byte) error { return unmarshal(data, &o.state, Fill(o)) }

// logged returns what the value at v says of itself in a log, when it is log/slog that asks.
func logged(v any) (any, bool) {
	l, ok := v.(slog.LogValuer)
	if !ok || !InLog() {
		return nil, false
	}
	return l.LogValue().Resolve().Any(), true
}

func (p presence) String() string {
	if p == null {
		return "null"
	}
	return "absent"
}

func format(f fmt.State, verb rune, state presence, v any) {
	if state != present {
		fmt.Fprint(f, state.String())
		return
	}
	shown, ok := logged(v)
	if !ok {
		shown = reflect.ValueOf(v).Elem().Interface()
	}
	fmt.Fprintf(f, fmt.FormatString(f, verb), shown)
}

func marshal(state presence, v any) ([]byte, error) {
	switch {
	case state == present:
		if shown, ok := logged(v); ok {
			v = shown
		}
		return json.Marshal(v)
	case state == absent && InLog():
		return []byte(`"absent"`), nil
	}
	return []byte("null"), nil
}

func unmarshal(data []byte, state *presence, v any) error {
	if string(data) == "null" {
		*state = null
		return nil
	}
	return json.Unmarshal(data, v)
}

// What follows is for those who read and write models. They are no methods, for each method of a
// generic type is compiled twice for every type that a package uses it with.

// Ref returns where the value is kept, and nil when there is none.
func Ref[T any](o *Optional[T]) *T {
	if o.state == present {
		return &o.v
	}
	return nil
}

// Fill makes o present and returns where its value, the zero value so far, is kept.
func Fill[T any](o *Optional[T]) *T {
	*o = Optional[T]{state: present}
	return &o.v
}
