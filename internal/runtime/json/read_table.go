package json

import (
	"math/bits"
	"strings"

	"github.com/armsmith/armsmith/internal/runtime/value"
)

// Read reads what p points to, as its table says. A model is its own table.
func (r *Reader) Read(p any, of Typed) {
	r.into = p
	r.clean(pointerIn(p), of.JSONType())
}

// Into is what the last call of Read was given.
func (r *Reader) Into() any { return r.into }

// model reads m.
func (r *Reader) model(m Typed) {
	t := m.JSONType()
	if !sameType(m, t.Self) {
		r.fail(notItself(m, t).Error())
		return
	}
	r.value(dataOf(m), t)
}

// value reads a value of any type.
func (r *Reader) value(p place, t *Type) {
	switch t.Kind {
	case KindStruct:
		r.object(p, t, extraOf(p, t))
	case KindUnion:
		r.union(p, t)
	case KindUnknown:
		r.unknown(p, t, "")
	case KindWrapped:
		r.clean(p, t.Of.JSONType())
	case KindForeign:
		r.foreign(p, t)
	default:
		r.kind(p, t.Kind, t.Of)
	}
}

// clean is value for what may have been read before: a struct is cleared first.
func (r *Reader) clean(p place, t *Type) {
	if t.Kind == KindStruct && !isClear(p, t.size()) {
		clearValue(p, t.Self)
	}
	r.value(p, t)
}

// kind reads a value of a kind that is what it is of something, or of nothing.
func (r *Reader) kind(p place, k Kind, of Typed) {
	switch k {
	case KindPtr:
		r.pointer((*place)(p), of)
	case KindList:
		r.list((*list)(p), of.JSONType())
	case KindMap:
		r.mapOf(p, of.JSONType())
	case KindUnion:
		r.union(p, of.JSONType())
	case KindExpandable:
		r.expandable(p, of.JSONType())
	case KindStruct:
		r.clean(p, of.JSONType())
	case KindOptional:
		r.optional(p, of.JSONType())
	case KindTold:
		*(*string)(p) = r.str()
	case KindConst:
		r.scalar(p, of.JSONType().Kind)
	default:
		if k < KindOptText {
			r.scalar(p, k)
		} else {
			r.optionalScalar(p, k-opt)
		}
	}
}

// object reads the struct at p: a loop over the members that come, of which each is found in the
// table and read to its place. Members that have no field go to extra, unless that is nil. A null
// instead of an object reads as one without members; that it was null is noted in extra.
func (r *Reader) object(p place, t *Type, extra *value.Members) {
	if r.peek() != '{' {
		r.nothing(extra)
		return
	}
	if r.depth++; r.depth > MaxDepth {
		r.failDepth()
	}
	o := &r.orders[t.Slot%slots]
	if o.of != t {
		*o = order{t, inOrder}
	}
	// of what surrounds the object; where the name of the last member began
	outer, name := r.lossy, 0
	r.lossy = 0
	fields, after, flip, seen := t.Fields, uint(0), uint64(','^'{'), uint64(0)
	for {
		guess := uint(o.next[after%slots])
		if guess < uint(len(fields)) {
			f, start := &fields[guess], r.pos
			if end := start + len(f.Key); end <= len(r.text) && same(r.text[start:end], f.Key, flip) {
				r.pos, r.key = end, start+1
				goto found
			}
		}
		guess = r.search(t, o, extra, guess, after, flip != 0)
		if guess >= uint(len(fields)) {
			if guess == noMember {
				break
			}
			r.noteLossy(extra, name)
			name = r.key
			r.entry(t.Rest, p)
			after, flip = guess+1, 0
			continue
		}
	found:
		if r.lossy != 0 {
			r.noteLossy(extra, name)
		}
		f := &fields[guess]
		after, flip, seen, name = guess+1, 0, seen|1<<guess, r.key
		if r.extra != extra {
			r.extra = extra
		}
		at := offset(p, f.At)
		if t.Lenient {
			r.try(p, t, f)
			continue
		}
		switch f.Kind {
		case KindOptText:
			if s, ok := r.simple(); ok {
				*(*value.Optional[string])(at) = value.Some(r.keep(s))
			} else {
				ReadOptString((*value.Optional[string])(at), r)
			}
		case KindText:
			*(*string)(at) = r.str()
		case KindPtr:
			r.pointer((*place)(at), f.Of)
		case KindOptTime, KindOptInt32, KindOptInt64, KindOptBool, KindOptFloat64:
			r.optionalScalar(at, f.Kind-opt)
		case KindFlat:
			r.flat(p, f.Of.JSONType(), extra)
		default:
			r.kind(at, f.Kind, f.Of)
		}
	}
	if r.lossy != 0 {
		r.noteLossy(extra, name)
	}
	if outer != 0 {
		r.lossy = outer
	}
	if lacks := t.Required &^ seen; lacks != 0 && extra != nil && !r.failed {
		r.noteAbsent(extra, fields, lacks)
	}
}

