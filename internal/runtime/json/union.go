package json

import (
	"slices"
	"strings"

	"github.com/armsmith/armsmith/internal/runtime/value"
)

// Discriminator returns the value of the named property of the object that comes next, wherever it
// stands in it, and leaves the reader where it is. It is "" when there is no such property, when it
// is no string, and when what comes next is no object. Most services send it first, or after a few
// short properties.
func (r *reading) Discriminator(name string) string {
	if r.peek() != '{' {
		return ""
	}
	start, depth, extra := r.pos, r.depth, r.extra
	found := ""
	if r.enter(); r.peek() != '}' {
		for more := true; more; more = r.comma('}') {
			this, ok := r.name()
			if !ok {
				break
			}
			if this == name {
				if r.peek() == '"' {
					found = r.str()
				}
				break
			}
			r.Skip()
		}
	}
	r.back(start, depth)
	r.extra = extra
	return found
}

// maxAgain is how many times the length of a text may be read again.
const maxAgain = 64

// back goes back to a place that was read already; unions do, to find out what they are. Nested
// ones could make that quadratic, so how much is read again is bounded.
func (r *reading) back(start, depth int) {
	if r.failed {
		return
	}
	r.again += r.pos - start
	r.pos, r.depth = start, depth
	if r.again > maxAgain*len(r.data) {
		r.fail("want unions that are less deeply nested: finding their variants takes too long")
	}
}

// Kinds is a set of JSON kinds.
type Kinds uint8

// The kinds of JSON values. An integer is a number without fraction or exponent, and a number as
// well.
const (
	Null Kinds = 1 << iota
	Bool
	Number
	Integer
	String
	Array
	Object
)

// Shape is what tells a variant of a union from the others when no property names it.
type Shape struct {
	Kinds    Kinds
	Required []string // properties that must be there
	Known    []string // properties that may be there
	Consts   []Const  // properties that have one value
	Values   []string // the JSON texts that a scalar may be; nil: any
	Format   string   // of a string
}

// Const is a property that has one value, given as JSON.
type Const struct{ Name, JSON string }

// fitting returns the indices of the shapes that fit the value that comes next, the best first. The
// reader stays where it is.
func (r *Reader) fitting(shapes []Shape) []int {
	start, depth, extra := r.pos, r.depth, r.extra
	kind, members := r.survey()
	text := r.data[start:r.pos]
	r.back(start, depth)
	r.extra = extra
	if r.failed {
		return nil
	}
	if kind == Number && isWhole(string(text)) && !slices.ContainsFunc(shapes, func(s Shape) bool { return s.Kinds&Number != 0 }) {
		kind |= Integer // 8.0 is one, where nothing else takes numbers
	}
	type fit struct{ index, unknown, known int }
	var room [8]fit // more variants take memory
	fits := room[:0]
	for i := range shapes {
		s := &shapes[i]
		if s.Kinds&kind == 0 || s.Values != nil && !slices.ContainsFunc(s.Values, func(v string) bool { return sameScalar(v, text) }) {
			continue
		}
		f := fit{index: i}
		switch {
		case kind&Object != 0:
			if !s.takes(members) {
				continue
			}
			for name := range members.All() {
				if slices.Contains(s.Known, name) || slices.Contains(s.Required, name) {
					f.known++
				} else {
					f.unknown++
				}
			}
		case kind&Integer != 0 && s.Kinds&Integer == 0:
			f.unknown = 1 // a number in general
		case s.Format != "" && !hasFormat(s.Format, text):
			f.unknown = 2
		case s.Values == nil && s.Format == "":
			f.unknown = 1 // any string, after those that say which
		}
		fits = append(fits, f)
	}
	slices.SortStableFunc(fits, func(a, b fit) int {
		if a.unknown != b.unknown {
			return a.unknown - b.unknown
		}
		return b.known - a.known
	})
	r.take(8*len(fits) + 8*max(0, len(fits)-len(room))*int(sizeOf[fit]()))
	out := make([]int, len(fits))
	for i, f := range fits {
		out[i] = f.index
	}
	return out
}

// noFields is the table of an object whose members are all undeclared.
var noFields = Type{Kind: KindStruct}

// survey reads the next value and tells its kind and, of an object, its members.
func (r *Reader) survey() (Kinds, value.Members) {
	switch c := r.peek(); c {
	case 'n':
		r.Skip()
		return Null, none
	case 't', 'f':
		r.Skip()
		return Bool, none
	case '"':
		r.Skip()
		return String, none
	case '[':
		r.Skip()
		return Array, none
	case '{':
		var members value.Members
		r.object(nil, &noFields, &members)
		return Object, members
	}
	if strings.ContainsAny(r.number(), ".eE") {
		return Number, none
	}
	return Number | Integer, none
}

func (s *Shape) takes(members value.Members) bool {
	for _, name := range s.Required {
		if _, ok := members.Get(name); !ok {
			return false
		}
	}
	for _, c := range s.Consts {
		if v, ok := members.Get(c.Name); ok && !sameScalar(c.JSON, v) {
			return false
		}
	}
	return true
}

// sameScalar reports whether two JSON texts are the same scalar.
func sameScalar(a string, b []byte) bool {
	switch {
	case a == string(b):
		return true
	case isNumber(a) && isNumber(string(b)):
		return sameNumber(a, string(b))
	case !strings.HasPrefix(a, `"`) || len(b) == 0 || b[0] != '"':
		return false
	}
	x, y := scan([]byte(a)), scan(b)
	return x.str() == y.str()
}

// isNumber reports whether a JSON text is a number.
func isNumber(text string) bool { return text != "" && (text[0] == '-' || text[0]-'0' <= 9) }

// hasFormat reports whether a JSON string has the format that a schema names; formats that are not
// known fit always.
func hasFormat(format string, text []byte) bool {
	r := scan(text)
	s := r.str()
	switch format {
	case "date-time", "date-time-rfc1123":
		_, err := value.ParseTime(s)
		return err == nil
	case "date":
		return value.Date(s).Valid()
	case "time":
		return value.TimeOfDay(s).Valid()
	case "duration":
		_, err := value.Duration(s).Number(1)
		return err == nil || strings.HasPrefix(s, "P")
	case "uuid":
		return isUUID(s)
	}
	return true
}

func isUUID(s string) bool {
	if len(s) != 36 {
		return false
	}
	for i := range len(s) {
		if i == 8 || i == 13 || i == 18 || i == 23 {
			if s[i] != '-' {
				return false
			}
		} else if hex := strings.IndexByte("0123456789abcdefABCDEF", s[i]); hex < 0 {
			return false
		}
	}
	return true
}

// UnmarshalUnion reads the union that p points to, whose table is of, from a copy of data.
func UnmarshalUnion(data []byte, p any, of Typed) error {
	r := newReader(data)
	r.own = true
	r.Read(p, of)
	return r.finish()
}

// MarshalUnion returns the union that p points to as JSON, with what tells its variant.
func MarshalUnion(p any, of Typed) ([]byte, error) {
	return MarshalFunc(func(w *Writer) { w.Write(p, of) })
}
