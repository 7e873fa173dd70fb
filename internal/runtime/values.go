package runtime

import (
	"encoding"
	"errors"
	"strings"

	"github.com/armsmith/armsmith/internal/runtime/json"
)

// Value is a value as it stands where only text can stand, in a parameter, a header or a form: a
// text, a list of values, or an object of values. How it is written there is a matter of the place
// and of the [Style]. The zero Value is null, of which nothing is written.
type Value struct {
	text    string // of a text
	*parts         // of a list or an object, or of what could not be written; nil for a text
	kind    valueKind
	element bool // of a list or an object: in a query a comma in it does not stand for itself
}

// parts are what lists and objects are made of. They stand apart so that a text, which is what most
// parameters are, travels in registers.
type parts struct {
	names []string // of an object's members
	texts []string // elements, or values of members, when all of them are texts
	items []Value  // the same when they are not
	err   error    // why there is no value
}

type valueKind uint8

const (
	nullValue valueKind = iota
	textValue
	listValue
	objectValue
)

// Text is a value that is one text.
func Text[S ~string](text S) Value { return Value{kind: textValue, text: string(text)} }

// List is a value that is a list of texts. Nil is null.
//
//go:noinline
func List(texts []string) Value {
	if texts == nil {
		return Value{}
	}
	return Value{kind: listValue, parts: &parts{texts: texts}}
}

// JSONText is the value whose text is JSON: that of what v points to, of which the table is of.
func JSONText(v any, of json.Typed) Value {
	data, err := json.MarshalRequest(v, of, json.Sending{})
	if err != nil {
		return failed(err)
	}
	return Text(string(data))
}

// TextOf is the text of a type of the user's.
func TextOf(v encoding.TextMarshaler) Value {
	text, err := v.MarshalText()
	if err != nil {
		return failed(err)
	}
	return Text(string(text))
}

// TextsOf is a list of such texts. Nil is null.
func TextsOf[T any, P interface {
	*T
	encoding.TextMarshaler
}](list []T) Value {
	if list == nil {
		return Value{}
	}
	texts := make([]string, len(list))
	for i := range list {
		text, err := P(&list[i]).MarshalText()
		if err != nil {
			return failed(err)
		}
		texts[i] = string(text)
	}
	return List(texts)
}

// ValueOf is the value that v points to, of which the table is of: an object, a union, a list of
// lists. The codec knows how to write these as JSON, and here what it wrote is taken apart.
func ValueOf(v any, of json.Typed) Value {
	data, err := json.MarshalRequest(v, of, json.Sending{Text: true})
	if err != nil {
		return failed(err)
	}
	return parseValue(data)
}

// failed is what could not be written.
func failed(err error) Value { return Value{parts: &parts{err: err}} }

// parseValue takes JSON apart. Members that are null are left out; elements that are null are
// empty texts, so that the others keep their places.
func parseValue(data []byte) Value {
	switch firstByte(data) {
	case 0, 'n':
		return Value{}
	case '{':
		v := Value{kind: objectValue, parts: new(parts)}
		members(data, func(name string, member []byte) {
			if item := parseValue(member); item.kind != nullValue {
				v.names = append(v.names, name)
				v.add(item)
			}
		})
		return v
	case '[':
		v := List([]string{})
		for _, element := range elements(data) {
			v.add(parseValue(element))
		}
		return v
	default:
		return Text(scalar(data))
	}
}

// add appends an element, or the value of a member.
func (v *parts) add(item Value) {
	if item.kind <= textValue && v.items == nil {
		v.texts = append(v.texts, item.text)
		return
	}
	for _, text := range v.texts {
		v.items = append(v.items, Text(text))
	}
	v.texts, v.items = nil, append(v.items, item)
}

// Nested returns a list with the lists in it as texts: the first style separates their elements,
// the second those of the lists among these, and so on (Swagger 2.0, Items Object,
// collectionFormat).
func (v Value) Nested(styles ...Style) Value {
	if len(styles) == 0 || v.kind != listValue {
		return v
	}
	out := List([]string{})
	out.err = v.err
	for i := range v.len() {
		item := v.at(i).Nested(styles[1:]...)
		if item.kind == listValue && item.flat() == nil {
			item = Text(item.plain(styles[0]))
		}
		out.add(item)
	}
	return out
}

// Err says why the value cannot be written; nil for one that can.
func (v Value) Err() error {
	if v.parts == nil {
		return nil
	}
	return v.err
}

// Joined returns the value as one text in which nothing is escaped, for a header.
func (v Value) Joined(s Style) string { return v.plain(s) }

// Lines returns the value as what several headers of a name hold (style simple with explode): a
// line each of a text, an element each of a list, a name and its value each of an object.
func (v Value) Lines() []string {
	if v.kind <= textValue {
		return strings.FieldsFunc(v.text, func(c rune) bool { return c == '\n' })
	}
	var out []string
	for i := range v.len() {
		text := v.at(i).text
		if v.kind == objectValue {
			text = v.names[i] + "=" + text
		}
		out = append(out, text)
	}
	return out
}

// len returns how many elements or members there are.
func (v *parts) len() int { return len(v.texts) + len(v.items) }

// at returns an element, or the value of a member.
func (v *parts) at(i int) Value {
	var item Value
	if v.items == nil {
		item = Text(v.texts[i])
	} else {
		item = v.items[i]
	}
	item.element = true
	return item
}

// empty reports whether the value is a list or an object with nothing in it.
func (v *Value) empty() bool { return v.kind >= listValue && v.len() == 0 }

// someText reports whether the value has a text that is not empty.
func (v *Value) someText() bool {
	if v.kind <= textValue {
		return v.text != ""
	}
	for i := range v.len() {
		if v.at(i).text != "" {
			return true
		}
	}
	return false
}

// fitsCookie reports whether all texts of the value can stand in a cookie as they are (RFC 6265,
// cookie-octet).
func (v *Value) fitsCookie() bool {
	fits := func(s string) bool {
		for i := range len(s) {
			if !cookieOctets.has(s[i]) {
				return false
			}
		}
		return true
	}
	if v.kind <= textValue {
		return fits(v.text)
	}
	for i := range v.len() {
		if !fits(v.at(i).text) || v.kind == objectValue && !fits(v.names[i]) {
			return false
		}
	}
	return true
}

// climbs reports whether a text of the value could leave its place in a path.
func (v *Value) climbs() bool {
	if v.kind <= textValue {
		return climbs(v.text)
	}
	for i := range v.len() {
		if climbs(v.at(i).text) {
			return true
		}
	}
	return false
}

var (
	errNestedList   = errors.New("holds a list where its style can write a text only")
	errNestedObject = errors.New("holds an object where its style can write a text only")
)

// flat returns an error when there is a list or an object among the elements or members, which no
// style except deepObject can write.
func (v *Value) flat() error {
	if v.parts == nil {
		return nil
	}
	for i := range v.items {
		switch v.items[i].kind {
		case listValue:
			return errNestedList
		case objectValue:
			return errNestedObject
		}
	}
	return v.err
}
