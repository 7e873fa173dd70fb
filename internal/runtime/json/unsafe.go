package json

import (
	"strings"
	"unsafe"
)

// This file holds all there is of package unsafe. It says three things.
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
// A slab hands out the elements of a []T one by one without knowing T, so that the code which does
// so exists once and not once a type. It is sound because a slab is found by T, and because the
// pointer it keeps is never to behind the last element.

// place is where a value is, of which the type is known elsewhere.
type place = unsafe.Pointer

// stringOf returns the bytes as a string, without a copy.
func stringOf(b []byte) string { return unsafe.String(unsafe.SliceData(b), len(b)) }

// bytesOf returns the bytes of a string, without a copy, to be read only.
func bytesOf(s string) []byte { return unsafe.Slice(unsafe.StringData(s), len(s)) }

// roomFor returns an empty slice with room for n bytes, which are not cleared first, as those of
// make are: that is what a strings.Builder has. It is for copies of strings, a few kilobytes at a
// time.
func roomFor(n int) []byte {
	var b strings.Builder
	b.Grow(n)
	b.WriteByte(0)
	return unsafe.Slice(unsafe.StringData(b.String()), b.Cap())[:0]
}

// alloc returns a new T.
func alloc[T any](r *Reader) *T {
	if r.lists == 0 {
		return new(T)
	}
	s, size := r.slabOf((*T)(nil)), sizeOf[T]()
	if s == nil {
		return new(T)
	}
	if s.left > 0 {
		return (*T)(s.take(size))
	}
	several := make([]T, r.many(s, size))
	s.keep(place(&several[0]), len(several), size)
	return &several[0]
}

// take returns the next free value, of which there must be one.
func (s *slab) take(size uintptr) place {
	p := s.next
	s.keep(p, s.left, size)
	return p
}

// keep keeps all but the first of n values at p.
func (s *slab) keep(p place, n int, size uintptr) {
	if s.left = n - 1; s.left == 0 {
		s.next = nil
		return
	}
	s.next = unsafe.Add(p, size)
}

// typeHash returns a number that tells types apart, as well as a few bits can, given nil pointers
// to them. It is the address of what describes the type, which stays where it is.
func typeHash(of any) uint32 {
	at := *(*uintptr)(unsafe.Pointer(&of))
	return uint32(at>>5) ^ uint32(at>>11)
}

// sizeOf returns the size of a T in bytes, by which lists guess how much to allocate.
func sizeOf[T any]() uintptr { return unsafe.Sizeof(*(*T)(nil)) }
