package json

// slab is memory for several T at a time. The slabs of a Reader stay with it, empty, for the next text.
type slab[T any] struct {
	free []T
	seen bool // since the text began
}

// refill is a slab of any type.
type refill interface{ forget() }

func (s *slab[T]) forget() { *s = slab[T]{} }

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
		if s, ok := r.slabs[i].(*slab[T]); ok {
			r.slab = i + 1
			return s.next(r)
		}
		if r.slabs[i] == nil {
			r.slabs[i] = &slab[T]{seen: true}
			r.slab = i + 1
			return new(T)
		}
	}
	return new(T)
}

func (s *slab[T]) next(r *Reader) *T {
	if !s.seen {
		s.seen = true
		return new(T)
	}
	if len(s.free) == 0 {
		n := min(slabMost, slabBytes/max(1, sizeOf[T]()))
		if r.expect > 0 {
			n = min(n, r.expect)
		}
		s.free = make([]T, max(1, n))
	}
	p := &s.free[0]
	s.free = s.free[1:]
	return p
}

// room returns list with room for one more element. For a list that may make up most of a body, how much that is is
// guessed from the length of the first few elements and what is left to read; others grow as append has it.
// first is where the list began.
func room[T any](list []T, r *Reader, first int) []T {
	size := max(1, sizeOf[T]())
	n := 2 * cap(list)
	switch {
	case n == 0 && size <= 64:
		n = 4
	case n == 0:
		n = 1
	case n == 2:
		n = 4
		fallthrough
	case n == 8:
		left := len(r.data) - r.pos
		if r.depth > 2 || left < slabBytes {
			break
		}
		each := (r.pos-first)/len(list) + 1
		r.expect = left/each + 1
		n = max(n, min(len(list)+r.expect, left/size+16))
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
