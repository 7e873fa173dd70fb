package convert

import (
	stdjson "encoding/json"
	"testing"
	"unsafe"

	"github.com/armsmith/armsmith/internal/runtime/json"
	"github.com/armsmith/armsmith/internal/runtime/value"
)

// thing is a model as it is generated, of one required number.
type thing struct {
	Count int32
	Extra value.Members
}

func (*thing) JSONType() *json.Type { return &typeThing }

var typeThing = json.Type{Kind: json.KindStruct, Self: (*thing)(nil), Extra: unsafe.Offsetof(thing{}.Extra) + 1, Required: 1, Fields: []json.Field{
	{Key: `,"count":`, At: unsafe.Offsetof(thing{}.Count), Kind: json.KindInt32},
}}

// What is read into a field is no undeclared property any more; what cannot be read stays one, and
// what was not there is noted to have been absent.
func TestTake(t *testing.T) {
	for text, want := range map[string]struct {
		count  int32
		left   string
		absent bool
	}{
		`{"count":7,"other":1}`: {7, `{"other":1}`, false},
		`{"count":"seven"}`:     {0, `{"count":"seven"}`, false},
		`{"other":1}`:           {0, `{"other":1}`, true},
	} {
		var extra value.Members
		if err := extra.UnmarshalJSON([]byte(text)); err != nil {
			t.Fatal(err)
		}
		known := &thing{}
		Take(&extra, known, &known.Extra, "count")
		left, err := extra.MarshalJSON()
		if err != nil || known.Count != want.count || string(left) != want.left || extra.IsAbsent("count") != want.absent {
			t.Errorf("%s: %d, %s, %v (%v)", text, known.Count, left, extra.IsAbsent("count"), err)
		}
	}
}

// A property that is kept takes the place of an older one, and what is not asked for is left out.
func TestKeep(t *testing.T) {
	var extra value.Members
	extra.Set("count", stdjson.RawMessage("1"))
	from := &thing{Count: 7}
	from.Extra.Set("other", stdjson.RawMessage("2"))
	Keep(&extra, from, "count")
	if got, err := extra.MarshalJSON(); err != nil || string(got) != `{"count":7}` {
		t.Errorf("%s (%v)", got, err)
	}
}

// Absent, null and a value stay what they are.
func TestOptional(t *testing.T) {
	twice := func(n int) int64 { return int64(2 * n) }
	if o := Optional(value.Optional[int]{}, twice); !o.IsAbsent() {
		t.Error(o)
	}
	if o := Optional(value.Null[int](), twice); !o.IsNull() {
		t.Error(o)
	}
	if o := Optional(value.Some(2), twice); o.Or(0) != 4 {
		t.Error(o)
	}
}

// No list and no map are not empty ones.
func TestNil(t *testing.T) {
	same := func(n int) int { return n }
	if List[int](nil, same) != nil || Map[int](nil, same) != nil || List([]int{}, same) == nil || Map(map[string]int{}, same) == nil {
		t.Error("nil and empty are mixed up")
	}
}
