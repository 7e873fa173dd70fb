package runtime

import (
	"encoding"
	"net/http"
	"strconv"
	"strings"

	"github.com/armsmith/armsmith/internal/runtime/json"
	"github.com/armsmith/armsmith/internal/runtime/value"
)

// The readers of response headers give what is there in its type, or absence. A header that is not
// what the document says counts as absent, and [Response.BadHeaders] has it: an answer is not lost
// for a remark on its margin.

// BadHeaders are the headers that have been read and are not what the document says, as they came;
// nil when there are none.
func (r *Response) BadHeaders() http.Header { return r.bad }

// notAs remembers a header that is not what the document says.
func (r *Response) notAs(name string) {
	if r.bad == nil {
		r.bad = make(http.Header)
	}
	key := http.CanonicalHeaderKey(name)
	r.bad[key] = r.header[key]
}

// readHeader reads a header by parse, which reports whether a text is what it should be.
func readHeader[T any](r *Response, name string, parse func(text string) (T, bool)) value.Optional[T] {
	text, found := r.headerText(name)
	if !found {
		return value.Optional[T]{}
	}
	v, ok := parse(text)
	if !ok {
		r.notAs(name)
		return value.Optional[T]{}
	}
	return value.Some(v)
}

// HeaderString reads a header.
func HeaderString(r *Response, name string) value.Optional[string] {
	return HeaderAs[string](r, name)
}

// HeaderAs reads a header of an enum or of another string type, such as value.Date. One that is not
// valid is kept, as it is in a body.
func HeaderAs[T ~string](r *Response, name string) value.Optional[T] {
	v, ok := r.headerText(name)
	if !ok {
		return value.Optional[T]{}
	}
	var kind T
	if _, may := any(kind).(validity); may && !any(T(v)).(validity).Valid() {
		r.notAs(name)
	}
	return value.Some(T(v))
}

// validity is a text that may not be what it should be.
type validity interface{ Valid() bool }

// HeaderBool reads true or false.
func HeaderBool(r *Response, name string) value.Optional[bool] {
	return readHeader(r, name, func(text string) (bool, bool) {
		yes := strings.EqualFold(text, "true")
		return yes, yes || strings.EqualFold(text, "false")
	})
}

// HeaderInt32 reads a whole number.
func HeaderInt32(r *Response, name string) value.Optional[int32] {
	return readHeader(r, name, func(text string) (n int32, ok bool) {
		if n, err := strconv.ParseInt(text, 10, 32); err == nil {
			return int32(n), true
		}
		return n, whole(text, func(r *json.Reader) { json.ReadInt32(&n, r) })
	})
}

// HeaderInt64 reads a whole number.
func HeaderInt64(r *Response, name string) value.Optional[int64] {
	return readHeader(r, name, func(text string) (n int64, ok bool) {
		if n, err := strconv.ParseInt(text, 10, 64); err == nil {
			return n, true
		}
		return n, whole(text, func(r *json.Reader) { json.ReadInt64(&n, r) })
	})
}

// HeaderUint64 reads a whole number without a sign.
func HeaderUint64(r *Response, name string) value.Optional[uint64] {
	return readHeader(r, name, func(text string) (n uint64, ok bool) {
		if n, err := strconv.ParseUint(text, 10, 64); err == nil {
			return n, true
		}
		return n, whole(text, func(r *json.Reader) { json.ReadUint64(&n, r) })
	})
}

// whole reports whether a text is a whole number for read, though it be written as 8.0 or 1E2.
func whole(text string, read func(*json.Reader)) bool {
	return firstByte([]byte(text)) != 'n' && json.DecodeFunc([]byte(text), read) == nil
}

// HeaderFloat64 reads a number.
func HeaderFloat64(r *Response, name string) value.Optional[float64] {
	return readHeader(r, name, func(text string) (float64, bool) {
		n, err := strconv.ParseFloat(text, 64)
		return n, err == nil
	})
}

// HeaderTime reads an instant: an HTTP date or RFC 3339. One in neither form is kept as text.
func HeaderTime(r *Response, name string) value.Optional[value.Time] {
	text, ok := r.headerText(name)
	if !ok {
		return value.Optional[value.Time]{}
	}
	t, err := value.ParseTime(text)
	if err != nil {
		r.notAs(name)
	}
	return value.Some(t)
}

// HeaderUnix reads an instant that is a number of seconds since 1970.
func HeaderUnix(r *Response, name string) value.Optional[value.Time] {
	return readHeader(r, name, func(text string) (value.Time, bool) {
		t, err := value.ParseUnix(text)
		return t, err == nil
	})
}

