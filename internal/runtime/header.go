package runtime

import (
	"net/http"
	"strconv"
	"strings"

	"github.com/armsmith/armsmith/internal/runtime/json"
	"github.com/armsmith/armsmith/internal/runtime/value"
)

// The readers of response headers give what is there in its type, or absence. A header that is not
// what the document says counts as absent: an answer is not lost for a remark on its margin
// ([WithRawResponse] shows it).

// HeaderString reads a header.
func (r *Response) HeaderString(name string) value.Optional[string] {
	return HeaderAs[string](r, name)
}

// HeaderAs reads a header of an enum or of another string type, such as value.Date.
func HeaderAs[T ~string](r *Response, name string) value.Optional[T] {
	if v, ok := r.headerText(name); ok {
		return value.Some(T(v))
	}
	return value.Optional[T]{}
}

// HeaderBool reads true or false.
func (r *Response) HeaderBool(name string) value.Optional[bool] {
	v, ok := r.headerText(name)
	switch {
	case ok && strings.EqualFold(v, "true"):
		return value.Some(true)
	case ok && strings.EqualFold(v, "false"):
		return value.Some(false)
	}
	return value.Optional[bool]{}
}

// HeaderInt32 reads a whole number.
func (r *Response) HeaderInt32(name string) value.Optional[int32] {
	v, ok := r.headerText(name)
	if n, err := strconv.ParseInt(v, 10, 32); ok && err == nil {
		return value.Some(int32(n))
	}
	return value.Optional[int32]{}
}

// HeaderInt64 reads a whole number.
func (r *Response) HeaderInt64(name string) value.Optional[int64] {
	v, ok := r.headerText(name)
	if n, err := strconv.ParseInt(v, 10, 64); ok && err == nil {
		return value.Some(n)
	}
	return value.Optional[int64]{}
}

// HeaderUint64 reads a whole number without a sign.
func (r *Response) HeaderUint64(name string) value.Optional[uint64] {
	v, ok := r.headerText(name)
	if n, err := strconv.ParseUint(v, 10, 64); ok && err == nil {
		return value.Some(n)
	}
	return value.Optional[uint64]{}
}

// HeaderFloat64 reads a number.
func (r *Response) HeaderFloat64(name string) value.Optional[float64] {
	v, ok := r.headerText(name)
	if n, err := strconv.ParseFloat(v, 64); ok && err == nil {
		return value.Some(n)
	}
	return value.Optional[float64]{}
}

// HeaderTime reads an instant: an HTTP date or RFC 3339. One in neither form is kept as text.
func (r *Response) HeaderTime(name string) value.Optional[value.Time] {
	v, ok := r.headerText(name)
	if !ok {
		return value.Optional[value.Time]{}
	}
	t, _ := value.ParseTime(v)
	return value.Some(t)
}

// HeaderUnix reads an instant that is a number of seconds since 1970.
func (r *Response) HeaderUnix(name string) value.Optional[value.Time] {
	v, ok := r.headerText(name)
	if t, err := value.ParseUnix(v); ok && err == nil {
		return value.Some(t)
	}
	return value.Optional[value.Time]{}
}

// HeaderBytes reads base64, in either alphabet, padded or not.
func (r *Response) HeaderBytes(name string) value.Optional[[]byte] {
	v, ok := r.headerText(name)
	if !ok {
		return value.Optional[[]byte]{}
	}
	if b, err := value.DecodeBase64(v); err == nil {
		return value.Some(b)
	}
	return value.Optional[[]byte]{}
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
	if len(v) == 0 {
		return "", false
	}
	return v[0], true
}

// Headers that carry a request's identifier, the most telling first.
var requestIDHeaders = []string{"X-Ms-Request-Id", "Request-Id", "X-Request-Id", "Apim-Request-Id", "X-Ms-Correlation-Request-Id",
	"X-Github-Request-Id", "X-Amzn-Requestid", "X-Correlation-Id"}

func requestID(h http.Header) string {
	for _, name := range requestIDHeaders {
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

// HeaderValue reads a header that no other method knows the type of, as the JSON that its text
// stands for. A list may come in several headers of the name (RFC 9110, section 5.3). It calls
// nothing when there is none.
func (r *Response) HeaderValue(name string, s Shape, read func(*json.Reader)) {
	if text, ok := r.headerText(name); ok {
		if s.IsList() {
			text = strings.Join(r.header.Values(name), s.separator())
		}
		_ = json.DecodeFunc(s.JSON(text), read) // not what the document says: as good as absent
	}
}
