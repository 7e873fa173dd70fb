package runtime

import "testing"

func TestShapeJSON(t *testing.T) {
	for _, c := range []struct {
		shape      Shape
		text, want string
	}{
		{ShapeTexts, "a, b", `["a","b"]`},
		{ShapeLiterals.Delimited(SpaceDelimited), " 1 2   3 ", `[1,2,3]`},
		{ShapeTexts.Delimited(PipeDelimited), "a,b||c", `["a,b","","c"]`},
		{ShapeTexts.Delimited(TabDelimited), "a b\tc", `["a b","c"]`},
		{ShapeTexts.Delimited(Simple, PipeDelimited), "a|b,c", `[["a","b"],["c"]]`},
		{ShapeLiterals.Delimited(Form, PipeDelimited, SpaceDelimited), "1 2|3,4", `[[[1,2],[3]],[[4]]]`},
		{ShapeTexts.Delimited(Simple, PipeDelimited), "", `[]`},
	} {
		if got := string(c.shape.JSON(c.text)); got != c.want {
			t.Errorf("%#x of %q: got %s, want %s", c.shape, c.text, got, c.want)
		}
	}
}

// What the styles join, the shape of the same styles takes apart.
func TestNestedIsUndone(t *testing.T) {
	styles := []Style{PipeDelimited, TabDelimited, Simple, SpaceDelimited}
	const want = `[[[["a","b"],["c"]],[["d"]]],[[["e"]]]]`
	text := parseValue([]byte(want)).Nested(styles[1:]...).Joined(styles[0])
	if got := string(ShapeTexts.Delimited(styles...).JSON(text)); got != want {
		t.Errorf("%q is %s", text, got)
	}
}

// An object within lists is no text in any style.
func TestNestedObject(t *testing.T) {
	v := parseValue([]byte(`[["a",{"b":1}],["c"]]`)).Nested(PipeDelimited)
	if err := v.flat(); err != errNestedList {
		t.Errorf("got %v", err)
	}
}
