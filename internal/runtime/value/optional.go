package value

import (
	"encoding/json"
	"fmt"
	"log/slog"
)

type presence uint8

const (
	absent presence = iota
	null
	present
)

// Optional is a value that may be absent, null or there. The zero Optional is absent, so a struct says only what it sets:
//
//	Top: Some[int32](50)
//
// A JSON member that is missing reads as absent and one that is null as null, and each is written back as it came: a
// merge patch can leave a property alone, remove it or set it.
type Optional[T any] struct {
	v     T
	state presence
}

// Some returns an Optional that holds v.
func Some[T any](v T) Optional[T] { return Optional[T]{v: v, state: present} }

// Null returns an Optional that is null: sent as null, which in a merge patch removes the property.
func Null[T any]() Optional[T] { return Optional[T]{state: null} }

// Get returns the value and whether there is one. Absent and null both give the zero value and false.
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

// IsZero reports whether it is absent. It makes the omitzero option of encoding/json leave out what is absent.
func (o Optional[T]) IsZero() bool { return o.state == absent }

// Ref returns where the value is kept, for readers and writers that would not copy it, and nil when there is none.
func (o *Optional[T]) Ref() *T {
	if o.state == present {
		return &o.v
	}
	return nil
}

// Fill makes o present and returns where its value, the zero value so far, is kept.
func (o *Optional[T]) Fill() *T {
	*o = Optional[T]{state: present}
	return &o.v
}

// String returns the value as fmt prints it, "null" or "absent".
func (o Optional[T]) String() string { return fmt.Sprint(o.shown()) }

// Format prints the value with the verb and flags asked for, so that a secret stays one under every verb.
func (o Optional[T]) Format(f fmt.State, verb rune) { format(f, verb, o.state, o.shown()) }

// LogValue lets log/slog see the value itself, which may redact itself.
func (o Optional[T]) LogValue() slog.Value { return slog.AnyValue(o.shown()) }

func (o *Optional[T]) shown() any {
	if o.state == present {
		return o.v
	}
	return o.state.String()
}

func (p presence) String() string {
	if p == null {
		return "null"
	}
	return "absent"
}

func format(f fmt.State, verb rune, state presence, shown any) {
	if state != present {
		fmt.Fprint(f, shown)
		return
	}
	fmt.Fprintf(f, fmt.FormatString(f, verb), shown)
}

// MarshalJSON writes the value, or null. encoding/json leaves out an absent field that is marked omitzero.
func (o Optional[T]) MarshalJSON() ([]byte, error) {
	if o.state != present {
		return []byte("null"), nil
	}
	return json.Marshal(&o.v)
}

// UnmarshalJSON reads null as null and anything else as a value.
func (o *Optional[T]) UnmarshalJSON(data []byte) error {
	if string(data) == "null" {
		*o = Null[T]()
		return nil
	}
	return json.Unmarshal(data, o.Fill())
}
