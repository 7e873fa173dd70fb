package fake

import (
	"context"
	"errors"
	"io"
	"net/http"
	"strconv"
)

// ServeHTTP answers a request over HTTP, so that an httptest.Server can carry a fake: for programs
// that are another process, or another language. A path that the server is mounted at may stand
// before those of the document. What a stream yields is sent at once; when the one who asked goes
// away, the context that the function was given ends and its body is closed.
func (t *Transport) ServeHTTP(w http.ResponseWriter, req *http.Request) {
	resp, err := t.RoundTrip(absolute(req))
	if err != nil {
		tooLarge := new(http.MaxBytesError)
		if errors.As(err, &tooLarge) {
			http.Error(w, err.Error(), http.StatusRequestEntityTooLarge)
			return
		}
		http.Error(w, "the request did not come whole: "+err.Error(), http.StatusBadRequest)
		return
	}
	defer resp.Body.Close()
	header := w.Header()
	for name, values := range resp.Header {
		header[name] = values
	}
	if resp.ContentLength > 0 {
		header.Set("Content-Length", strconv.FormatInt(resp.ContentLength, 10))
	}
	w.WriteHeader(resp.StatusCode)
	if !mayHaveBody(resp.StatusCode) {
		return
	}
	stop := context.AfterFunc(req.Context(), func() { resp.Body.Close() })
	defer stop()
	if err := pass(w, resp); err != nil {
		breakOff(req)
	}
}

// absolute is a request of a server as a client sends it: with the scheme and the host in its URL,
// to which the links of an answer are relative.
func absolute(req *http.Request) *http.Request {
	own, u := *req, *req.URL
	u.Scheme, u.Host = "http", req.Host
	if req.TLS != nil {
		u.Scheme = "https"
	}
	own.URL = &u
	return &own
}

// mayHaveBody reports whether an answer with that status has a body (RFC 9110, section 6.4.1).
func mayHaveBody(status int) bool {
	return status != http.StatusNoContent && status != http.StatusNotModified
}

// pass sends a body, each piece of it when it comes.
func pass(w http.ResponseWriter, resp *http.Response) error {
	flush := http.NewResponseController(w).Flush
	if resp.ContentLength < 0 {
		flush() // the header does not wait for the first piece
	} else {
		flush = func() error { return nil }
	}
	buf := make([]byte, 32<<10)
	for {
		n, err := resp.Body.Read(buf)
		if n > 0 {
			if _, err := w.Write(buf[:n]); err != nil {
				return err
			}
			flush()
		}
		if err == io.EOF {
			return nil
		}
		if err != nil {
			return err
		}
	}
}

// breakOff ends the connection, so that an answer that is not whole does not look as if it were.
// Without a server around it there is no connection to end.
func breakOff(req *http.Request) {
	if req.Context().Value(http.ServerContextKey) != nil {
		panic(http.ErrAbortHandler)
	}
}
