package json

import (
	"strings"
	"testing"
	"unsafe"
)

// chain is an object that holds itself and is never known.
type chain struct {
	size int64
	next *chain
	raw  []byte
}

func (*chain) JSONType() *Type { return &typeChain }

var typeChain = Type{Kind: KindUnknown, Self: (*chain)(nil), Unknown: &Unknown{
	Raw: unsafe.Offsetof(chain{}.raw),
	Common: &Type{Kind: KindStruct, Self: (*chain)(nil), Lenient: true, Fields: []Field{
		{Key: `,"size":`, At: unsafe.Offsetof(chain{}.size), Kind: KindInt64},
		{Key: `,"next":`, At: unsafe.Offsetof(chain{}.next), Kind: KindPtr, Of: (*chain)(nil)},
	}},
}}

func TestUnknown(t *testing.T) {
	for text, want := range map[string]chain{
		`{"size":3,"next":{"size":4}}`:       {size: 3, next: &chain{size: 4}},
		`{"size":"x","other":[1],"next":{}}`: {next: &chain{}},
		`{"next":[[1],{"a":"b"}],"size":2}`:  {size: 2, next: &chain{}},
		`{"next":{"size":1e99},"size":2}`:    {size: 2, next: &chain{}},
		`[1]`:                                {},
		`"text"`:                             {},
	} {
		for name, decode := range map[string]func([]byte, Typed) error{"Decode": Decode, "Unmarshal": Unmarshal} {
			var c chain
			data := []byte(text)
			if err := decode(data, &c); err != nil {
				t.Errorf("%s %s: %v", name, text, err)
				continue
			}
			if name == "Unmarshal" {
				clear(data)
			}
			if c.size != want.size || string(c.raw) != text || (c.next != nil) != (want.next != nil) || c.next != nil && c.next.size != want.next.size {
				t.Errorf("%s %s: read %+v", name, text, c)
			}
		}
	}
}

// What is not JSON is an error, wherever it stands.
func TestUnknownSyntax(t *testing.T) {
	for _, text := range []string{`{"size":1`, `{"size":1,}`, `{"next":{"size":01}}`, `{"other":[}]}`, `{"next":{}} x`} {
		if err := Decode([]byte(text), new(chain)); err == nil {
			t.Errorf("%s is read", text)
		}
	}
}

// What is read twice is bounded, however deep it stands; what is left out is kept whole.
func TestUnknownIsBounded(t *testing.T) {
	const depth = 5000
	text := strings.Repeat(`{"size":1,"next":`, depth) + `{}` + strings.Repeat(`}`, depth)
	r := newReader([]byte(text))
	var c chain
	r.model(&c)
	if r.failed || r.again > maxAgain*len(text) {
		t.Errorf("failed %t, read again %d bytes of %d", r.failed, r.again, len(text))
	}
	n := 0
	for at := &c; at != nil && len(at.raw) > 2; at = at.next {
		n++
	}
	if n < 10 || string(c.raw) != text {
		t.Errorf("%d levels were read", n)
	}
}
