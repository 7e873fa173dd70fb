package json_test

import (
	"testing"

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

var (
	keysMeter = json.Keys{Slot: 1, Typed: true, Names: []string{`,"names":`, `,"counts":`, `,"boxes":`, `,"tags":`, `,"sums":`, `,"flags":`, `,"rows":`,
		`,"price":`, `,"ratio":`, `,"shape":`, `,"inner":`}, Required: 1<<7 | 1<<9}
	keysInner = json.Keys{Slot: 2, Names: []string{`,"flat":`}}
	keysBox   = json.Keys{Slot: 3, Names: []string{`,"kind":`, `,"side":`}, Required: 2}
)

func readStrings(p *[]string, r *json.Reader)  { json.ReadList(p, r, json.ReadString) }
func writeStrings(p *[]string, w *json.Writer) { json.WriteList(p, w, json.WriteString) }
func readFloats(p *[]float64, r *json.Reader)  { json.ReadList(p, r, json.ReadFloat64) }
func writeFloats(p *[]float64, w *json.Writer) { json.WriteList(p, w, json.WriteFloat64) }
func (m *box) UnmarshalJSON(data []byte) error { *m = box{}; return json.Unmarshal(data, m) }
func (m box) MarshalJSON() ([]byte, error)     { return json.Marshal(&m) }
func (m *meter) decodeFlat(r *json.Reader, rest *value.Members) {
	var c json.Cursor
	for c.Open(r, &keysInner, rest); c.Next(r); {
		readStrings(&m.Flat, r)
	}
}
func (m *meter) encodeFlat(w *json.Writer) { json.PutList(w, `,"flat":`, m.Flat, json.WriteString) }

func (m *box) DecodeJSON(r *json.Reader) {
	var c json.Cursor
	for c.Open(r, &keysBox, &m.Extra); c.Next(r); {
		switch c.Key {
		case 0:
			json.ReadString(&m.Kind, r)
		case 1:
			json.ReadInt32(&m.Side, r)
		}
	}
}

func (m *box) EncodeJSON(w *json.Writer) {
	outer := w.Open(&m.Extra)
	json.PutConst(w, `,"kind":`, &m.Kind, json.WriteString, `"box"`)
	json.Put(w, `,"side":`, &m.Side, json.WriteInt32)
	w.Close(outer, &keysBox)
}

func (m *meter) DecodeJSON(r *json.Reader) {
	var c json.Cursor
	for c.Open(r, &keysMeter, &m.Extra); c.Next(r); {
		switch c.Key {
		case 0:
			readStrings(&m.Names, r)
		case 1:
			json.ReadList(&m.Counts, r, json.ReadInt32)
		case 2:
			json.ReadList(&m.Boxes, r, (*box).DecodeJSON)
		case 3:
			json.ReadStringMap(&m.Tags, r)
		case 4:
			json.ReadMap(&m.Sums, r, json.ReadFloat64)
		case 5:
			json.ReadList(&m.Flags, r, json.ReadBool)
		case 6:
			json.ReadList(&m.Rows, r, readStrings)
		case 7:
			json.ReadFloat64(&m.Price, r)
		case 8:
			json.ReadOpt(&m.Ratio, r, json.ReadFloat64)
		case 9:
			json.ReadZero(&m.Shape, r, (*box).DecodeJSON)
		case 10:
			json.ReadFlat(m, r, &m.Extra, (*meter).decodeFlat)
		default:
			json.ReadEntry(&m.Rest, r, readFloats)
		}
	}
}

func (m *meter) EncodeJSON(w *json.Writer) {
	outer := w.Open(&m.Extra)
	json.PutList(w, `,"names":`, m.Names, json.WriteString)
	json.PutList(w, `,"counts":`, m.Counts, json.WriteInt32)
	json.PutList(w, `,"boxes":`, m.Boxes, (*box).EncodeJSON)
	json.PutStringMap(w, `,"tags":`, m.Tags)
	json.PutMap(w, `,"sums":`, m.Sums, json.WriteFloat64)
	json.PutList(w, `,"flags":`, m.Flags, json.WriteBool)
	json.PutList(w, `,"rows":`, m.Rows, writeStrings)
	json.Put(w, `,"price":`, &m.Price, json.WriteFloat64)
	json.PutOpt(w, `,"ratio":`, &m.Ratio, json.WriteFloat64)
	json.Put(w, `,"shape":`, &m.Shape, (*box).EncodeJSON)
	json.PutFlat(w, `,"inner":`, m, &keysInner, (*meter).encodeFlat)
	json.PutEntries(w, m.Rest, &keysMeter, writeFloats)
	w.Close(outer, &keysMeter)
}

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
		for _, decode := range []func([]byte, json.Decodable) error{json.Decode, json.Unmarshal} {
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
	err := json.DecodeFunc([]byte(`["a",null]`), func(r *json.Reader) { readStrings(&names, r) })
	if err == nil || err.Error() != "[1]: found null, for which the list or map has no place (offset 5)" {
		t.Error(err)
	}
	var boxes []box
	if err := json.DecodeFunc([]byte(`[null,{"kind":"box","side":1}]`), func(r *json.Reader) { json.ReadList(&boxes, r, (*box).DecodeJSON) }); err != nil {
		t.Error(err)
	}
	out, err := json.MarshalFunc(func(w *json.Writer) { json.WriteList(&boxes, w, (*box).EncodeJSON) })
	if err != nil || string(out) != `[null,{"kind":"box","side":1}]` {
		t.Errorf("%s, %v", out, err)
	}
	var m map[string]*box
	if err := json.DecodeFunc([]byte(`{"a":null}`), func(r *json.Reader) {
		json.ReadMap(&m, r, func(p **box, r *json.Reader) { json.ReadPtr(p, r, (*box).DecodeJSON) })
	}); err != nil || m["a"] != nil {
		t.Error(m, err)
	}
	if err := json.DecodeFunc([]byte(`null`), func(r *json.Reader) { readStrings(&names, r) }); err != nil || names != nil {
		t.Error(names, err)
	}
}
