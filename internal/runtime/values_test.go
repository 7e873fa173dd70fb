package runtime

import (
	"errors"
	"io"
	"net/http"
	"slices"
	"testing"

	"github.com/armsmith/armsmith/internal/runtime/json"
)

func raw(text string) func(*json.Writer) {
	return func(w *json.Writer) { w.Raw([]byte(text)) }
}

// What a value becomes where only text can stand, by style.
func TestFlatten(t *testing.T) {
	for _, c := range []struct {
		json  string
		style Style
		want  flat
	}{
		{`null`, Form, flat{kind: '0'}},
		{`"a\"b"`, Form, flat{kind: 's', text: `a"b`}},
		{`-1.5e3`, Form, flat{kind: 's', text: `-1.5e3`}},
		{`true`, Form, flat{kind: 's', text: `true`}},
		{`[1,"a",null,[2]]`, Form, flat{kind: '[', list: []string{"1", "a", "", "[2]"}}},
		{`{"a":1,"b":null,"c":"x"}`, Form, flat{kind: '{', fields: []Pair{{"a", "1"}, {"c", "x"}}}},
		{`{"a":[1,2]}`, Form, flat{kind: '{', fields: []Pair{{"a", "1,2"}}}},
		{`{"a":[1,2]}`, Form | Explode, flat{kind: '{', fields: []Pair{{"a", "1"}, {"a", "2"}}}},
		{`{"a":{"b":{"c":1}}}`, DeepObject, flat{kind: '{', fields: []Pair{{"a][b][c", "1"}}}},
		{`{"a":{"b":1}}`, Form, flat{kind: '{', fields: []Pair{{"a", `{"b":1}`}}}},
	} {
		got := new(Request).flatten(raw(c.json), c.style)
		if got.kind != c.want.kind || got.text != c.want.text || !slices.Equal(got.list, c.want.list) || !slices.Equal(got.fields, c.want.fields) {
			t.Errorf("%s: got %+v, want %+v", c.json, got, c.want)
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
	for _, data := range []string{"", "[DONE]"} {
		if v, err := decode(Event{Data: data}); v != nil || err != nil {
			t.Errorf("%q: got %v, %v, want nothing", data, v, err)
		}
	}
	if v, err := decode(Event{Data: "7"}); err != nil || *v != 7 {
		t.Errorf("got %v, %v", v, err)
	}
	if _, err := decode(Event{Data: "x"}); err == nil {
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
