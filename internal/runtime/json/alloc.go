package json

// slab is memory for several values of one type. The slabs of a Reader stay with it, empty, for the
// next text. It is no generic type, for each of those is compiled once for every type that a
// package uses it with; unsafe.go turns its memory into values.
type slab struct {
	of   any   // (*T)(nil): the type
	next place // of the next free T
	left int   // how many are free
	made int   // how many were allocated since the text began
	used bool  // it is among those in use
	list any   // *[]T, empty: room for a list while it is read
}

const (
	slabSlots = 64       // in a Reader
	slabTries = 4        // where a type's slab may be
	slabMost  = 32       // objects of an allocation
	slabBytes = 4096     // and its size
	listBytes = 16 << 10 // the largest room for a list to be kept
	largeList = 16 << 10 // bytes left from which on a list is large
)

// slabOf returns the slab for a type, given as a nil pointer to it, or nil when too many others are
// in use. One of another text gives way.
func (r *Reader) slabOf(of any) *slab {
	first := typeHash(of)
	for at := first; at < first+slabTries; at++ {
		if s := r.slabs[at%slabSlots]; s == nil {
			break
		} else if s.of == of {
			if !s.used {
				r.use(s)
			}
			return s
		}
	}
	for at := first; at < first+slabTries; at++ {
		if s := &r.slabs[at%slabSlots]; *s == nil || !(*s).used {
			*s = &slab{of: of}
			r.use(*s)
			return *s
		}
	}
	return nil
}

// use notes that the slab has to be made ready for the next text.
func (r *Reader) use(s *slab) {
	s.used = true
	r.used = append(r.used, s)
}

// forgetSlabs makes the slabs ready for another text.
func (r *Reader) forgetSlabs() {
	for i, s := range r.used {
		s.next, s.left, s.made, s.used = nil, 0, 0, false
		r.used[i] = nil
	}
	r.used = r.used[:0]
}

// many returns how many objects of the given size to allocate at a time. Objects read inside a list
// are likely to recur in its next elements, so from the second of a type on they are several: as
// many as were made before, or in the list that makes up most of the text as many as it probably
// needs if it goes on as it began. A kept one holds on to at most 31 others.
func (r *Reader) many(s *slab, size uintptr) int {
	n := s.made
	if r.main > 0 {
		n = s.made*(len(r.data)-r.pos)/(r.pos-r.main) + 1
	}
	n = max(1, min(n, slabMost, slabBytes/int(max(1, size))))
	s.made += n
	return n
}

// room returns for how many elements there should be room in a list of n, elements being of the
// given size. For a list that may make up most of the text it is guessed from the length of the
// first element and what is left to read. First is where the list began.
func (r *Reader) room(n int, size uintptr, first int, most bool) int {
	if !most || n != 1 {
		return max(1, 2*n)
	}
	r.main = first
	left, each := len(r.data)-r.pos, r.pos-first+1
	return max(2, min(2+left/each, left/int(max(1, size))+16))
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
