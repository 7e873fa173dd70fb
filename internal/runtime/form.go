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

// Fields adds each property of the object that encode writes as a field of its own.
func (f *FormWriter) Fields(encode func(*json.Writer)) {
	v := ValueOf(encode)
	f.r.failBody("body", v.err)
	if v.kind != objectValue && v.kind != nullValue {
		f.r.violate("body", "must be an object to be a form")
		return
	}
	for i, name := range v.names {
		f.Field(name, v.at(i), Form|Explode)
	}
}
