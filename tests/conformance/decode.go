package conformance

import (
	"reflect"

	"github.com/armsmith/armsmith/tests/internal/clients"
)

// decoder reads what a scenario holds into the Go values of one generated package.
type decoder struct{ clients.Decoder }

// newDecoder returns a decoder of a package that has these UnmarshalNAME functions.
func newDecoder(unions []any) decoder { return decoder{clients.NewDecoder(unions)} }

func (d decoder) set(v reflect.Value, text []byte) error { return d.Set(v, text) }
