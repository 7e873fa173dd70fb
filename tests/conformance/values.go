package conformance

import (
	"encoding/base64"
	"encoding/json"
	"fmt"
	"net/http"
	"strconv"
	"strings"
	"time"

	"github.com/armsmith/armsmith/generator/model"
)

// A parameter's expected text becomes JSON of the parameter's type, and the JSON is decoded into
// the Go field: every type a generated client uses can be read from JSON, so the driver needs no
// case of its own for each.

// paramJSON turns the values that a parameter has on the wire into the JSON of its type.
func paramJSON(p *model.Param, values []string, pairs [][2]string) (json.RawMessage, error) {
	ref := resolve(p.Type)
	switch {
	case p.Style == model.StyleJSON:
		return json.RawMessage(values[0]), nil
	case ref.Kind == model.List:
		return listJSON(ref, splitList(p, values))
	case isObject(ref):
		if pairs == nil {
			pairs = pairUp(p, values)
		}
		return objectJSON(ref, pairs)
	default:
		return scalarJSON(ref, strings.TrimPrefix(stripStyle(p, values[0]), scalarName(p)))
	}
}

// resolve follows names that stand for a list, map or scalar.
func resolve(ref model.Ref) model.Ref {
	for ref.Kind == model.Named && ref.Type.Kind == model.KindNamed {
		ref = *ref.Type.Target
	}
	return ref
}

// isObject reports whether a parameter's value has properties.
func isObject(ref model.Ref) bool {
	return ref.Kind == model.Map || ref.Kind == model.Named && ref.Type.Kind == model.KindStruct
}

// delimiter is what stands between the items of a list that is written into one value.
func delimiter(p *model.Param) string {
	switch {
	case p.Style == model.StyleSpaceDelimited:
		return " "
	case p.Style == model.StylePipeDelimited:
		return "|"
	case p.Style == model.StyleTabDelimited:
		return "\t"
	case p.In == model.InPath && p.Explode && p.Style == model.StyleLabel:
		return "."
	case p.In == model.InPath && p.Explode && p.Style == model.StyleMatrix:
		return ";"
	default:
		return ","
	}
}

// splitList undoes a parameter's style.
func splitList(p *model.Param, values []string) []string {
	if p.In == model.InQuery && p.Explode && p.Style == model.StyleForm || len(values) != 1 {
		return values
	}
	if values[0] == "" {
		return nil
	}
	items := strings.Split(stripStyle(p, values[0]), delimiter(p))
	for i, item := range items {
		items[i] = strings.TrimPrefix(strings.TrimSpace(item), p.Wire+"=")
	}
	return items
}

// stripStyle removes what a path style puts before the first item.
func stripStyle(p *model.Param, text string) string {
	switch p.Style {
	case model.StyleLabel:
		return strings.TrimPrefix(text, ".")
	case model.StyleMatrix:
		text = strings.TrimPrefix(text, ";")
		if !p.Explode {
			text = strings.TrimPrefix(text, p.Wire+"=")
		}
	}
	return text
}

// scalarName is what stands before a scalar in the matrix style, where the name is not part of the
// value.
func scalarName(p *model.Param) string {
	if p.Style == model.StyleMatrix {
		return p.Wire + "="
	}
	return ""
}

// pairUp reads an object written into one value: "a,1,b,2", or "a=1,b=2" when exploded.
func pairUp(p *model.Param, values []string) [][2]string {
	items := strings.Split(stripStyle(p, strings.Join(values, ",")), delimiter(p))
	var out [][2]string
	if p.Explode {
		for _, item := range items {
			k, v, _ := strings.Cut(item, "=")
			out = append(out, [2]string{k, v})
		}
		return out
	}
	for i := 0; i+1 < len(items); i += 2 {
		out = append(out, [2]string{items[i], items[i+1]})
	}
	return out
}

