package value

import (
	"encoding/json"
	"fmt"
	"log/slog"
	"strings"
)

// Dynamic is a value that may also be an expression, which the service evaluates when it needs the
// value. It holds the JSON as it came, and is sent as it is:
//
//	"folder/file"                                          a value
//	{"type": "Expression", "value": "@pipeline().RunId"}   an expression
//	{"type": "SecureString", "value": "..."}               a secret
//
// Anything else that a service sends, such as a reference to a secret in a vault, is kept whole:
// Decode reads it. A nil Dynamic is absent. Printing one does not show a secret.
type Dynamic []byte

// The types of the objects that stand for a value.
const (
	typeExpression = "Expression"
	typeSecret     = "SecureString"
)

// tagged is an object that stands for a value.
type tagged struct {
	Type  string `json:"type"`
	Value string `json:"value"`
}

// DynamicValue returns a Dynamic that holds v itself, in JSON. If JSON has no form for v, a call
// that sends it fails.
func DynamicValue(v any) Dynamic {
	text, err := json.Marshal(v)
	if err != nil {
		return Dynamic(err.Error()) // which is not JSON, so that whoever writes it finds out
	}
	return text
}

// DynamicExpression returns an expression, such as "@pipeline().RunId".
func DynamicExpression(expression string) Dynamic {
	return DynamicValue(tagged{typeExpression, expression})
}

// DynamicSecret returns a value that the service keeps secret.
func DynamicSecret(secret string) Dynamic { return DynamicValue(tagged{typeSecret, secret}) }

// Expression returns the expression, and whether d is one.
func (d Dynamic) Expression() (string, bool) { return d.tagged(typeExpression) }

// Secret returns the secret, and whether d is one. Services send secrets masked.
func (d Dynamic) Secret() (Secret, bool) {
	text, ok := d.tagged(typeSecret)
	return Secret(text), ok
}

func (d Dynamic) tagged(kind string) (string, bool) {
	if d.first() != '{' {
		return "", false
	}
	var t struct {
		Type  string  `json:"type"`
		Value *string `json:"value"`
	}
	if json.Unmarshal(d, &t) != nil || !strings.EqualFold(t.Type, kind) || t.Value == nil {
		return "", false
	}
	return *t.Value, true
}

// first is the byte that says which kind of JSON d is; 0 for none.
func (d Dynamic) first() byte {
	for _, b := range d {
		if b != ' ' && b != '\t' && b != '\r' && b != '\n' {
			return b
		}
	}
	return 0
}

// Text returns the value, and whether it is a text.
func (d Dynamic) Text() (string, bool) { return read[string](d) }

// Int returns the value, and whether it is an integer that an int64 holds.
func (d Dynamic) Int() (int64, bool) { return read[int64](d) }

// Float returns the value, and whether it is a number.
func (d Dynamic) Float() (float64, bool) { return read[float64](d) }

// Bool returns the value, and whether it is true or false.
func (d Dynamic) Bool() (bool, bool) { return read[bool](d) }

func read[T any](d Dynamic) (T, bool) {
	var v *T // null is no value
	if json.Unmarshal(d, &v) != nil || v == nil {
		return *new(T), false
	}
	return *v, true
}

// Decode reads the JSON into what v points to, such as a list, a map or a model.
func (d Dynamic) Decode(v any) error { return json.Unmarshal(d, v) }

// String returns the JSON, without a secret.
func (d Dynamic) String() string {
	if _, ok := d.Secret(); ok {
		return string(DynamicSecret(redacted))
	}
	return string(d)
}

// Format prints String under every verb.
func (d Dynamic) Format(f fmt.State, verb rune) {
	if verb == 'q' || verb == 'v' && f.Flag('#') {
		fmt.Fprintf(f, "%q", d.String())
		return
	}
	fmt.Fprint(f, d.String())
}

// LogValue keeps a secret out of log/slog.
func (d Dynamic) LogValue() slog.Value { return slog.StringValue(d.String()) }

// MarshalJSON returns the JSON, null for nil.
func (d Dynamic) MarshalJSON() ([]byte, error) {
	switch {
	case d == nil:
		return []byte("null"), nil
	case InLog():
		return []byte(d.String()), nil
	}
	return d, nil
}

// UnmarshalJSON keeps a copy of data.
func (d *Dynamic) UnmarshalJSON(data []byte) error {
	*d = append((*d)[:0:0], data...)
	return nil
}