// HeaderBytes reads base64, in either alphabet, padded or not.
func HeaderBytes(r *Response, name string) value.Optional[[]byte] {
	return readHeader(r, name, func(text string) ([]byte, bool) {
		b, err := value.DecodeBase64(text)
		return b, err == nil
	})
}

// HeaderTextOf reads a header of a type of the user's.
func HeaderTextOf[T any, P interface {
	*T
	encoding.TextUnmarshaler
}](r *Response, name string) value.Optional[T] {
	return readHeader(r, name, func(text string) (v T, ok bool) {
		return v, P(&v).UnmarshalText([]byte(text)) == nil
	})
}

// HeaderOf reads a header that no other function knows the type of, as the JSON that its text
// stands for. A list may come in several headers of the name (RFC 9110, section 5.3).
func HeaderOf[T any](r *Response, name string, s Shape, read func(*T, *json.Reader)) (v T) {
	text, ok := r.headerText(name)
	if !ok {
		return v
	}
	if s.IsList() {
		text = strings.Join(r.header.Values(name), s.separator())
	}
	data := s.JSON(text)
	if s == ShapeObject && strings.EqualFold(name, "Set-Cookie") {
		data = cookiesJSON(r.header.Values(name))
	}
	if err := s.Decode(r.Budget(len(text)), data, func(j *json.Reader) { read(&v, j) }); err != nil {
		r.notAs(name)
		return *new(T) // none of a value that is half read
	}
	return v
}

// HeaderList reads a list: what stands between commas, in all headers of that name. Nil when there
// is none. Set-Cookie alone holds one in each header, for a cookie has commas of its own (RFC 9110,
// section 5.3).
func (r *Response) HeaderList(name string) []string {
	if strings.EqualFold(name, "Set-Cookie") {
		return r.header.Values(name)
	}
	var out []string
	for _, v := range r.header.Values(name) {
		for part := range strings.SplitSeq(v, ",") {
			if part = strings.TrimSpace(part); part != "" {
				out = append(out, part)
			}
		}
	}
	return out
}

// HeaderPrefix reads all headers whose name begins with prefix (x-ms-header-collection-prefix), by
// the rest of their name in lower case. Nil when there is none.
func (r *Response) HeaderPrefix(prefix string) map[string]string {
	var out map[string]string
	for name := range r.header {
		if len(name) <= len(prefix) || !strings.EqualFold(name[:len(prefix)], prefix) {
			continue
		}
		if out == nil {
			out = make(map[string]string)
		}
		out[strings.ToLower(name[len(prefix):])] = r.header.Get(name)
	}
	return out
}

func (r *Response) headerText(name string) (string, bool) {
	var room [64]byte
	v := r.header[string(appendHeaderKey(room[:0], name))] // without allocating the key
	switch {
	case len(v) == 0:
		return "", false
	case len(v) > 1 && strings.EqualFold(name, "Set-Cookie"): // a line for each (OpenAPI 3.2, Header Object)
		return strings.Join(v, "\n"), true
	}
	return v[0], true
}

// Headers that carry a request's identifier, the most telling first.
var requestIDHeaders = []string{"X-Ms-Request-Id", "Request-Id", "X-Request-Id", "Apim-Request-Id", "X-Ms-Correlation-Request-Id",
	"X-Github-Request-Id", "X-Amzn-Requestid", "X-Correlation-Id"}

// correlationIDHeaders are where services say what they call all that was done for a call.
var correlationIDHeaders = []string{"X-Ms-Correlation-Request-Id", "X-Correlation-Id", "X-Correlation-Request-Id"}

func requestID(h http.Header) string { return firstField(h, requestIDHeaders) }

func correlationID(h http.Header) string { return firstField(h, correlationIDHeaders) }

// firstField is the value of the first of some headers that there is.
func firstField(h http.Header, names []string) string {
	for _, name := range names {
		if v := fieldOf(h, name); v != "" {
			return v
		}
	}
	return ""
}

// appendHeaderKey appends http.CanonicalHeaderKey of a valid name, which documents write in any
// case ("ETag", "request-id").
func appendHeaderKey(dst []byte, name string) []byte {
	first := true // of a word
	for i := range len(name) {
		b := name[i]
		switch {
		case first && 'a' <= b && b <= 'z':
			b -= 'a' - 'A'
		case !first && 'A' <= b && b <= 'Z':
			b += 'a' - 'A'
		}
		dst = append(dst, b)
		first = b == '-'
	}
	return dst
}

// fieldOf is Header.Get for a name in its canonical form.
func fieldOf(h http.Header, name string) string {
	if v := h[name]; len(v) > 0 {
		return v[0]
	}
	return ""
}
