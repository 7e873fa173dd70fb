package json

import (
	"errors"
	"io"
	"iter"
	"slices"
	"strconv"
	"strings"
)

// Cutter cuts a text that arrives piece by piece into the elements of one list in it, which are
// there before what follows them, and the rest: the text as it would be if the list were empty.
// That all of it is JSON shows when elements and rest are read.
type Cutter struct {
	src   io.Reader
	path  []string // names that lead to the list
	limit int64

	buf    []byte // what is there and not yet used up
	pos    int    // up to where it has been looked at
	before int    // bytes of the text before buf
	end    error  // of src

	rest  []byte
	where part
	err   error

	// outside of the list
	depth    int  // brackets that are open
	matched  int  // objects that are open on the way to the list
	name     int  // where the name begins that is being read, in rest
	inString bool // what is being read is a string
	escaped  bool // it goes on behind a backslash
	named    bool // a name comes next, or is being read
	hit      bool // the value that follows is on the way to the list

	// in the list
	first, last int // the elements that are whole, in buf
	count       int // how many
	index       int // of the first
	start       int // of the one that is being read
	nested      int // brackets that are open in it
}

// part says what a Cutter is looking at.
type part uint8

const (
	ahead    part = iota // what stands before the list
	opened               // the list: an element may come
	wanted               // an element must come
	scalar               // an element: a number, true, false or null
	quoted               // a string
	brackets             // an object or a list
	ended                // the element has ended
	behind               // what stands behind the list
)

// Elements are elements that have arrived.
type Elements struct {
	Text   []byte // with the commas between them; until the next Elements
	Count  int
	Index  int // of the first, in the list
	Offset int // of the first, in the whole text
}

var errTwice = errors.New("the list comes twice, of which the first has been read already")

// NewCutter returns a Cutter of the text that src yields. The list is found by the names that lead
// to it; without any, the text itself is the list. No element and no rest may have more than limit
// bytes.
func NewCutter(src io.Reader, limit int64, path ...string) *Cutter {
	return &Cutter{src: src, path: path, limit: limit, buf: make([]byte, 0, cutBytes)}
}

// cutBytes is how much of a text is there at a time, unless an element is larger.
const cutBytes = 32 << 10

// Next returns the elements that have arrived, one at least. The error is io.EOF when the text has
// ended, an [*Error] where it is no JSON, [ErrTooLarge], or that of the source.
func (c *Cutter) Next() (Elements, error) {
	for {
		if c.where == ahead || c.where == behind {
			c.outside()
		} else {
			c.inside()
		}
		switch {
		case c.count > 0:
			return c.take(), nil
		case c.err != nil:
			return Elements{}, c.err
		case c.pos < len(c.buf): // the list has begun or ended
		default:
			c.err = c.fill()
		}
	}
}

// Rest returns the text without the elements, when Next has returned io.EOF.
func (c *Cutter) Rest() []byte { return c.rest }

// Found reports whether there was a list.
func (c *Cutter) Found() bool { return c.where != ahead }

// Enclosed returns a text of its own memory that has the elements, and nothing else, where the
// whole text has its list.
func (c *Cutter) Enclosed(e Elements) []byte {
	open := c.open()
	return slices.Concat(open, e.Text, []byte("]"+strings.Repeat("}", len(c.path))))
}

func (c *Cutter) open() []byte {
	w := Writer{}
	for _, name := range c.path {
		w.buf = append(w.buf, '{')
		w.name(name)
	}
	return append(w.buf, '[')
}

// Locate makes an error of reading [Cutter.Enclosed] say where in the whole text it is.
func (c *Cutter) Locate(err error, of Elements) {
	var e *Error
	if !errors.As(err, &e) {
		return
	}
	e.Offset += of.Offset - len(c.open())
	e.Path = c.Place(e.Path, of)
}

// Place is where in the whole text is what has a path in [Cutter.Enclosed].
func (c *Cutter) Place(path string, of Elements) string {
	open := c.open()
	list := strings.TrimSuffix(pathTo(open, len(open)), "0]")
	index, inner, _ := strings.Cut(strings.TrimPrefix(path, list), "]")
	if n, err := strconv.Atoi(index); err == nil {
		return list + strconv.Itoa(of.Index+n) + "]" + inner
	}
	return path
}

// take hands out the elements that are whole.
func (c *Cutter) take() Elements {
	out := Elements{c.buf[c.first:c.last], c.count, c.index, c.before + c.first}
	c.index += c.count
	c.count = 0
	return out
}

// fill reads more. What has been used up gives way to it.
func (c *Cutter) fill() error {
	if c.end != nil {
		return c.ends()
	}
	keep := c.pos
	if c.where == scalar || c.where == quoted || c.where == brackets {
		keep = c.start
	}
	n := copy(c.buf[:cap(c.buf)], c.buf[keep:])
	c.buf, c.pos, c.start, c.before = c.buf[:n], c.pos-keep, c.start-keep, c.before+keep
	if int64(n) > c.limit || int64(len(c.rest)) > c.limit {
		return ErrTooLarge
	}
	if n == cap(c.buf) {
		c.buf = slices.Grow(c.buf, n)
	}
	n, c.end = c.src.Read(c.buf[n:cap(c.buf)])
	c.buf = c.buf[:len(c.buf)+n]
	return nil
}

// ends returns what the end of the source means.
func (c *Cutter) ends() error {
	if c.end == io.EOF && c.where != ahead && c.where != behind {
		return c.wrong("the rest of the list")
	}
	return c.end
}

// wrong is the error of what stands where something else is wanted in the list.
func (c *Cutter) wrong(want string) error {
	r := scan(c.buf)
	r.pos = c.pos
	e := &Error{Path: "[0]", Offset: c.pos, Problem: "want " + want + ", found " + r.found()}
	open := c.open()
	e.Path = pathTo(open, len(open))
	e.Offset += len(open)
	c.Locate(e, Elements{Index: c.index + c.count, Offset: c.before})
	return e
}

// Each yields the elements one by one.
func (e Elements) Each() iter.Seq[Elements] {
	return func(yield func(Elements) bool) {
		r := scan(e.Text)
		for at := 0; at < e.Count; at++ {
			r.peek()
			from := r.pos
			r.Skip()
			if r.failed || at == e.Count-1 {
				r.pos = len(e.Text)
			}
			if !yield(Elements{e.Text[from:r.pos], 1, e.Index + at, e.Offset + from}) || r.failed {
				return
			}
			r.peek()
			r.pos++
		}
	}
}
