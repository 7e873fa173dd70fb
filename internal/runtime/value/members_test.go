package value

import (
	"encoding/json"
	"testing"
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
	for _, bad := range []string{`[]`, `{`, `{"a":}`, `3`} {
		if err := json.Unmarshal([]byte(bad), &m); err == nil {
			t.Errorf("%s was read as members", bad)
		}
	}
	if err := json.Unmarshal([]byte("null"), &m); err != nil || m != nil {
		t.Errorf("null gave %v, %v", m, err)
	}
}
