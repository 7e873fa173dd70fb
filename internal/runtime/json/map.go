package json

import (
	"reflect"

	"github.com/armsmith/armsmith/internal/runtime/value"
)

// Maps whose values have the same layout are used as one another: map[string]*SKU as
// map[string]unsafe.Pointer. mapOf, writeMap and the like pick the layout; reflection does what is
// rare.

// mapOf reads an object whose members' values are of type t. Null makes the map nil, an empty
// object does not.
func (r *Reader) mapOf(p place, t *Type) {
	switch t.layout() {
	case pointers:
		readMap((*map[string]place)(p), r, t)
	case texts:
		readMap((*map[string]string)(p), r, t)
	case lists:
		readMap((*map[string]list)(p), r, t)
	case interfaces:
		readMap((*map[string]Typed)(p), r, t)
	case optionalTexts:
		readMap((*map[string]value.Optional[string])(p), r, t)
	case numbers64:
		readMap((*map[string]uint64)(p), r, t)
	case bools:
		readMap((*map[string]bool)(p), r, t)
	default:
		r.anyMap(p, t)
	}
}

// layout is how the values of some types lie in memory.
type layout uint8

const (
	other layout = iota
	pointers
	texts
	lists
	interfaces
	optionalTexts // of a merge patch, where null takes an entry out
	numbers64     // of 64 bits without a pointer
	bools
)

// layout returns the layout of the values of a type.
func (t *Type) layout() layout {
	switch t.Kind {
	case KindPtr, KindMap:
		return pointers
	case KindText, KindSecret, KindNumber, KindSeconds, KindMillis:
		return texts
	case KindList, KindRaw, KindBytes, KindBytesURL:
		return lists
	case KindUnion:
		return interfaces
	case KindOptText, KindOptSecret, KindOptNumber, KindOptSeconds, KindOptMillis:
		return optionalTexts
	case KindInt64, KindUint64, KindFloat64, KindQuotedInt64, KindQuotedUint64, KindQuotedFloat64:
		return numbers64
	case KindBool, KindQuotedBool:
		return bools
	default:
		return other
	}
}

func readMap[V any](p *map[string]V, r *Reader, t *Type) {
	if *p = nil; !r.open('{', "object") {
		return
	}
	r.take(mapCost)
	spare := take[V](&r.spares)
	out, zero, room := make(map[string]V), *new(V), 0
	for name, ok := r.firstEntry(); ok; name, ok = r.nextEntry() {
		r.value(place(spare), t)
		if len(out) == room {
			if room = r.mapRoom(room, sizeOf[V]()); r.spent() {
				break
			}
		}
		out[name] = *spare
		*spare = zero
	}
	r.lists--
	r.spares.give(spare)
	*p = out
}

// mapRoom counts what a map grows by that has no room for another entry, and returns for how many
// there is room then. It grows as Go's maps do: to 8 places, then to twice as many again and again.
// They do so when seven in eight are taken, large ones piece by piece, from about three in four on.
func (r *reading) mapRoom(room int, size uintptr) int {
	size = (size + 7) &^ 7 // behind it stands the next name
	switch places := room / 3 * 8; room {
	case 0:
		r.take(8 * (entryCost + int(size)))
		return 8
	case 8:
		places = 16
		fallthrough
	default:
		r.take(places*(entryCost+int(size)) + mapCost)
		return places / 4 * 3
	}
}

// Bytes of memory.
const (
	mapCost   = 64  // what a map takes besides its entries
	entryCost = 17  // what an entry takes besides its value
	entrySlow = 160 // what it takes by way of reflection, besides four times its value
)

// anyMap is readMap for any layout.
func (r *Reader) anyMap(p place, t *Type) {
	m := mapAt(p, t)
	if m.SetZero(); !r.open('{', "object") {
		return
	}
	out, v := reflect.MakeMap(m.Type()), reflect.New(m.Type().Elem())
	r.take(entrySlow)
	for name, ok := r.firstEntry(); ok; name, ok = r.nextEntry() {
		r.value(v.UnsafePointer(), t)
		r.take(entrySlow + 4*int(v.Elem().Type().Size()))
		out.SetMapIndex(reflect.ValueOf(name), v.Elem())
		v.Elem().SetZero()
	}
	r.lists--
	m.Set(out)
}

// mapAt returns the map at p, whose values are of type t, for reflection.
func mapAt(p place, t *Type) reflect.Value {
	of := reflect.MapOf(reflect.TypeFor[string](), reflect.TypeOf(t.Self).Elem())
	return reflect.NewAt(of, p).Elem()
}

// entry reads the value of the member at hand, which the struct at p has no field for, into its map
// of those.
func (r *Reader) entry(f *Field, p place) {
	t := f.Of.JSONType()
	m := mapAt(offset(p, f.At), t)
	if m.IsNil() {
		m.Set(reflect.MakeMap(m.Type()))
	}
	name, v := r.Name(), reflect.New(m.Type().Elem())
	r.take(entrySlow + 4*int(v.Elem().Type().Size()))
	r.noField()
	r.lists++
	r.value(v.UnsafePointer(), t)
	r.lists--
	m.SetMapIndex(reflect.ValueOf(name), v.Elem())
}

// spares keeps a variable or two of the types that maps hold, for a map's value is no place that
// can be read into or written from.
type spares [4]any

// take returns a zero V that is not in use.
func take[V any](s *spares) *V {
	for i := range s {
		if v, ok := s[i].(*V); ok {
			s[i] = nil
			return v
		}
	}
	return new(V)
}

// give takes one back, zero again.
func (s *spares) give(v any) {
	for i := range s {
		if s[i] == nil {
			s[i] = v
			return
		}
	}
	s[0], s[1], s[2], s[3] = v, s[0], s[1], s[2]
}
