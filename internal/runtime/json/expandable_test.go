package json_test

import (
	encjson "encoding/json"
	"fmt"
	"log/slog"
	"strings"
	"testing"
	"unsafe"

	"github.com/armsmith/armsmith/internal/runtime/json"
	"github.com/armsmith/armsmith/internal/runtime/value"
)

type (
	charge struct {
		Customer json.Expandable[*customer]
		Source   json.Expandable[source]
		Links    []json.Expandable[*customer]
		ByName   map[string]json.Expandable[*customer]
		Extra    value.Members
	}
	customer struct {
		ID    string
		Age   value.Optional[int32]
		Key   value.Secret
		Extra value.Members
	}
	source interface {
		json.Typed
		isSource()
	}
	card struct {
		ID    value.Optional[string]
		Kind  string
		Extra value.Members
	}
	unknownSource struct {
		Kind string
		Raw  encjson.RawMessage
	}
)

func (*card) isSource()          {}
func (*unknownSource) isSource() {}

func (*charge) JSONType() *json.Type        { return &typeCharge }
func (*customer) JSONType() *json.Type      { return &typeCustomer }
func (*card) JSONType() *json.Type          { return &typeCard }
func (*unknownSource) JSONType() *json.Type { return &typeUnknownSource }

var typeCharge = json.Type{Kind: json.KindStruct, Slot: 1, Self: (*charge)(nil), Extra: unsafe.Offsetof(charge{}.Extra) + 1, Fields: []json.Field{
	{Key: `,"customer":`, Kind: json.KindExpandable, Of: (*customer)(nil), At: unsafe.Offsetof(charge{}.Customer)},
	{Key: `,"source":`, Kind: json.KindExpandable, Of: &typeSource, At: unsafe.Offsetof(charge{}.Source)},
	{Key: `,"links":`, Kind: json.KindList, Of: &typeLink, At: unsafe.Offsetof(charge{}.Links)},
	{Key: `,"byName":`, Kind: json.KindMap, Of: &typeLink, At: unsafe.Offsetof(charge{}.ByName)},
}}

var typeLink = json.Type{Kind: json.KindExpandable, Self: (*json.Expandable[*customer])(nil), Of: (*customer)(nil)}

var typeCustomer = json.Type{Kind: json.KindStruct, Slot: 2, Self: (*customer)(nil), Extra: unsafe.Offsetof(customer{}.Extra) + 1, Required: 5, Fields: []json.Field{
	{Key: `,"id":`, Kind: json.KindText, At: unsafe.Offsetof(customer{}.ID)},
	{Key: `,"age":`, Kind: json.KindOptInt32, At: unsafe.Offsetof(customer{}.Age)},
	{Key: `,"key":`, Kind: json.KindSecret, At: unsafe.Offsetof(customer{}.Key)},
}}

var typeCard = json.Type{Kind: json.KindStruct, Slot: 3, Self: (*card)(nil), Extra: unsafe.Offsetof(card{}.Extra) + 1, Fields: []json.Field{
	{Key: `,"id":`, Kind: json.KindOptText, At: unsafe.Offsetof(card{}.ID)},
	{Key: `,"kind":`, Kind: json.KindTold, At: unsafe.Offsetof(card{}.Kind)},
}}

var typeUnknownSource = json.Type{Kind: json.KindUnknown, Self: (*unknownSource)(nil), Of: &typeSource,
	Unknown: &json.Unknown{Key: `,"kind":`, Tag: unsafe.Offsetof(unknownSource{}.Kind), Raw: unsafe.Offsetof(unknownSource{}.Raw)}}

var typeSource = json.Type{Kind: json.KindUnion, Self: (*source)(nil), Union: &json.Union{
	Property: "kind", Key: `,"kind":`,
	Variants: []json.Variant{{Values: []string{"card"}, Of: (*card)(nil), Told: true}},
	As:       &[]source{(*card)(nil), (*unknownSource)(nil)},
	Unknown:  (*unknownSource)(nil),
}}

// Whatever comes is written back as it came.
func TestExpandableAsItCame(t *testing.T) {
	for _, text := range []string{
		`{}`,
		`{"customer":null}`,
		`{"customer":"cus_1","source":"src_1"}`,
		`{"customer":""}`,
		`{"customer":{"id":"cus_1","age":7,"key":"k","more":[1]}}`,
		`{"customer":{"name":"without an identifier"}}`,
		`{"customer":{"id":"cus_1","age":"not a number"}}`,
		`{"customer":{"id":17}}`,
		`{"customer":17}`,
		`{"customer":["cus_1"]}`,
		`{"source":{"kind":"card","id":"src_1"}}`,
		`{"source":{"kind":"newer","id":"src_1"}}`,
		`{"source":true}`,
		`{"links":["a",{"id":"b","key":""},null,1],"byName":{"x":"a","y":null,"z":{"id":"b","key":""}}}`,
	} {
		for name, decode := range map[string]func([]byte, json.Typed) error{"Decode": json.Decode, "Unmarshal": json.Unmarshal} {
			var c charge
			data := []byte(text)
			if err := decode(data, &c); err != nil {
				t.Errorf("%s %s: %v", name, text, err)
				continue
			}
			if name == "Unmarshal" {
				clear(data)
			}
			got, err := json.Marshal(&c)
			if err != nil || !sameMembers(string(got), text) {
				t.Errorf("%s %s: wrote %s, %v", name, text, got, err)
			}
		}
	}
}

