package value

import (
	"bytes"
	"encoding/json"
	"fmt"
	"iter"
	"slices"
	"strconv"
)

// Member is one property of a JSON object: its name, unescaped, and the text of its value.
type Member struct {
	Name  string
	Value json.RawMessage
	note  note
}

// note says what a Member is that is no property, but what a model remembers of one.
type note uint8

const (
	noNote     note = iota
	absentNote      // the property is required and was not there
	asReadNote      // Value is what the property was; Go does not show all of it
	nullNote        // the object itself was null
)

// IsNote reports whether m is no property, but what a model remembers of one.
func (m Member) IsNote() bool { return m.note != noNote }

// IsAbsent reports whether m is the note that a required property was not there.
func (m Member) IsAbsent() bool { return m.note == absentNote }

// Members are properties in the order they came. A generated model keeps here what its document
// does not declare, so that reading, changing and writing an object loses nothing. The zero Members
// has none and is ready for use; a copy shares its properties with the original.
//
// A declared property that Go shows as nil (an object, list, map or union) and the service sent as
// null is noted here as a null too, and written back as null while the field stays nil. IsNull asks
// for such a note, SetNull makes one, and Delete takes it back, so that the property is left out.
//
// A property that the document requires and the service left out all the same, as for a query that
// selects some, is noted here as well: Go shows the field as its zero value, and while it stays so
// it is left out again. Delete the note to write the zero value. Only IsAbsent sees such notes, and
// in JSON they are nothing.
//
// In the same way it is noted what else of a property Go does not show: which elements of a list or
// map were null although they are numbers or texts in Go, and how a number was written that float64
// rounds. It is written back as it was where nothing else has been put in its place.
//
// Values may share memory with the body they were read from: replace them with Set, do not edit
// their bytes.
//
// Models cannot be compared by ==, which would not look at their properties here.
type Members struct {
	_    [0]func() // cannot be compared
	list *[]Member // one word in each model, most of which have none
}

// Same reports whether two Members are one, for those who write models.
func Same(a, b Members) bool { return a.list == b.list }

// List returns what m holds, notes included, for those who read and write models.
func List(m Members) []Member {
	if m.list == nil {
		return nil
	}
	return *m.list
}

// Add appends a member to m without a look at those that are there, for those who read models.
func Add(m *Members, member Member) {
	if m.list == nil {
		m.list = new([]Member)
	}
	*m.list = append(*m.list, member)
}

// Keep makes m forget all but the first n of [List].
func Keep(m Members, n int) {
	if m.list != nil {
		*m.list = (*m.list)[:n]
	}
}

// Len returns how many properties there are.
func (m Members) Len() int {
	n := 0
	for range m.All() {
		n++
	}
	return n
}

// All yields the names of the properties and the JSON texts of their values.
func (m Members) All() iter.Seq2[string, json.RawMessage] {
	return func(yield func(string, json.RawMessage) bool) {
		for _, member := range List(m) {
			if !member.IsNote() && !yield(member.Name, member.Value) {
				return
			}
		}
	}
}

// IsZero reports whether there is nothing in m, no note either.
func (m Members) IsZero() bool { return len(List(m)) == 0 }

// Get returns the value of the named property and whether there is one. Of duplicates the last
// counts.
func (m Members) Get(name string) (json.RawMessage, bool) {
	for _, member := range slices.Backward(List(m)) {
		if member.Name == name && !member.IsNote() {
			return member.Value, true
		}
	}
	return nil, false
}

// IsNull reports whether the named property is there and null. More names lead to a property of an
// object within, as for SetNull.
func (m Members) IsNull(name string, within ...string) bool {
	v, ok := m.Get(name)
	if !ok || len(within) == 0 {
		return ok && string(v) == "null"
	}
	var inner Members
	return inner.UnmarshalJSON(v) == nil && inner.IsNull(within[0], within[1:]...)
}

// IsAbsent reports whether it is noted that the named property, which is required, was not there.
func (m Members) IsAbsent(name string) bool {
	return slices.ContainsFunc(List(m), func(member Member) bool { return member.Name == name && member.IsAbsent() })
}

// NoteAbsent notes that the named property, which is required, was not there.
func (m *Members) NoteAbsent(name string) { Add(m, Member{Name: name, note: absentNote}) }

// What follows is for those who read and write models.

// NoteAsRead notes the text of the named property, of which Go does not show all.
func NoteAsRead(m *Members, name string, text json.RawMessage) {
	Add(m, Member{Name: name, Value: text, note: asReadNote})
}

