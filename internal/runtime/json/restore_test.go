package json_test

import (
	"testing"
	"unsafe"

	"github.com/armsmith/armsmith/internal/runtime/json"
	"github.com/armsmith/armsmith/internal/runtime/value"
)

// meter has every container whose elements have no nil, and numbers; as the generator writes it.
type meter struct {
	Names  []string
	Counts []int32
	Boxes  []box
	Tags   map[string]string
	Sums   map[string]float64
	Flags  []bool
	Rows   [][]string
	Price  float64
	Ratio  value.Optional[float64]
	Shape  box
	Flat   []string
	Rest   map[string][]float64
	Extra  value.Members
}

type box struct {
	Kind  string
	Side  int32
	Extra value.Members
}

func (m *box) UnmarshalJSON(data []byte) error { *m = box{}; return json.Unmarshal(data, m) }
func (m box) MarshalJSON() ([]byte, error)     { return json.Marshal(&m) }

func (*meter) JSONType() *json.Type { return &typeMeter }

func (*box) JSONType() *json.Type { return &typeBox }

var (
	ofText    = &json.Scalars[json.KindText]
	ofFloats  = &json.Type{Kind: json.KindList, Self: (*[]float64)(nil), Of: &json.Scalars[json.KindFloat64]}
	ofStrings = &json.Type{Kind: json.KindList, Self: (*[]string)(nil), Of: ofText}

	typeMeter = json.Type{Kind: json.KindStruct, Slot: 1, Self: (*meter)(nil), Extra: unsafe.Offsetof(meter{}.Extra) + 1, Required: 1<<7 | 1<<9,
		Rest: &json.Field{At: unsafe.Offsetof(meter{}.Rest), Kind: json.KindMap, Of: ofFloats},
		Fields: []json.Field{
			{Key: `,"names":`, At: unsafe.Offsetof(meter{}.Names), Kind: json.KindList, Of: ofText},
			{Key: `,"counts":`, At: unsafe.Offsetof(meter{}.Counts), Kind: json.KindList, Of: &json.Scalars[json.KindInt32]},
			{Key: `,"boxes":`, At: unsafe.Offsetof(meter{}.Boxes), Kind: json.KindList, Of: (*box)(nil)},
			{Key: `,"tags":`, At: unsafe.Offsetof(meter{}.Tags), Kind: json.KindMap, Of: ofText},
			{Key: `,"sums":`, At: unsafe.Offsetof(meter{}.Sums), Kind: json.KindMap, Of: &json.Scalars[json.KindFloat64]},
			{Key: `,"flags":`, At: unsafe.Offsetof(meter{}.Flags), Kind: json.KindList, Of: &json.Scalars[json.KindBool]},
			{Key: `,"rows":`, At: unsafe.Offsetof(meter{}.Rows), Kind: json.KindList, Of: ofStrings},
			{Key: `,"price":`, At: unsafe.Offsetof(meter{}.Price), Kind: json.KindFloat64},
			{Key: `,"ratio":`, At: unsafe.Offsetof(meter{}.Ratio), Kind: json.KindOptFloat64},
			{Key: `,"shape":`, At: unsafe.Offsetof(meter{}.Shape), Kind: json.KindStruct, Of: (*box)(nil)},
			{Key: `,"inner":`, Kind: json.KindFlat, Of: &json.Type{Kind: json.KindStruct, Slot: 2, Self: (*meter)(nil), Fields: []json.Field{
				{Key: `,"flat":`, At: unsafe.Offsetof(meter{}.Flat), Kind: json.KindList, Of: ofText},
			}}},
		}}

	typeBox = json.Type{Kind: json.KindStruct, Slot: 3, Self: (*box)(nil), Extra: unsafe.Offsetof(box{}.Extra) + 1, Required: 2,
		Fields: []json.Field{
			{Key: `,"kind":`, At: unsafe.Offsetof(box{}.Kind), Kind: json.KindConst, Of: &json.Type{Kind: json.KindText, Const: `"box"`}},
			{Key: `,"side":`, At: unsafe.Offsetof(box{}.Side), Kind: json.KindInt32},
		}}
)

