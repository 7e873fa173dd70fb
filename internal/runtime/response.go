package runtime

import (
	"io"
	"net/http"
	"net/url"
	"strings"

	"github.com/armsmith/armsmith/internal/runtime/json"
)

// Response is an answer of the service that counts as a success. Its body has been read into
// memory, or, after [Client.DoStream], waits to be read.
type Response struct {
	StatusCode int

	op     *Operation
	url    *url.URL // what the request asked for
	header http.Header
	body   []byte        // owned by the response; what is decoded from it shares its memory
	stream io.ReadCloser // after DoStream
	limit  int64         // for one line or event of the stream
}

// HasBody reports whether there is a body. One that is streamed counts as there.
func (r *Response) HasBody() bool { return len(r.body) > 0 || r.stream != nil }

// MediaType is the Content-Type in lower case and without its parameters.
func (r *Response) MediaType() string {
	t, _, _ := strings.Cut(r.header.Get("Content-Type"), ";")
	return strings.ToLower(strings.TrimSpace(t))
}

// JSON decodes the body into v. Strings and raw values of v share the body's memory, which nothing
// changes any more: a string that is kept keeps the whole body.
func (r *Response) JSON(v json.Decodable) error {
	if skip, err := r.emptyBody(); skip {
		return err
	}
	return r.undecodable(json.Decode(r.body, v))
}

// JSONFunc decodes the body with read, for bodies that are no structs. See [Response.JSON].
func (r *Response) JSONFunc(read func(*json.Reader)) error {
	if skip, err := r.emptyBody(); skip {
		return err
	}
	return r.undecodable(json.DecodeFunc(r.body, read))
}

// emptyBody reports whether there is nothing to decode, which is an error but where a status
// promises no body: 202 Accepted, 204 No Content, 205 and answers to HEAD.
func (r *Response) emptyBody() (bool, error) {
	if len(r.body) > 0 {
		return false, nil
	}
	switch r.StatusCode {
	case http.StatusAccepted, http.StatusNoContent, http.StatusResetContent:
		return true, nil
	}
	if r.op.Method == http.MethodHead {
		return true, nil
	}
	return true, r.undecodable(ErrEmptyBody)
}

// Undecodable gives err, met while decoding the body, the operation and the request id; nil stays
// nil.
func (r *Response) Undecodable(err error) error { return r.undecodable(err) }

func (r *Response) undecodable(err error) error {
	if err == nil {
		return nil
	}
	return &DecodeError{Operation: r.op.Name, StatusCode: r.StatusCode, RequestID: requestID(r.header), Err: err}
}

// Text is the body as a string.
func (r *Response) Text() string { return string(r.body) }

// Bytes is the body itself, not a copy. Nothing else changes it; whoever decoded from it must not
// either.
func (r *Response) Bytes() []byte { return r.body }

// Stream is the body to be read as it comes; the caller closes it. It is empty but not nil after
// [Client.Do].
func (r *Response) Stream() io.ReadCloser {
	if r.stream != nil {
		return r.stream
	}
	return &memoryBody{data: r.body}
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
	return r.undecodable(json.DecodeFunc(s.JSON(strings.TrimSpace(string(r.body))), read))
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
