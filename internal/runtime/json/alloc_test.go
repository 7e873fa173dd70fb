package json

import (
	"reflect"
	"testing"
)

// More types than a Reader has slabs for are read all the same, and none gets the memory of
// another.
func TestManySlabs(t *testing.T) {
	r := new(Reader)
	for round := range 3 {
		r.lists = 1
		found := 0
		for i := range 500 {
			of := reflect.Zero(reflect.PointerTo(reflect.ArrayOf(i+1, reflect.TypeFor[int]()))).Interface()
			s := r.slabOf(of)
			if s == nil {
				continue
			}
			found++
			if s.of != of || r.slabOf(of) != s || !s.used {
				t.Fatalf("round %d: type %d got the slab of another", round, i)
			}
		}
		if found < slabSlots/2 || found > slabSlots {
			t.Errorf("round %d: %d slabs", round, found)
		}
		r.forgetSlabs()
	}
}
