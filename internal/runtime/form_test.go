package runtime

import (
	"errors"
	"slices"
	"testing"
	"unsafe"

	"github.com/armsmith/armsmith/internal/runtime/json"
)

// The properties of an object become fields, each in the style that the operation says.
func TestForm(t *testing.T) {
	o := op("POST", "/x")
	o.Form = []FormStyle{
		{Style: Form, Names: []string{"comma", "spread"}},
		{Style: Form | Explode, Names: []string{"apart"}},
		{Style: DeepObject | Explode, Names: []string{"deep", "deeper"}},
		{Style: AsJSON, Names: []string{"text"}},
		{Style: AsJSON | Explode, Names: []string{"texts"}},
		{Style: PipeDelimited, Nested: []Style{Form}, Names: []string{"lists"}},
	}
	s := serve(t)
	for _, tc := range []struct{ json, form, refused string }{
		{`{}`, "", ""},
		{`null`, "", ""},
		{`{"a b":"c&d","n":null,"z":""}`, "a+b=c%26d&z=", ""},
		{`{"i":-1.5e3,"b":true,"s":"\u00e9\n"}`, "i=-1.5e3&b=true&s=%C3%A9%0A", ""},
		{`{"l":[1,null,"x",{"b":2}],"o":{"c":3}}`, "l=1&l=x&l=%7B%22b%22%3A2%7D&o=%7B%22c%22%3A3%7D", ""},
		{`{"comma":[1,"2"],"spread":{"k":"v"}}`, "comma=1%2C2&spread=k%2Cv", ""},
		{`{"comma":null,"apart":{"k":"v","l":"w"},"x":1}`, "k=v&l=w&x=1", ""},
		{`{"deep":{"k":{"l":["a",null]}},"deeper":[]}`, "deep%5Bk%5D%5Bl%5D%5B0%5D=a&deep%5Bk%5D%5Bl%5D%5B1%5D=", ""},
		{`{"text":"x","texts":["x",3]}`, "text=%22x%22&texts=%22x%22&texts=3", ""},
		{`{"text":[1],"texts":{"a":1}}`, "text=%5B1%5D&texts=%7B%22a%22%3A1%7D", ""},
		{`{"lists":[["a","b"],["c"]]}`, "lists=a%2Cb%7Cc", ""},
		{`{"comma":{"a":{"b":1}}}`, "", "comma"},
		{`["x"]`, "", "body"},
	} {
		v := raw(tc.json)
		_, err := do(t, s.client(t), o, func(r *Request) { r.Form(v) })
		refused := new(ParamError)
		switch {
		case tc.refused != "":
			if !errors.As(err, &refused) || refused.Violations[0].Field != tc.refused {
				t.Errorf("%s: %v", tc.json, err)
			}
		case err != nil || s.last().Body != tc.form || s.last().Header.Get("Content-Type") != "application/x-www-form-urlencoded":
			t.Errorf("%s arrived as %q, want %q (%v)", tc.json, s.last().Body, tc.form, err)
		}
	}
}

// What cannot be written is said at its place.
func TestFormErrors(t *testing.T) {
	s := serve(t)
	if _, err := do(t, s.client(t), op("POST", "/x"), func(r *Request) { r.Form(raw("{")) }); err == nil {
		t.Error("what is no JSON was sent")
	}
	r := s.client(t).NewRequest(op("POST", "/x"))
	r.failBody("", &json.MissingError{Paths: []string{"kind", "items[0].id"}})
	refused := new(ParamError)
	if !errors.As(r.invalid(), &refused) || refused.Violations[0].Field != "kind" || refused.Violations[1].Field != "items[0].id" {
		t.Errorf("%v", r.invalid())
	}
}

type parcel struct {
	Kind  string
	Lines []string
	Key   []byte
	Seen  string
	Inner []parcel
}

func (*parcel) JSONType() *json.Type { return &typeParcel }

var typeParcel = json.Type{Kind: json.KindStruct, Self: (*parcel)(nil), Fields: []json.Field{
	{Key: `,"kind":`, At: unsafe.Offsetof(parcel{}.Kind), Kind: json.KindText, Rules: json.NotZero},
	{Key: `,"lines":`, At: unsafe.Offsetof(parcel{}.Lines), Kind: json.KindList, Of: &json.Scalars[json.KindText], Rules: json.Must},
	{Key: `,"key":`, At: unsafe.Offsetof(parcel{}.Key), Kind: json.KindBytes, Rules: json.Must},
	{Key: `,"seen":`, At: unsafe.Offsetof(parcel{}.Seen), Kind: json.KindText, Rules: json.ReadOnly},
	{Key: `,"inner":`, At: unsafe.Offsetof(parcel{}.Inner), Kind: json.KindList, Of: (*parcel)(nil)},
}}

// What a form must have and lacks is said at its place, lists that are nil as well: an empty one
// leaves no field by which a service could see that it was meant. A patch may lack anything.
func TestFormLacks(t *testing.T) {
	full := parcel{Kind: "k", Lines: []string{}, Key: []byte{}, Seen: "s"}
	nested := full
	nested.Inner = []parcel{{Kind: "k"}, {}}
	s := serve(t)
	for _, tc := range []struct {
		method   string
		readOnly bool
		in       parcel
		form     string
		lacks    []string
	}{
		{"POST", false, full, "kind=k&key=", nil},
		{"POST", true, full, "kind=k&key=&seen=s", nil},
		{"POST", false, parcel{}, "", []string{"kind", "lines", "key"}},
		{"PATCH", false, parcel{}, "", nil},
		{"POST", false, nested, "", []string{"inner[1].kind"}},
	} {
		var opts []Option
		if tc.readOnly {
			opts = append(opts, WithReadOnly())
		}
		_, err := do(t, s.client(t, opts...), op(tc.method, "/x"), func(r *Request) { r.Form(&tc.in) })
		var lacks []string
		if refused := new(ParamError); errors.As(err, &refused) {
			for _, v := range refused.Violations {
				lacks = append(lacks, v.Field)
			}
		}
		if !slices.Equal(lacks, tc.lacks) || lacks == nil && (err != nil || s.last().Body != tc.form) {
			t.Errorf("%s %+v: %q, lacks %q (%v)", tc.method, tc.in, s.last().Body, lacks, err)
		}
	}
}
