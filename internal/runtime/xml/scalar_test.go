package xml

import (
	"math"
	"testing"

	"github.com/armsmith/armsmith/internal/runtime/json"
)

// Booleans, numbers and other texts are read as XML Schema and encoding/xml do.
func TestScalars(t *testing.T) {
	list := Field{Kind: List, Wrapped: true, Elem: &Field{Kind: Number}}
	for _, c := range []struct {
		field    Field
		in, want string
	}{
		{Field{Kind: Bool}, "true", "true"},
		{Field{Kind: Bool}, "false", "false"},
		{Field{Kind: Bool}, "1", "true"},
		{Field{Kind: Bool}, "0", "false"},
		{Field{Kind: Bool}, "\n\t1 ", "true"},
		{Field{Kind: Bool}, "True", "true"},
		{Field{Kind: Bool}, "yes", `"yes"`},
		{Field{Kind: Number}, "1", "1"},
		{Field{Kind: Number}, "\t-1.50\r\n", "-1.50"},
		{Field{Kind: Number}, ".5", "0.5"},
		{Field{Kind: Number}, "-.5", "-0.5"},
		{Field{Kind: Number}, "5.", "5"},
		{Field{Kind: Number}, "007", "7"},
		{Field{Kind: Number}, "000", "0"},
		{Field{Kind: Number}, "-0", "-0"},
		{Field{Kind: Number}, "+5", "5"},
		{Field{Kind: Number}, "+.5E+3", "0.5E+3"},
		{Field{Kind: Number}, "5.e3", "5e3"},
		{Field{Kind: Number}, "123456789012345678901234567890.10", "123456789012345678901234567890.10"},
		{Field{Kind: Number}, "INF", `"INF"`},
		{Field{Kind: Number}, "+Inf", `"INF"`},
		{Field{Kind: Number}, "-INF", `"-INF"`},
		{Field{Kind: Number}, "NaN", `"NaN"`},
		{Field{Kind: Number}, ".", `"."`},
		{Field{Kind: Number}, "1e", `"1e"`},
		{Field{Kind: Number}, "1.2.3", `"1.2.3"`},
		{Field{Kind: Number}, "--1", `"--1"`},
		{Field{Kind: Number}, "-", `"-"`},
		{Field{Kind: Number}, "0x10", `"0x10"`},
		{Field{Kind: Number}, "1 2", `"1 2"`},
		{Field{Kind: Text}, " a ", `" a "`},
		{Field{Kind: Token}, "\n 2025-01-01 \n", `"2025-01-01"`},
		{Field{Kind: Base64}, "\n aGVs\n  bG8= \n", `"aGVsbG8="`},
		{list, "<n>1</n><n>.5</n>", "[1,0.5]"},
	} {
		c.field.Name = "r"
		if got, err := toJSON(c.field, "<r>"+c.in+"</r>"); err != nil || got != c.want {
			t.Errorf("%q: got %s, %v, want %s", c.in, got, err, c.want)
		}
	}
}

// A float64 holds what JSON has no number for.
func TestNonFinite(t *testing.T) {
	root := Field{Name: "r", Kind: Number}
	for in, want := range map[string]float64{"INF": math.Inf(1), "-INF": math.Inf(-1), "NaN": math.NaN(), "1.5": 1.5} {
		var got float64
		if err := Unmarshal(root, []byte("<r> "+in+" </r>"), func(r *json.Reader) { json.ReadFloat64(&got, r) }); err != nil || math.Float64bits(got) != math.Float64bits(want) {
			t.Errorf("%s: got %v, %v", in, got, err)
		}
		out, err := Marshal(root, func(w *json.Writer) { json.WriteFloat64(&got, w) })
		if want := `<?xml version="1.0" encoding="UTF-8"?><r>` + in + `</r>`; err != nil || string(out) != want {
			t.Errorf("%s: got %s, %v", in, out, err)
		}
	}
	var n int64
	if err := Unmarshal(root, []byte("<r>INF</r>"), func(r *json.Reader) { json.ReadInt64(&n, r) }); err == nil {
		t.Error("an integer is infinite")
	}
	for _, in := range []string{"x", "&#34;", "INFx"} {
		var f float64
		if err := Unmarshal(root, []byte("<r>"+in+"</r>"), func(r *json.Reader) { json.ReadFloat64(&f, r) }); err == nil {
			t.Errorf("%s is %v", in, f)
		}
	}
	// in JSON itself there is no such number, before and after
	var f float64
	if err := json.DecodeFunc([]byte(`"INF"`), func(r *json.Reader) { json.ReadFloat64(&f, r) }); err == nil {
		t.Error("JSON has INF")
	}
	f = math.Inf(1)
	if out, err := json.MarshalFunc(func(w *json.Writer) { json.WriteFloat64(&f, w) }); err == nil {
		t.Errorf("JSON has %s", out)
	}
}

func listsType() *Type {
	return &Type{Fields: []Field{
		{JSON: "a", Name: "a", Kind: List, Elem: &Field{Kind: Number}, Place: Attribute},
		{JSON: "b", Name: "b", Kind: List, Elem: &Field{}, Place: Content},
	}}
}

// A list in an attribute or text is one of XML Schema.
func TestListsOfXMLSchema(t *testing.T) {
	root := Field{Name: "r", Kind: Object, Type: listsType}
	const in, want = `<r a="1 2">x y</r>`, `{"a":[1,2],"b":["x","y"]}`
	got, err := toJSON(root, in)
	if err != nil || got != want {
		t.Errorf("got %s, %v, want %s", got, err, want)
	}
	if back := toXML(t, root, got); back != in {
		t.Errorf("got %s, want %s", back, in)
	}
	for _, bad := range []string{`{"b":["x y"]}`, `{"b":[""]}`, `{"a":{}}`} {
		if out, err := Marshal(root, func(w *json.Writer) { w.Raw([]byte(bad)) }); err == nil {
			t.Errorf("%s: got %s, want an error", bad, out)
		}
	}
}