// noteAbsent notes that the fields whose bits are set were not there.
func (r *Reader) noteAbsent(extra *value.Members, fields []Field, lacks uint64) {
	before := cap(value.List(*extra))
	for ; lacks != 0; lacks &= lacks - 1 {
		extra.NoteAbsent(nameOf(fields[bits.TrailingZeros64(lacks)].Key))
	}
	r.grew(extra, before)
}

// nothing is what object reads where there is none: a null, which is noted, or an error.
func (r *Reader) nothing(extra *value.Members) {
	if !r.nilNull() {
		r.want("object")
	} else if extra != nil {
		before := cap(value.List(*extra))
		value.NoteNull(extra)
		r.grew(extra, before)
	}
}

// noMember is what search returns at the end of the object.
const noMember = ^uint(0)

// search finds the next member when the guess was wrong, or white space kept it from being tried,
// and learns what came instead. What has no field goes to extra on the way, or, when the table has
// a map for it, is returned as the number of the fields.
func (r *Reader) search(t *Type, o *order, extra *value.Members, guess, after uint, first bool) uint {
	if !first && r.at() == '}' {
		r.close()
		o.next[after%slots] = last
		return noMember
	}
	if !r.another(first) {
		return noMember
	}
	for {
		start := r.pos
		name, ok := r.name()
		if !ok {
			return noMember
		}
		k := uint(find(t.Fields, int(guess), name))
		if k < uint(len(t.Fields)) || t.Rest != nil {
			if k != guess && k < last {
				o.next[after%slots] = uint8(k)
			}
			r.key = start
			return k
		}
		if extra == nil {
			r.Skip()
		} else {
			name = r.keep(name)
			raw := r.Raw()
			if r.failed {
				return noMember
			}
			r.add(extra, value.Member{Name: name, Value: raw})
		}
		if !r.comma('}') {
			return noMember
		}
	}
}

// another goes past what stands before a member, and reports whether there is one.
func (r *Reader) another(first bool) bool {
	switch {
	case !first:
		return r.comma('}')
	case r.failed:
		return false
	}
	r.pos++
	if r.peek() == '}' {
		r.close()
		return false
	}
	return true
}

// noteLossy notes what the member read last, whose name began at the given offset, has lost in Go,
// if the object has a place for notes.
//
//go:noinline
func (r *Reader) noteLossy(extra *value.Members, at int) {
	if r.lossy == 0 || extra == nil || r.failed {
		return
	}
	r.lossy = 0
	s := scan(r.data[at:])
	name, _ := s.name()
	s.peek()
	from := at + s.pos
	s.Skip()
	r.noteAsRead(extra, r.keep(name), r.keepBytes(from, at+s.pos))
}

// pointer reads a struct into memory of its own; null makes *p nil.
func (r *Reader) pointer(p *place, of Typed) {
	if r.nilNull() {
		*p = nil
		return
	}
	t := of.JSONType()
	v := r.alloc(t)
	*p = v
	r.value(v, t)
}

// list reads an array. Null makes *p nil, an empty array does not.
//
// It is read into memory that the Reader keeps for lists of t, and then moved to memory of just its
// size. A list that may make up most of the text leaves that memory after its first element, from
// which its size is guessed.
func (r *Reader) list(p *list, t *Type) {
	if *p = (list{}); !r.open('[', "array") {
		return
	}
	s, first := r.slabOf(t), r.pos
	kept := s.room
	s.room = list{} // a list of t inside a t gets another
	room, large := kept, r.depth <= 2 && len(r.data)-r.pos >= largeList
	n, size := 0, room.cap
	if large && size > 1 {
		size = 1
	}
	for r.element(n == 0) {
		if n == size {
			size = r.room(n, s.size, first, large)
			if !r.take(size * int(s.size)) {
				break
			}
			room = s.moved(list{room.data, n, n}, size)
			if n == 0 || !large {
				kept = room
			}
		}
		n++
		r.value(room.element(n-1, s.size), t)
	}
	r.lists--
	switch {
	case r.spent():
		*p, kept = list{room.data, n, room.cap}, list{}
	case large && n > 1:
		*p = list{room.data, n, size}
	case n == 0:
		*p = list{place(&emptyList), 0, 0}
	default:
		r.take(n * int(s.size))
		*p = s.moved(list{room.data, n, n}, n)
	}
	if kept.cap*int(s.size) <= listBytes {
		s.room = kept
	}
}

// optional reads a value.Optional of what is no scalar. Null makes the value nil.
func (r *Reader) optional(p place, t *Type) {
	state := presence(p, t.size())
	if r.peek() == 'n' && strings.HasPrefix(r.text[r.pos:], "null") {
		r.noField()
		lossy := r.lossy
		r.value(p, t)
		r.lossy = lossy
		*state = value.StateNull
		return
	}
	*state = value.StatePresent
	r.value(p, t)
}

// optionalScalar reads a value.Optional of a scalar.
func (r *Reader) optionalScalar(p place, k Kind) {
	state := presence(p, Scalars[k].Size)
	if r.peek() == 'n' && r.literal("null") {
		clearScalar(p, k)
		*state = value.StateNull
		return
	}
	*state = value.StatePresent
	r.scalar(p, k)
}
