package json

import (
	"testing"
	"unsafe"
)

// What stands in an interface itself, because it is a pointer and nothing else, beside what an
// interface points to.
type (
	linked  struct{ next *linked }
	words   map[string]string
	numbers []int32
	couple  struct{ a, b string }
	tiny    struct{ n int8 }
	nothing struct{}
)

func (*linked) JSONType() *Type  { return &typeLinked }
func (*words) JSONType() *Type   { return &typeWords }
func (*numbers) JSONType() *Type { return &typeNumbers }
func (*couple) JSONType() *Type  { return &typeCouple }
func (*tiny) JSONType() *Type    { return &typeTiny }
func (*nothing) JSONType() *Type { return &typeNothing }

var typeLinked = Type{Kind: KindStruct, Self: (*linked)(nil), Fields: []Field{{Key: `,"next":`, Of: (*linked)(nil)}}}

var typeWords = Type{Kind: KindWrapped, Self: (*words)(nil),
	Of: &Type{Kind: KindMap, Self: (*map[string]string)(nil), Of: &Scalars[KindText]}}

var typeNumbers = Type{Kind: KindWrapped, Self: (*numbers)(nil),
	Of: &Type{Kind: KindList, Self: (*[]int32)(nil), Of: &Scalars[KindInt32]}}

var typeCouple = Type{Kind: KindStruct, Self: (*couple)(nil), Fields: []Field{
	{Key: `,"a":`, Kind: KindText, At: unsafe.Offsetof(couple{}.a)},
	{Key: `,"b":`, Kind: KindText, At: unsafe.Offsetof(couple{}.b)},
}}

var typeTiny = Type{Kind: KindStruct, Self: (*tiny)(nil), Fields: []Field{{Key: `,"n":`, Kind: KindInt8}}}

var typeNothing = Type{Kind: KindStruct, Self: (*nothing)(nil)}

// A model is written the same whatever place it takes in an interface.
func TestMarshalValue(t *testing.T) {
	for _, c := range []struct {
		v    any
		want string
	}{
		{linked{}, `{}`},
		{linked{&linked{&linked{}}}, `{"next":{"next":{}}}`},
		{words{"b": "2", "a": "1"}, `{"a":"1","b":"2"}`},
		{words(nil), `{}`},
		{numbers{1, 2, 3}, `[1,2,3]`},
		{couple{"x", "y"}, `{"a":"x","b":"y"}`},
		{tiny{5}, `{"n":5}`},
		{nothing{}, `{}`},
	} {
		if out, err := MarshalValue(c.v); err != nil || string(out) != c.want {
			t.Errorf("%T: %s, %v, want %s", c.v, out, err, c.want)
		}
		if out, err := MarshalSecretive(c.v); err != nil || string(out) != c.want {
			t.Errorf("%T with secrets: %s, %v, want %s", c.v, out, err, c.want)
		}
	}
}
