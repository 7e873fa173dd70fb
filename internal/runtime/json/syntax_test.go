package json

import (
	"encoding/json"
	"strings"
	"testing"
)

// TestSyntax goes through the grammar of RFC 8259 rule by rule: what each allows and what stands
// just beside it.
func TestSyntax(t *testing.T) {
	accept := []string{
		// section 2: white space and structure
		" 1 ", "\t1\r\n", "[ ]", "{ }", "[\n]", `{"a" : 1 , "b" : 2}`, "[1\n,\n2]",
		// section 3: values
		"false", "null", "true", `"x"`, "0",
		// section 4: objects
		`{"":0}`, `{"a":{"b":{"c":{}}}}`, `{"a":1,"a":2}`, `{"\u0061":1}`, `{"a":[],"b":{}}`, "{\"\xff\":1}",
		// section 5: arrays
		"[null,1,\"\",{}]", "[[[[[[[[]]]]]]]]", "[0,0]",
		// section 6: numbers
		"-0", "-0.0", "0e0", "0E+0", "0e-0", "1e01", "10", "1.10", "-1.5e-10", "123456789012345678901234567890", "1E5", "0.0000000000000000000001",
		// section 7: strings
		`"\"\\\/\b\f\n\r\t"`, `"\u0000"`, `"\uABCD\uabcd"`, `"\ud834\udd1e"`, "\"\u007f\"", "\"\u2028\u2029\"", "\"\U0010ffff\"", "\"/\"",
		// section 8.2: half characters and other accidents are not ours to refuse
		`"\ud834"`, `"\udd1e\ud834"`, "\"\xc0\x80\"", "\"\xf8\"",
	}
	refuse := []string{
		"", " ", "\u00a01", "1\u2003", "\ufeff[]", "\f1", "1\v",
		"False", "TRUE", "nil", "undefined", "tru", "nulll", "t", "n", "f", "Infinity", "-Infinity", "NaN",
		"{", "}", "{]", `{"a"`, `{"a":`, `{"a":1`, `{"a":1,`, `{"a":1,}`, `{,"a":1}`, `{"a":1,,"b":2}`, `{"a":1;"b":2}`, `{a:1}`, `{'a':1}`, `{1:1}`, `{null:1}`,
		`{"a":1 "b":2}`, `{"a"::1}`, `{"a" 1}`, `{"a",1}`, `{"a":}`, `{"a":1}{"b":2}`, `{"a":1}]`, `{["a"]:1}`, `{"a"=1}`, `{"a":1 /* x */}`,
		"[", "]", "[}", "[1", "[1,", "[1,]", "[,1]", "[1,,2]", "[1 2]", "[1:2]", "[1;2]", "[1]]", "[[1]", "[1],", "[-]", "[\"a\" \"b\"]", "[1]x", "[*]",
		"-", "--1", "+1", "01", "-01", "00", "1.", ".1", "-.1", "1.e1", "1e", "1e+", "1e1.5", "1ee1", "0x10", "1,000", "1_000", "1e 1", "1 .0", "- 1", "0b1", "1f", "\uff11",
		`"`, `"a`, `a"`, `'a'`, `"\"`, `"\`, `"\a"`, `"\x41"`, `"\u"`, `"\u1"`, `"\u12"`, `"\u123"`, `"\u12G4"`, `"\U0041"`, `"\ud834\u"`, `"\ud834\ug000"`, "\"\\\n\"",
		"\"\n\"", "\"\t\"", "\"\x00\"", "\"\x1f\"", "\"\r\"", `"\ "`, `"a" b`, `""""`,
	}
	for _, text := range accept {
		if !json.Valid([]byte(text)) {
			t.Fatalf("the test is wrong about %q", text)
		}
		checkAny(t, []byte(text))
	}
	for _, text := range refuse {
		if json.Valid([]byte(text)) {
			t.Fatalf("the test is wrong about %q", text)
		}
		checkAny(t, []byte(text))
		checkAny(t, []byte(`{"a":[`+text+`]}`))
	}
}

// TestTruncation cuts a text at every byte: nothing that is cut is whole.
func TestTruncation(t *testing.T) {
	text := `{"name":"caf\u00e9 \ud83d\ude00 日本","list":[1,-2.5e+3,true,false,null,[],{}],"o":{"a\"b":{"c":""}}}`
	checkAny(t, []byte(text))
	for i := range len(text) {
		var v any
		if err := DecodeFunc([]byte(text[:i]), func(r *Reader) { readAny(&v, r) }); err == nil {
			t.Errorf("%q was read as %v", text[:i], v)
		}
		if err := DecodeFunc([]byte(text[:i]), (*Reader).Skip); err == nil {
			t.Errorf("%q was skipped", text[:i])
		}
		checkAny(t, []byte(text[:i]+"\x00"+text[i:]))
		checkAny(t, []byte(text[i:]))
	}
}

// TestNesting goes to the bound of encoding/json, and a level beyond.
func TestNesting(t *testing.T) {
	for _, depth := range []int{1, 100, MaxDepth, MaxDepth + 1, 3 * MaxDepth} {
		for _, unit := range [][2]string{{"[", "]"}, {`{"a":`, "}"}, {`[{"a":`, "}]"}} {
			levels := strings.Count(unit[0], "[") + strings.Count(unit[0], "{")
			n := depth / levels
			text := []byte(strings.Repeat(unit[0], n) + "1" + strings.Repeat(unit[1], n))
			want := json.Valid(text)
			if err := DecodeFunc(text, (*Reader).Skip); (err == nil) != want {
				t.Errorf("%d times %s: skipped with %v", n, unit[0], err)
			}
			var v any
			if err := DecodeFunc(text, func(r *Reader) { readAny(&v, r) }); (err == nil) != want {
				t.Errorf("%d times %s: read with %v", n, unit[0], err)
			}
			if err := DecodeFunc(text[:len(text)/2], (*Reader).Skip); err == nil {
				t.Errorf("%d times %s and no end was skipped", n, unit[0])
			}
		}
	}
}

// ring is a model that holds itself.
type ring struct{ next *ring }

func (*ring) JSONType() *Type { return &typeRing }

var typeRing = Type{Kind: KindStruct, Self: (*ring)(nil), Fields: []Field{{Key: `,"next":`, Kind: KindPtr, Of: (*ring)(nil)}}}

// TestRing writes what has no end.
func TestRing(t *testing.T) {
	g := new(ring)
	g.next = g
	if _, err := Marshal(g); err == nil || !strings.Contains(err.Error(), "10000") {
		t.Errorf("the error is %v", err)
	}
	if out, err := Append([]byte("x"), &ring{next: new(ring)}); err != nil || string(out) != `x{"next":{}}` {
		t.Errorf("%s, %v", out, err)
	}
	if out, err := Append([]byte("x"), g); err == nil || string(out) != "x" {
		t.Errorf("after an error %.20s, %v", out, err)
	}
}
