package json

import "github.com/armsmith/armsmith/internal/runtime/value"

// Members visits the members of an object, each as often as it is there; a null has none.
func (r *Reader) Members(visit func(name string, value []byte)) {
	if !r.open('{', "object") {
		return
	}
	for name, ok := r.firstEntry(); ok; name, ok = r.nextEntry() {
		raw := r.Raw()
		if r.failed {
			break
		}
		visit(name, raw)
	}
	r.lists--
}

// Elements returns the elements of an array; a null has none.
func (r *Reader) Elements() (elements [][]byte) {
	r.Read(&elements, &Type{Kind: KindList, Self: (*[][]byte)(nil), Of: &Scalars[KindRaw]})
	return elements
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

// flat reads the object of fields of the struct at p that stand one level deeper in JSON. What it
// holds besides them is kept in extra as an object of the same name, as is that it was empty.
func (r *Reader) flat(p place, t *Type, extra *value.Members) {
	if r.nilNull() {
		return
	}
	key, rest := r.key, value.Members{}
	open := r.pos
	r.object(p, t, &rest)
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
		w.close(w.open(&rest), nil)
		r.take(2 * cap(w.buf))
		r.add(extra, value.Member{Name: name, Value: w.buf})
	}
	if noted != nil {
		w := Writer{}
		outer := w.open(nil)
		for _, member := range noted {
			w.name(member.Name)
			w.Raw(member.Value)
		}
		w.close(outer, nil)
		r.take(2 * cap(w.buf))
		r.noteAsRead(extra, name, w.buf)
	}
}

// noField says that what is read next is no field of a model: its nulls are not remembered.
func (r *reading) noField() {
	if r.extra != nil {
		r.extra = nil
	}
}
