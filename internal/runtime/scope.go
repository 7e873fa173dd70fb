package runtime

import (
	"fmt"
	"slices"
	"strings"

	"github.com/armsmith/armsmith/internal/runtime/value"
)

// Scoped is what [Client.In] takes: values that many calls share, as the generated Scope and the
// identifiers of resources hold them. Only generated code can implement it, since nobody else can
// name a [Bound].
type Scoped interface{ Bind(*Bound) }

// Bound are values for parameters, in the order in which they were said.
type Bound struct{ values []boundValue }

// boundValue is the value of a parameter, wherever it occurs, or of the variable at the end of a
// path, in operations below that path alone.
type boundValue struct {
	in   In
	name string
	path string // "" for a parameter that is known by its place and name
	text string
}

// Set gives a parameter a value. An empty one is none.
func (b *Bound) Set(in In, name, text string) {
	if text != "" {
		b.values = append(b.values, boundValue{in: in, name: name, text: text})
	}
}

// SetInt is [Bound.Set] for an integer, of which 0 is none.
func (b *Bound) SetInt(in In, name string, v int64) {
	if v != 0 {
		b.Set(in, name, FormatInt(v))
	}
}

// setBelow gives the variable at the end of a path a value. An empty one is none.
func (b *Bound) setBelow(path, text string) {
	if text != "" {
		b.values = append(b.values, boundValue{path: path, text: text})
	}
}

// isOf reports whether a value is that of a parameter of an operation.
func (v boundValue) isOf(op *Operation, in In, name string) bool {
	if v.path == "" {
		return v.in == in && v.name == name
	}
	return in == InPath && leadsTo(v.path, op.Path, name)
}

// leadsTo reports whether a path goes through another one, and has there, at its end, the variable
// of a name. Variables match whatever they are called; one may stand for what the other path fixes.
func leadsTo(through, path, name string) bool {
	var segment string
	for want := range strings.SplitSeq(through, "/") {
		segment, path, _ = strings.Cut(path, "/")
		segment, _, _ = strings.Cut(segment, "?")
		if !isVariable(segment) && !strings.EqualFold(segment, want) {
			return false
		}
	}
	return segment == "{"+name+"}"
}

// In returns a client whose calls take from s what their own parameters leave empty. It shares
// everything else with c, which stays as it is. What c is bound to already holds where s says
// nothing.
func (c *Client) In(s Scoped) *Client {
	own := *c
	if s != nil {
		b := Bound{slices.Clip(c.bound)}
		s.Bind(&b)
		own.bound = b.values
	}
	return &own
}

// boundTo returns what the client of a request is bound to for a parameter: what was said last.
func (r *Request) boundTo(in In, name string) (text string, ok bool) {
	for _, v := range slices.Backward(r.client.bound) {
		if v.isOf(r.op, in, name) {
			return v.text, true
		}
	}
	return "", false
}

// Fill gives a parameter that is empty the value that the client is bound to. Generated code calls
// it before it checks the parameter.
func Fill[T ~string](r *Request, in In, name string, field *T) {
	if *field == "" {
		text, ok := r.boundTo(in, name)
		*field = T(text)
		if !ok {
			r.unbound = name
		}
	}
}

// unboundNote says, of a parameter that nothing gives a value, what else could: the method is called
// In in most packages.
func (r *Request) unboundNote(name string) string {
	if r.unbound != name {
		return ""
	}
	return ", unless the client is bound to it (see its method In)"
}

// FillOptional is [Fill] for a parameter that may be absent.
func FillOptional[T ~string](r *Request, in In, name string, field *value.Optional[T]) {
	if text, ok := r.boundTo(in, name); ok && field.IsAbsent() {
		*field = value.Some(T(text))
	}
}

// FillInt is [Fill] for an integer, which is empty when it is 0. A text that is not the one way to
// write an integer of the type is a violation: what is sent would differ from what was said.
func FillInt[T ~int8 | ~int16 | ~int32 | ~int64 | ~uint8 | ~uint16 | ~uint32 | ~uint64](r *Request, in In, name string, field *T) {
	text, ok := r.boundTo(in, name)
	if !ok || *field != 0 {
		return
	}
	_, _ = fmt.Sscan(text, field) // what it does not read leaves 0
	if fmt.Sprintf("%d", *field) != text {
		r.violate(name, fmt.Sprintf("must be an integer (%T), and the client is bound to %s", *field, quoted(text)))
	}
}
