package json

// slab is memory for several T. The slabs of a Reader stay with it, empty, for the next text.
type slab[T any] struct {
	free []T
	seen bool // since the text began
	made int  // how many were allocated since then
	list []T  // empty; room for a list while it is read
}

// refill is a slab of any type.
type refill interface{ forget() }

func (s *slab[T]) forget() {
	s.free, s.seen, s.made = nil, false, 0
	if cap(s.list)*sizeOf[T]() > 4*slabBytes {
		s.list = nil
	}
}

func (r *Reader) forgetSlabs() {
	for _, s := range r.slabs[:r.slabCount] {
		s.forget()
	}
}

const (
	slabMost  = 16       // objects of an allocation
	slabBytes = 4096     // and its size
	largeList = 16 << 10 // bytes left from which on a list is large
)

// slabOf returns the slab for T. It looks first after the one used last, for elements of a list ask for the same types in
// the same order, and so do texts of the same type.
func slabOf[T any](r *Reader) *slab[T] {
	r.slabbed = true
	for n := range r.slabCount {
		i := r.slab + n
		if i >= r.slabCount {
			i -= r.slabCount
		}
		if s, ok := r.slabs[i].(*slab[T]); ok {
			r.slab = i + 1
			return s
		}
	}
	s := new(slab[T])
	if r.slabCount < len(r.slabs) {
		r.slabs[r.slabCount] = s
		r.slabCount++
		r.slab = r.slabCount
	}
	return s
}

// alloc returns a new T. Objects read inside a list are likely to recur in its next element, so from the second of a
// type on they are allocated several at a time: a kept one then holds on to at most 15 others.
func alloc[T any](r *Reader) *T {
	if r.lists == 0 {
		return new(T)
	}
	return slabOf[T](r).next(r)
}

func (s *slab[T]) next(r *Reader) *T {
	if !s.seen {
		s.seen = true
		return new(T)
	}
	if len(s.free) == 0 {
		n := min(slabMost, slabBytes/max(1, sizeOf[T]()), max(1, s.made, r.expect-s.made))
		s.free = make([]T, max(1, n))
		s.made += n
	}
	p := &s.free[0]
	s.free = s.free[1:]
	return p
}

// room returns list with room for one more element: how many more is guessed from the length of the first element and
// what is left to read. First is where the list began.
func room[T any](list []T, r *Reader, first int) []T {
	n := max(1, 2*cap(list))
	if len(list) == 1 {
		left, each := len(r.data)-r.pos, r.pos-first+1
		r.expect = left/each + 1
		n = max(n, min(1+r.expect, left/max(1, sizeOf[T]())+16))
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
