package json

import "github.com/armsmith/armsmith/internal/runtime/value"

// ReadPtr reads an object with read into memory of its own; null makes p nil.
func ReadPtr[T any](p **T, r *Reader, read func(*T, *Reader)) {
	if r.nilNull() {
		*p = nil
		return
	}
	*p = alloc[T](r)
	read(*p, r)
}

// New returns a T for a variant of a union that read then fills.
func New[T any](r *Reader, read func(*T, *Reader)) *T {
	p := alloc[T](r)
	read(p, r)
	return p
}

// ReadZero clears what p points to, then reads it. An object that is held by value may have been
// read before, under the same name.
func ReadZero[T any](p *T, r *Reader, read func(*T, *Reader)) {
	var zero T
	*p = zero
	read(p, r)
}

// ReadList reads an array whose elements read reads. Null makes *p nil, an empty array does not.
//
// It is read into memory that the Reader keeps for lists of T, and then copied to memory of just
// its size. A list that may make up most of the text leaves that memory after its first element,
// from which its size is guessed.
func ReadList[L ~[]T, T any](p *L, r *Reader, read func(*T, *Reader)) {
	if *p = nil; !r.open('[', "array") {
		return
	}
	slab, first := r.slabOf((*T)(nil)), r.pos
	var kept *[]T
	if slab != nil {
		kept, _ = slab.list.(*[]T)
		slab.list = nil // a list of T inside a T gets another
	}
	if kept == nil {
		kept = new([]T)
	}
	list, large := *kept, r.depth <= 2 && len(r.data)-r.pos >= largeList
	if large && cap(list) > 1 {
		list = list[:0:1]
	}
	for r.element(len(list) == 0) {
		if n := len(list); n == cap(list) {
			grown := make([]T, n, r.room(n, sizeOf[T](), first, large))
			copy(grown, list)
			clear(list)
			if list = grown; n == 0 || !large {
				*kept = grown
			}
		}
		list = list[:len(list)+1]
		read(&list[len(list)-1], r)
	}
	r.lists--
	if large && len(list) > 1 {
		*p = list
	} else {
		*p = make(L, len(list))
		copy(*p, list)
		clear(list)
	}
	if *kept = (*kept)[:0]; slab != nil && cap(*kept)*int(sizeOf[T]()) <= listBytes {
		slab.list = kept
	}
}

// ReadMap reads an object whose members' values read reads. Null makes *p nil, an empty object does
// not.
func ReadMap[M ~map[string]V, V any](p *M, r *Reader, read func(*V, *Reader)) {
	if *p = nil; !r.open('{', "object") {
		return
	}
	spare := take[V](&r.spares)
	out, zero := make(map[string]V), *new(V)
	for name, ok := r.firstEntry(); ok; name, ok = r.nextEntry() {
		read(spare, r)
		out[name] = *spare
		*spare = zero
	}
	r.lists--
	r.spares.give(spare)
	*p = out
}

// ReadStringMap is ReadMap with ReadString.
func ReadStringMap[M ~map[string]S, S ~string](p *M, r *Reader) {
	if *p = nil; !r.open('{', "object") {
		return
	}
	out := make(map[string]S)
	for name, ok := r.firstEntry(); ok; name, ok = r.nextEntry() {
		out[name] = S(r.str())
	}
	r.lists--
	*p = out
}

// ReadRawMap is ReadMap with ReadRaw.
func ReadRawMap[M ~map[string]B, B ~[]byte](p *M, r *Reader) {
	if *p = nil; !r.open('{', "object") {
		return
	}
	out := make(map[string]B)
	for name, ok := r.firstEntry(); ok; name, ok = r.nextEntry() {
		out[name] = r.Raw()
	}
	r.lists--
	*p = out
}

// ReadEntry reads, with read, the value of the undeclared member at hand into *p, a map that is
// made when it is nil.
func ReadEntry[M ~map[string]V, V any](p *M, r *Reader, read func(*V, *Reader)) {
	if *p == nil {
		*p = make(M)
	}
	name, v := r.Name(), new(V)
	r.noField()
	r.lists++
	read(v, r)
	r.lists--
	(*p)[name] = *v
}

// open begins an array or an object that is a list or map: what is in it is no field. It is false
// for null and for errors.
func (r *reading) open(bracket byte, want string) bool {
	if r.peek() != bracket {
		if field := r.extra != nil; !r.nilNull() {
			r.want(want)
		} else if !field {
			r.lose()
		}
		return false
	}
	r.lists++
	return r.enter()
}

// element goes on to an array's next element, of which it reports whether there is one.
func (r *reading) element(first bool) bool {
	r.noField() // whatever the element before left there
	if !first {
		return r.comma(']')
	}
	if r.peek() == ']' {
		r.close()
		return false
	}
	return !r.failed
}

// firstEntry goes to a map's first member, whose name it returns; not ok is that there is none.
func (r *reading) firstEntry() (name string, ok bool) {
	r.noField()
	if r.peek() == '}' {
		r.close()
		return "", false
	}
	if r.failed {
		return "", false
	}
	return r.entry()
}

// nextEntry goes on to a map's next member.
func (r *reading) nextEntry() (name string, ok bool) {
	r.noField() // whatever the value before left there
	if !r.comma('}') {
		return "", false
	}
	return r.entry()
}

func (r *reading) entry() (name string, ok bool) {
	name, ok = r.name()
	return r.keep(name), ok
}

// ReadFlat reads, with read, the object of fields that stand in *p although JSON has them one level
// deeper. What it holds besides them, read gathers in rest, and it is kept in extra as an object of
// the same name, as is that it was empty.
func ReadFlat[T any](p *T, r *Reader, extra *value.Members, read func(p *T, r *Reader, rest *value.Members)) {
	if r.nilNull() {
		return
	}
	key, rest := r.key, value.Members{}
	open := r.pos
	read(p, r, &rest)
	if r.failed || extra == nil {
		return
	}
	inside := scan(r.data[open+1 : r.pos])
	empty := inside.peek() == '}'
	r.key = key
	name := ""
	if empty || !rest.IsZero() {
		s := scan(r.data[key:open])
		name = r.keep(s.str())
	}
	var noted []value.Member
	for _, member := range value.List(rest) {
		if member.IsNote() {
			noted = append(noted, member)
		}
	}
	if empty || rest.Len() > 0 {
		w := Writer{}
		w.Close(w.Open(&rest), nil)
		value.Add(extra, value.Member{Name: name, Value: w.buf})
	}
	if noted != nil {
		w := Writer{}
		outer := w.Open(nil)
		for _, member := range noted {
			w.name(member.Name)
			w.Raw(member.Value)
		}
		w.Close(outer, nil)
		value.NoteAsRead(extra, name, w.buf)
	}
}

// noField says that what is read next is no field of a model: its nulls are not remembered.
func (r *reading) noField() {
	if r.extra != nil {
		r.extra = nil
	}
}
