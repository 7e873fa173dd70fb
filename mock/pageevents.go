package mock

import (
	"cmp"
	"encoding/json"
	"fmt"
	"net/http"
	"strconv"
	"strings"
	"time"
)

const (
	// between two deliveries, so that a load test does not bury the browser
	pageRest = 100 * time.Millisecond
	// after which a quiet stream shows that it is alive
	pageBeat = 15 * time.Second
	// that a browser which does not read may take
	pagePatience = 10 * time.Second
)

// events sends exchanges as they come in, as server-sent events, from the one after the last that
// the browser had. An event's id is the run of the server and the number of the exchange.
func (p *page) events(w http.ResponseWriter, req *http.Request) {
	control := http.NewResponseController(w)
	_ = control.SetReadDeadline(time.Time{}) // of the server, for requests: this one stays. A recorder has none
	w.Header().Set("Content-Type", "text/event-stream")
	if req.Method == http.MethodHead {
		return
	}
	number := 0
	run, last, _ := strings.Cut(cmp.Or(req.Header.Get("Last-Event-ID"), req.URL.Query().Get("after")), "-")
	if n, err := strconv.Atoi(last); err == nil && run == p.run {
		number = n
	}
	text := fmt.Sprintf("retry: 1000\nevent: run\ndata: %s\n\n", p.run)
	for {
		list, more := p.log.after(number)
		for _, r := range list {
			number = r.number
			text += p.event(r)
		}
		_ = control.SetWriteDeadline(time.Now().Add(pagePatience))
		if _, err := w.Write([]byte(text)); err != nil || control.Flush() != nil {
			return
		}
		text = ""
		if !p.rest(req, nil, pageRest) {
			return
		}
		if !p.rest(req, more, pageBeat) {
			return
		}
		select {
		case <-more:
		default:
			text = ": still here\n\n"
		}
	}
}

// rest waits for something, or until the time is over. It is false when the stream is to end.
func (p *page) rest(req *http.Request, until <-chan struct{}, most time.Duration) bool {
	timer := time.NewTimer(most)
	defer timer.Stop()
	select {
	case <-req.Context().Done():
		return false
	case <-p.ended:
		return false
	case <-until:
	case <-timer.C:
	}
	return true
}

func (p *page) event(r *remembered) string {
	l := p.line(r)
	l.URL = fmt.Sprintf("%.500s", l.URL)
	data, err := json.Marshal(l)
	if err != nil {
		return ""
	}
	return fmt.Sprintf("id: %s-%d\ndata: %s\n\n", p.run, r.number, data)
}
