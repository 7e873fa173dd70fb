package value

import (
	"encoding/json"
	"fmt"
	"testing"
)

func TestOptionalStates(t *testing.T) {
	cases := []struct {
		o                 Optional[int]
		set, null, absent bool
		or                int
		text              string
	}{
		{Optional[int]{}, false, false, true, 7, "absent"},
		{Null[int](), false, true, false, 7, "null"},
		{Some(0), true, false, false, 0, "0"},
		{Some(3), true, false, false, 3, "3"},
	}
	for _, c := range cases {
		if _, ok := c.o.Get(); ok != c.set || c.o.IsSet() != c.set || c.o.IsNull() != c.null || c.o.IsAbsent() != c.absent {
			t.Errorf("%v: wrong state", c.o)
		}
		if c.o.Or(7) != c.or || fmt.Sprint(c.o) != c.text {
			t.Errorf("%v: Or gives %d, String %q", c.o, c.o.Or(7), c.o)
		}
		if (Ref(&c.o) != nil) != c.set {
			t.Errorf("%v: Ref is %v", c.o, Ref(&c.o))
		}
	}
	if got := fmt.Sprintf("%05d|%v|%+v|%q", Some(42), Null[int](), Optional[int]{}, Some("a")); got != `00042|null|absent|"a"` {
		t.Error(got)
	}
}

func TestOptionalJSON(t *testing.T) {
	type patch struct {
		A Optional[string] `json:"a,omitzero"`
		B Optional[string] `json:"b,omitzero"`
		C Optional[int]    `json:"c,omitzero"`
		D Optional[[]int]  `json:"d,omitzero"`
	}
	const text = `{"b":null,"c":0,"d":[]}`
	var p patch
	if err := json.Unmarshal([]byte(text), &p); err != nil {
		t.Fatal(err)
	}
	if !p.A.IsAbsent() || !p.B.IsNull() || !p.C.IsSet() || !p.D.IsSet() {
		t.Errorf("read %+v", p)
	}
	out, err := json.Marshal(p)
	if err != nil || string(out) != text {
		t.Errorf("wrote %s, %v", out, err)
	}
	if err := json.Unmarshal([]byte(`{"c":"x"}`), &p); err == nil {
		t.Error("a string was read as an int")
	}
}
