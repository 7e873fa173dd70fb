package json_test

import (
	"errors"
	"slices"
	"testing"
	"unsafe"

	"github.com/armsmith/armsmith/internal/runtime/json"
	"github.com/armsmith/armsmith/internal/runtime/value"
)

// crate has one of each that a request treats in its own way, as the generator writes it.
type crate struct {
	ID    string // read-only
	Owner value.Optional[string]
	When  value.Time
	Grade string // an enum
	Lids  []crate
	Extra value.Members
}

func (*crate) JSONType() *json.Type { return &typeCrate }

var typeCrate = json.Type{Kind: json.KindStruct, Slot: 4, Self: (*crate)(nil), Extra: unsafe.Offsetof(crate{}.Extra) + 1, Required: 1 | 2 | 4 | 8,
	Fields: []json.Field{
		{Key: `,"id":`, At: unsafe.Offsetof(crate{}.ID), Kind: json.KindText, Rules: json.ReadOnly},
		{Key: `,"owner":`, At: unsafe.Offsetof(crate{}.Owner), Kind: json.KindOptText, Rules: json.OrNull},
		{Key: `,"when":`, At: unsafe.Offsetof(crate{}.When), Kind: json.KindTime, Rules: json.NotZero},
		{Key: `,"grade":`, At: unsafe.Offsetof(crate{}.Grade), Kind: json.KindText, Rules: json.NotZero},
		{Key: `,"lids":`, At: unsafe.Offsetof(crate{}.Lids), Kind: json.KindList, Of: (*crate)(nil)},
	}}

func TestRequests(t *testing.T) {
	at, _ := value.ParseTime("2025-01-01T00:00:00Z")
	full := crate{ID: "7", When: at, Grade: "fine"}
	for _, tc := range []struct {
		sending json.Sending
		in      crate
		out     string
		missing []string
	}{
		{json.Sending{}, full, `{"owner":null,"when":"2025-01-01T00:00:00Z","grade":"fine"}`, nil},
		{json.Sending{ReadOnly: true}, full, `{"id":"7","owner":null,"when":"2025-01-01T00:00:00Z","grade":"fine"}`, nil},
		{json.Sending{Patch: true}, crate{Grade: "fine"}, `{"grade":"fine"}`, nil},
		{json.Sending{Patch: true}, crate{Owner: value.Null[string]()}, `{"owner":null}`, nil},
		{json.Sending{}, crate{When: at, Grade: "fine", Lids: []crate{full, {When: at}}}, "", []string{"lids[1].grade"}},
		{json.Sending{}, crate{}, "", []string{"when", "grade"}},
	} {
		out, err := json.MarshalRequest(&tc.in, &tc.in, tc.sending)
		missing := new(json.MissingError)
		errors.As(err, &missing)
		if string(out) != tc.out || !slices.Equal(missing.Paths, tc.missing) {
			t.Errorf("%+v: %s, %v", tc, out, err)
		}
	}
	if out, err := json.Marshal(&full); err != nil || string(out) != `{"id":"7","owner":null,"when":"2025-01-01T00:00:00Z","grade":"fine"}` {
		t.Errorf("stored as %s, %v", out, err)
	}
}

// What was read goes back as it came, also where the service has left out or made null what the
// document requires.
func TestRequestsOfWhatWasRead(t *testing.T) {
	for text, want := range map[string]string{
		`{"id":"7"}`:    `{}`,
		`{"when":null}`: `{"when":null}`,
		`{"owner":null,"when":"never","grade":"x","lids":[{},null]}`: `{"owner":null,"when":"never","grade":"x","lids":[{},null]}`,
	} {
		var m crate
		if err := json.Unmarshal([]byte(text), &m); err != nil {
			t.Fatal(err)
		}
		if out, err := json.MarshalRequest(&m, &m, json.Sending{}); err != nil || string(out) != want {
			t.Errorf("%s goes back as %s, %v", text, out, err)
		}
	}
}