// AsRead returns the text of the named property if it was noted with [NoteAsRead].
func AsRead(m Members, name string) (json.RawMessage, bool) {
	for _, member := range slices.Backward(List(m)) {
		if member.note == asReadNote && member.Name == name {
			return member.Value, true
		}
	}
	return nil, false
}

// NoteNull notes that the object itself was null.
func NoteNull(m *Members) { Add(m, Member{note: nullNote}) }

// WasNull reports whether the object was null.
func WasNull(m Members) bool {
	return slices.ContainsFunc(List(m), func(member Member) bool { return member.note == nullNote })
}

// Set gives the named property a value, in its place when it is there, else at the end. Duplicates
// become one.
func (m *Members) Set(name string, value json.RawMessage) {
	for i, member := range List(*m) {
		if member.Name == name {
			(*m.list)[i] = Member{Name: name, Value: value}
			rest := (*m.list)[i+1:]
			rest = slices.DeleteFunc(rest, func(member Member) bool { return member.Name == name })
			*m.list = (*m.list)[:i+1+len(rest)]
			return
		}
	}
	Add(m, Member{Name: name, Value: value})
}

// SetNull has the named property sent as null, which in a merge patch removes it. The name is the
// one in JSON:
//
//	Extra.SetNull("tags")
//
// For a property that has a field this holds while the field has no value; a value wins. A name
// that no field has is sent as well, as with Set. More names lead to a property of an object
// within, for a field that the struct holds in place of that object.
func (m *Members) SetNull(name string, within ...string) {
	if len(within) == 0 {
		m.Set(name, json.RawMessage("null"))
		return
	}
	var inner Members
	if v, ok := m.Get(name); ok && inner.UnmarshalJSON(v) != nil {
		inner = Members{} // it was no object
	}
	inner.SetNull(within[0], within[1:]...)
	text, _ := inner.MarshalJSON() // every name has a form in JSON
	m.deleteFunc(func(member Member) bool { return member.Name == name && !member.IsNote() })
	Add(m, Member{Name: name, Value: text})
}

// With returns a copy of m in which the named property has a value; see Set. In a literal it says
// what no field does:
//
//	Extra: Members{}.With("beta", json.RawMessage("true")).WithNull("tags")
func (m Members) With(name string, value json.RawMessage) Members {
	m = m.clone()
	m.Set(name, value)
	return m
}

// WithNull returns a copy of m in which the named property is null; see SetNull.
func (m Members) WithNull(name string, within ...string) Members {
	m = m.clone()
	m.SetNull(name, within...)
	return m
}

// clone returns a copy that shares no list with m.
func (m Members) clone() Members {
	list := slices.Clone(List(m))
	return Members{list: &list}
}

// Delete removes every property of that name.
func (m *Members) Delete(name string) {
	m.deleteFunc(func(member Member) bool { return member.Name == name })
}

func (m *Members) deleteFunc(del func(Member) bool) {
	if m.list != nil {
		*m.list = slices.DeleteFunc(*m.list, del)
	}
}

// String shows the members as fmt prints them. (It is not MarshalJSON, for then every program that
// prints anything would be linked with encoding/json: fmt may call any String.)
func (m Members) String() string {
	out := []byte{'{'}
	for name, value := range m.All() {
		if len(out) > 1 {
			out = append(out, ", "...)
		}
		out = append(append(strconv.AppendQuote(out, name), ": "...), value...)
	}
	return string(append(out, '}'))
}

// MarshalJSON writes the members as one object, in their order.
func (m Members) MarshalJSON() ([]byte, error) {
	out := []byte{'{'}
	for key, value := range m.All() {
		if len(out) > 1 {
			out = append(out, ',')
		}
		name, err := json.Marshal(key)
		if err != nil {
			return nil, err
		}
		out = append(append(out, name...), ':')
		if value == nil {
			out = append(out, "null"...)
		}
		out = append(out, value...)
	}
	return append(out, '}'), nil
}

// UnmarshalJSON reads an object; null gives no members.
func (m *Members) UnmarshalJSON(data []byte) error {
	dec := json.NewDecoder(bytes.NewReader(data))
	open, err := dec.Token()
	if err != nil {
		return err
	}
	if open == nil {
		*m = Members{}
		return nil
	}
	if open != json.Delim('{') {
		return fmt.Errorf("want a JSON object, found %v", open)
	}
	out := Members{}
	for dec.More() {
		name, err := dec.Token()
		if err != nil {
			return err
		}
		var value json.RawMessage
		if err := dec.Decode(&value); err != nil {
			return err
		}
		Add(&out, Member{Name: name.(string), Value: value})
	}
	*m = out
	return nil
}