func listJSON(ref model.Ref, items []string) (json.RawMessage, error) {
	out := make([]json.RawMessage, 0, len(items))
	for _, item := range items {
		v, err := scalarJSON(resolve(*ref.Elem), item)
		if err != nil {
			return nil, err
		}
		out = append(out, v)
	}
	return json.Marshal(out)
}

func objectJSON(ref model.Ref, pairs [][2]string) (json.RawMessage, error) {
	out := map[string]json.RawMessage{}
	for _, kv := range pairs {
		v, err := scalarJSON(propertyRef(ref, kv[0]), kv[1])
		if err != nil {
			return nil, err
		}
		out[kv[0]] = v
	}
	return json.Marshal(out)
}

// propertyRef finds the type of one property of an object parameter.
func propertyRef(ref model.Ref, name string) model.Ref {
	if ref.Kind == model.Map {
		return resolve(*ref.Elem)
	}
	for _, f := range ref.Type.Fields {
		if f.Wire == name {
			return resolve(f.Type)
		}
	}
	return model.Ref{Kind: model.String}
}

// scalarJSON writes one scalar's text as JSON of its kind.
func scalarJSON(ref model.Ref, text string) (json.RawMessage, error) {
	kind := ref.Kind
	if kind == model.Named && ref.Type.Kind == model.KindEnum {
		kind = ref.Type.Enum.Base
	}
	switch {
	case kind == model.Bool, kind.IsNumber(), kind.IsJSON():
		if ref.Wire == model.WireString && ref.Type != nil {
			return json.Marshal(text)
		}
		if !json.Valid([]byte(text)) {
			if !kind.IsJSON() {
				return nil, fmt.Errorf("%q is not a number or boolean", text)
			}
			return json.Marshal(text)
		}
		return json.RawMessage(text), nil
	case kind == model.Time:
		return timeJSON(ref, text)
	case kind == model.Bytes:
		return bytesJSON(ref, text)
	case kind == model.Duration:
		return durationJSON(ref, text)
	case kind == model.Named:
		return unionJSON(text)
	default:
		return json.Marshal(text)
	}
}

// timeJSON gives an instant as RFC 3339, whatever the wire form is: writing that form is the
// client's work.
func timeJSON(ref model.Ref, text string) (json.RawMessage, error) {
	switch ref.Wire {
	case model.WireUnix:
		seconds, err := strconv.ParseInt(text, 10, 64)
		if err != nil {
			return nil, err
		}
		return json.Marshal(time.Unix(seconds, 0).UTC())
	case model.WireRFC7231:
		t, err := http.ParseTime(text)
		if err != nil {
			return nil, err
		}
		return json.Marshal(t.UTC())
	default:
		return json.Marshal(text)
	}
}

func bytesJSON(ref model.Ref, text string) (json.RawMessage, error) {
	data, err := base64.StdEncoding.DecodeString(text)
	switch ref.Wire {
	case model.WireBase64URL:
		data, err = base64.RawURLEncoding.DecodeString(strings.TrimRight(text, "="))
	case model.WireRaw:
		data, err = []byte(text), nil
	}
	if err != nil {
		return nil, err
	}
	return json.Marshal(data)
}

func durationJSON(ref model.Ref, text string) (json.RawMessage, error) {
	switch ref.Wire {
	case model.WireSeconds:
	case model.WireMillis:
		ms, err := strconv.ParseFloat(text, 64)
		if err != nil {
			return nil, err
		}
		text = strconv.FormatFloat(ms/1000, 'f', -1, 64)
	default:
		return json.Marshal(text)
	}
	return json.Marshal("PT" + text + "S")
}

// unionJSON guesses the JSON kind of a scalar whose type is a union: a JSON number or boolean when
// it reads as one.
func unionJSON(text string) (json.RawMessage, error) {
	var v any
	if err := json.Unmarshal([]byte(text), &v); err == nil {
		switch v.(type) {
		case bool, float64:
			return json.RawMessage(text), nil
		}
	}
	return json.Marshal(text)
}
