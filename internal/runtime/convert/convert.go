// Package convert is what packages that turn the models of one version of an API into those of
// another call: what holds a value is taken over with what it holds converted, and what one version
// declares and the other does not moves between fields and the undeclared properties.
package convert

import (
	stdjson "encoding/json"

	"github.com/armsmith/armsmith/internal/runtime/json"
	"github.com/armsmith/armsmith/internal/runtime/value"
)

// Optional returns o with its value converted. Null and absent stay what they are.
func Optional[A, B any](o value.Optional[A], f func(A) B) value.Optional[B] {
	if v, ok := o.Get(); ok {
		return value.Some(f(v))
	}
	if o.IsNull() {
		return value.Null[B]()
	}
	return value.Optional[B]{}
}

// Held returns the value of o, and the zero value when there is none.
func Held[T any](o value.Optional[T]) T {
	v, _ := o.Get()
	return v
}

// Present returns an Optional that holds v if there is one, else an absent one.
func Present[T any](there bool, v T) value.Optional[T] {
	if !there {
		return value.Optional[T]{}
	}
	return value.Some(v)
}

// Value returns what p points to, and the zero value for nil.
func Value[T any](p *T) T {
	if p == nil {
		var zero T
		return zero
	}
	return *p
}

// List returns the elements converted; nil for nil.
func List[A, B any](list []A, f func(A) B) []B {
	if list == nil {
		return nil
	}
	out := make([]B, len(list))
	for i, v := range list {
		out[i] = f(v)
	}
	return out
}

// Map returns the entries converted; nil for nil.
func Map[A, B any](m map[string]A, f func(A) B) map[string]B {
	if m == nil {
		return nil
	}
	out := make(map[string]B, len(m))
	for k, v := range m {
		out[k] = f(v)
	}
	return out
}

// Expandable returns e with its object converted.
func Expandable[A, B any](e json.Expandable[A], f func(A) B) json.Expandable[B] {
	return json.MapExpandable(e, f)
}

// Union converts a union by way of JSON, for variants that have no function of their own: what the
// other version knows becomes the variant that it is there, and anything else is kept whole.
// Unknown is the variant of v's union for what is not known, which has the table of the union. Keep
// keeps what the other version cannot read.
func Union[A, B any](v A, unknown json.Typed, read func([]byte) (B, error), keep func(stdjson.RawMessage) B) B {
	raw, err := json.MarshalUnion(&v, unknown.JSONType().Of)
	if err != nil {
		var none B
		return none
	}
	out, err := read(raw)
	if err != nil {
		return keep(raw)
	}
	return out
}
