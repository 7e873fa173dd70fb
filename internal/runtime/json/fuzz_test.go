package json

import (
	"bytes"
	"encoding/json"
	"maps"
	"math"
	"math/big"
	"reflect"
	"slices"
	"strconv"
	"strings"
	"testing"
	"unicode/utf8"

	"github.com/armsmith/armsmith/internal/runtime/value"
)

// readAny reads any value as encoding/json does into an any, by the functions that models are read
// with.
func readAny(p *any, r *Reader) {
	switch c := r.peek(); {
	case c == '{':
		m := map[string]any{}
		r.open('{', "object")
		for name, ok := r.firstEntry(); ok; name, ok = r.nextEntry() {
			var v any
			readAny(&v, r)
			m[name] = v
		}
		r.lists--
		*p = m
	case c == '[':
		l := []any{}
		r.open('[', "array")
		for r.element(len(l) == 0) {
			var v any
			readAny(&v, r)
			l = append(l, v)
		}
		r.lists--
		*p = l
	case c == '"':
		var s string
		ReadString(&s, r)
		*p = s
	case c == 't' || c == 'f':
		var b bool
		ReadBool(&b, r)
		*p = b
	case c == 'n':
		r.nilNull()
		*p = nil
	default:
		var f float64
		ReadFloat64(&f, r)
		*p = f
	}
}

// writeAny writes what readAny reads.
func writeAny(p *any, w *Writer) {
	switch v := (*p).(type) {
	case map[string]any:
		if w.enter('{') {
			for _, name := range slices.Sorted(maps.Keys(v)) {
				w.name(name)
				member := v[name]
				writeAny(&member, w)
			}
		}
		w.leave('}')
	case []any:
		if w.enter('[') {
			for i := range v {
				w.comma()
				writeAny(&v[i], w)
			}
		}
		w.leave(']')
	case string:
		WriteString(&v, w)
	case bool:
		WriteBool(&v, w)
	case float64:
		WriteFloat64(&v, w)
	default:
		w.null()
	}
}

// open has no fields: all its members are undeclared.
type open struct{ extra value.Members }

func (*open) JSONType() *Type { return &typeOpen }

var typeOpen = Type{Kind: KindStruct, Self: (*open)(nil), Extra: 1}

func checkAny(t *testing.T, data []byte) {
	var got, want any
	err := DecodeFunc(data, func(r *Reader) { readAny(&got, r) })
	stdErr := json.Unmarshal(data, &want)
	if (err == nil) != (stdErr == nil) {
		t.Fatalf("%q: we say %v, encoding/json says %v", data, err, stdErr)
	}
	skipErr := DecodeFunc(data, (*Reader).Skip)
	if skip, valid := skipErr == nil, json.Valid(data); skip != valid {
		t.Fatalf("%q: Skip says %v, encoding/json.Valid %v", data, skipErr, valid)
	}
	if err != nil {
		checkError(t, data, err)
		return
	}
	if !reflect.DeepEqual(got, want) {
		t.Fatalf("%q: we read %#v, encoding/json %#v", data, got, want)
	}
	checkWriter(t, got)
	if object, ok := want.(map[string]any); ok {
		checkOpen(t, data, object)
	}
}

// checkError checks that an error says where in the text it is.
func checkError(t *testing.T, data []byte, err error) {
	e, ok := err.(*Error)
	if !ok || e.Problem == "" || e.Offset < 0 || e.Offset > len(data) || !utf8.ValidString(e.Error()) {
		t.Fatalf("%q: a bad error: %#v", data, err)
	}
}

func checkWriter(t *testing.T, v any) {
	out, err := MarshalFunc(func(w *Writer) { writeAny(&v, w) })
	if err != nil {
		t.Fatal(err)
	}
	var want bytes.Buffer
	enc := json.NewEncoder(&want)
	enc.SetEscapeHTML(false)
	if err := enc.Encode(v); err != nil {
		t.Fatal(err)
	}
	if string(out) != strings.TrimSuffix(want.String(), "\n") {
		t.Fatalf("we write %s, encoding/json %s", out, want.Bytes())
	}
}

func checkOpen(t *testing.T, data []byte, want map[string]any) {
	var o open
	if err := Unmarshal(data, &o); err != nil {
		t.Fatalf("%q: %v", data, err)
	}
	out, err := Marshal(&o)
	if err != nil {
		t.Fatalf("%q: %v", data, err)
	}
	var got map[string]any
	if err := json.Unmarshal(out, &got); err != nil || !reflect.DeepEqual(got, want) {
		t.Fatalf("%q came back as %q: %v", data, out, err)
	}
}

var anySeeds = []string{
	``, ` `, `null`, `true`, `false`, `nul`, `truee`, `0`, `-0`, `01`, `-`, `1.`, `.5`, `1.5e+10`, `1e`, `1E400`, `-1e-400`, `1e+`, `0x1`, `1_0`, `NaN`, `+1`,
	`""`, `"a`, `"\u00e9"`, `"\ud83d\ude00"`, `"\ud83d"`, `"\ud83dx"`, `"\ud83d\u0041"`, `"\ude00\ud83d"`, `"\uD83D\u"`, `"\x"`, `"\"`, "\"\t\"", "\"\x7f\"",
	"\"\xff\"", "\"a\xc3\"", "\"\xed\xa0\x80\"", "\"日本語のテキスト、そして長い\"", "\"\x00\"", "\"0123456\x1f89\"",
	`[]`, `[1,2,3]`, `[1,]`, `[,]`, `[`, `]`, `[1 2]`, `[[[[]]]]`, `{}`, `{"a":1}`, `{"a":1,}`, `{,}`, `{"a"}`, `{"a":}`, `{a:1}`, `{"a":1 "b":2}`, `{"a":1}}`,
	`{"a":1,"a":2}`, `{"":{"":[]}}`, "\ufeff1", " \t\r\n[ \n 1 ,\t2 ] ", "\v1", "1\x00", `{"a":[{"b":null}]}`, `[1]x`, `"a" "b"`, `//x`, `{"a":1/**/}`, `'a'`,
	"[\n        1,\n                2\n]", `{"escaped\nname":"` + strings.Repeat("x", 20) + `\t"}`,
}

