package value

import (
	"encoding/json"
	"fmt"
	"log/slog"
	"strings"
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

// redacts tells nobody but log/slog what it does not want to show.
type redacts string

func (redacts) LogValue() slog.Value { return slog.StringValue("gone") }

// The handlers of log/slog show an Optional as its value, or as what it lacks.
func TestOptionalLog(t *testing.T) {
	var log strings.Builder
	plain := &slog.HandlerOptions{ReplaceAttr: func(_ []string, a slog.Attr) slog.Attr {
		if a.Key == slog.TimeKey || a.Key == slog.LevelKey || a.Key == slog.MessageKey {
			return slog.Attr{}
		}
		return a
	}}
	for _, h := range []slog.Handler{slog.NewTextHandler(&log, plain), slog.NewJSONHandler(&log, plain)} {
		l := slog.New(h)
		l.Info("", "int", Some(-3), "float", Some(1e21), "text", Some("a b"), "bool", Some(true))
		l.Info("", "null", Null[int](), "absent", Optional[int]{}, "secret", Some(Secret("hidden")), "redacts", Some(redacts("hidden")))
	}
	want := `int=-3 float=1e+21 text="a b" bool=true
null=null absent=absent secret=[redacted] redacts=gone
{"int":-3,"float":1e+21,"text":"a b","bool":true}
{"null":null,"absent":"absent","secret":"[redacted]","redacts":"gone"}
`
	if log.String() != want {
		t.Errorf("logged\n%s, want\n%s", log.String(), want)
	}
}
