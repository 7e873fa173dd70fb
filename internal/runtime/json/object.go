package json

import (
	"math/bits"
	"strings"

	"github.com/armsmith/armsmith/internal/runtime/value"
)

// Keys are the names of a model's properties, in the order of the document, each as a Writer writes
// it after another member: `,"name":`.
type Keys struct {
	Slot  uint8 // tells the tables of a package apart, as well as a few bits can
	Names []string
	// Required has the bit of each name whose absence is noted (see value.Members).
	Required uint64
	// Typed says that members which are not among the names are properties of the model as well, of
	// a type that the document gives them (additionalProperties).
	Typed bool
}

const slots = 64

// order is what a Reader has learned of the order in which the members of one model come. Services
// send the same order every time, and leave out the same properties mostly; it is often not the
// document's order.
type order struct {
	of *Keys
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

// Cursor goes over the members of one object. Key is the index of the member at hand in the keys.
// It is a variable of the function that reads the object: made by a call, it would have to be
// copied.
type Cursor struct {
	Key   int
	keys  *Keys
	next  *[slots]uint8 // see order
	extra *value.Members
	seen  uint64 // bits of the keys that were there
	start int    // of the name of the member at hand
	lossy lossy  // what the Reader said of what surrounds the object
	open  uint64 // before the first member what turns a key's comma into the bracket, then 0
}

// noObject is what open of a Cursor is when there is none; it has no members then.
const noObject = 1

var (
	noKeys Keys
	none   value.Members
)

// Open begins an object. Before each call of Next the value of the member at hand must have been
// read.
//
// Members that are not among the keys go to extra; when extra is nil, or the keys are Typed, their
// Key is the number of keys, and Name gives the name. A null instead of an object reads as one
// without members; that it was null is noted in extra.
//
//	var c json.Cursor
//	for c.Open(r, &keys, &m.Extra); c.Next(r); {
//		switch c.Key {
func (c *Cursor) Open(r *Reader, keys *Keys, extra *value.Members) {
	if r.peek() != '{' {
		if !r.nilNull() {
			r.want("object")
		} else if extra != nil {
			value.NoteNull(extra)
		}
		c.keys, c.next, c.open = &noKeys, &inOrder, noObject
		return
	}
	if r.depth++; r.depth > MaxDepth {
		r.failDepth()
	}
	o := &r.orders[keys.Slot%slots]
	if o.of != keys {
		*o = order{keys, inOrder}
	}
	c.Key, c.keys, c.next, c.extra, c.open = -1, keys, &o.next, extra, ','^'{'
	c.lossy, r.lossy = r.lossy, 0
}

// Next goes on to the next member, of which it reports whether there is one. The reader then stands
// before its value.
func (c *Cursor) Next(r *Reader) bool {
	guess := uint(c.next[uint(c.Key+1)%slots])
	if names := c.keys.Names; guess < uint(len(names)) {
		key, start := names[guess], r.pos
		if end := start + len(key); end <= len(r.text) && same(r.text[start:end], key, c.open) {
			r.pos = end
			c.reach(r, int(guess), start+1)
			return true
		}
	}
	return c.search(r, int(guess))
}

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

// reach says that the member of the given index, whose name begins at start, is at hand. Storing a
// pointer costs while garbage is collected, so it is stored only when it is another.
func (c *Cursor) reach(r *Reader, key, start int) {
	if r.lossy != 0 {
		c.note(r)
	}
	c.Key, c.open, c.start = key, 0, start
	c.seen |= 1 << uint(key)
	r.key = start
	if r.extra != c.extra {
		r.extra = c.extra
	}
}

// search is Next when the guess was wrong, or white space kept it from being tried. What is not
// declared goes to extra on the way. It learns what came instead.
func (c *Cursor) search(r *Reader, guess int) bool {
	if c.open == 0 && r.at() == '}' {
		r.close()
		c.next[uint(c.Key+1)%slots] = last
		return c.end(r)
	}
	if !c.more(r) {
		return c.end(r)
	}
	for {
		start := r.pos
		name, ok := r.name()
		if !ok {
			return false
		}
		k := find(c.keys.Names, guess, name)
		if k < len(c.keys.Names) || c.extra == nil || c.keys.Typed {
			if k != guess && k < last {
				c.next[uint(c.Key+1)%slots] = uint8(k)
			}
			c.reach(r, k, start)
			return true
		}
		name = r.keep(name)
		raw := r.Raw()
		if r.failed {
			return false
		}
		value.Add(c.extra, value.Member{Name: name, Value: raw})
		if !r.comma('}') {
			return c.end(r)
		}
	}
}

// more goes past what stands before a member, and reports whether there is one.
func (c *Cursor) more(r *Reader) bool {
	switch c.open {
	case noObject:
		return false
	case 0:
		return r.comma('}')
	}
	if r.failed {
		return false
	}
	r.pos++
	if r.peek() == '}' {
		r.close()
		return false
	}
	return true
}

// end notes in extra which members were not there that are required.
func (c *Cursor) end(r *Reader) bool {
	if r.lossy != 0 {
		c.note(r)
	}
	if c.lossy != 0 {
		r.lossy = c.lossy
	}
	lacks := c.keys.Required &^ c.seen
	if lacks == 0 || c.extra == nil || r.failed {
		return false
	}
	for ; lacks != 0; lacks &= lacks - 1 {
		c.extra.NoteAbsent(nameOf(c.keys.Names[bits.TrailingZeros64(lacks)]))
	}
	return false
}

// note notes what the value that was read last has lost in Go, if the object has a place for notes.
//
//go:noinline
func (c *Cursor) note(r *Reader) {
	if c.extra == nil || r.failed {
		return
	}
	r.lossy = 0
	s := scan(r.data[c.start:])
	name, _ := s.name()
	s.peek()
	from := c.start + s.pos
	s.Skip()
	value.NoteAsRead(c.extra, r.keep(name), r.keepBytes(from, c.start+s.pos))
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

// find looks a name up in keys, beginning with the guess, and returns len(keys) for one that is not
// there.
func find(keys []string, guess int, name string) int {
	for i := max(0, guess); i < len(keys); i++ {
		if key := keys[i]; len(key) == len(name)+4 && key[2:len(key)-2] == name {
			return i
		}
	}
	for i := range min(guess, len(keys)) {
		if key := keys[i]; len(key) == len(name)+4 && key[2:len(key)-2] == name {
			return i
		}
	}
	for i, key := range keys { // names that are escaped in JSON; rare
		if strings.IndexByte(key, '\\') >= 0 && nameOf(key) == name {
			return i
		}
	}
	return len(keys)
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
