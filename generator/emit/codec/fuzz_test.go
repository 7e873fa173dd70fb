package codec

import (
	"bytes"
	"encoding/json"
	"errors"
	"math"
	"math/rand/v2"
	"reflect"
	"strconv"
	"strings"
	"testing"

	"github.com/armsmith/armsmith/generator/emit/codec/testdata/kinds"
	"github.com/armsmith/armsmith/generator/model"
	rt "github.com/armsmith/armsmith/internal/runtime/json"
)

// bareKinds is kinds.PlainKinds without its methods: encoding/json reads it by reflection. The
// names in JSON are those of its fields except for the case of the first letter, which
// encoding/json does not mind.
type bareKinds kinds.PlainKinds

// FuzzCodecAgainstEncodingJSON reads whatever comes with generated code and by reflection: both
// refuse it, or both see the same.
func FuzzCodecAgainstEncodingJSON(f *testing.F) {
	var plain *model.Type
	for _, t := range kindsAPI().Types {
		if t.Name == "PlainKinds" {
			plain = t
		}
	}
	g := &random{Rand: rand.New(rand.NewPCG(1, 1))}
	for range 40 {
		f.Add([]byte(g.object(plain, nil)))
	}
	for _, s := range []string{`{"small":1.0}`, `{"small":"1"}`, `{"text":"\ud800"}`, `{"anyList":[null, 1 ]}`, `{"textMap":{"a":null,"a":"x"}}`, `null`, `{"largeOpt":null}`} {
		f.Add([]byte(s))
	}
	names := map[string]string{}
	for _, field := range plain.Fields {
		names[strings.ToLower(field.Wire)] = field.Wire
	}
	f.Fuzz(func(t *testing.T, data []byte) {
		if odd(data, names) {
			t.Skip()
		}
		var got kinds.PlainKinds
		var want bareKinds
		err, stdErr := rt.Unmarshal(data, &got), json.Unmarshal(data, &want)
		if err == nil && wholeNumber(stdErr) {
			checkWritten(t, data, got)
			return
		}
		if (err == nil) != (stdErr == nil) {
			t.Fatalf("%s: we say %v, encoding/json %v", data, err, stdErr)
		}
		if err != nil {
			return
		}
		checkWritten(t, data, got)
		got.Extra = kinds.Members{}
		if !reflect.DeepEqual(got, kinds.PlainKinds(want)) {
			t.Fatalf("%s: we read\n%#v, encoding/json\n%#v", data, got, want)
		}
	})
}

// checkWritten checks that what was read is still there when it is written. What comes twice is
// only kept once.
func checkWritten(t *testing.T, data []byte, v kinds.PlainKinds) {
	out, err := rt.Marshal(&v)
	if err != nil {
		t.Fatalf("%s: %v", data, err)
	}
	var in, back map[string]any
	if json.Unmarshal(data, &in) != nil {
		return // an undeclared number that is too large for Go
	}
	if err := json.Unmarshal(out, &back); err != nil {
		t.Fatalf("%s was written as %s: %v", data, out, err)
	}
	for name, value := range in {
		if got, ok := back[name]; !ok || !reflect.DeepEqual(got, value) {
			if text, isText := value.(string); isText && strings.HasPrefix(name, "time") && got == strings.ToValidUTF8(text, "\ufffd") {
				continue
			}
			t.Fatalf("%s was written as %s: %s is %v", data, out, name, got)
		}
	}
}

// wholeNumber reports whether encoding/json refuses a number as an integer although it is one: 1.0.
func wholeNumber(err error) bool {
	e := new(json.UnmarshalTypeError)
	if !errors.As(err, &e) {
		return false
	}
	number, ok := strings.CutPrefix(e.Value, "number ")
	f, err := strconv.ParseFloat(number, 64)
	return ok && err == nil && f == math.Trunc(f)
}

// odd reports what the two are meant to treat in different ways: names that differ by their case
// alone, the name of the field Extra, and lists and maps that come twice, which encoding/json
// merges.
func odd(data []byte, names map[string]string) bool {
	dec := json.NewDecoder(bytes.NewReader(data))
	if open, err := dec.Token(); err != nil || open != json.Delim('{') {
		return false
	}
	seen := map[string]bool{}
	for dec.More() {
		name, err := dec.Token()
		if err != nil {
			return false
		}
		key, ok := name.(string)
		if !ok {
			return false
		}
		declared := names[strings.ToLower(key)]
		for folded, wire := range names {
			if strings.EqualFold(folded, key) {
				declared = wire
			}
		}
		if strings.EqualFold(key, "extra") || declared != "" && declared != key || seen[key] {
			return true
		}
		seen[key] = true
		var skip json.RawMessage
		if dec.Decode(&skip) != nil {
			return false
		}
	}
	return false
}
