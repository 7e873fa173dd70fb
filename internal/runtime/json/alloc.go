package json

// slab is memory for several T. The slabs of a Reader stay with it, empty, for the next text.
type slab[T any] struct {
	free []T
	used int  // how many of them
	seen bool // since the text began
	made int  // how many were allocated since then
	list []T  // empty; room for a list while it is read
}

// refill is a slab of any type.
type refill interface{ forget() }

func (s *slab[T]) forget() {
	s.free, s.used, s.seen, s.made = nil, 0, false, 0
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
	for n := range r.slabCount {
		if s, ok := r.slabAt(n).(*slab[T]); ok {
			r.slab += n + 1
			return s
		}
	}
	s := new(slab[T])
	r.addSlab(s)
	return s
}

// slabAt returns the slab that is n after the one used last.
func (r *Reader) slabAt(n int) refill {
	r.slabbed = true
	return r.slabs[(r.slab+n)%r.slabCount]
}

func (r *Reader) addSlab(s refill) {
	if r.slabCount < len(r.slabs) {
		r.slabs[r.slabCount] = s
		r.slabCount++
		r.slab, r.slabbed = r.slabCount, true
	}
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
	if s.used == len(s.free) {
		s.free = make([]T, r.many(s.made, sizeOf[T]()))
		s.made += len(s.free)
		s.used = 0
	}
	s.used++
	return &s.free[s.used-1]
}

// many returns how many objects of the given size to allocate at a time, of which so many were made before: in the list that
// makes up most of the text probably one for each element that is left.
func (r *Reader) many(made, size int) int {
	n := made
	if left := r.expect - made; left > 0 {
		n = left
	}
	return max(1, min(n, slabMost, slabBytes/max(1, size)))
}

// room returns for how many elements there should be room in a list of n, elements being of the given size. For a list
// that may make up most of the text it is guessed from the length of the first element and what is left to read. First
// is where the list began.
func (r *Reader) room(n, size, first int, most bool) int {
	if !most || n != 1 {
		return max(1, 2*n)
	}
	left, each := len(r.data)-r.pos, r.pos-first+1
	r.expect = left/each + 1
	return max(2, min(1+r.expect, left/max(1, size)+16))
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
func (s *spares) give(v any) {
	for i := range s {
		if s[i] == nil {
			s[i] = v
			return
		}
	}
	s[0], s[1], s[2], s[3] = v, s[0], s[1], s[2]
}
