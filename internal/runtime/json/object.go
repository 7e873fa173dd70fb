package json

import (
	"math/bits"
	"strings"

	"github.com/armsmith/armsmith/internal/runtime/value"
)

// End is what Object and Next return when there are no more members.
const End = -1

// Keys are the names of a model's properties, in the order of the document, each as a Writer writes it after another
// member: `,"name":`.
type Keys struct {
	Slot  uint8 // tells the tables of a package apart, as well as a few bits can
	Names []string
	// Required has the bit of each name whose absence is noted (see value.Members), of which the object's reader calls Saw.
	Required uint64
}

// order is what a Reader has learned of the order in which the members of one model come. Services send the same order
// every time, and leave out the same properties mostly; it is often not the document's order.
type order struct {
	of   *Keys
	next [slots]uint8 // by index of a name, plus one: the index of the name after it, plus one; 0 is not known
}

const slots = 64

// guess returns the index of the name that probably comes after the one at last, which is End before the first.
func (r *Reader) guess(keys *Keys, last int) int {
	o := &r.orders[keys.Slot%slots]
	if o.of == keys && last+1 < slots {
		if next := o.next[last+1]; next > 0 {
			return int(next) - 1
		}
	}
	return last + 1
}

// learn notes that the name at next came after the one at last.
func (r *Reader) learn(keys *Keys, last, next int) {
	o := &r.orders[keys.Slot%slots]
	if o.of != keys {
		*o = order{of: keys}
	}
	if last+1 < slots && next+1 < 256 {
		o.next[last+1] = uint8(next + 1)
	}
}

// Object begins an object and returns the index in keys of its first member's name, or End. The reader then stands before
// that member's value, which must be read before Next is called.
//
// Members that are not among the keys go to extra; when extra is nil, the number of keys is returned for them, and Name gives
// the name. A null instead of an object reads as one without members.
//
//	for k := r.Object(&keys, &m.Extra); k != json.End; k = r.Next(&keys, k, &m.Extra) {
//		switch k {
func (r *Reader) Object(keys *Keys, extra *value.Members) int {
	if r.peek() != '{' {
		if !r.null() {
			r.want("object")
		}
		return End
	}
	if !r.enter() {
		return End
	}
	if keys.Required != 0 && r.depth < seenDepth {
		r.seen[r.depth] = 0
	}
	guess := r.guess(keys, End)
	if guess < len(keys.Names) {
		key, start := keys.Names[guess][1:], r.pos
		if end := start + len(key); end <= len(r.text) && r.text[start:end] == key {
			r.pos = end
			r.field(start, extra)
			return guess
		}
	}
	if r.peek() == '}' {
		r.close()
		return r.end(keys, extra)
	}
	return r.member(keys, End, guess, extra)
}

// Next goes on to the member after the one whose index was last; see Object.
func (r *Reader) Next(keys *Keys, last int, extra *value.Members) int {
	guess := r.guess(keys, last)
	if guess < len(keys.Names) {
		key, start := keys.Names[guess], r.pos
		if end := start + len(key); end <= len(r.text) && r.text[start:end] == key {
			r.pos = end
			r.field(start+1, extra)
			return guess
		}
	}
	if !r.comma('}') {
		return r.end(keys, extra)
	}
	return r.member(keys, last, guess, extra)
}

// Name returns the name of the member whose value comes next.
func (r *reading) Name() string {
	end := r.pos
	r.pos = r.key
	name := r.str()
	if !r.failed {
		r.pos = end
	}
	return name
}

// field notes where the name of the field stands that is read next, and where its null would be remembered. Storing a
// pointer costs while garbage is collected, so it is stored only when it is another.
func (r *reading) field(key int, extra *value.Members) {
	r.key = key
	if r.extra != extra {
		r.extra = extra
	}
}

// member reads names until one is in keys, and learns that it comes after the last one. What is not declared goes to
// extra on the way.
func (r *Reader) member(keys *Keys, last, guess int, extra *value.Members) int {
	if guess < len(keys.Names) && r.data[r.pos-1] <= ' ' { // white space kept the guess from being tried
		key, start := keys.Names[guess][1:], r.pos
		if end := start + len(key); end <= len(r.text) && r.text[start:end] == key {
			r.pos = end
			r.field(start, extra)
			return guess
		}
	}
	for {
		start := r.pos
		name, ok := r.name()
		if !ok {
			return End
		}
		k := find(keys.Names, guess, name)
		if k < len(keys.Names) || extra == nil {
			r.field(start, extra)
			r.learn(keys, last, k)
			return k
		}
		raw := r.Raw()
		if r.failed {
			return End
		}
		*extra = append(*extra, value.Member{Name: r.keep(name), Value: raw})
		if !r.comma('}') {
			return r.end(keys, extra)
		}
	}
}

// seenDepth is how deep objects may be nested for what they lack to be noted.
const seenDepth = 32

// Saw says that the member of index k, one of those required, is there; r stands before its value. It returns r, so that it
// takes no line where the value is read: json.ReadString(&m.Name, r.Saw(0)).
func (r *Reader) Saw(k uint) *Reader {
	if d := uint(r.depth); d < seenDepth {
		r.seen[d] |= 1 << (k & 63)
	}
	return r
}

// end is called behind an object. It notes in extra which members were not there that are required.
func (r *Reader) end(keys *Keys, extra *value.Members) int {
	if d := uint(r.depth + 1); keys.Required != 0 && d < seenDepth && keys.Required&^r.seen[d] != 0 {
		r.lacks(keys, keys.Required&^r.seen[d], extra)
	}
	return End
}

func (r *Reader) lacks(keys *Keys, which uint64, extra *value.Members) {
	for ; which != 0 && extra != nil && !r.failed; which &= which - 1 {
		extra.NoteAbsent(nameOf(keys.Names[bits.TrailingZeros64(which)]))
	}
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

// comma reads what follows a value: true after a comma, with the reader before what comes next; false at the bracket, or when
// it is neither.
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

func (r *reading) close() int {
	r.pos++
	r.depth--
	return End
}

// find looks a name up in keys, beginning with the guess, and returns len(keys) for one that is not there.
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
