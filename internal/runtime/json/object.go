package json

import (
	"strings"

	"github.com/armsmith/armsmith/internal/runtime/value"
)

const slots = 64

// order is what a Reader has learned of the order in which the members of one model come. Services
// send the same order every time, and leave out the same properties mostly; it is often not the
// document's order.
type order struct {
	of *Type
	// by index of a name plus one: the index of the name that came after it last, or last
	next [slots]uint8
}

// last is the index of no name: the object ended there.
const last = 255

// inOrder is the order of the document, which is the first guess.
var inOrder = func() (next [slots]uint8) {
	for i := range next {
		next[i] = uint8(i)
	}
	return next
}()

var none value.Members

// same reports whether a is b, which has at least 4 bytes and the length of a, when the first of
// them is changed by flip.
func same(a, b string, flip uint64) bool {
	n := len(b)
	if n <= 8 {
		return (load4(a)^load4(b)^uint32(flip))|(load4(a[n-4:])^load4(b[n-4:])) == 0
	}
	if (load8(a)^load8(b)^flip)|(load8(a[n-8:])^load8(b[n-8:])) != 0 {
		return false
	}
	return n <= 16 || a[8:n-8] == b[8:n-8]
}

// Name returns the name of the member whose value comes next.
func (r *reading) Name() string {
	s := scan(r.data[r.key:r.pos])
	return r.keep(s.str())
}

// name reads a name and its colon; the reader stands at its quote. The name has still to be kept.
func (r *reading) name() (string, bool) {
	name, ok := r.simple()
	if ok && r.pos < len(r.data) && r.data[r.pos] == ':' {
		r.pos++
		return name, true
	}
	if !ok {
		if r.peek() != '"' {
			r.want("a name in quotes")
			return "", false
		}
		name = r.str()
	}
	if r.peek() != ':' {
		r.want(`":"`)
		return "", false
	}
	r.pos++
	return name, true
}

// comma reads what follows a value: true after a comma, with the reader before what comes next;
// false at the bracket, or when it is neither.
func (r *reading) comma(bracket byte) bool {
	switch r.peek() {
	case ',':
		r.pos++
		r.peek()
		return true
	case bracket:
		r.close()
		return false
	}
	r.want(`"," or "` + string(bracket) + `"`)
	return false
}

func (r *reading) close() {
	r.pos++
	r.depth--
}

// find looks a name up in the fields, beginning with the guess, and returns len(fields) for one
// that is not there.
func find(fields []Field, guess int, name string) int {
	for i := max(0, guess); i < len(fields); i++ {
		if key := fields[i].Key; len(key) == len(name)+4 && key[2:len(key)-2] == name {
			return i
		}
	}
	for i := range min(guess, len(fields)) {
		if key := fields[i].Key; len(key) == len(name)+4 && key[2:len(key)-2] == name {
			return i
		}
	}
	for i := range fields { // names that are escaped in JSON; rare
		if key := fields[i].Key; strings.IndexByte(key, '\\') >= 0 && nameOf(key) == name {
			return i
		}
	}
	return len(fields)
}

// nameOf returns the name in a key such as `,"name":`.
func nameOf(key string) string {
	key = key[1 : len(key)-1]
	if strings.IndexByte(key, '\\') < 0 {
		return key[1 : len(key)-1]
	}
	r := scan([]byte(key))
	return r.str()
}
