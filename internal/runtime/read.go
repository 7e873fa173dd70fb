package runtime

import (
	"compress/gzip"
	"io"
	"net/http"
	"strings"
)

// receive turns an HTTP response into a Response: read into memory, unless it is a success and the
// caller reads it.
func (c *call) receive(raw *http.Response) (*Response, error) {
	success := c.op.succeeds(raw.StatusCode)
	c.resp = Response{StatusCode: raw.StatusCode, op: c.op, url: c.url, at: c.at, call: c, header: raw.Header, limit: c.set.limits.body(), memory: c.set.limits.memory()}
	c.resp.coded = raw.Uncompressed || coding(raw) != ""
	src, err := uncompressed(raw)
	if err != nil {
		raw.Body.Close()
		return nil, err
	}
	if c.stream && success && !c.mayFail() {
		c.resp.stream = src
		c.keepRaw(raw, src)
		return &c.resp, nil
	}
	defer raw.Body.Close()
	if c.op.Method == http.MethodHead { // its Content-Length is that of a body which does not come
		c.keepRaw(raw, http.NoBody)
		return &c.resp, nil
	}
	if success {
		c.resp.body, err = readAll(src, lengthOf(raw), c.resp.limit)
	} else {
		c.resp.body, err = readError(src)
	}
	c.event.bytes = len(c.resp.body)
	if err != nil {
		return nil, err
	}
	c.keepRaw(raw, nil)
	return &c.resp, nil
}

// keepRaw gives the user the response ([WithRawResponse]), with the request as it was before
// credentials were added. A nil body is the one that was read.
func (c *call) keepRaw(raw *http.Response, body io.ReadCloser) {
	if c.set.raw == nil {
		return
	}
	if body == nil {
		body = &memoryBody{c.resp.body}
	}
	own := *raw
	own.Body = body
	own.Request = &http.Request{Method: c.op.Method, URL: c.url, Header: http.Header{}}
	if raw.Request != nil { // a redirect may have made a GET of it
		own.Request.Method = raw.Request.Method
	}
	*c.set.raw = &own
}

// coding is how the body is said to be compressed; "" for not at all.
func coding(raw *http.Response) string {
	coding := fieldOf(raw.Header, "Content-Encoding")
	if strings.EqualFold(coding, "identity") {
		return ""
	}
	return coding
}

// uncompressed is the body without the compression that the transport has not undone already: it
// does so only for what it asked for itself.
func uncompressed(raw *http.Response) (io.ReadCloser, error) {
	coding := coding(raw)
	if coding == "" || raw.Uncompressed || raw.Body == http.NoBody {
		return raw.Body, nil
	}
	if !strings.EqualFold(coding, "gzip") && !strings.EqualFold(coding, "x-gzip") {
		return nil, errCoding
	}
	raw.ContentLength = -1
	return &gzipBody{raw: raw.Body}, nil
}

// gzipBody decompresses. The header is read with the first Read, like everything else from the
// network.
type gzipBody struct {
	raw io.ReadCloser
	zip *gzip.Reader
}

func (g *gzipBody) Read(p []byte) (int, error) {
	if g.zip == nil {
		zip, err := gzip.NewReader(g.raw)
		if err != nil {
			return 0, err
		}
		g.zip = zip
	}
	return g.zip.Read(p)
}

func (g *gzipBody) Close() error { return g.raw.Close() }

const (
	// firstRead is how much is set aside for a body before any of it has come, at most: what a
	// Content-Length says may not be true.
	firstRead = 1 << 20
	// unknownRead is how much is set aside for a body of unknown length.
	unknownRead = 8 << 10
)

// lengthOf is the length of a body, -1 if it is unknown: transports that are written by hand leave
// ContentLength 0 beside a body.
func lengthOf(raw *http.Response) int64 {
	if raw.ContentLength == 0 && raw.Body != http.NoBody {
		return -1
	}
	return raw.ContentLength
}

// readBounded reads all of src, which may be as long as most.
func readBounded(src io.Reader, most int64) ([]byte, error) {
	data, err := io.ReadAll(io.LimitReader(src, min(most, unbounded-1)+1))
	if err == nil && int64(len(data)) > most {
		err = ErrTooLarge
	}
	return data, err
}

// readAll reads a body of size bytes, -1 if that is unknown, and at most limit.
func readAll(src io.Reader, size, limit int64) ([]byte, error) {
	if size == 0 {
		return nil, nil
	}
	if size > limit {
		return nil, ErrTooLarge
	}
	room := int64(unknownRead)
	if size > 0 {
		room = min(size, firstRead)
	}
	buf := make([]byte, 0, room)
	for {
		if len(buf) == cap(buf) {
			if int64(len(buf)) == size { // all that was promised: see whether it ends there
				var probe [1]byte
				if n, err := io.ReadFull(src, probe[:]); n == 0 && err == io.EOF {
					return buf, nil
				} else if n == 0 {
					return nil, err
				}
				return nil, ErrTooLarge
			}
			buf = grow(buf, size)
		}
		n, err := src.Read(buf[len(buf):cap(buf)])
		buf = buf[:len(buf)+n]
		switch {
		case int64(len(buf)) > limit:
			return nil, ErrTooLarge
		case err == io.EOF:
			return buf, nil
		case err != nil:
			return nil, err
		}
	}
}

// grow doubles the room, up to what is expected.
func grow(buf []byte, size int64) []byte {
	room := int64(cap(buf)) * 2
	if size > 0 {
		room = min(room, size)
	}
	own := make([]byte, len(buf), room)
	copy(own, buf)
	return own
}

// readError reads what an error says, as far as that goes: one that is cut off still tells more
// than none.
func readError(src io.Reader) ([]byte, error) {
	data, err := io.ReadAll(io.LimitReader(src, errorBodyLimit))
	if err != nil && len(data) == 0 && err != io.EOF {
		return nil, nil
	}
	return data, nil
}
