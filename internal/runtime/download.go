package runtime

import (
	"errors"
	"io"
	"net/http"
	"strconv"
	"strings"
	"time"
)

// rest is the part of a body that is asked for: what follows the first bytes of it, if it has not
// changed since (RFC 9110, Range and If-Range). The zero rest is all of it.
type rest struct {
	from      int64
	validator string
}

// ask adds the rest that is wanted to the header of a request.
func (r rest) ask(h http.Header) {
	if r.from > 0 {
		h["Range"] = []string{"bytes=" + strconv.FormatInt(r.from, 10) + "-"}
		h["If-Range"] = []string{r.validator}
	}
}

// ErrChanged: a body has changed while it was read, so that what was left of it does not belong to
// what had come.
var ErrChanged = errors.New("the content has changed while it was read")

// download is a body that the caller reads as it comes. When the connection breaks it asks for what
// is left, and at the end it holds length and checksum against what the service has said.
type download struct {
	resp      *Response
	held      *heldStream
	at, total int64 // total is -1 while it is unknown
	validator string
	sum       *checksum
	breaks    int   // since anything came
	err       error // for good
}

// newDownload makes the body of a streamed answer one.
func newDownload(resp *Response, held *heldStream) *download {
	d := &download{resp: resp, held: held, total: -1}
	if resp.coded { // what comes is not what length and checksum are about
		return d
	}
	d.total = contentLength(resp.header)
	c := resp.call
	whole := resp.StatusCode == http.StatusOK
	if start, total, ok := contentRange(resp.header); resp.StatusCode == http.StatusPartialContent && ok && c.rest.from > 0 && start == c.rest.from {
		d.at, d.total, whole = start, total, true
	}
	// the caller's own part of it, or what no GET has fetched, is left as it is
	if asked := c.event.sent.Get("Range") != "" && c.rest.from == 0; asked || !whole {
		return d
	}
	d.sum = checksumOf(resp.header)
	if c.op.Method == http.MethodGet {
		d.validator = validatorOf(resp.header)
	}
	return d
}

func (d *download) Read(p []byte) (int, error) {
	for d.err == nil {
		n, err := d.held.Read(p)
		if n > 0 {
			d.took(p[:n])
		}
		switch {
		case err == io.EOF && d.at < d.total:
			d.err = d.resume(io.ErrUnexpectedEOF)
		case err == io.EOF:
			d.err = d.whole()
		case err != nil:
			d.err = d.resume(err)
		}
		if n > 0 {
			return n, nil
		}
		if err == nil {
			return 0, nil
		}
	}
	return 0, d.err
}

func (d *download) Close() error { return d.held.Close() }

// took notes what has come.
func (d *download) took(p []byte) {
	d.at += int64(len(p))
	d.breaks = 0
	d.sum.write(p)
	if told := d.resp.call.set.received; told != nil {
		told(d.at, d.total)
	}
}

// whole is how a body ends that has come to its end.
func (d *download) whole() error {
	if !d.sum.fits() {
		return d.resp.mismatch(ErrChecksum)
	}
	return io.EOF
}

// resume asks for what is left after a connection that broke. It does so as the retry policy says,
// and where the service has said by what it can tell that nothing has changed.
func (d *download) resume(broken error) error {
	if d.validator == "" {
		return broken
	}
	d.breaks++
	from := rest{from: d.at, validator: d.validator}
	if err := d.held.reopen(d.breaks, 0, broken, func(c *call) { c.rest = from }); err != nil {
		return err
	}
	d.held = d.resp.stream.(*heldStream)
	start, total, ok := contentRange(d.resp.header)
	switch {
	case d.resp.StatusCode == http.StatusPartialContent && ok && start == d.at && (total < 0 || d.total < 0 || total == d.total):
		return nil
	case d.resp.StatusCode == http.StatusOK && !d.resp.coded && validatorOf(d.resp.header) == d.validator:
		// a service without parts sends all of it again
		if _, err := io.CopyN(io.Discard, d.held, d.at); err != nil {
			return broken
		}
		return nil
	}
	return d.resp.mismatch(ErrChanged)
}

// contentLength is the length that a header says, -1 for none.
func contentLength(h http.Header) int64 {
	n, err := strconv.ParseInt(fieldOf(h, "Content-Length"), 10, 64)
	if err != nil || n < 0 {
		return -1
	}
	return n
}

// contentRange reads Content-Range: where a part begins and how long the whole is, -1 if that is
// unknown.
func contentRange(h http.Header) (start, total int64, ok bool) {
	text, found := strings.CutPrefix(fieldOf(h, "Content-Range"), "bytes ")
	part, whole, slash := strings.Cut(text, "/")
	first, _, dash := strings.Cut(part, "-")
	start, err := strconv.ParseInt(strings.TrimSpace(first), 10, 64)
	if !found || !slash || !dash || err != nil || start < 0 {
		return 0, 0, false
	}
	if total, err = strconv.ParseInt(whole, 10, 64); err != nil || total < 0 {
		total = -1
	}
	return start, total, true
}

// validatorOf is by what a service can tell whether something is still the same to the byte (RFC
// 9110, section 13.1.5): a strong ETag, or a Last-Modified that is old enough. "" without one.
func validatorOf(h http.Header) string {
	if tag := fieldOf(h, "Etag"); tag != "" {
		if strings.HasPrefix(tag, `"`) && validHeaderValue(tag) {
			return tag
		}
		return ""
	}
	modified, err := http.ParseTime(fieldOf(h, "Last-Modified"))
	sent, missing := http.ParseTime(fieldOf(h, "Date"))
	if err != nil || missing != nil || sent.Sub(modified) < time.Minute {
		return ""
	}
	return fieldOf(h, "Last-Modified")
}
