package json

import (
	"reflect"
	"testing"
	"unsafe"

	"github.com/armsmith/armsmith/internal/runtime/value"
)

// The layouts that tables rely on, each of which Go could change.

// TestOptionalLayout: an Optional has its state in the byte behind its value.
func TestOptionalLayout(t *testing.T) {
	for k := KindText; k < KindInt; k++ {
		scalar, optional := Scalars[k], Scalars[k+opt]
		if scalar.Kind != k || optional.Kind != k+opt {
			t.Errorf("row %d is of kind %d, that of its Optional of %d", k, scalar.Kind, optional.Kind)
		}
		elem, of := reflect.TypeOf(scalar.Self).Elem(), reflect.TypeOf(optional.Self).Elem()
		v, state := of.Field(0), of.Field(1)
		if v.Type != elem || v.Offset != 0 || scalar.Size != elem.Size() || optional.Size != of.Size() {
			t.Errorf("%v has a %v, its row says %v", of, v.Type, elem)
		}
		if state.Offset != scalar.Size || state.Type.Kind() != reflect.Uint8 {
			t.Errorf("%v has a %v at %d", of, state.Type, state.Offset)
		}
	}
	some, null := value.Some(int32(7)), value.Null[string]()
	if *presence(place(&some), 4) != value.StatePresent || *presence(place(&null), sizeOf[string]()) != value.StateNull {
		t.Error("the state is not where it is looked for")
	}
}

// TestInterfaceLayout: an interface is a word for its type, the same for the same type, and a
// pointer.
func TestInterfaceLayout(t *testing.T) {
	type named interface {
		Typed
		isNamed()
	}
	if unsafe.Sizeof(named(nil)) != unsafe.Sizeof(iface{}) || unsafe.Sizeof(any(nil)) != unsafe.Sizeof(iface{}) {
		t.Fatal("an interface is not two words")
	}
	a, b, c := &open{}, &open{}, &chain{}
	if dataOf(a) != place(a) || pointerIn(b) != place(b) || !sameType(a, b) || sameType(a, c) {
		t.Error("a pointer in an interface is not where it is looked for")
	}
	var v Typed
	*(*iface)(place(&v)) = iface{(*iface)(place(new(Typed(a))))[0], place(b)}
	if v != Typed(b) {
		t.Errorf("the interface holds %v", v)
	}
}

// TestListLayout: a slice is a pointer, a length and a capacity.
func TestListLayout(t *testing.T) {
	s := make([]string, 2, 5)
	if l := *(*list)(place(&s)); unsafe.Sizeof(s) != unsafe.Sizeof(l) || l.data != place(&s[0]) || l.len != 2 || l.cap != 5 {
		t.Errorf("%+v", l)
	}
}

// TestMapLayout: maps whose values have the same layout can be used as one another, whichever way
// they were made.
func TestMapLayout(t *testing.T) {
	type color string
	colors := map[string]color{}
	texts := *(*map[string]string)(place(&colors))
	pointers := map[string]place{}
	models := *(*map[string]*open)(place(&pointers))
	o := &open{}
	for i := range 1000 {
		name := string(rune('a'+i%26)) + string(rune('0'+i/26))
		colors[name], pointers[name] = color(name), place(o)
		if i%2 == 0 {
			texts[name] += "!"
			models[name] = &open{}
		}
	}
	if len(texts) != 1000 || len(models) != 1000 || texts["b0"] != "b0" || colors["a0"] != "a0!" || models["b0"] != o || models["a0"] == o {
		t.Errorf("%d and %d entries", len(texts), len(models))
	}
}

// TestMapLayoutOfKinds: the layout that a kind of values is said to have is that of its type.
func TestMapLayoutOfKinds(t *testing.T) {
	of := map[layout]reflect.Type{
		texts: reflect.TypeFor[string](), lists: reflect.TypeFor[[]byte](), optionalTexts: reflect.TypeFor[value.Optional[string]](),
		numbers64: reflect.TypeFor[uint64](), bools: reflect.TypeFor[bool](),
	}
	for k := KindText; k < kinds; k++ {
		row := Scalars[k]
		want, known := of[row.layout()]
		if !known {
			continue
		}
		elem := reflect.TypeOf(row.Self).Elem()
		if elem.Size() != want.Size() || elem.Align() != want.Align() || pointsAt(elem) != pointsAt(want) {
			t.Errorf("kind %d is a %v, which does not lie in memory as a %v", k, elem, want)
		}
	}
}

// pointsAt returns the offsets of the pointers in a value of a type, one letter each word.
func pointsAt(t reflect.Type) string {
	switch t.Kind() {
	case reflect.String:
		return "p."
	case reflect.Slice:
		return "p.."
	case reflect.Struct:
		out := ""
		for i := range t.NumField() {
			out += pointsAt(t.Field(i).Type)
		}
		return out
	default:
		return "."
	}
}
