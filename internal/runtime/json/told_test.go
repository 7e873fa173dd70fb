package json_test

import (
	"testing"

	"github.com/armsmith/armsmith/internal/runtime/json"
	"github.com/armsmith/armsmith/internal/runtime/value"
)

// shape is a union that tells its one variant, which does not declare what it is.
type shape interface{ json.Encodable }

type circle struct{ kind string }

func (c *circle) EncodeJSON(w *json.Writer) {
	var none value.Members
	outer := w.Open(&none)
	json.PutTold(w, `,"kind":`, c.kind)
	w.Close(outer, nil)
}

func (*circle) ToldAs(union any) (key, value string) {
	if _, ok := union.(*shape); ok {
		return `,"kind":`, "round"
	}
	return "", ""
}

// TestTold: the union tells its variant, the variant alone does not, and no variant is no member.
func TestTold(t *testing.T) {
	for want, write := range map[string]func(w *json.Writer){
		`{"a":{"kind":"round"}}`: func(w *json.Writer) { json.PutTelling[shape](w, `,"a":`, &circle{}) },
		`{"a":{"kind":"oval"}}`:  func(w *json.Writer) { json.PutTelling[shape](w, `,"a":`, &circle{kind: "oval"}) },
		`{}`:                     func(w *json.Writer) { json.PutTelling[shape](w, `,"a":`, nil) },
		`{"a":{}}`:               func(w *json.Writer) { json.PutUnion(w, `,"a":`, &circle{}) },
	} {
		got, err := json.MarshalFunc(func(w *json.Writer) {
			var none value.Members
			outer := w.Open(&none)
			write(w)
			w.Close(outer, nil)
		})
		if err != nil || string(got) != want {
			t.Errorf("got %s, want %s (%v)", got, want, err)
		}
	}
}
