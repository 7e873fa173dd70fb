package runtime

import (
	"strings"

	"github.com/armsmith/armsmith/internal/runtime/json"
)

// Shape is what a text outside JSON stands for. That of a list may say what separates the elements
// (see Delimited), which are commas otherwise.
type Shape uint64

const (
	ShapeText     Shape = iota // a string
	ShapeLiteral               // a number or a boolean
	ShapeTexts                 // a list of strings
	ShapeLiterals              // a list of numbers or booleans
	ShapeObject                // names and values: a,1,b,2 or a=1,b=2
	ShapeAny                   // JSON if it is that, else a string

	shapeBits = 4 // of what it is, and of each separator
	shapeMask = 1<<shapeBits - 1
)

// Delimited returns the shape of a list whose elements the first style separates; with more styles
// they are lists, whose elements the second separates, and so on. It has room for 15 of them.
func (s Shape) Delimited(styles ...Style) Shape {
	s &= shapeMask
	for i, style := range styles {
		s |= (Shape(style.base()) + 1) << (shapeBits * (i + 1))
	}
	return s
}

// IsList reports whether the shape is that of a list.
func (s Shape) IsList() bool {
	kind := s & shapeMask
	return kind == ShapeTexts || kind == ShapeLiterals
}

// Separated reports whether the shape says what separates its elements.
func (s Shape) Separated() bool { return s>>shapeBits&shapeMask != 0 }

// separator returns what stands between the elements of a list.
func (s Shape) separator() string {
	if !s.Separated() {
		return ","
	}
	style := Style(s>>shapeBits&shapeMask) - 1
	return string(rune(style.separator()))
}

// Elem returns the shape of the elements of a list.
func (s Shape) Elem() Shape {
	kind, inner := s&shapeMask, s>>(2*shapeBits)
	if inner == 0 {
		return kind - ShapeTexts
	}
	return kind | inner<<shapeBits
}

// JSON is the JSON that the text stands for.
func (s Shape) JSON(text string) []byte {
	switch s & shapeMask {
	case ShapeLiteral:
		return []byte(text)
	case ShapeTexts, ShapeLiterals:
		elem := s.Elem()
		out := []byte{'['}
		for i, part := range splitList(text, s.separator()) {
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

// Decode reads the JSON that a text of the shape stands for. Where a text may be JSON by itself, it
// is read as that; otherwise types of the user's are read from their texts.
func (s Shape) Decode(b json.Budget, data []byte, read func(*json.Reader)) error {
	if s&shapeMask == ShapeAny {
		return b.DecodeFunc(data, read)
	}
	return b.DecodeText(data, read)
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

// cookiesJSON makes an object of Set-Cookie headers, of which each sets one cookie: its value is
// all that follows the name, attributes too (OpenAPI 3.2, Representing the Set-Cookie Header). Of
// two cookies of a name the last counts.
func cookiesJSON(cookies []string) []byte {
	out := []byte{'{'}
	for i, cookie := range cookies {
		if i > 0 {
			out = append(out, ',')
		}
		name, v, _ := strings.Cut(cookie, "=")
		v = strings.TrimSpace(v)
		out = append(append(out, quoteJSON(strings.TrimSpace(name))...), ':')
		if isLiteral(v) {
			out = append(out, v...)
		} else {
			out = append(out, quoteJSON(v)...)
		}
	}
	return append(out, '}')
}

// isLiteral reports whether a text is a number or a boolean of JSON.
func isLiteral(text string) bool {
	return text != "" && strings.IndexByte("-0123456789tf", text[0]) >= 0 && validJSON([]byte(text))
}

// splitList takes a list apart. Spaces around an element do not belong to it, and several in a row
// separate as one does.
func splitList(text, sep string) []string {
	switch {
	case text == "":
		return nil
	case sep == " ":
		return strings.Fields(text)
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
