package runtime

import (
	"bytes"
	"encoding/json"
	"reflect"
)

// Diff makes patch the smallest merge patch (RFC 7396) that makes the JSON of after of that of
// before. A null in after is one of what is to go, as such a patch has no other.
func Diff(before, after json.Marshaler, patch json.Unmarshaler) error {
	was, err := before.MarshalJSON()
	if err != nil {
		return err
	}
	is, err := after.MarshalJSON()
	if err != nil {
		return err
	}
	text, err := mergePatch(was, is)
	if err != nil {
		return err
	}
	if text == nil {
		text = []byte("{}")
	}
	return patch.UnmarshalJSON(text)
}

// mergePatch returns what a merge patch says where was stood and is stands; nil for nothing.
func mergePatch(was, is []byte) (json.RawMessage, error) {
	if firstByte(is) != '{' || firstByte(was) != '{' {
		if same, err := sameJSON(was, is); same || err != nil {
			return nil, err
		}
		return is, nil
	}
	var before, after map[string]json.RawMessage
	if err := json.Unmarshal(was, &before); err != nil {
		return nil, err
	}
	if err := json.Unmarshal(is, &after); err != nil {
		return nil, err
	}
	out := map[string]json.RawMessage{}
	for name := range before {
		if _, there := after[name]; !there {
			out[name] = json.RawMessage("null")
		}
	}
	for name, value := range after {
		old, there := before[name]
		if !there {
			out[name] = value
			continue
		}
		changed, err := mergePatch(old, value)
		if err != nil {
			return nil, err
		}
		if changed != nil {
			out[name] = changed
		}
	}
	if len(out) == 0 {
		return nil, nil
	}
	return json.Marshal(out)
}

// sameJSON reports whether two texts are the same JSON, their numbers to the digit.
func sameJSON(a, b []byte) (bool, error) {
	if bytes.Equal(a, b) {
		return true, nil
	}
	var values [2]any
	for i, text := range [][]byte{a, b} {
		d := json.NewDecoder(bytes.NewReader(text))
		d.UseNumber()
		if err := d.Decode(&values[i]); err != nil {
			return false, err
		}
	}
	return reflect.DeepEqual(values[0], values[1]), nil
}
