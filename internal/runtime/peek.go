package runtime

import (
	"strings"

	"github.com/armsmith/armsmith/internal/runtime/json"
)

// The functions of this file look into JSON of which no model is known: errors, the states of
// long-running operations, and values that are to be taken apart.

// members visits the members of a JSON object; it does nothing with any other value. It reports
// whether text is JSON and an object.
func members(text []byte, visit func(name string, value []byte)) bool {
	if firstByte(text) != '{' {
		return false
	}
	return json.DecodeFunc(text, func(r *json.Reader) { r.Members(visit) }) == nil
}

// elements returns the elements of a JSON array, none of any other value.
func elements(text []byte) (list [][]byte) {
	if firstByte(text) != '[' || json.DecodeFunc(text, func(r *json.Reader) { list = r.Elements() }) != nil {
		return nil
	}
	return list
}

// lookup finds the value at a path of member names, nil when it is not there. Names match in any
// case, as some services write them. In a text that is not whole JSON nothing is found: what was
// cut off says nothing for sure.
func lookup(text []byte, path ...string) []byte {
	for _, want := range path {
		var found []byte
		whole := members(text, func(name string, value []byte) {
			if strings.EqualFold(name, want) {
				found = value
			}
		})
		if !whole {
			return nil
		}
		text = found
	}
	return text
}

// wholeJSON returns what is wrong with the syntax of text; nil for JSON.
func wholeJSON(text []byte) error {
	return json.DecodeFunc(text, func(r *json.Reader) { r.Raw() })
}

// scalar is the text of a string, number or boolean; "" for anything else.
func scalar(text []byte) string {
	switch b := firstByte(text); {
	case b == '"':
		var s string
		if json.DecodeFunc(text, func(r *json.Reader) { json.ReadString(&s, r) }) == nil {
			return s
		}
	case b == '-', '0' <= b && b <= '9', b == 't', b == 'f':
		return strings.TrimSpace(string(text))
	}
	return ""
}

// firstByte is the first byte that is not white space, 0 when there is none.
func firstByte(text []byte) byte {
	for _, b := range text {
		switch b {
		case ' ', '\t', '\r', '\n':
		default:
			return b
		}
	}
	return 0
}
