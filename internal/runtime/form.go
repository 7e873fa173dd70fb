package runtime

import (
	"net/url"

	"github.com/armsmith/armsmith/internal/runtime/json"
)

// Form sends fields as application/x-www-form-urlencoded.
func (r *Request) Form(write func(*FormWriter)) {
	r.later("application/x-www-form-urlencoded", func(s json.Sending) {
		f := FormWriter{r: r, sending: s}
		write(&f)
		r.body.data = f.text
	})
}

// FormWriter gathers the fields of a form.
type FormWriter struct {
	r       *Request
	sending json.Sending
	text    []byte
}

// ReadOnly reports whether properties that the document says are read-only are sent.
func (f *FormWriter) ReadOnly() bool { return f.sending.ReadOnly }

// Required reports whether a required field is to be sent: it is there. One that is not is an
// error, unless the form is a patch.
func (f *FormWriter) Required(name string, there bool) bool {
	return f.r.requires(name, there, f.sending)
}

// Field adds a field, or several where the style says so. Null adds none.
func (f *FormWriter) Field(name string, v Value, s Style) {
	f.r.place(name, v, s, func(name string, v Value) {
		if len(f.text) > 0 {
			f.text = append(f.text, '&')
		}
		f.text = append(append(f.text, url.QueryEscape(name)...), '=')
		f.text = append(f.text, url.QueryEscape(v.plain(s))...)
	})
}

// Fields adds each property of the object that encode writes as a field of its own: a scalar as
// text, an object as JSON, a list as a field for each of its elements (OpenAPI, Encoding Object).
func (f *FormWriter) Fields(encode func(*json.Writer)) {
	data, err := json.MarshalRequestFunc(encode, f.sending)
	if err != nil {
		f.r.failBody("body", err)
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

func (f *FormWriter) property(name string, data []byte) {
	switch firstByte(data) {
	case 'n':
	case '{':
		f.Field(name, Text(string(data)), Form)
	case '[':
		for _, element := range elements(data) {
			f.property(name, element)
		}
	default:
		f.Field(name, Text(scalar(data)), Form)
	}
}
