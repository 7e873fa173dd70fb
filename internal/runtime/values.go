package runtime

import (
	"io"
	"maps"
	"slices"
	"strings"

	"github.com/armsmith/armsmith/internal/runtime/json"
	"github.com/armsmith/armsmith/internal/runtime/value"
)

// Objects, unions and lists of lists can stand where only text can: in parameters, forms and
// headers. They are brought there by way of their JSON, which the generated codec knows how to
// write and read. This file is that way, in both directions.

// flat is a value taken apart into texts.
type flat struct {
	kind   byte // '{', '[', '0' for null, or 's' for a scalar
	text   string
	list   []string
	fields []Pair
}

// flatten encodes a value and takes it apart as far as style s can show it.
func (r *Request) flatten(encode func(*json.Writer), s Style) flat {
	data, err := json.MarshalFunc(encode)
	if err != nil {
		r.fail(err)
		return flat{kind: '0'}
	}
	return flattenJSON(data, s)
}

// flattenJSON takes JSON apart. What lies deeper than a style can show stays JSON.
func flattenJSON(data []byte, s Style) flat {
	switch {
	case len(data) == 0 || data[0] == 'n':
		return flat{kind: '0'}
	case data[0] == '{':
		return flat{kind: '{', fields: appendFields(nil, "", data, s)}
	case data[0] == '[':
		f := flat{kind: '['}
		for _, item := range elements(data) {
			f.list = append(f.list, scalarText(item))
		}
		return f
	default:
		return flat{kind: 's', text: scalarText(data)}
	}
}

// appendFields appends the properties of an object, without those that are null. In style
// deepObject the names of properties of properties are joined as they are written: a][b.
func appendFields(dst []Pair, prefix string, object []byte, s Style) []Pair {
	members(object, func(name string, v []byte) {
		name = prefix + name
		switch {
		case v[0] == 'n':
		case v[0] == '{' && s.base() == DeepObject:
			dst = appendFields(dst, name+"][", v, s)
		case v[0] == '[' && (s.base() == DeepObject || s.explode()):
			for _, item := range elements(v) {
				dst = append(dst, Pair{name, scalarText(item)})
			}
		case v[0] == '[':
			var list []string
			for _, item := range elements(v) {
				list = append(list, scalarText(item))
			}
			dst = append(dst, Pair{name, strings.Join(list, ",")})
		default:
			dst = append(dst, Pair{name, scalarText(v)})
		}
	})
	return dst
}

// scalarText is the text of a JSON string, "" for null, and any other JSON as it is.
func scalarText(v []byte) string {
	switch {
	case len(v) == 0 || v[0] == 'n':
		return ""
	case v[0] == '"':
		var s string
		_ = json.DecodeFunc(v, func(r *json.Reader) { json.ReadString(&s, r) })
		return s
	default:
		return string(v)
	}
}

// PathValue sets the path parameter {name} to whatever encode writes as JSON.
func (r *Request) PathValue(name string, s Style, encode func(*json.Writer)) {
	switch f := r.flatten(encode, s); f.kind {
	case '{':
		r.PathObject(name, f.fields, s)
	case '[':
		r.PathList(name, f.list, s)
	default:
		r.PathStyle(name, f.text, s)
	}
}

// QueryValue adds whatever encode writes as JSON to the query. Null adds nothing.
func (r *Request) QueryValue(name string, s Style, encode func(*json.Writer)) {
	switch f := r.flatten(encode, s); f.kind {
	case '{':
		r.QueryObject(name, f.fields, s)
	case '[':
		r.QueryList(name, f.list, s)
	case 's':
		r.QueryStyle(name, f.text, s)
	}
}

// HeaderValue sets a header to whatever encode writes as JSON. Null sets none.
func (r *Request) HeaderValue(name string, s Style, encode func(*json.Writer)) {
	switch f := r.flatten(encode, s); f.kind {
	case '{':
		r.HeaderObject(name, f.fields, s)
	case '[':
		r.HeaderList(name, f.list, s)
	case 's':
		r.Header(name, f.text)
	}
}

// CookieValue adds whatever encode writes as JSON as a cookie. Null adds none.
func (r *Request) CookieValue(name string, s Style, encode func(*json.Writer)) {
	switch f := r.flatten(encode, s); f.kind {
	case '{':
		r.CookieObject(name, f.fields, s)
	case '[':
		r.CookieList(name, f.list, s)
	case 's':
		r.Cookie(name, f.text)
	}
}

