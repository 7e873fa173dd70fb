package value

import (
	"bytes"
	"encoding/json"
	"fmt"
)

// Member is one property of a JSON object: its name, unescaped, and the text of its value.
type Member struct {
	Name  string
	Value json.RawMessage
}

// IsAbsent tells whether m is no property, but the note that a required one was not there: its Value is empty and not nil.
func (m Member) IsAbsent() bool { return m.Value != nil && len(m.Value) == 0 }

// Members are properties in the order they came. A generated model keeps here what its document does not declare, so
// that reading, changing and writing an object loses nothing.
//
// A declared property that Go shows as nil (an object, list, map or union) and the service sent as null is noted here as
// a null too, and written back as null while the field stays nil; Delete the note to leave the property out instead.
//
// A property that the document requires and the service left out all the same, as for a query that selects some, is noted
// here as well, as a Member that IsAbsent: Go shows the field as its zero value, and while it stays so it is left out again.
// Delete the note to write the zero value. Get does not see such notes, and in JSON they are nothing.
//
// Values may share memory with the body they were read from: replace them with Set, do not edit their bytes.
type Members []Member

// Get returns the value of the named property and whether there is one. Of duplicates the last counts.
func (m Members) Get(name string) (json.RawMessage, bool) {
	for i := len(m) - 1; i >= 0; i-- {
		if m[i].Name == name && !m[i].IsAbsent() {
			return m[i].Value, true
		}
	}
	return nil, false
}

// IsNull reports whether the named property is there and null.
func (m Members) IsNull(name string) bool {
	v, ok := m.Get(name)
	return ok && string(v) == "null"
}

// IsAbsent reports whether it is noted that the named property, which is required, was not there.
func (m Members) IsAbsent(name string) bool {
	for i := range m {
		if m[i].Name == name && m[i].IsAbsent() {
			return true
		}
	}
	return false
}

// NoteAbsent notes that the named property, which is required, was not there.
func (m *Members) NoteAbsent(name string) { *m = append(*m, Member{name, json.RawMessage{}}) }

// Set gives the named property a value, in its place when it is there, else at the end. Duplicates become one.
func (m *Members) Set(name string, value json.RawMessage) {
	for i := range *m {
		if (*m)[i].Name == name {
			(*m)[i].Value = value
			rest := (*m)[i+1:]
			rest.Delete(name)
			*m = (*m)[:i+1+len(rest)]
			return
		}
	}
	*m = append(*m, Member{name, value})
}

// Delete removes every property of that name.
func (m *Members) Delete(name string) {
	kept := (*m)[:0]
	for _, member := range *m {
		if member.Name != name {
			kept = append(kept, member)
		}
	}
	clear((*m)[len(kept):])
	*m = kept
}

// MarshalJSON writes the members as one object, in their order.
func (m Members) MarshalJSON() ([]byte, error) {
	if m == nil {
		return []byte("null"), nil
	}
	out := []byte{'{'}
	for _, member := range m {
		if member.IsAbsent() {
			continue
		}
		if len(out) > 1 {
			out = append(out, ',')
		}
		name, err := json.Marshal(member.Name)
		if err != nil {
			return nil, err
		}
		out = append(append(out, name...), ':')
		if member.Value == nil {
			out = append(out, "null"...)
		}
		out = append(out, member.Value...)
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
		*m = nil
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
		out = append(out, Member{name.(string), value})
	}
	*m = out
	return nil
}
