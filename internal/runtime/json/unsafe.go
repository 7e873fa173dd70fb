package json

import (
	"reflect"
	"strings"
	"unsafe"
)

// This file holds all there is of package unsafe. It says five things.
//
// A []byte that nobody writes to any more may be read as a string without copying it. That is what
// strings.Builder does for its result, and what takes the strings of a response from one allocation
// each to none at all. It is sound as long as the bytes do not change. Unmarshal copies what it
// keeps, so there it cannot be otherwise; Decode asks its caller not to touch the bytes again, and
// the runtime, which read the body into a buffer of its own and drops it, does not. Bytes that are
// handed out as a raw value have no spare capacity, so appending to one copies it.
//
// The room of a strings.Builder may be written by others than its methods, when nobody uses the
// Builder any more.
//
// A value is read to its place, and written from there, as its table says: a kind and an offset. It
// is sound because the offsets are those that the compiler computed (unsafe.Offsetof), and because
// a test compares the tables with the types by reflection (tests/tables). Pointers are stored as
// pointers, so that the garbage collector sees it, and memory comes from reflection by its type,
// which a table holds as a nil pointer. Slices, maps of one key, interfaces and Optional of types
// that have the same layout are used as one another; layout_test.go says which layouts these are.
//
// What an interface holds is read where the interface points to. It is sound because an interface
// points to what is larger than a pointer, and because nobody writes to it.
//
// A slab hands out the elements of a []T one by one without knowing T, so that the code which does
// so exists once and not once a type. It is sound because a slab is found by its table, and because
// the pointer it keeps is never to behind the last element.

// place is where a value is, of which the type is known elsewhere.
type place = unsafe.Pointer

// stringOf returns the bytes as a string, without a copy.
func stringOf(b []byte) string { return unsafe.String(unsafe.SliceData(b), len(b)) }

// bytesOf returns the bytes of a string, without a copy, to be read only.
func bytesOf(s string) []byte { return unsafe.Slice(unsafe.StringData(s), len(s)) }

// roomFor returns an empty slice with room for n bytes, which are not cleared first, as those of
// make are: that is what a strings.Builder has. It is for copies of strings, a few kilobytes at a
// time, and for long texts that are given away: no more is seen of it than was written.
func roomFor(n int) []byte {
	var b strings.Builder
	b.Grow(n)
	b.WriteByte(0)
	return unsafe.Slice(unsafe.StringData(b.String()), b.Cap())[:0]
}

// take returns the next free value, of which there must be one.
func (s *slab) take() place {
	p := s.next
	s.keep(p, s.left)
	return p
}

// keep keeps all but the first of n values at p.
func (s *slab) keep(p place, n int) {
	if s.left = n - 1; s.left == 0 {
		s.next = nil
		return
	}
	s.next = unsafe.Add(p, s.size)
}

// sizeOf returns the size of a T in bytes.
func sizeOf[T any]() uintptr { return unsafe.Sizeof(*(*T)(nil)) }

// offset returns the place n bytes behind p, which is in the same value.
func offset(p place, n uintptr) place { return unsafe.Add(p, n) }

// element returns the place of element i of a list of values of the given size.
func (l *list) element(i int, size uintptr) place { return unsafe.Add(l.data, uintptr(i)*size) }

// emptyList is where a list without elements that is not nil points to.
var emptyList uint64

// iface is the layout of every interface: a word for the type, which is the same for the same type
// in the same interface, and the pointer that it holds.
type iface [2]place

// dataOf returns the pointer that m holds.
func dataOf(m Typed) place { return (*iface)(place(&m))[1] }

// pointerIn returns the pointer that v holds, and nil when it holds something else.
func pointerIn(v any) place { return (*iface)(place(&v))[1] }

// modelOf returns a pointer to the model that v holds, which is to be read only: what an interface
// holds does not change. What is as small as a pointer may stand in the interface itself, and is
// copied.
func modelOf(v any) Typed {
	typ := reflect.TypeOf(v)
	if typ.Size() > unsafe.Sizeof(uintptr(0)) {
		return reflect.NewAt(typ, pointerIn(v)).Interface().(Typed)
	}
	p := reflect.New(typ)
	p.Elem().Set(reflect.ValueOf(v))
	return p.Interface().(Typed)
}

// sameType reports whether two interfaces hold values of one type.
func sameType(a, b any) bool { return (*iface)(place(&a))[0] == (*iface)(place(&b))[0] }

// typeWord returns the word for the type of what v holds.
func typeWord(v any) place { return (*iface)(place(&v))[0] }

// instances returns the interfaces of As.
func (u *Union) instances() []iface {
	l := (*list)(pointerIn(u.As))
	return unsafe.Slice((*iface)(l.data), l.len)
}

// hash returns a number that tells tables apart, as well as a few bits can.
func (t *Type) hash() uint32 {
	at := uintptr(place(t))
	return uint32(at>>5) ^ uint32(at>>11)
}

// presence returns the byte behind the value of an Optional of a value of the given size that says
// whether there is one.
func presence(p place, size uintptr) *uint8 { return (*uint8)(unsafe.Add(p, size)) }

// isClear reports whether the memory of a value holds zeros alone.
func isClear(p place, size uintptr) bool {
	const word = unsafe.Sizeof(uintptr(0))
	if uintptr(p)%word != 0 || size%word != 0 {
		for _, b := range unsafe.Slice((*byte)(p), size) {
			if b != 0 {
				return false
			}
		}
		return true
	}
	for _, w := range unsafe.Slice((*uintptr)(p), size/word) {
		if w != 0 {
			return false
		}
	}
	return true
}

// clearNumber makes a number or boolean of the given size zero.
func clearNumber(p place, size uintptr) { clear(unsafe.Slice((*byte)(p), size)) }

// clearValue makes the value at p, of which of is a nil pointer, the zero value of its type.
func clearValue(p place, of any) { valueAt(p, of).SetZero() }

// valueAt returns the value at p, of which of is a nil pointer, for reflection.
func valueAt(p place, of any) reflect.Value {
	return reflect.NewAt(reflect.TypeOf(of).Elem(), p).Elem()
}

// newValue returns memory for a value of which of is a nil pointer.
func newValue(of any) place { return reflect.New(reflect.TypeOf(of).Elem()).UnsafePointer() }

// clearField makes the field at the given offset of the struct at p, of which of is a nil pointer,
// the zero value of its type.
func clearField(p place, of any, at uintptr) {
	t := reflect.TypeOf(of).Elem()
	for i := range t.NumField() {
		if f := t.Field(i); f.Offset == at {
			reflect.NewAt(f.Type, offset(p, at)).Elem().SetZero()
		}
	}
}