// Value adds whatever encode writes as JSON as a field of a form. Null adds none.
func (f *FormWriter) Value(name string, s Style, encode func(*json.Writer)) {
	data, err := json.MarshalFunc(encode)
	if err != nil {
		return
	}
	switch v := flattenJSON(data, s); v.kind {
	case '{':
		f.Object(name, v.fields, s)
	case '[':
		f.List(name, v.list, s)
	case 's':
		f.Field(name, v.text)
	}
}

// Values adds each property of the object that encode writes as a field of the form.
func (f *FormWriter) Values(encode func(*json.Writer)) {
	data, err := json.MarshalFunc(encode)
	if err != nil || len(data) == 0 || data[0] != '{' {
		return
	}
	for _, p := range appendFields(nil, "", data, Form|Explode) {
		f.Field(p.Name, p.Value)
	}
}

// Values adds each property of the object that encode writes as a part.
func (m *MultipartWriter) Values(encode func(*json.Writer)) {
	data, err := json.MarshalFunc(encode)
	if err != nil || len(data) == 0 || data[0] != '{' {
		return
	}
	for _, p := range appendFields(nil, "", data, Form|Explode) {
		m.Field(p.Name, "", p.Value)
	}
}

// File sends a file as it is. Its own media type, when it has one, goes before the document's.
func (r *Request) File(contentType string, f value.File) {
	r.Stream(orDefault(f.ContentType, contentType), f.Body)
}

// StringMap is a map of text.
func StringMap[T any](m map[string]T, format func(T) string) map[string]string {
	out := make(map[string]string, len(m))
	for _, k := range slices.Sorted(maps.Keys(m)) {
		out[k] = format(m[k])
	}
	return out
}

// EventText is the data of a server-sent event, for [NewEvents].
func EventText(e Event) (*string, error) { return &e.Data, nil }

// EventJSON decodes the data of server-sent events, for [NewEvents]. Events without data are
// skipped, and so is the "[DONE]" by which some services say that nothing follows.
func EventJSON[T any](read func(*T, *json.Reader)) func(Event) (*T, error) {
	return func(e Event) (*T, error) {
		if e.Data == "" || e.Data == "[DONE]" {
			return nil, nil
		}
		v := new(T)
		return v, json.DecodeFunc([]byte(e.Data), func(r *json.Reader) { read(v, r) })
	}
}

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

// HeaderValue reads a header that no other method knows the type of, as the JSON that its text
// stands for. It calls nothing when there is none.
func (r *Response) HeaderValue(name string, s Shape, read func(*json.Reader)) {
	if text, ok := r.headerText(name); ok {
		_ = json.DecodeFunc(s.JSON(text), read) // not what the document says: as good as absent
	}
}

// TextValue reads a body of text as the JSON that it stands for.
func (r *Response) TextValue(s Shape, read func(*json.Reader)) error {
	return r.undecodable(json.DecodeFunc(s.JSON(strings.TrimSpace(string(r.body))), read))
}

// StreamOf is a stream of values that are there already, as a fake returns it.
func StreamOf[T any](values ...*T) *Stream[T] {
	next := 0
	return &Stream[T]{resp: new(Response), next: func() (*T, error) {
		if next == len(values) {
			return nil, io.EOF
		}
		next++
		return values[next-1], nil
	}}
}

// Encoded sends what encode returns.
func (r *Request) Encoded(contentType string, encode func() ([]byte, error)) {
	data, err := encode()
	r.fail(err)
	r.setBody(contentType, data)
}

// Buffer reads what is left of a streamed body into memory, for operations whose answers are
// streams or not by their status.
func (r *Response) Buffer() error {
	if r.stream == nil {
		return nil
	}
	defer r.stream.Close()
	limit := r.limit
	if limit == 0 {
		limit = defaultBodyLimit
	}
	data, err := io.ReadAll(io.LimitReader(r.stream, min(limit, unbounded-1)+1))
	if err == nil && int64(len(data)) > limit {
		err = ErrTooLarge
	}
	r.body, r.stream = data, nil
	return r.undecodable(err)
}
