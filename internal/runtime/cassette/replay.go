package cassette

import (
	"bytes"
	"encoding/json"
	"fmt"
	"io"
	"net/http"
	"strconv"
	"sync"
)

// player answers requests as those in a file were answered.
type player struct {
	file  string
	hide  *hider
	tape  *tape
	asked []*asked // of each exchange

	mu   sync.Mutex
	used []bool // of each exchange
}

// Replay returns a transport that answers from a file and asks nobody. Each exchange answers once,
// the first that fits before others. A request that fits none is answered with 501, which says how
// it differs from the nearest one. Waits that the service asked for are cut short. It is safe for
// use by several goroutines.
func Replay(file string, s Secrets) (http.RoundTripper, error) {
	t, err := readFile(file)
	if err != nil {
		return nil, fmt.Errorf("%s: %w", file, err)
	}
	return newPlayer(file, t, s), nil
}

func newPlayer(file string, t *tape, s Secrets) *player {
	p := &player{file: file, hide: newHider(s), tape: t, used: make([]bool, len(t.Exchanges))}
	for _, x := range t.Exchanges {
		p.asked = append(p.asked, askedBy(&x.Request))
	}
	return p
}

// RoundTrip answers a request.
func (p *player) RoundTrip(req *http.Request) (*http.Response, error) {
	if err := req.Context().Err(); err != nil {
		return nil, err
	}
	data, err := readBody(req)
	if err != nil {
		return nil, err
	}
	sent := p.hide.request(req, data)
	x, wrong := p.find(askedBy(&sent))
	if x == nil {
		return refuse(req, wrong), nil
	}
	return x.Response.answer(req), nil
}

// find takes the exchange that answers a request, or says why there is none.
func (p *player) find(sent *asked) (*exchange, string) {
	p.mu.Lock()
	defer p.mu.Unlock()
	times, near, least := 0, -1, 0
	var told []string
	for i, a := range p.asked {
		different, weight := a.differences(sent)
		switch {
		case len(different) == 0 && !p.used[i]:
			p.used[i] = true
			return p.tape.Exchanges[i], ""
		case len(different) == 0:
			times++
		case near < 0 || weight < least:
			near, least, told = i, weight, different
		}
	}
	what := sent.String()
	switch {
	case times > 0:
		return nil, fmt.Sprintf("%s was recorded %d times in %s, and is asked for once more", what, times, p.file)
	case near < 0:
		return nil, fmt.Sprintf("%s is asked for, and nothing is recorded in %s", what, p.file)
	}
	return nil, fmt.Sprintf("%s is not recorded in %s; the nearest, number %d, differs: %s", what, p.file, near+1, list(told))
}

// answer makes the response to a request.
func (r *response) answer(req *http.Request) *http.Response {
	header := http.Header{}
	for name, v := range r.Headers {
		header.Set(name, v)
	}
	// a poller waits after any success that is not the end
	waits := r.Status < 300
	for _, name := range []string{"Retry-After", "Retry-After-Ms", "X-Ms-Retry-After-Ms"} {
		waits = waits || header.Get(name) != ""
		header.Del(name)
	}
	if waits {
		header.Set("Retry-After-Ms", "1")
	}
	data := r.body.bytes()
	resp := respond(req, r.Status, header, data)
	if r.Cut {
		resp.Body, resp.ContentLength = io.NopCloser(io.MultiReader(bytes.NewReader(data), broken{})), -1
	}
	return resp
}

// broken is the end of a body that has none.
type broken struct{}

func (broken) Read([]byte) (int, error) { return 0, io.ErrUnexpectedEOF }

func respond(req *http.Request, status int, header http.Header, data []byte) *http.Response {
	resp := &http.Response{
		Status: strconv.Itoa(status) + " " + http.StatusText(status), StatusCode: status, Proto: "HTTP/1.1", ProtoMajor: 1, ProtoMinor: 1,
		Header: header, Body: http.NoBody, Request: req,
	}
	if req.Method == http.MethodHead {
		length, err := strconv.ParseInt(header.Get("Content-Length"), 10, 64)
		if resp.ContentLength = length; err != nil || length < 0 {
			resp.ContentLength = -1
		}
		return resp
	}
	if len(data) > 0 {
		resp.Body, resp.ContentLength = io.NopCloser(bytes.NewReader(data)), int64(len(data))
	}
	return resp
}

// refuse answers a request that is not recorded. It is an answer, not an error of the network, which
// a client would try again.
func refuse(req *http.Request, why string) *http.Response {
	body := map[string]map[string]string{"error": {"code": "NotRecorded", "message": why}}
	data, _ := json.Marshal(body) // texts always encode
	return respond(req, http.StatusNotImplemented, http.Header{"Content-Type": {"application/json"}}, data)
}
