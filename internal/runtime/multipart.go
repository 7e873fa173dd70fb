package runtime

import (
	"bytes"
	"context"
	"crypto/rand"
	"encoding/hex"
	"io"
	"slices"
	"strings"

	"github.com/armsmith/armsmith/internal/runtime/json"
	"github.com/armsmith/armsmith/internal/runtime/value"
)

// Multipart sends parts as multipart/form-data (RFC 7578). Files are streamed, not gathered in
// memory; the body can be sent again by a retry when every file in it can be rewound.
func (r *Request) Multipart(write func(*MultipartWriter)) {
	r.MultipartAs("multipart/form-data", write)
}

// MultipartAs is Multipart under another multipart media type, such as multipart/mixed.
func (r *Request) MultipartAs(mediaType string, write func(*MultipartWriter)) {
	boundary := "armsmith-" + randomHex(16)
	base, related := relatedType(mediaType)
	r.later(base+"; boundary="+boundary, func(s json.Sending) {
		m := &MultipartWriter{r: r, sending: s, boundary: boundary, form: base == "multipart/form-data", related: related}
		write(m)
		m.checkHeaders()
		m.text("--" + m.boundary + "--\r\n")
		r.body.contentType += m.related.params()
		r.body.stream = m.stream()
	})
}

// MultipartWriter gathers the parts of a multipart body.
type MultipartWriter struct {
	r        *Request
	sending  json.Sending
	boundary string
	form     bool
	related  *related    // nil for other types than multipart/related
	segments []io.Reader // *bytes.Buffer for text, the user's readers for files
	headers  []PartHeader
	count    map[string]int // parts of a name that were added
}

// ReadOnly reports whether properties that the document says are read-only are sent.
func (m *MultipartWriter) ReadOnly() bool { return m.sending.ReadOnly }

// Required reports whether a required part is to be sent: it is there. One that is not is an error,
// unless the body is a patch.
func (m *MultipartWriter) Required(name string, there bool) bool {
	return m.r.requires(name, there, m.sending)
}

// Part is one part: what describes it and what it holds.
type Part struct {
	Name        string
	FileName    string // "" for none
	ContentType string // "" for none, which means text/plain
	Headers     []Pair
	Body        io.Reader
}

// Part adds a part.
func (m *MultipartWriter) Part(p Part) {
	given := m.headersOf(p.Name)
	if id := m.related.add(p, pairValue(given, "Content-ID")); id != "" {
		p.Headers = append([]Pair{{"Content-ID", id}}, p.Headers...)
	}
	var h strings.Builder
	h.WriteString("--" + m.boundary + "\r\n")
	if m.form || p.Name != "" {
		h.WriteString(pick(m.form, "Content-Disposition: form-data; name=\"", "Content-Disposition: attachment; name=\""))
		h.WriteString(quoteParam(p.Name) + `"`)
		if p.FileName != "" {
			h.WriteString(`; filename="` + quoteParam(p.FileName) + `"`)
		}
		h.WriteString("\r\n")
	}
	if p.ContentType != "" {
		p.Headers = append([]Pair{{"Content-Type", p.ContentType}}, p.Headers...)
	}
	for _, f := range slices.Concat(p.Headers, given) {
		if !validHeaderName(f.Name) || !validHeaderValue(f.Value) {
			m.r.violate(p.Name, "has a part header that is not valid: "+oneLine(f.Name, 64))
			continue
		}
		h.WriteString(f.Name + ": " + f.Value + "\r\n")
	}
	m.text(h.String() + "\r\n")
	m.segments = append(m.segments, p.Body)
	m.text("\r\n")
}

// Field adds a part of text. contentType may be "".
func (m *MultipartWriter) Field(name, contentType, text string) {
	m.Part(Part{Name: name, ContentType: contentType, Body: bytes.NewBufferString(text)})
}

// FieldOf is Field for a text that a type of the user's makes.
func (m *MultipartWriter) FieldOf(name, contentType string, v Value) {
	m.r.failValue(name, v.Err())
	m.Field(name, contentType, v.text)
}

// List adds a part for a list, or one for each of its elements where the style says so. contentType
// may be "".
func (m *MultipartWriter) List(name, contentType string, v Value, s Style) {
	m.r.place(name, v, s, func(name string, v Value) { m.Field(name, contentType, v.plain(s)) })
}

// Bytes adds a part of octets. contentType may be "", which stands for application/octet-stream.
func (m *MultipartWriter) Bytes(name, contentType string, data []byte) {
	m.Part(Part{Name: name, ContentType: orDefault(contentType, "application/octet-stream"), Body: bytes.NewBuffer(data)})
}

// JSON adds a part with the JSON of what v points to, of which the table is of. contentType may be
// "", which stands for application/json.
func (m *MultipartWriter) JSON(name, contentType string, v any, of json.Typed) {
	data, err := json.MarshalRequest(v, of, m.sending)
	m.r.failBody(name, err)
	m.Part(Part{Name: name, ContentType: orDefault(contentType, "application/json"), Body: bytes.NewBuffer(data)})
}

