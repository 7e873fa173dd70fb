package runtime

import (
	"strings"

	"github.com/armsmith/armsmith/internal/runtime/json"
)

// Shape is what a text outside JSON stands for.
type Shape uint8

const (
	ShapeText     Shape = iota // a string
	ShapeLiteral               // a number or a boolean
	ShapeTexts                 // strings, with commas between them
	ShapeLiterals              // numbers or booleans, with commas between them
	ShapeObject                // names and values: a,1,b,2 or a=1,b=2
	ShapeAny                   // JSON if it is that, else a string
)

// JSON is the JSON that the text stands for.
func (s Shape) JSON(text string) []byte {
	switch s {
	case ShapeLiteral:
		return []byte(text)
	case ShapeTexts, ShapeLiterals:
		elem := s - ShapeTexts
		out := []byte{'['}
		for i, part := range splitList(text, ",") {
			if i > 0 {
				out = append(out, ',')
			}
			out = append(out, elem.JSON(part)...)
		}
		return append(out, ']')
	case ShapeObject:
		return objectJSON(splitList(text, ","))
	case ShapeAny:
		if validJSON([]byte(text)) {
			return []byte(text)
		}
	}
	return quoteJSON(text)
}

// objectJSON makes an object of a=1, b=2 or of a, 1, b, 2. Values are numbers or booleans where
// they look like it.
func objectJSON(parts []string) []byte {
	out := []byte{'{'}
	add := func(name, v string) {
		if len(out) > 1 {
			out = append(out, ',')
		}
		out = append(append(append(out, quoteJSON(name)...), ':'), ShapeAny.JSON(v)...)
	}
	for i := 0; i < len(parts); i++ {
		name, v, ok := strings.Cut(parts[i], "=")
		if !ok && i+1 < len(parts) {
			i++
			v = parts[i]
		}
		add(name, v)
	}
	return append(out, '}')
}

func splitList(text, sep string) []string {
	if text == "" {
		return nil
	}
	parts := strings.Split(text, sep)
	for i := range parts {
		parts[i] = strings.TrimSpace(parts[i])
	}
	return parts
}

func quoteJSON(s string) []byte {
	data, err := json.MarshalFunc(func(w *json.Writer) { json.WriteString(&s, w) })
	if err != nil {
		return []byte(`""`)
	}
	return data
}

func validJSON(data []byte) bool {
	return json.DecodeFunc(data, func(r *json.Reader) { r.Skip() }) == nil
}
