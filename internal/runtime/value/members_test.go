package value

import (
	"encoding/json"
	"reflect"
	"testing"
	"unsafe"
)

func TestMembers(t *testing.T) {
	var m Members
	const text = `{"b":1.50,"a":null,"b":{"x":[]},"c":"<"}`
	if err := json.Unmarshal([]byte(text), &m); err != nil {
		t.Fatal(err)
	}
	if v, ok := m.Get("b"); !ok || string(v) != `{"x":[]}` {
		t.Errorf("the last duplicate should count, got %s", v)
	}
	if !m.IsNull("a") || m.IsNull("b") || m.IsNull("z") {
		t.Error("IsNull")
	}
	m.Set("b", json.RawMessage("2"))
	m.Set("d", json.RawMessage("3"))
	m.Delete("c")
	out, err := m.MarshalJSON()
	if err != nil || string(out) != `{"b":2,"a":null,"d":3}` {
		t.Errorf("%s, %v", out, err)
	}
	if got := m.String(); got != `{"b": 2, "a": null, "d": 3}` || m.Len() != 3 {
		t.Errorf("%s, %d members", got, m.Len())
	}
	for _, bad := range []string{`[]`, `{`, `{"a":}`, `3`} {
		if err := json.Unmarshal([]byte(bad), &m); err == nil {
			t.Errorf("%s was read as members", bad)
		}
	}
	if err := json.Unmarshal([]byte("null"), &m); err != nil || !m.IsZero() {
		t.Errorf("null gave %v, %v", m, err)
	}
}

func TestMembersNoteAbsence(t *testing.T) {
	var m Members
	m.NoteAbsent("a")
	m.Set("b", []byte("1"))
	if _, ok := m.Get("a"); ok || !m.IsAbsent("a") || m.IsAbsent("b") || m.IsAbsent("c") || !List(m)[0].IsAbsent() {
		t.Errorf("%v", m)
	}
	if out, err := json.Marshal(m); err != nil || string(out) != `{"b":1}` {
		t.Errorf("%s, %v", out, err)
	}
	m.Set("a", nil) // a value now, if null
	if v, ok := m.Get("a"); !ok || v != nil || m.IsAbsent("a") {
		t.Errorf("%v", m)
	}
}

// What has Members cannot be compared by ==, which would see another model where there is an equal
// one. It takes no room.
func TestMembersAreNotComparable(t *testing.T) {
	members := reflect.TypeFor[Members]()
	if members.Comparable() || members.Size() != unsafe.Sizeof(uintptr(0)) {
		t.Errorf("comparable: %v, %d bytes", members.Comparable(), members.Size())
	}
}
