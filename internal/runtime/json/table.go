package json

import (
	"reflect"

	"github.com/armsmith/armsmith/internal/runtime/value"
)

// Typed is what has a table: a pointer to a model, nil or not, or a table itself.
type Typed interface {
	// JSONType returns how the values of the type are read and written.
	JSONType() *Type
}

// Type is the table of one Go type: it says how values of the type are read and written. Tables are
// data that the linker lays out; nothing of them is made when a program starts.
//
// Tables refer to one another by way of Typed, for a variable of Go may not refer to itself, and
// models do: a nil *Model in an interface is a constant, and its method JSONType is called when the
// table is needed.
type Type struct {
	Kind Kind
	Slot uint8   // of a struct: tells the structs of a package apart, as well as a few bits can
	Null bool    // of a list, a map or bytes: nil is written as null
	Self any     // (*T)(nil): what memory for values is made of
	Size uintptr // of a scalar; size says that of any value
	// what a pointer, list, map, Expandable or Optional holds; of a variant that is not known: its
	// union
	Of Typed

	// of a struct

	// one more than the offset of the undeclared members; 0: there is no place for them
	Extra    uintptr
	Required uint64  // the bit of each field whose absence is noted (see value.Members)
	Fields   []Field // in the order of the document
	Rest     *Field  // the map of the members that have no field (additionalProperties)
	Lenient  bool    // a member that cannot be read is left out

	Union   *Union
	Unknown *Unknown
	Foreign Foreign // of a KindForeign
	// of a scalar that has one value only: its JSON, which is written for the zero value
	Const string
}

// JSONType returns t.
func (t *Type) JSONType() *Type { return t }

// size returns the size of a value.
func (t *Type) size() uintptr {
	if t.Size != 0 {
		return t.Size
	}
	return reflect.TypeOf(t.Self).Elem().Size()
}

// Field is a member of a struct.
type Field struct {
	Key   string  // as a Writer writes it after another member: `,"name":`
	Of    Typed   // see Type.Of; of a struct or a union: the table itself
	At    uintptr // offset of the Go field
	Kind  Kind    // not said: KindPtr
	Rules Rules
}

// Rules say when a member is written.
type Rules uint8

// The rules.
const (
	// Must: nil is written as an empty list or map.
	Must Rules = 1 << iota
	// OrNull: what has no value is written as null.
	OrNull
	// NotZero: a request that has the zero value lacks the member.
	NotZero
	// ReadOnly: requests leave the member out.
	ReadOnly
)

// Union is the table of a sealed interface.
type Union struct {
	Property string // the discriminator's name
	Key      string // the same as a key, if the union writes it for variants that do not declare it
	Variants []Variant
	// the number of the variant, the first being 1, that is meant where the discriminator is
	// missing or says what no variant does; 0: that is Unknown
	Otherwise int
	Shapes    []Shape // of a union without a discriminator: what tells the variants apart, one each
	// As is a *[]U: a nil pointer of the type of each variant as the interface U, then that of
	// what is not known, then those of the unions among the variants. A variant that is a union has
	// nil.
	As any
	// Unknown is the variant for what is not known.
	Unknown Typed
}

// Variant is one type of a union.
type Variant struct {
	Values []string // of the discriminator
	Of     Typed
	From   int  // of a variant that is a union: where its own As begins in that of this one
	Told   bool // the variant does not declare the discriminator
}

// Unknown is the table of the variant that keeps what no other fits.
type Unknown struct {
	Key    string  // of the discriminator, when there is a field for it
	Tag    uintptr // offset of that field
	Raw    uintptr // offset of the JSON value as it came
	Common *Type   // a lenient struct of what all variants share
	Secret bool    // some of that is secret
}

// list is the layout of every slice.
type list struct {
	data     place
	len, cap int
}

// extraOf returns the undeclared members of the struct at p.
func extraOf(p place, t *Type) *value.Members {
	if t.Extra == 0 {
		return nil
	}
	return (*value.Members)(offset(p, t.Extra-1))
}
