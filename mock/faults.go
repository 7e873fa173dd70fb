package mock

import (
	"bytes"
	"compress/gzip"
	"errors"
	"io"
	"net/http"
	"strconv"
	"time"
)

// Faults is the behaviour of a service, or of a network before it, that fails at times: the given
// part of the calls meets one of the faults of docs/faults.md, as far as a server can cause them. A
// seed decides call by call.
func Faults(rate float64, seed uint64) Behavior {
	return func(next Answerer) Answerer {
		lots, all := newLots(seed), faults()
		return func(call *Call) *Answer {
			which, met := lots.fault(rate, len(all))
			if !met {
				return next(call)
			}
			a := all[which].strike(call, next).Copy()
			a.own, a.notes = true, []Violation{{In: "fault", Message: all[which].name}}
			return a
		}
	}
}

// fault is what goes wrong with a call.
type fault struct {
	name   string // as docs/faults.md calls it
	strike func(call *Call, next Answerer) *Answer
}

// faults lists those that a server can have.
func faults() []fault {
	return []fault{
		failing("408", http.StatusRequestTimeout, "", ""),
		failing("429", http.StatusTooManyRequests, "", ""),
		failing("429, Retry-After: 0", http.StatusTooManyRequests, "Retry-After", "0"),
		failing("500", http.StatusInternalServerError, "", ""),
		failing("503", http.StatusServiceUnavailable, "", ""),
		failing("503, Retry-After: 1", http.StatusServiceUnavailable, "Retry-After", "1"),
		failing("503, retry-after-ms", http.StatusServiceUnavailable, "Retry-After-Ms", "10"),
		{"502 in HTML", func(*Call, Answerer) *Answer { return inHTML(http.StatusBadGateway) }},
		{"200 in HTML", func(*Call, Answerer) *Answer { return inHTML(http.StatusOK) }},
		spoilt("reset before the answer", func(_ *Call, a *Answer) { a.Status = 0 }),
		spoilt("closed in the body", func(_ *Call, a *Answer) { closedWithin(a) }),
		spoilt("a byte at a time", slow),
		spoilt("no JSON", func(_ *Call, a *Answer) { a.Data = a.Data[:len(a.Data)/2] }),
		spoilt("no body", func(_ *Call, a *Answer) { a.Data, a.MediaType = []byte{}, "" }),
		spoilt("another content type", func(_ *Call, a *Answer) { a.MediaType = "text/plain; charset=utf-8" }),
		spoilt("bad gzip", func(_ *Call, a *Answer) { a.Header.Set("Content-Encoding", "gzip") }),
		spoilt("truncated gzip", truncated),
	}
}

// failing answers with an error, as the document describes it, if it does. What was asked for does
// not happen.
func failing(name string, status int, header, value string) fault {
	return fault{name, func(call *Call, _ Answerer) *Answer {
		a := Refuse(status, "this is a fault: %s", name)
		if call.Operation.Response(status) != nil {
			a = call.Answer(status).Copy()
		}
		if a.Header == nil {
			a.Header = http.Header{}
		}
		if header != "" {
			a.Header.Set(header, value)
		}
		return a
	}}
}

// inHTML is what a gateway answers to a browser.
func inHTML(status int) *Answer {
	title := strconv.Itoa(status) + " " + http.StatusText(status)
	page := "<html><head><title>" + title + "</title></head><body><h1>" + title + "</h1></body></html>\n"
	return &Answer{Status: status, MediaType: "text/html", Data: []byte(page)}
}

// spoilt is a fault that meets the answer on its way, when what was asked for has happened. An
// answer without a body is lost.
func spoilt(name string, spoil func(*Call, *Answer)) fault {
	return fault{name, func(call *Call, next Answerer) *Answer {
		a := next(call).Copy()
		if a.Data = wholeBody(a); len(a.Data) == 0 {
			a.Status = 0
			return a
		}
		a.Stream = nil
		spoil(call, a)
		return a
	}}
}

// mostSpoilt is about how many bytes of a stream are taken, to be spoilt.
const mostSpoilt = 1 << 20

// wholeBody returns the body of an answer; of a stream, its beginning.
func wholeBody(a *Answer) []byte {
	switch {
	case a.Stream != nil:
		var b bytes.Buffer
		_ = a.Stream(bounded{&b}) // it is cut off anyway
		return b.Bytes()
	case a.Data == nil && a.MediaType != "":
		return encode(a.Value, a.MediaType, a.schema())
	}
	return a.Data
}

// bounded is a buffer that fails when it holds more than mostSpoilt.
type bounded struct{ *bytes.Buffer }

func (b bounded) Write(data []byte) (int, error) {
	if b.Len() > mostSpoilt {
		return 0, io.ErrShortWrite
	}
	return b.Buffer.Write(data)
}

// errCut cuts the connection of a stream.
var errCut = errors.New("the connection is cut")

// closedWithin cuts the connection after half of a body whose whole length was told.
func closedWithin(a *Answer) {
	data := a.Data
	a.Header.Set("Content-Length", strconv.Itoa(len(data)))
	a.Stream = func(w io.Writer) error {
		if _, err := w.Write(data[:len(data)/2]); err != nil {
			return err
		}
		return errCut
	}
}

// slow sends the body piece by piece, in two seconds at most.
func slow(call *Call, a *Answer) {
	const most = 100
	data := a.Data
	size := (len(data) + most - 1) / most
	a.Header.Set("Content-Length", strconv.Itoa(len(data)))
	a.Stream = func(w io.Writer) error {
		for at := 0; at < len(data); at += size {
			pause(call, 20*time.Millisecond)
			if _, err := w.Write(data[at:min(at+size, len(data))]); err != nil {
				return err
			}
		}
		return nil
	}
}

// truncated compresses the body, and leaves the end of that out.
func truncated(_ *Call, a *Answer) {
	var b bytes.Buffer
	w := gzip.NewWriter(&b)
	_, _ = w.Write(a.Data) // a buffer takes it
	_ = w.Close()
	a.Header.Set("Content-Encoding", "gzip")
	a.Data = b.Bytes()[:b.Len()-8]
}
