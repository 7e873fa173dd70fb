package json_test

import (
	"testing"
	"unsafe"

	"github.com/armsmith/armsmith/internal/runtime/json"
)

// shape is a union that tells its one variant, which does not declare what it is.
type shape interface{ json.Typed }

type circle struct{ kind string }

func (*circle) JSONType() *json.Type { return &typeCircle }

type unknownShape struct{ raw []byte }

func (*unknownShape) JSONType() *json.Type { return &typeUnknownShape }

var (
	typeCircle = json.Type{Kind: json.KindStruct, Self: (*circle)(nil), Fields: []json.Field{
		{Key: `,"kind":`, At: unsafe.Offsetof(circle{}.kind), Kind: json.KindTold},
	}}
	typeUnknownShape = json.Type{Kind: json.KindUnknown, Self: (*unknownShape)(nil), Of: &typeShape,
		Unknown: &json.Unknown{Raw: unsafe.Offsetof(unknownShape{}.raw)}}
	typeShape = json.Type{Kind: json.KindUnion, Self: (*shape)(nil), Union: &json.Union{
		Property: "kind", Key: `,"kind":`,
		Variants: []json.Variant{{Values: []string{"round"}, Of: (*circle)(nil), Told: true}},
		As:       &[]shape{(*circle)(nil), (*unknownShape)(nil)},
		Unknown:  (*unknownShape)(nil),
	}}
)

// holder holds a union, and a variant of it by itself.
type holder struct {
	A     shape
	Alone *circle
}

func (*holder) JSONType() *json.Type { return &typeHolder }

var typeHolder = json.Type{Kind: json.KindStruct, Self: (*holder)(nil), Fields: []json.Field{
	{Key: `,"a":`, At: unsafe.Offsetof(holder{}.A), Kind: json.KindUnion, Of: &typeShape},
	{Key: `,"alone":`, At: unsafe.Offsetof(holder{}.Alone), Kind: json.KindPtr, Of: (*circle)(nil)},
}}

// TestTold: the union tells its variant, the variant alone does not, and no variant is no member.
func TestTold(t *testing.T) {
	for want, v := range map[string]holder{
		`{"a":{"kind":"round"}}`:               {A: &circle{}},
		`{"a":{"kind":"oval"}}`:                {A: &circle{kind: "oval"}},
		`{}`:                                   {},
		`{"alone":{}}`:                         {Alone: &circle{}},
		`{"a":{"kind":"round"},"alone":{}}`:    {A: &circle{}, Alone: &circle{}},
		`{"a":{"other":1}}`:                    {A: &unknownShape{[]byte(`{"other":1}`)}},
		`{"a":null,"alone":{"kind":"square"}}`: {A: (*circle)(nil), Alone: &circle{kind: "square"}},
	} {
		got, err := json.Marshal(&v)
		if err != nil || string(got) != want {
			t.Errorf("got %s, want %s (%v)", got, want, err)
		}
	}
}
