package json_test

import (
	"bytes"
	encjson "encoding/json"
	"fmt"
	"math/rand/v2"
	"strings"
	"testing"

	"github.com/armsmith/armsmith/internal/runtime/json"
	"github.com/armsmith/armsmith/internal/runtime/value"
)

// TestMapsInOrder writes maps of every size around the one from which on their names are sorted
// elsewhere, and compares them with encoding/json.
func TestMapsInOrder(t *testing.T) {
	rng := rand.New(rand.NewPCG(1, 1))
	for n := range 20 {
		texts, raws := map[string]string{}, map[string]encjson.RawMessage{}
		pointers, optionals := map[string]*encjson.RawMessage{}, map[string]value.Optional[string]{}
		models, nullable := map[string]*userIdentity{}, map[string]*string{}
		for i := range n {
			name := strings.Repeat("n", rng.IntN(3)) + string(rune('A'+rng.IntN(200))) + fmt.Sprint(rng.IntN(100))
			text := fmt.Sprintf("%d \"\t%c", i, rune(rng.IntN(300)))
			raw := encjson.RawMessage(fmt.Sprintf(`[%d,"x"]`, i))
			if models[name] = (*userIdentity)(nil); i%3 > 0 {
				models[name] = &userIdentity{ClientID: value.Some(text)}
				optionals[name], nullable[name], pointers[name] = value.Some(text), &text, new(encjson.RawMessage)
				*pointers[name] = encjson.RawMessage(fmt.Sprintf(`{"clientId":%s}`, encoded(t, text)))
			} else {
				optionals[name], nullable[name], pointers[name] = value.Null[string](), nil, nil
			}
			texts[name], raws[name] = text, raw
		}
		ofModels := &json.Type{Kind: json.KindPtr, Self: (**userIdentity)(nil), Of: (*userIdentity)(nil)}
		for _, c := range []struct {
			of   json.Typed
			m    any
			want any
		}{
			{&json.Scalars[json.KindText], &texts, texts},
			{&json.Scalars[json.KindSecret], &texts, texts},
			{&json.Scalars[json.KindRaw], &raws, raws},
			{&json.Scalars[json.KindOptText], &optionals, nullable},
			{&json.Scalars[json.KindOptSecret], &optionals, nullable},
			{ofModels, &models, pointers},
		} {
			got, err := json.MarshalFunc(func(w *json.Writer) { w.Write(c.m, &json.Type{Kind: json.KindMap, Self: c.m, Of: c.of}) })
			if want := encoded(t, c.want); err != nil || string(got) != want {
				t.Errorf("%T of %d was written as\n%s (%v), want\n%s", c.m, n, got, err, want)
			}
		}
	}
}

// encoded returns v as encoding/json writes it.
func encoded(t *testing.T, v any) string {
	t.Helper()
	var out bytes.Buffer
	e := encjson.NewEncoder(&out)
	e.SetEscapeHTML(false)
	if err := e.Encode(v); err != nil {
		t.Fatal(err)
	}
	return strings.TrimSpace(out.String())
}

// TestTextsAreApart writes texts of many lengths, each of which may take the memory that another
// was written to, and looks at all of them in the end, after their spare room was written to.
func TestTextsAreApart(t *testing.T) {
	rng := rand.New(rand.NewPCG(2, 2))
	var want []string
	var texts [][]byte
	for i := range 200 {
		length := []int{100, 20_000, 20_000 + rng.IntN(2_000), rng.IntN(100_000), 1 << 20}[rng.IntN(5)&^(i&1)]
		s := strings.Repeat(string(rune('a'+i%26)), length)
		text, err := json.MarshalFunc(func(w *json.Writer) { json.WriteString(&s, w) })
		if err != nil {
			t.Fatal(err)
		}
		_ = append(text, "overwritten"...)
		texts, want = append(texts, text), append(want, `"`+s+`"`)
	}
	for i := range want {
		if string(texts[i]) != want[i] {
			t.Errorf("text %d of %d bytes is not what was written", i, len(want[i]))
		}
	}
}
