package runtime

import (
	"net/url"
	"slices"

	"github.com/armsmith/armsmith/internal/runtime/json"
)

// FormStyle says how some properties of a form are written where that is not the default (OpenAPI,
// Encoding Object).
type FormStyle struct {
	Style  Style
	Nested []Style // of the lists in a list: see [Value.Nested]
	Names  []string
}

// Form sends the properties of v as application/x-www-form-urlencoded, each as a field of its own:
// a scalar as text, an object as JSON, a list as a field for each of its elements. Which are
// written in another way says the operation. What requests leave out of JSON is left out here, too.
func (r *Request) Form(v json.Typed) { r.FormOf(v, v) }

// FormOf is Form for a body that is no struct: v points to it, and of is its table.
//
//go:noinline
func (r *Request) FormOf(v any, of json.Typed) {
	r.later("application/x-www-form-urlencoded", func(s json.Sending) {
		f := form{r: r, styles: r.op.Form}
		f.write(v, of, s)
		r.body.data = f.text
	})
}

// form gathers the fields of a form.
type form struct {
	r      *Request
	styles []FormStyle
	text   []byte
}

// write adds the properties of what v points to.
func (f *form) write(v any, of json.Typed, s json.Sending) {
	s.Form = true
	data, err := json.MarshalRequest(v, of, s)
	if err != nil {
		f.r.failBody("", err)
		return
	}
	switch firstByte(data) {
	case '{':
		members(data, f.property)
	case 'n':
	default:
		f.r.violate("body", "must be an object to be a form")
	}
}

// property adds one property, which is JSON, in its style.
func (f *form) property(name string, data []byte) {
	i := slices.IndexFunc(f.styles, func(s FormStyle) bool { return slices.Contains(s.Names, name) })
	switch {
	case i < 0:
		f.plain(name, data)
	case f.styles[i].Style.base() == AsJSON:
		f.json(name, data, f.styles[i].Style)
	default:
		f.styled(name, parseValue(data).Nested(f.styles[i].Nested...), f.styles[i].Style)
	}
}

// plain adds a property of which the document says nothing.
func (f *form) plain(name string, data []byte) {
	switch firstByte(data) {
	case 'n':
	case '{':
		f.field(name, string(data))
	case '[':
		for _, element := range elements(data) {
			f.plain(name, element)
		}
	default:
		f.field(name, scalar(data))
	}
}

// json adds a property as JSON, or each element of a list when the style says so.
func (f *form) json(name string, data []byte, s Style) {
	switch b := firstByte(data); {
	case b == 'n':
	case b == '[' && s.explode():
		for _, element := range elements(data) {
			f.field(name, string(element))
		}
	default:
		f.field(name, string(data))
	}
}

func (f *form) styled(name string, v Value, s Style) {
	f.r.place(name, v, s, func(name string, v Value) { f.field(name, v.plain(s)) })
}

// field adds one field.
func (f *form) field(name, text string) {
	if len(f.text) > 0 {
		f.text = append(f.text, '&')
	}
	f.text = append(append(f.text, url.QueryEscape(name)...), '=')
	f.text = append(f.text, url.QueryEscape(text)...)
}
