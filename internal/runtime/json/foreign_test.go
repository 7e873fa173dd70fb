package json

import (
	"math/big"
	"net/netip"
	"strings"
	"testing"
	"unsafe"

	"github.com/armsmith/armsmith/internal/runtime/value"
)

// host has fields of types that are not generated, in every place that takes one.
type host struct {
	Addr  netip.Addr // by its text
	Size  big.Int    // by its JSON
	Maybe value.Optional[netip.Addr]
	List  []netip.Addr
	Map   map[string]big.Int
	Nulls []value.Optional[netip.Addr]
	Extra value.Members
}

var (
	typeAddr = Type{Kind: KindForeign, Self: (*netip.Addr)(nil), Foreign: ForeignOf[netip.Addr]{}}
	typeInt  = Type{Kind: KindForeign, Self: (*big.Int)(nil), Foreign: ForeignOf[big.Int]{}}
	typeHost = Type{Kind: KindStruct, Self: (*host)(nil), Extra: unsafe.Offsetof(host{}.Extra) + 1, Required: 3, Fields: []Field{
		{Key: `,"addr":`, Kind: KindStruct, Of: &typeAddr, At: unsafe.Offsetof(host{}.Addr)},
		{Key: `,"size":`, Kind: KindStruct, Of: &typeInt, At: unsafe.Offsetof(host{}.Size)},
		{Key: `,"maybe":`, Kind: KindOptional, Of: &typeAddr, At: unsafe.Offsetof(host{}.Maybe)},
		{Key: `,"list":`, Kind: KindList, Of: &typeAddr, At: unsafe.Offsetof(host{}.List)},
		{Key: `,"map":`, Kind: KindMap, Of: &typeInt, At: unsafe.Offsetof(host{}.Map)},
		{Key: `,"nulls":`, Kind: KindList, At: unsafe.Offsetof(host{}.Nulls),
			Of: &Type{Kind: KindOptional, Self: (*value.Optional[netip.Addr])(nil), Of: &typeAddr}},
	}}
)

func (*host) JSONType() *Type { return &typeHost }

func TestForeign(t *testing.T) {
	const text = `{"addr":"::1","size":123456789012345678901234567890,"maybe":"10.0.0.1","list":["10.0.0.2","10.0.0.3"],"map":{"a":7},"nulls":["10.0.0.4",null]}`
	var h host
	if err := Unmarshal([]byte(text), &h); err != nil {
		t.Fatal(err)
	}
	if h.Addr != netip.MustParseAddr("::1") || h.Size.String() != "123456789012345678901234567890" || len(h.List) != 2 || len(h.Map) != 1 {
		t.Errorf("read %+v", h)
	}
	if v, ok := h.Maybe.Get(); !ok || v != netip.MustParseAddr("10.0.0.1") {
		t.Errorf("read %v", h.Maybe)
	}
	if len(h.Nulls) != 2 || !h.Nulls[1].IsNull() {
		t.Errorf("read %v", h.Nulls)
	}
	out, err := Marshal(&h)
	if err != nil || string(out) != text {
		t.Errorf("wrote %s, %v", out, err)
	}
}

// What is null or not there is written as it was read.
func TestForeignIsWrittenAsRead(t *testing.T) {
	for _, text := range []string{`{}`, `{"addr":null,"size":null,"maybe":null}`, `{"addr":"\u003a:1","size":1}`, `{"addr":"","size":0}`} {
		var h host
		if err := Unmarshal([]byte(text), &h); err != nil {
			t.Fatal(err)
		}
		want := strings.ReplaceAll(text, `\u003a`, ":")
		if out, err := Marshal(&h); err != nil || string(out) != want {
			t.Errorf("%s: wrote %s, %v", text, out, err)
		}
	}
}

func TestForeignFails(t *testing.T) {
	for text, want := range map[string]string{
		`{"addr":"here"}`:            "addr: ",
		`{"addr":7}`:                 "addr: want string, found number 7",
		`{"list":["10.0.0.1","no"]}`: "list[1]: ",
		`{"map":{"a":"x"}}`:          "map",
		`{"maybe":{}}`:               "maybe: want string",
	} {
		if err := Unmarshal([]byte(text), &host{}); err == nil || !strings.Contains(err.Error(), want) {
			t.Errorf("%s: %v", text, err)
		}
	}
}

// TestForeignText reads and writes a type that has both a JSON and a text of its own, as JSON and
// outside of it.
func TestForeignText(t *testing.T) {
	for text, in := range map[string]func([]byte, func(*Reader)) error{
		`"12"`: Budget{}.DecodeText, `12`: Budget{}.DecodeText, `12 `: DecodeFunc,
	} {
		var n big.Int
		if err := in([]byte(text), func(r *Reader) { r.Read(&n, &typeInt) }); err != nil || n.String() != "12" {
			t.Errorf("%s is read as %v, %v", text, &n, err)
		}
	}
	if err := DecodeFunc([]byte(`"12"`), func(r *Reader) { r.Read(new(big.Int), &typeInt) }); err == nil {
		t.Error("a string is read as its JSON, which is a number")
	}
	n := big.NewInt(12)
	for want, s := range map[string]Sending{`"12"`: {Text: true}, `12`: {}} {
		if got, err := MarshalRequest(n, &typeInt, s); err != nil || string(got) != want {
			t.Errorf("%+v is written as %s, %v", s, got, err)
		}
	}
}
