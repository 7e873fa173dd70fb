package runtime

import (
	"errors"
	"io"
	"net/http"
	"slices"
	"testing"

	"github.com/armsmith/armsmith/internal/runtime/json"
)

// raw returns a model that is written as the given JSON.
func raw(text string) json.Typed { return &rawPage{[]byte(text)} }

func objectOf(fields []Pair) Value {
	v := Value{kind: objectValue, parts: new(parts)}
	for _, f := range fields {
		v.names = append(v.names, f.Name)
		v.texts = append(v.texts, f.Value)
	}
	return v
}

// What becomes of a value in the query, by style. What a style cannot write is refused.
func TestValues(t *testing.T) {
	c := must(NewClient(Config{Endpoint: "https://host"}))
	for _, tc := range []struct {
		json  string
		style Style
		query string // "" for nothing
		field string // what is refused
	}{
		{`null`, Form, "", ""},
		{`"a\"b"`, Form, "&q=a%22b", ""},
		{`-1.5e3`, Form, "&q=-1.5e3", ""},
		{`true`, Form, "&q=true", ""},
		{`[]`, Form, "&q=", ""},
		{`[]`, Form | Explode, "", ""},
		{`{}`, Form, "", ""},
		{`[1,"a",null]`, Form, "&q=1,a,", ""},
		{`[1,"a",null]`, Form | Explode, "&q=1&q=a&q=", ""},
		{`[1,[2]]`, Form, "", "q"},
		{`[{"a":1}]`, Form | Explode, "", "q"},
		{`{"a":1,"b":null,"c":"x"}`, Form, "&q=a,1,c,x", ""},
		{`{"a":[1,2]}`, Form | Explode, "", "q"},
		{`{"a":{"b":1}}`, PipeDelimited, "", "q"},
		{`"a"`, DeepObject, "&q=a", ""},
		{`{"a":{"b":{"c":1}}}`, DeepObject, "&q%5Ba%5D%5Bb%5D%5Bc%5D=1", ""},
		{`["x","y"]`, DeepObject | Explode, "&q%5B0%5D=x&q%5B1%5D=y", ""},
		{`{"n":"x","s":[1,2],"o":[{"p":1}]}`, DeepObject | Explode, "&q%5Bn%5D=x&q%5Bs%5D%5B0%5D=1&q%5Bs%5D%5B1%5D=2&q%5Bo%5D%5B0%5D%5Bp%5D=1", ""},
	} {
		r := c.NewRequest(op("GET", "/x"))
		v := raw(tc.json)
		r.Query("q", ValueOf(v, v), tc.style)
		if tc.field != "" {
			if e := new(ParamError); !errors.As(r.invalid(), &e) || e.Violations[0].Field != tc.field {
				t.Errorf("%s in style %d: %s, %v", tc.json, tc.style, r.query, r.invalid())
			}
		} else if string(r.query) != tc.query || r.invalid() != nil {
			t.Errorf("%s in style %d: %s, want %s (%v)", tc.json, tc.style, r.query, tc.query, r.invalid())
		}
	}
}

// A list in a path may hold an empty text, but not only such.
func TestEmptyElementsInPath(t *testing.T) {
	c := must(NewClient(Config{Endpoint: "https://host"}))
	for _, tc := range []struct {
		list []string
		want string
	}{{[]string{"a", ""}, "a,"}, {[]string{"", "a"}, ",a"}, {[]string{""}, ""}, {[]string{}, ""}, {nil, ""}, {[]string{"a", ".."}, ""}} {
		r := c.NewRequest(op("GET", "/x/{p}"))
		r.Path("p", List(tc.list), Simple)
		if got := string(r.text); (r.invalid() == nil) != (tc.want != "") || tc.want != "" && got != tc.want {
			t.Errorf("%q: %s, %v", tc.list, got, r.invalid())
		}
	}
}

// A text becomes the JSON that it stands for, and never anything that is no JSON when it is quoted.
func TestShapes(t *testing.T) {
	for _, c := range []struct {
		shape      Shape
		text, want string
	}{
		{ShapeText, `a"b`, `"a\"b"`},
		{ShapeLiteral, `12`, `12`},
		{ShapeTexts, `a, b`, `["a","b"]`},
		{ShapeTexts, ``, `[]`},
		{ShapeLiterals, `1,2`, `[1,2]`},
		{ShapeObject, `a=1,b=x`, `{"a":1,"b":"x"}`},
		{ShapeObject, `a,1,b,x`, `{"a":1,"b":"x"}`},
		{ShapeAny, `{"a":1}`, `{"a":1}`},
		{ShapeAny, `{"a":`, `"{\"a\":"`},
	} {
		if got := string(c.shape.JSON(c.text)); got != c.want {
			t.Errorf("shape %d of %s: got %s, want %s", c.shape, c.text, got, c.want)
		}
	}
}

func TestStreamOf(t *testing.T) {
	one, two := 1, 2
	var got []int
	for v, err := range StreamOf(&one, &two).All() {
		if err != nil && !errors.Is(err, io.EOF) {
			t.Fatal(err)
		}
		got = append(got, *v)
	}
	if !slices.Equal(got, []int{1, 2}) {
		t.Errorf("got %v", got)
	}
}

func TestEventJSON(t *testing.T) {
	decode := EventJSON(json.ReadInt32[int32])
	for data, want := range map[string]error{"": nil, "[DONE]": io.EOF} {
		if v, err := decode(Event{Data: data}, json.Budget{}); v != nil || err != want {
			t.Errorf("%q: got %v, %v, want nothing and %v", data, v, err, want)
		}
	}
	if v, err := decode(Event{Data: "7"}, json.Budget{}); err != nil || *v != 7 {
		t.Errorf("got %v, %v", v, err)
	}
	if _, err := decode(Event{Data: "x"}, json.Budget{}); err == nil {
		t.Error("no error")
	}
}

// TestHeaderKey: names are found as net/http files them.
func TestHeaderKey(t *testing.T) {
	names := []string{"ETag", "request-id", "X-MS-Request-ID", "--a-B", "x_Y-z", "0a-9Z"}
	for b := range byte(0x80) {
		names = append(names, string([]byte{b, b, '-', b, b}))
	}
	for _, name := range names {
		if got, want := string(appendHeaderKey(nil, name)), http.CanonicalHeaderKey(name); validHeaderName(name) && got != want {
			t.Errorf("%s: got %s, want %s", name, got, want)
		}
	}
}
