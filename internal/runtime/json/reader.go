package json

import (
	"sync"

	"github.com/armsmith/armsmith/internal/runtime/value"
)

// MaxDepth is how deep arrays and objects may be nested: the bound of encoding/json.
const MaxDepth = 10000

// Reader reads one JSON text. It is made by Decode and Unmarshal.
//
// The first error ends the text: everything after it reads as the end, and every value as its zero
// value.
type Reader struct {
	reading
	slabs  [slabSlots]*slab // by hash of their table; see alloc.go
	used   []*slab          // for this text
	orders [slots]order     // of the members of models, by Slot
	spares spares           // what values of maps are read into
}

// reading is the state of a Reader that ends with the text.
type reading struct {
	data  []byte
	text  string // the same memory as data
	pos   int
	depth int
	lists int  // lists that are open: what is read may recur
	again int  // bytes looked at more than once, for the sake of unions
	own   bool // strings and raw values get memory of their own

	budget Budget
	into   any // see Into

	forXML bool // numbers may be infinite: see DecodeForXML
	plain  bool // types of the user's are read from their texts: see DecodeText

	// extra and key tell where a null of the field being read is remembered, and where in data its
	// name begins. Inside lists and maps extra is nil.
	extra *value.Members
	key   int

	lossy lossy // what was read inside lists and maps and Go does not show

	failed  bool
	offset  int // of the error
	problem string

	scratch []byte // room for strings that cannot share memory with data
	// where the list began that makes up most of the body, once its first element was read
	main int
}

var readers = sync.Pool{New: func() any { return new(Reader) }}

// Decode reads data, which must hold one JSON value and nothing else, into v. Strings and raw
// values of v share memory with data, which must not change any more. The error is an *Error. After
// one, v holds what was read before it.
//
// Like encoding/json, it takes a null for a model as no change. It does not clear v first.
func Decode(data []byte, v Typed) error { return Budget{}.Decode(data, v) }

// DecodeFunc is Decode for a value that is no model, such as a list: read reads it.
func DecodeFunc(data []byte, read func(*Reader)) error { return Budget{}.DecodeFunc(data, read) }

// Decode is [Decode] within the budget. An error because of it is an ErrTooLarge.
func (b Budget) Decode(data []byte, v Typed) error {
	r := newReader(data)
	r.budget = b
	r.model(v)
	return r.finish()
}

// DecodeFunc is [DecodeFunc] within the budget.
func (b Budget) DecodeFunc(data []byte, read func(*Reader)) error {
	r := newReader(data)
	r.budget = b
	read(r)
	return r.finish()
}

// DecodeText is DecodeFunc for JSON that stands for a text outside of JSON.
func (b Budget) DecodeText(data []byte, read func(*Reader)) error {
	r := newReader(data)
	r.plain, r.budget = true, b
	read(r)
	return r.finish()
}

// Unmarshal is Decode, but nothing in v shares memory with data. Strings that stand near one
// another in data share a few kilobytes of memory, which a kept one holds on to.
func Unmarshal(data []byte, v Typed) error {
	r := newReader(data)
	r.own = true
	r.model(v)
	return r.finish()
}

// Replace is Unmarshal for a model that is cleared first.
func Replace(data []byte, v Typed) error {
	clearValue(dataOf(v), v.JSONType().Self)
	return Unmarshal(data, v)
}

func newReader(data []byte) *Reader {
	r := readers.Get().(*Reader)
	r.data, r.text = data, stringOf(data)
	return r
}

// scan returns a reader of a text for one small question.
func scan(text []byte) reading { return reading{data: text, text: stringOf(text)} }

// finish checks that nothing follows, gives the reader back, and returns its error.
func (r *Reader) finish() error {
	var err error
	if r.peek(); r.pos < len(r.data) {
		r.fail("want the end of the text, found " + r.found())
	}
	if r.lossy > 0 && !r.failed {
		r.failAt(int(r.lossy)-1, "found null, for which the list or map has no place")
	}
	if r.failed {
		err = &Error{Path: pathTo(r.data, r.offset), Offset: r.offset, Problem: r.problem, tooLarge: r.spent()}
	}
	if len(r.used) > 0 {
		r.forgetSlabs()
	}
	r.reading = reading{}
	readers.Put(r)
	return err
}

// fail keeps the first error, at the current position, and goes to the end of the text.
func (r *reading) fail(problem string) { r.failAt(r.pos, problem) }

func (r *reading) failAt(offset int, problem string) {
	if !r.failed {
		r.failed, r.offset, r.problem = true, offset, problem
	}
	r.pos = len(r.data)
}

// want fails because the value at the current position is not what is wanted.
func (r *reading) want(what string) {
	if !r.failed {
		r.peek()
		r.fail("want " + what + ", found " + r.found())
	}
}

const spaces uint64 = 1<<' ' | 1<<'\t' | 1<<'\n' | 1<<'\r'

// peek skips white space and returns the byte that follows, 0 at the end. (It is written so that it
// can be inlined.)
func (r *reading) peek() (c byte) {
	if r.pos < len(r.text) {
		if c = r.text[r.pos]; c > ' ' {
			return
		}
	}
	return r.skipSpace()
}

//go:noinline
func (r *reading) skipSpace() byte {
	i, data := r.pos, r.data
	for i < len(data) {
		c := data[i]
		if c > ' ' || spaces>>c&1 == 0 {
			r.pos = i
			return c
		}
		i++
		for i+8 <= len(data) && load8(r.text[i:]) == eachByte*' ' {
			i += 8
		}
	}
	r.pos = i
	return 0
}

// enter goes one level deeper and past the bracket.
func (r *reading) enter() bool {
	if r.depth++; r.depth > MaxDepth {
		r.failDepth()
		return false
	}
	r.pos++
	return true
}

func (r *reading) failDepth() { r.fail("want at most 10000 levels of nesting") }

// null reads a null as the zero value of a type that has no nil, if there is one. It is remembered
// for the field that is being read, or in a list or map as something that Go does not show.
func (r *reading) null() bool {
	at := r.pos
	if !r.nilNull() {
		return false
	}
	if r.extra == nil && r.lists > 0 && r.lossy <= 0 {
		r.lossy = lossy(at + 1)
	}
	return true
}

// nilNull reads a null as the nil of a type that has one, if there is one, and remembers it for the
// field that is being read.
func (r *reading) nilNull() bool {
	if r.peek() != 'n' || !r.literal("null") {
		return false
	}
	if r.extra != nil {
		r.noteNull()
	}
	return true
}

// lossy says whether something in a list or map is not what Go shows, and that no model has noted
// it yet: the offset plus one of a null that reads as zero, or lossyText; 0 is that there is none.
type lossy int

// lossyText: a list or map is nil in Go and null in the text, or a number is written as no float64
// is.
const lossyText lossy = -1

// lose says that what was read is not quite what Go shows.
func (r *reading) lose() {
	if r.lossy == 0 && r.lists > 0 {
		r.lossy = lossyText
	}
}

func (r *reading) noteNull() {
	r.take(len("null"))
	r.add(r.extra, value.Member{Name: r.Name(), Value: []byte("null")})
}

// literal reads the given word.
func (r *reading) literal(word string) bool {
	if len(r.text)-r.pos >= len(word) && r.text[r.pos:r.pos+len(word)] == word {
		r.pos += len(word)
		return true
	}
	r.want(word)
	return false
}
