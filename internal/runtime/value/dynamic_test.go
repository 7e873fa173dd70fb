package value_test

import (
	"bytes"
	"encoding/json"
	"fmt"
	"log/slog"
	"math"
	"strings"
	"testing"

	"github.com/armsmith/armsmith/internal/runtime/value"
)

func TestDynamicMade(t *testing.T) {
	for want, d := range map[string]value.Dynamic{
		`"a"`:    value.DynamicValue("a"),
		`3`:      value.DynamicValue(3),
		`[true]`: value.DynamicValue([]bool{true}),
		`null`:   value.DynamicValue(nil),
		`{"type":"Expression","value":"@a(\"b\")"}`: value.DynamicExpression(`@a("b")`),
		`{"type":"SecureString","value":"s"}`:       value.DynamicSecret("s"),
	} {
		if string(d) != want {
			t.Errorf("got %s, want %s", string(d), want)
		}
	}
	if d := value.DynamicValue(math.NaN()); json.Valid(d) {
		t.Errorf("NaN became %s, which is JSON", string(d))
	}
}

func TestDynamicRead(t *testing.T) {
	for text, want := range map[string]string{
		`"a"`:  "text a",
		`7`:    "int 7, float 7",
		`7.5`:  "float 7.5",
		`1e30`: "float 1e+30",
		`true`: "bool true",
		`null`: "",
		``:     "",
		`[1]`:  "",
		`{}`:   "",
		` {"value":"@x","type":"Expression","more":1} `:              "expression @x",
		`{"type":"expression","value":"@x"}`:                         "expression @x",
		`{"type":"Expression","value":{"a":1}}`:                      "",
		`{"type":"Expression"}`:                                      "",
		`{"type":"SecureString","value":"**"}`:                       "secret **",
		`{"type":"AzureKeyVaultSecret","secretName":"n","store":{}}`: "",
	} {
		d := value.Dynamic(text)
		var got []string
		add := func(kind string, v any, ok bool) {
			if ok {
				got = append(got, fmt.Sprint(kind, " ", v))
			}
		}
		expression, ok := d.Expression()
		add("expression", expression, ok)
		secret, ok := d.Secret()
		add("secret", secret.Reveal(), ok)
		s, ok := d.Text()
		add("text", s, ok)
		i, ok := d.Int()
		add("int", i, ok)
		f, ok := d.Float()
		add("float", f, ok)
		b, ok := d.Bool()
		add("bool", b, ok)
		if strings.Join(got, ", ") != want {
			t.Errorf("%s: got %q, want %s", text, got, want)
		}
	}
	var names []string
	if err := value.Dynamic(`["a","b"]`).Decode(&names); err != nil || len(names) != 2 {
		t.Errorf("got %q, %v", names, err)
	}
}

// A secret is sent, and not shown, wherever the value stands.
func TestDynamicSecretsDoNotPrint(t *testing.T) {
	v := struct{ D value.Dynamic }{value.DynamicSecret("hush")}
	var log bytes.Buffer
	for _, h := range []slog.Handler{slog.NewTextHandler(&log, nil), slog.NewJSONHandler(&log, nil)} {
		slog.New(h).Info("x", "d", v.D, "v", v)
	}
	fmt.Fprintf(&log, "%v %+v %#v %s %q %x %d", v, v, v, v.D, v.D, v.D, v.D)
	if strings.Contains(log.String(), "hush") || strings.Contains(log.String(), "68757368") {
		t.Errorf("shown: %s", log.String())
	}
	text, err := json.Marshal(v)
	if err != nil || string(text) != `{"D":{"type":"SecureString","value":"hush"}}` {
		t.Errorf("sent as %s, %v", text, err)
	}
	if err := json.Unmarshal([]byte(`{"D":{"a": [1]}}`), &v); err != nil || v.D.String() != `{"a": [1]}` {
		t.Errorf("read as %v, %v", v, err)
	}
}