// What Go does not show is written back as it came: nulls among what has no nil, and numbers that
// float64 rounds or writes otherwise.
func TestWhatGoDoesNotShow(t *testing.T) {
	for _, text := range []string{
		`{"names":["a",null,""],"counts":[1,null,0],"boxes":[{"kind":"box","side":1},null,{"kind":"box","side":0},{"kind":"box"}],"tags":{"a":null,"b":""}}`,
		`{"sums":{"a":null,"b":0,"c":1.50},"flags":[null,true,false],"rows":[["a",null],null,[],[null]]}`,
		`{"price":1.10,"ratio":12345678901234567890123}`, `{"price":null,"ratio":null}`, `{"price":1e2}`, `{"price":-0}`, `{"price":0.0000001}`,
		`{"price":0.1234567890123456789,"ratio":100000000000000000000000}`, `{"shape":null}`, `{"shape":{"kind":"box","side":2.0}}`,
		`{"inner":{"flat":["a",null],"other":null}}`, `{"inner":{}}`, `{"inner":{"flat":[null]},"x":[1.0,null]}`, `{"x":[null],"y":null}`, `null`,
	} {
		for _, decode := range []func([]byte, json.Typed) error{json.Decode, json.Unmarshal} {
			var m meter
			if err := decode([]byte(text), &m); err != nil {
				t.Errorf("%s: %v", text, err)
				continue
			}
			want := text
			if text == `{"shape":{"kind":"box","side":2.0}}` {
				want = `{"shape":{"kind":"box","side":2}}` // an integer has one way to be written
			}
			if out, err := json.Marshal(&m); err != nil || string(out) != want {
				t.Errorf("%s came back as %s, %v", text, out, err)
			}
		}
	}
}

// What the caller puts in the place of a null, or of a number, is written.
func TestWhatGoDoesNotShowGivesWay(t *testing.T) {
	var m meter
	text := `{"names":["a",null,null],"boxes":[null,null],"tags":{"a":null,"b":null},"price":1.10,"rows":[null]}`
	if err := json.Decode([]byte(text), &m); err != nil {
		t.Fatal(err)
	}
	m.Names[1], m.Tags["a"], m.Price, m.Boxes[1].Side = "x", "y", 1.2, 3
	m.Rows = append(m.Rows, []string{""})
	want := `{"names":["a","x",null],"boxes":[null,{"kind":"box","side":3}],"tags":{"a":"y","b":null},"rows":[null,[""]],"price":1.2}`
	if out, err := json.Marshal(&m); err != nil || string(out) != want {
		t.Errorf("%s, %v", out, err)
	}
	m.Names, m.Tags, m.Boxes, m.Rows = m.Names[:1], nil, nil, nil
	if out, err := json.Marshal(&m); err != nil || string(out) != `{"names":["a"],"price":1.2}` {
		t.Errorf("%s, %v", out, err)
	}
	if m.Extra.Len() != 0 || m.Extra.String() != "{}" {
		t.Errorf("notes show: %v", m.Extra)
	}
}

// A list without a model around it has no place for such notes: a null that Go would turn into
// another value is an error, one that it shows is none.
func TestNullWithoutPlace(t *testing.T) {
	var names []string
	err := json.DecodeFunc([]byte(`["a",null]`), func(r *json.Reader) { r.Read(&names, ofStrings) })
	if err == nil || err.Error() != "[1]: found null, for which the list or map has no place (offset 5)" {
		t.Error(err)
	}
	var boxes []box
	ofBoxes := &json.Type{Kind: json.KindList, Self: &boxes, Of: (*box)(nil)}
	if err := json.DecodeFunc([]byte(`[null,{"kind":"box","side":1}]`), func(r *json.Reader) { r.Read(&boxes, ofBoxes) }); err != nil {
		t.Error(err)
	}
	out, err := json.MarshalFunc(func(w *json.Writer) { w.Write(&boxes, ofBoxes) })
	if err != nil || string(out) != `[null,{"kind":"box","side":1}]` {
		t.Errorf("%s, %v", out, err)
	}
	var m map[string]*box
	if err := json.DecodeFunc([]byte(`{"a":null}`), func(r *json.Reader) {
		r.Read(&m, &json.Type{Kind: json.KindMap, Self: &m, Of: &json.Type{Kind: json.KindPtr, Self: (**box)(nil), Of: (*box)(nil)}})
	}); err != nil || m["a"] != nil {
		t.Error(m, err)
	}
	if err := json.DecodeFunc([]byte(`null`), func(r *json.Reader) { r.Read(&names, ofStrings) }); err != nil || names != nil {
		t.Error(names, err)
	}
}