// sameMembers reports whether two texts are the same JSON, in whatever order.
func sameMembers(a, b string) bool {
	var x, y any
	if encjson.Unmarshal([]byte(a), &x) != nil || encjson.Unmarshal([]byte(b), &y) != nil {
		return false
	}
	return fmt.Sprint(x) == fmt.Sprint(y)
}

func isZero[T any](e json.Expandable[T]) bool { return e == json.Expandable[T]{} }

func TestExpandableReads(t *testing.T) {
	read := func(text string) (c charge) {
		if err := json.Unmarshal([]byte(text), &c); err != nil {
			t.Errorf("%s: %v", text, err)
		}
		return c
	}
	c := read(`{"customer":"cus_1","source":"src_1","links":["a",{"id":"b"}]}`)
	if c.Customer.ID() != "cus_1" || c.Customer.Object() != nil || c.Source.ID() != "src_1" || c.Source.Object() != nil || isZero(c.Customer) {
		t.Errorf("%v", c)
	}
	if c.Links[0] != json.ByID[*customer]("a") || c.Links[1].ID() != "b" || c.Links[1].Object().ID != "b" {
		t.Errorf("%v", c.Links)
	}
	c = read(`{"customer":{"id":"cus_1"},"source":{"id":"src_1","kind":"card"}}`)
	if c.Customer.ID() != "cus_1" || c.Customer.Object().ID != "cus_1" || c.Source.ID() != "src_1" {
		t.Errorf("%v", c)
	}
	if object, ok := c.Source.Object().(*card); !ok || object.ID.Or("") != "src_1" {
		t.Errorf("%#v", c.Source.Object())
	}
	c.Customer.Object().ID = "cus_2" // the identifier is that of the object
	if c.Customer.ID() != "cus_2" {
		t.Errorf("%v", c.Customer)
	}
	c = read(`{"customer":17,"source":{"id":"src_1","kind":"newer"}}`)
	if c.Customer.ID() != "" || c.Customer.Object() != nil || isZero(c.Customer) || c.Source.ID() != "src_1" {
		t.Errorf("%v", c)
	}
	if c = read(`{"customer":null}`); !isZero(c.Customer) || c.Customer.ID() != "" || c.Customer.Object() != nil {
		t.Errorf("%v", c)
	}
}

func TestExpandableWrites(t *testing.T) {
	c := charge{
		Customer: json.ByID[*customer]("cus_1"),
		Source:   json.Expanded[source](&card{ID: value.Some("src_1")}),
		Links:    []json.Expandable[*customer]{json.Expanded(&customer{ID: "b"}), json.Expanded[*customer](nil)},
	}
	got, err := json.Marshal(&c)
	if want := `{"customer":"cus_1","source":{"id":"src_1","kind":"card"},"links":[{"id":"b","key":""},null]}`; err != nil || string(got) != want {
		t.Errorf("%s, %v", got, err)
	}
	type embeds struct{ card }
	c = charge{Source: json.Expanded[source](&embeds{})}
	if got, err := json.Marshal(&c); err == nil || !strings.Contains(err.Error(), "embeds") {
		t.Errorf("%s, %v", got, err)
	}
}

// In a struct of one's own, encoding/json reads and writes an Expandable by itself.
func TestExpandableByItself(t *testing.T) {
	type own struct {
		A, B, C json.Expandable[*customer] `json:",omitzero"`
		S       json.Expandable[source]    `json:",omitzero"`
	}
	v := own{A: json.ByID[*customer]("a\n"), B: json.Expanded(&customer{ID: "b"}), S: json.ByID[source]("s")}
	text, err := encjson.Marshal(v)
	if want := `{"A":"a\n","B":{"id":"b","key":""},"S":"s"}`; err != nil || string(text) != want {
		t.Fatalf("%s, %v", text, err)
	}
	var back own
	if err := encjson.Unmarshal([]byte(`{"A":"a","B":{"id":"b"},"C":[1],"S":"s"}`), &back); err != nil {
		t.Fatal(err)
	}
	if back.A.ID() != "a" || back.B.Object().ID != "b" || back.S.ID() != "s" {
		t.Errorf("%v", back)
	}
	if text, err := encjson.Marshal(back.C); err != nil || string(text) != `[1]` {
		t.Errorf("%s, %v", text, err)
	}
	if err := encjson.Unmarshal([]byte(`{"S":{"id":"s"}}`), &back); err == nil || !strings.Contains(err.Error(), "source") {
		t.Errorf("a union is read: %v", err)
	}
	if err := encjson.Unmarshal([]byte(`{"B":null}`), &back); err != nil || !isZero(back.B) {
		t.Errorf("%v, %v", back.B, err)
	}
}

func TestExpandableShown(t *testing.T) {
	object := json.Expanded(&customer{ID: "b", Key: "topsecret"})
	var out strings.Builder
	log := slog.New(slog.NewTextHandler(&out, nil))
	log.Info("m", "a", json.ByID[*customer]("cus_1"), "b", object, "c", json.Expandable[source]{})
	slog.New(slog.NewJSONHandler(&out, nil)).Info("m", "a", json.ByID[*customer]("cus_2"), "b", object)
	fmt.Fprintf(&out, "%v %s %+v %v", object, object, charge{Customer: object}, []any{json.ByID[source]("src_1"), json.Expandable[source]{}})
	shown := out.String()
	if strings.Contains(shown, "topsecret") || strings.Count(shown, "[redacted]") != 5 {
		t.Error(shown)
	}
	for _, want := range []string{"a=cus_1", `"a":"cus_2"`, "c=absent", "[src_1 absent]"} {
		if !strings.Contains(shown, want) {
			t.Errorf("no %s in %s", want, shown)
		}
	}
}
