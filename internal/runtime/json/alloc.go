package json

import "reflect"

// slab is memory for several values of one type. The slabs of a Reader stay with it, empty, for the
// next text.
type slab struct {
	of   *Type
	size uintptr
	next place // of the next free value
	left int   // how many are free
	made int   // how many were allocated since the text began
	used bool  // it is among those in use
	room list  // for a list while it is read
	memory
}

// memory makes room for lists of values of one type. It is an interface for the sake of packages
// that import this one: each compiles the methods of what it sees in structs, and those of
// reflect.Value, and of all that these lead to, are 79.
type memory interface {
	// several returns room for n values.
	several(n int) list
	// moved returns room for size values, to the first of which those of from are moved.
	moved(from list, size int) list
}

// reflected is the memory that reflect makes for the values of a type.
type reflected struct {
	from, to           list          // what is moved
	fromValue, toValue reflect.Value // the same, as the slices of the type that they are
}

const (
	slabSlots = 64       // in a Reader
	slabTries = 4        // where a type's slab may be
	slabMost  = 32       // objects of an allocation
	slabBytes = 4096     // and its size
	slabCost  = 256      // bytes that a slab takes itself
	listBytes = 16 << 10 // the largest room for a list to be kept
	largeList = 16 << 10 // bytes left from which on a list is large
)

// slabOf returns the slab for values of type t: one of its own when too many others are in use. One
// of another text gives way.
func (r *Reader) slabOf(t *Type) *slab {
	first := t.hash()
	for at := first; at < first+slabTries; at++ {
		if s := r.slabs[at%slabSlots]; s == nil {
			break
		} else if s.of == t {
			if !s.used {
				r.use(s)
			}
			return s
		}
	}
	for at := first; at < first+slabTries; at++ {
		if s := &r.slabs[at%slabSlots]; *s == nil || !(*s).used {
			r.take(slabCost)
			*s = newSlab(t)
			r.use(*s)
			return *s
		}
	}
	r.take(slabCost)
	return newSlab(t)
}

func newSlab(t *Type) *slab {
	of, m := reflect.SliceOf(reflect.TypeOf(t.Self).Elem()), new(reflected)
	m.fromValue = reflect.NewAt(of, place(&m.from)).Elem()
	m.toValue = reflect.NewAt(of, place(&m.to)).Elem()
	return &slab{of: t, size: t.size(), memory: m}
}

// alloc returns memory for a value of type t.
func (r *Reader) alloc(t *Type) place {
	if r.lists == 0 {
		return r.newValue(t)
	}
	s := r.slabOf(t)
	if s.left > 0 {
		return s.take()
	}
	n := r.many(s, s.size)
	if n == 1 {
		s.left = 0
		return r.newValue(t)
	}
	r.take(n * int(s.size))
	p := s.several(n).data
	s.keep(p, n)
	return p
}

// newValue returns memory for one value of type t.
func (r *Reader) newValue(t *Type) place {
	of := reflect.TypeOf(t.Self).Elem()
	r.take(int(of.Size()))
	return reflect.New(of).UnsafePointer()
}

func (r *reflected) several(n int) list {
	r.to = list{}
	r.toValue.Grow(n)
	l := list{r.to.data, n, n}
	r.to = list{}
	return l
}

func (r *reflected) moved(from list, size int) list {
	l := r.several(size)
	if from.len > 0 {
		r.from, r.to = from, l
		reflect.Copy(r.toValue, r.fromValue)
		r.fromValue.Clear()
		r.from, r.to = list{}, list{}
	}
	return l
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
// elements so far and what is left to read; there is memory for as many as are worth it, or for
// four times those that have come. First is where the list began.
func (r *Reader) room(n int, size uintptr, first int, most bool) int {
	if !most || n == 0 {
		return max(1, 2*n)
	}
	if n == 1 {
		r.main = first
	}
	left, each := len(r.data)-r.pos, (r.pos-first)/n+1
	return max(2, n+min(1+left/each, max(3*n, left/int(max(1, size))+15)))
}
