package json_test

import (
	"bytes"
	encjson "encoding/json"
	"errors"
	"fmt"
	"io"
	"math/rand/v2"
	"strings"
	"testing"
	"testing/iotest"

	"github.com/armsmith/armsmith/internal/runtime/json"
)

// pieces yields a text in pieces of random length.
type pieces struct {
	text string
	rng  *rand.Rand
}

func (p *pieces) Read(b []byte) (int, error) {
	if p.text == "" {
		return 0, io.EOF
	}
	n := min(len(b), len(p.text), 1+p.rng.IntN(1+p.rng.IntN(200)))
	copy(b, p.text[:n])
	p.text = p.text[n:]
	return n, nil
}

// cut returns the elements and the rest.
func cut(src io.Reader, limit int64, path ...string) (elements []string, rest string, err error) {
	c := json.NewCutter(src, limit, path...)
	for {
		e, err := c.Next()
		if err == io.EOF {
			return elements, string(c.Rest()), nil
		}
		if err != nil {
			return elements, "", err
		}
		if e.Index != len(elements) || e.Count < 1 {
			return elements, "", fmt.Errorf("elements %+v after %d", e, len(elements))
		}
		at := 0
		for one := range e.Each() {
			elements = append(elements, string(one.Text))
			at++
		}
		if at != e.Count {
			return elements, "", fmt.Errorf("%d of %d elements of %s", at, e.Count, e.Text)
		}
		var back any
		if err := encjson.Unmarshal(c.Enclosed(e), &back); err != nil && encjson.Valid(e.Text) {
			return elements, "", err
		}
	}
}

// TestCut cuts random texts that arrive in random pieces.
func TestCut(t *testing.T) {
	rng := rand.New(rand.NewPCG(2, 2))
	space := func() string { return strings.Repeat(" \n\t"[:1+rng.IntN(3)], rng.IntN(2)) }
	var value func(depth int) string
	list := func(depth, n int, values *[]string) string {
		out := "[" + space()
		for i := range n {
			if i > 0 {
				out += space() + "," + space()
			}
			v := value(depth + 1)
			if values != nil {
				*values = append(*values, v)
			}
			out += v
		}
		return out + space() + "]"
	}
	value = func(depth int) string {
		switch n := rng.IntN(9); {
		case n < 2 && depth < 4:
			return list(depth, rng.IntN(4), nil)
		case n < 5 && depth < 4:
			out := "{"
			for i := range rng.IntN(4) {
				if i > 0 {
					out += ","
				}
				out += space() + fmt.Sprintf("%q", []string{"value", "a", "x\\", `q"`, "]}"}[rng.IntN(5)]) + space() + ":" + space() + value(depth+1)
			}
			return out + "}"
		case n == 5:
			return []string{"1", "-0.5e3", "true", "null", "12345678901234567890"}[rng.IntN(5)]
		}
		return []string{`""`, `"\\"`, `"\""`, `"a]b,{"`, `"\u0022"`, `"日本語"`}[rng.IntN(6)]
	}
	for range 3000 {
		var want []string
		path := [][]string{nil, {"value"}, {"a", "value"}, {"x y"}}[rng.IntN(4)]
		text, rest := list(0, rng.IntN(6), &want), "[]"
		for i := len(path) - 1; i >= 0; i-- {
			name := fmt.Sprintf("%q", path[i])
			if rng.IntN(4) == 0 {
				name = `"` + fmt.Sprintf("\\u%04x", path[i][0]) + name[2:]
			}
			before, after := "", ""
			for range rng.IntN(3) {
				before += fmt.Sprintf(`"b%d":%s,`, rng.IntN(9), value(1))
				after += fmt.Sprintf(`,"c%d":%s`, rng.IntN(9), value(1))
			}
			text, rest = "{"+before+name+space()+":"+text+after+"}", "{"+before+name+":"+rest+after+"}"
		}
		got, left, err := cut(&pieces{text, rng}, 1<<20, path...)
		if err != nil || fmt.Sprint(got) != fmt.Sprint(want) || compact(left) != compact(rest) {
			t.Fatalf("%s\nat %q: %v\n got %q, %s\nwant %q, %s", text, path, err, got, left, want, rest)
		}
	}
}

func compact(text string) string {
	var out bytes.Buffer
	if err := encjson.Compact(&out, []byte(text)); err != nil {
		return err.Error()
	}
	return out.String()
}

func TestCutWrong(t *testing.T) {
	long := `{"value":[1,"` + strings.Repeat("x", 100_000) + `"]}`
	for text, want := range map[string]string{
		`{"value":[1 2]}`: `value[1]: want "," or "]", found number 2 (offset 12)`, `{"value":[1,]}`: `value[1]: want a value, found "]" (offset 12)`,
		`{"value":[,1]}`: `value[0]: want a value`, `{"value":[1,,2]}`: `value[1]: want a value`, `{"value":[1,{"a":[`: `value[1]: want the rest of the list, found the end`,
		`{"value":[1`: `value[0]: want the rest of the list`, `{"value":[1],"value":[2]}`: "comes twice", `{"value":[1],"x":2,"value":null}`: "comes twice",
		`{"value":[[1] [2]]}`: `value[1]: want "," or "]"`, long: "larger",
	} {
		_, rest, err := cut(iotest.OneByteReader(strings.NewReader(text)), 1000, "value")
		if err == nil || !strings.Contains(err.Error(), want) {
			t.Errorf("%.60s: %v, rest %s", text, err, rest)
		}
	}
	// what is wrong outside of the list shows in the rest
	for _, text := range []string{`{"value":[1]`, `{"value":[1]}}`, `{"value":[1],}`, `{"value":[1]} x`, `{"a":"value":[1]}`, `{"a" "value":[1]}`, `[1]`, `{"x":{"value":[1]}}`, "\xFF\xFE[\x00", `{}`, ``} {
		got, rest, err := cut(strings.NewReader(text), 1000, "value")
		if err != nil || encjson.Valid([]byte(rest)) != encjson.Valid([]byte(text)) {
			t.Errorf("%s: %q, rest %s, %v", text, got, rest, err)
		}
	}
	broken := errors.New("broken")
	got, _, err := cut(io.MultiReader(strings.NewReader(`{"value":[1,2,`), iotest.ErrReader(broken)), 1000, "value")
	if err != broken || len(got) != 2 {
		t.Errorf("%q, %v", got, err)
	}
}
