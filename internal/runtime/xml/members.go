package xml

import "github.com/armsmith/armsmith/internal/runtime/json"

// The functions of this file take JSON apart that the codec wrote, which is hence valid.

// elements returns the elements of an array.
func elements(array []byte) [][]byte {
	var out [][]byte
	_ = json.DecodeFunc(array, func(r *json.Reader) { out = r.Elements() })
	return out
}

// members calls f for each member of an object.
func members(object []byte, f func(name string, v []byte)) {
	_ = json.DecodeFunc(object, func(r *json.Reader) { r.Members(f) })
}

// text returns the text of a scalar.
func text(v []byte) string {
	if v[0] != '"' {
		return string(v)
	}
	var s string
	_ = json.DecodeFunc(v, func(r *json.Reader) { json.ReadString(&s, r) })
	return s
}
