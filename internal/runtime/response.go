package runtime

import (
	"cmp"
	"io"
	"mime"
	"net/http"
	"net/url"
	"slices"
	"strings"

	"github.com/armsmith/armsmith/internal/runtime/json"
)

// Response is an answer of the service that counts as a success. Its body has been read into
// memory, or, after [Client.DoStream], waits to be read.
type Response struct {
	StatusCode int

	op     *Operation
	url    *url.URL // what the request asked for
	at     *url.URL // where a redirect within the service has led; nil: nowhere
	call   *call    // that it answers
	header http.Header
	bad    http.Header   // those that are not what the document says
	body   []byte        // owned by the response; what is decoded from it shares its memory
	stream io.ReadCloser // after DoStream
	coded  bool          // the body came compressed
	strict bool          // a page: one that cannot be read must not end its list
	limit  int64         // for one line or event of the stream
	memory int64         // Limits.Memory

	drifter *drifter // that looks at all parts of a page that arrives; nil: this is no part
}

// Budget returns how much memory reading a body of that many bytes may take; see [Limits].
func (r *Response) Budget(size int) json.Budget {
	if r.memory == 0 {
		return json.BudgetFor(size, defaultMemory)
	}
	return json.BudgetFor(size, r.memory)
}

// place is the URL that links in the answer are relative to.
func (r *Response) place() *url.URL {
	if r.at != nil {
		return r.at
	}
	return r.url
}

// HasBody reports whether there is a body. One that is streamed counts as there.
func (r *Response) HasBody() bool { return len(r.body) > 0 || r.stream != nil }

// MediaType is the Content-Type in lower case and without its parameters.
func (r *Response) MediaType() string {
	t, _, _ := strings.Cut(r.header.Get("Content-Type"), ";")
	return strings.ToLower(strings.TrimSpace(t))
}

// Charset is the character set that the Content-Type names, "" when it names none.
func (r *Response) Charset() string {
	t := fieldOf(r.header, "Content-Type")
	_, params, found := strings.Cut(t, ";")
	switch {
	case !found:
		return ""
	case strings.EqualFold(strings.TrimSpace(params), "charset=utf-8"):
		return "utf-8" // nearly every one, which need not be taken apart
	}
	_, all, _ := mime.ParseMediaType(t)
	return all["charset"]
}

// JSON decodes the body into v. Strings and raw values of v share the body's memory, which nothing
// changes any more: a string that is kept keeps the whole body.
//
// An answer without a body leaves v as it is, whatever its status: the operation has succeeded. So
// does a body that is not what the document says, if its status is not documented either
// ([WithRawResponse] shows it).
func (r *Response) JSON(v json.Typed) error {
	if len(r.body) == 0 {
		return nil
	}
	text, err := r.jsonBody()
	if err == nil {
		err = r.Budget(len(text)).Decode(text, v)
	}
	if err == nil {
		r.drift(v)
	}
	return r.mismatch(err)
}

// JSONFunc decodes the body with read, for bodies that are no structs. See [Response.JSON].
func (r *Response) JSONFunc(read func(*json.Reader)) error {
	if len(r.body) == 0 {
		return nil
	}
	text, err := r.jsonBody()
	if err == nil {
		err = r.decodeFunc(ShapeAny, text, read)
	}
	return r.mismatch(err)
}

// decodeFunc decodes with read what stands for a text of a shape, and tells of what is not known.
func (r *Response) decodeFunc(s Shape, text []byte, read func(*json.Reader)) error {
	if !r.tellsDrift() {
		return s.Decode(r.Budget(len(text)), text, read)
	}
	var body any
	err := s.Decode(r.Budget(len(text)), text, func(from *json.Reader) { read(from); body = from.Into() })
	if err == nil {
		r.drift(body)
	}
	return err
}

// mismatch is the error of a body that could not be decoded; nil when nobody has promised that it
// could.
func (r *Response) mismatch(err error) error {
	if !r.strict && len(r.op.Success) > 0 && !r.op.documents(r.StatusCode) {
		return nil
	}
	return r.undecodable(err)
}

// Nearest is the status whose body this one is read as, of those that are documented to carry one:
// a documented status is its own, another 2xx with a body is the nearest, the lower of two.
func (r *Response) Nearest(withBody ...int) int {
	if r.op.documents(r.StatusCode) || !r.HasBody() || len(withBody) == 0 {
		return r.StatusCode
	}
	distance := func(status int) int { return max(status-r.StatusCode, r.StatusCode-status) }
	return slices.MinFunc(withBody, func(a, b int) int { return cmp.Or(distance(a)-distance(b), a-b) })
}

// Undecodable gives err, met while decoding the body, the operation and the request id; nil stays
// nil, and so does what [Response.JSON] forgives: that there is no body, or another one than is
// documented at a status that is not.
func (r *Response) Undecodable(err error) error {
	if !r.HasBody() {
		return nil
	}
	return r.mismatch(err)
}

func (r *Response) undecodable(err error) error {
	if err == nil {
		return nil
	}
	return &DecodeError{
		Operation: r.op.Name, StatusCode: r.StatusCode, RequestID: requestID(r.header),
		ContentType: fieldOf(r.header, "Content-Type"), Raw: r.body, Err: r.call.quotesLess(err),
	}
}

// Text is the body as a string, in UTF-8 if its character set is one that can be read.
func (r *Response) Text() string {
	return string(r.peek())
}

// Bytes is the body itself, not a copy. Nothing else changes it; whoever decoded from it must not
// either.
func (r *Response) Bytes() []byte { return r.body }

// Stream is the body to be read as it comes; the caller closes it. Where the connection breaks it
// goes on if it can, and what has come is held against the length and the checksum that the service
// has said. It is empty but not nil after [Client.Do].
func (r *Response) Stream() io.ReadCloser {
	if held, is := r.stream.(*heldStream); is {
		return newDownload(r, held)
	}
	return r.octets()
}

// octets is the body as it comes, and no more. What is read item by item goes on in its own way
// where the connection breaks, or not at all.
func (r *Response) octets() io.ReadCloser {
	if r.stream != nil {
		return r.stream
	}
	return &memoryBody{data: r.body}
}

// most is how large the body may be, or one item of it that is read by itself.
func (r *Response) most() int64 {
	if r.limit == 0 {
		return defaultBodyLimit
	}
	return r.limit
}

// Close ends the reading of a stream. It is not needed after [Client.Do].
func (r *Response) Close() error {
	if r.stream == nil {
		return nil
	}
	return r.stream.Close()
}

// TextValue reads a body of text as the JSON that it stands for.
func (r *Response) TextValue(s Shape, read func(*json.Reader)) error {
	text := strings.TrimSpace(r.Text())
	if text == "" && s != ShapeText {
		return nil
	}
	return r.mismatch(r.decodeFunc(s, s.JSON(text), read))
}

// Buffer reads what is left of a streamed body into memory, for operations whose answers are
// streams or not by their status.
func (r *Response) Buffer() error {
	if r.stream == nil {
		return nil
	}
	defer r.stream.Close()
	data, err := readBounded(r.stream, r.most())
	r.body, r.stream = data, nil
	return r.undecodable(err)
}