func FuzzReaderAgainstEncodingJSON(f *testing.F) {
	for _, s := range anySeeds {
		f.Add([]byte(s))
	}
	f.Fuzz(checkAny)
}

func FuzzStrings(f *testing.F) {
	for _, s := range []string{"", "a", "\x00", "\xff\xfe", "日本語", `\u12`, `\ud800\udc00`, "\u2028", "12345678\"", strings.Repeat("\\n", 40), "\b\f\v\x1f"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) {
		checkAny(t, []byte(`"`+s+`"`)) // as it stands: mostly bad, often nearly good
		checkWriter(t, s)
		if valid := strings.ToValidUTF8(s, "\ufffd"); utf8.ValidString(s) {
			out, _ := MarshalFunc(func(w *Writer) { WriteString(&valid, w) })
			var back string
			if err := DecodeFunc(out, func(r *Reader) { ReadString(&back, r) }); err != nil || back != s {
				t.Fatalf("%q went out as %s and came back as %q, %v", s, out, back, err)
			}
		}
	})
}

func FuzzNumbers(f *testing.F) {
	for _, s := range []string{"0", "-1", "2147483647", "2147483648", "-2147483648", "-2147483649", "9223372036854775807", "9223372036854775808", "-9223372036854775808",
		"-9223372036854775809", "18446744073709551615", "18446744073709551616", "1.0", "1e2", "9.007199254740993e15", "3.4e+08", "8.5", "-8.0", "0.0", "-0.0e9", "1e400000000000000000000", "0e400000000000000000000", "1e-400000000000000000000", "18446744073709551616e-1", "92233720368547758080e-1", "-92233720368547758080e-1", "00", "-0", "99999999999999999999999", "1e308", "1.7976931348623159e308", "4.9e-324", "0.1e-5"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) {
		checkNumber(t, s, plainInteger(s), ReadInt32[int32])
		checkNumber(t, s, plainInteger(s), ReadInt64[int64])
		checkNumber(t, s, plainInteger(s), ReadUint64[uint64])
		checkNumber(t, s, s, ReadFloat64[float64])
		var number, want json.Number
		err := DecodeFunc([]byte(s), func(r *Reader) { ReadNumber(&number, r) })
		if stdErr := json.Unmarshal([]byte(s), &want); (err == nil) != (stdErr == nil) && !strings.Contains(s, `"`) || err == nil && number != want {
			t.Fatalf("%q: %q, %v, want %q, %v", s, number, err, want, stdErr)
		}
	})
}

// plainInteger writes a number that is whole as encoding/json wants it for an integer, without
// fraction and exponent, and returns anything else as it is.
func plainInteger(s string) string {
	var n json.Number
	if json.Unmarshal([]byte(s), &n) != nil || len(s) > 100 || strings.Contains(s, `"`) || !strings.ContainsAny(s, ".eE") {
		return s
	}
	f, err := strconv.ParseFloat(n.String(), 64)
	if err != nil || math.Abs(f) > 1e30 || f == 0 && strings.ContainsAny(strings.SplitN(strings.ToLower(s), "e", 2)[0], "123456789") {
		return s
	}
	if f == 0 {
		return "0" // whatever its exponent
	}
	if r, _ := new(big.Rat).SetString(n.String()); r.IsInt() {
		return r.Num().String()
	}
	return s
}

// checkNumber compares with what encoding/json makes of the number, which is plain when it is
// written the way that is asked for there.
func checkNumber[T comparable](t *testing.T, s, plain string, read func(*T, *Reader)) {
	var got, want, quoted T
	err := DecodeFunc([]byte(s), func(r *Reader) { read(&got, r) })
	stdErr := json.Unmarshal([]byte(plain), &want)
	if (err == nil) != (stdErr == nil) || err == nil && got != want {
		t.Fatalf("%q: %v, %v, want %v, %v", s, got, err, want, stdErr)
	}
	err = DecodeFunc([]byte(`"`+s+`"`), func(r *Reader) { ReadQuoted(&quoted, r, read) })
	if bare := strings.TrimSpace(s) == s && s != "null" && stdErr == nil; (err == nil) != bare || bare && quoted != want {
		t.Fatalf("%q in quotes: %v, %v", s, quoted, err)
	}
}

func FuzzWriter(f *testing.F) {
	f.Add("", 0.0)
	f.Add("<a&b>\u2028\xff", 1e-9)
	f.Add("x", 1e21)
	f.Fuzz(func(t *testing.T, s string, n float64) {
		if math.IsNaN(n) || math.IsInf(n, 0) {
			if _, err := MarshalFunc(func(w *Writer) { WriteFloat64(&n, w) }); err == nil {
				t.Fatalf("%v was written", n)
			}
			return
		}
		checkWriter(t, map[string]any{s: []any{n, s, true}, "b": map[string]any{s: nil}})
		raw := json.RawMessage(s)
		out, err := MarshalFunc(func(w *Writer) { WriteRaw(&raw, w) })
		if valid := json.Valid(raw) || s == ""; (err == nil) != valid || valid && s != "" && !json.Valid(out) {
			t.Fatalf("raw %q: %q, %v", s, out, err)
		}
	})
}
