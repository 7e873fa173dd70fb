package json

// slab is memory for several T at a time.
type slab[T any] struct {
	free []T
	made int // how many the last allocation was for
}

const (
	slabMost  = 16   // objects of an allocation
	slabBytes = 4096 // and its size
)

// alloc returns a new T. Objects read inside a list are likely to recur in its next element, so from the second of a
// type on they are allocated several at a time: a kept one then holds on to at most 15 others. Slabs are found by their
// type, beginning after the one used last, for elements of a list ask for the same types in the same order.
func alloc[T any](r *Reader) *T {
	if r.lists == 0 {
		return new(T)
	}
	for n := range len(r.slabs) {
		i := (r.slab + n) % len(r.slabs)
		if r.slabs[i] == nil {
			r.slabs[i] = (*slab[T])(nil) // seen once
			r.slab = i + 1
			return new(T)
		}
		if s, ok := r.slabs[i].(*slab[T]); ok {
			r.slab = i + 1
			if s == nil {
				s = new(slab[T])
				r.slabs[i] = s
			}
			return s.next()
		}
	}
	return new(T)
}

func (s *slab[T]) next() *T {
	if len(s.free) == 0 {
		s.made = max(1, min(slabMost, slabBytes/max(1, sizeOf[T]()), max(4, 2*s.made)))
		s.free = make([]T, s.made)
	}
	p := &s.free[0]
	s.free = s.free[1:]
	return p
}

// room returns list with room for one more element. How many to make room for is guessed from the length of the first
// element and what is left to read: well for the list that makes up most of a body, and carefully for those inside it.
// first is where the list began.
func room[T any](list []T, r *Reader, first int) []T {
	size := max(1, sizeOf[T]())
	n := 2 * cap(list)
	switch {
	case n == 0 && size <= 32:
		n = 4
	case n == 0:
		n = 1
	case r.lists == 1 && len(list) <= 4:
		left := len(r.data) - r.pos
		each := (r.pos-first)/len(list) + 1
		n = max(n, min(len(list)+left/each+1, left/size+16))
	}
	grown := make([]T, len(list), n)
	copy(grown, list)
	return grown
}

// spares keeps a variable or two of the types that maps hold, for a map's value is no place that can be read into or
// written from.
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
func give[V any](s *spares, v *V) {
	*v = *new(V)
	for i := range s {
		if s[i] == nil {
			s[i] = v
			return
		}
	}
	s[0], s[1], s[2], s[3] = v, s[0], s[1], s[2]
}
