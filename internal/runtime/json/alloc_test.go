package json

import (
	"reflect"
	"testing"
)

// More types than a Reader has slabs for are read all the same, and none gets the memory of
// another.
func TestManySlabs(t *testing.T) {
	r := new(Reader)
	var types [500]*Type
	for i := range types {
		types[i] = &Type{Self: reflect.Zero(reflect.PointerTo(reflect.ArrayOf(i+1, reflect.TypeFor[int]()))).Interface()}
	}
	for round := range 3 {
		r.lists = 1
		found := 0
		for i, of := range types {
			s := r.slabOf(of)
			if s.of != of {
				t.Fatalf("round %d: type %d got the slab of another", round, i)
			}
			if !s.used {
				continue // one of its own, for this once
			}
			found++
			if r.slabOf(of) != s {
				t.Fatalf("round %d: type %d got the slab of another", round, i)
			}
		}
		if found < slabSlots/2 || found > slabSlots {
			t.Errorf("round %d: %d slabs", round, found)
		}
		r.forgetSlabs()
	}
}
