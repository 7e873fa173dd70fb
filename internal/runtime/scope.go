package runtime

import (
	"maps"

	"github.com/armsmith/armsmith/internal/runtime/value"
)

// Scoped is what [Client.In] takes: values that many calls share, as the generated Scope and the
// identifiers of resources hold them. Only generated code can implement it, since nobody else can name a [Bound].
type Scoped interface{ Bind(*Bound) }

// Bound are values for parameters, by place and wire name.
type Bound struct{ values map[slot]string }

// slot is a parameter: its place and its name there.
type slot struct {
	in   In
	name string
}

// Set gives a parameter a value. An empty one is none.
func (b *Bound) Set(in In, name, text string) {
	if text != "" {
		b.values[slot{in, name}] = text
	}
}

// In returns a client whose calls take from s what their own parameters leave empty. It shares
// everything else with c, which stays as it is. What c is bound to already holds where s says
// nothing.
func (c *Client) In(s Scoped) *Client {
	own := *c
	own.bound = maps.Clone(c.bound)
	if own.bound == nil {
		own.bound = map[slot]string{}
	}
	if s != nil {
		s.Bind(&Bound{own.bound})
	}
	return &own
}

// Fill gives a parameter that is empty the value that the client is bound to. Generated code calls
// it before it checks the parameter.
func Fill[T ~string](r *Request, in In, name string, field *T) {
	if *field == "" {
		text, ok := r.client.bound[slot{in, name}]
		*field = T(text)
		if !ok {
			r.unbound = name
		}
	}
}

// unboundNote says, of a parameter that nothing gives a value, what else could.
func (r *Request) unboundNote(name string) string {
	if r.unbound != name {
		return ""
	}
	return ", unless the client's method In gives it"
}

// FillOptional is [Fill] for a parameter that may be absent.
func FillOptional[T ~string](r *Request, in In, name string, field *value.Optional[T]) {
	if text, ok := r.client.bound[slot{in, name}]; ok && field.IsAbsent() {
		*field = value.Some(T(text))
	}
}