// Values adds the parts of the body that v points to, of which the table is of: one for each
// property of an object, or one without a name for each element of a list, which form data cannot
// have.
func (m *MultipartWriter) Values(v any, of json.Typed) {
	data, err := json.MarshalRequest(v, of, m.sending)
	if err != nil {
		m.r.failBody("body", err)
		return
	}
	switch b := firstByte(data); {
	case b == '{':
		members(data, m.value)
	case b == '[' && !m.form:
		for _, element := range elements(data) {
			m.value("", element)
		}
	case b == '[':
		m.r.violate("body", "must be an object: the parts of multipart/form-data have names")
	default:
		m.r.violate("body", "must be an object or a list to be a multipart body")
	}
}

// Item adds a part without a name: what v points to, of which the table is of. contentType may be
// "".
func (m *MultipartWriter) Item(contentType string, v any, of json.Typed) {
	data, err := json.MarshalRequest(v, of, m.sending)
	if err != nil {
		m.r.failBody("body", err)
		return
	}
	m.Part(PartOf(contentType, data))
}

// value adds JSON as OpenAPI's defaults have it (Encoding Object, contentType): a scalar is text,
// an object is JSON, and a list is a part for each of its elements. Null adds none.
func (m *MultipartWriter) value(name string, data []byte) {
	switch firstByte(data) {
	case 'n':
	case '{':
		m.Part(Part{Name: name, ContentType: "application/json", Body: bytes.NewBuffer(data)})
	case '[':
		for _, element := range elements(data) {
			m.value(name, element)
		}
	default:
		m.Field(name, "", scalar(data))
	}
}

// File adds a file. contentType is what the document says; the file's own type goes before it.
func (m *MultipartWriter) File(name, contentType string, f value.File) {
	if f.Body == nil {
		m.r.violate(name, "has no content")
		return
	}
	contentType = orDefault(f.ContentType, orDefault(contentType, "application/octet-stream"))
	m.Part(Part{Name: name, FileName: orDefault(f.Name, name), ContentType: contentType, Body: f.Body})
}

// text adds what is in memory, joining neighbours.
func (m *MultipartWriter) text(s string) {
	if n := len(m.segments); n > 0 {
		if b, ok := m.segments[n-1].(*ownBuffer); ok {
			b.WriteString(s)
			return
		}
	}
	m.segments = append(m.segments, &ownBuffer{*bytes.NewBufferString(s)})
}

// ownBuffer tells the writer's own text from a buffer that a user passed as a file.
type ownBuffer struct{ bytes.Buffer }

// stream joins the segments into one body.
func (m *MultipartWriter) stream() *streamBody {
	j := &joinedReader{}
	size := int64(0)
	for _, s := range m.segments {
		var seg *streamBody
		switch s := s.(type) {
		case *ownBuffer:
			seg = newStreamBody(bytes.NewReader(s.Bytes()))
		case *bytes.Buffer:
			seg = newStreamBody(bytes.NewReader(s.Bytes()))
		default:
			seg = newStreamBody(s)
		}
		j.parts = append(j.parts, seg)
		if seg.size < 0 || size < 0 {
			size = -1
		} else {
			size += seg.size
		}
	}
	b := &streamBody{src: j, size: size, turn: make(chan struct{}, 1)}
	if j.rewindable() {
		b.seeker = j
	}
	return b
}

// joinedReader reads parts one after the other. It is a Seeker only to be rewound.
type joinedReader struct {
	parts []*streamBody
	next  int
	cur   io.Reader
}

func (j *joinedReader) rewindable() bool {
	for _, p := range j.parts {
		if !p.rewindable() {
			return false
		}
	}
	return true
}

func (j *joinedReader) Read(p []byte) (int, error) {
	for {
		if j.cur == nil {
			if j.next == len(j.parts) {
				return 0, io.EOF
			}
			part, err := j.parts[j.next].open(context.Background())
			if err != nil {
				return 0, err
			}
			j.cur, j.next = part, j.next+1
		}
		n, err := j.cur.Read(p)
		if err == io.EOF {
			j.cur.(io.Closer).Close()
			j.cur, err = nil, nil
		}
		if n > 0 || err != nil {
			return n, err
		}
	}
}

// Seek goes back to the beginning.
func (j *joinedReader) Seek(int64, int) (int64, error) {
	if c, ok := j.cur.(io.Closer); ok {
		c.Close()
	}
	j.next, j.cur = 0, nil
	return 0, nil
}

// quoteParam makes s fit between quotes in a Content-Disposition header.
var quoteParam = strings.NewReplacer(`\`, `\\`, `"`, `\"`, "\r", "%0D", "\n", "%0A", "\x00", "%00").Replace

func orDefault(s, d string) string {
	if s == "" {
		return d
	}
	return s
}

func randomHex(n int) string {
	b := make([]byte, n)
	rand.Read(b) // never fails (crypto/rand, since Go 1.24)
	return hex.EncodeToString(b)
}
