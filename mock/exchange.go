package mock

import (
	"net/http"
	"slices"
	"sync"
	"time"
)

// Exchange is a request with what became of it.
type Exchange struct {
	Time      time.Time // when the request came
	Took      time.Duration
	Document  *Document  // nil for a request that no document is for
	Operation *Operation // nil too

	Method  string
	URL     string // path and query, as they were sent
	Header  http.Header
	Body    []byte
	Refused *Problem    // why the request was refused; nil: it was answered
	Wrong   []Violation // with the request

	Status       int // of the answer; 0: the connection was cut
	AnswerHeader http.Header
	AnswerBody   []byte      // none of a stream
	AnswerWrong  []Violation // with the answer, by the judge

	hide secrets
}

func newExchange(req *http.Request, hide secrets) *Exchange {
	return &Exchange{hide: hide, Time: time.Now(), Method: req.Method, URL: req.URL.RequestURI(), Header: req.Header}
}

// accepted notes what became of the request.
func (x *Exchange) accepted(call *Call, problem *Problem) {
	x.Body, x.Refused, x.Wrong = call.Body, problem, call.Violations
	if call.Operation != nil {
		x.Operation, x.Document = call.Operation, call.Operation.Document
	}
}

// answered notes what was sent.
func (x *Exchange) answered(a *Answer, s sent) {
	x.Status, x.AnswerHeader, x.AnswerBody, x.AnswerWrong = a.Status, s.header, s.body, s.wrong
	if s.cut {
		x.Status = 0
	}
}

// WithoutSecrets returns the exchange as it may be shown to anybody: credentials and parameters of
// the format password are taken out of the URL, the headers and the violations. Bodies stay.
func (x *Exchange) WithoutSecrets() *Exchange {
	out := *x
	out.URL = x.hide.url(x.URL)
	out.Header, out.AnswerHeader = x.hide.cleaned(x.Header), x.hide.cleaned(x.AnswerHeader)
	quoted := false
	if out.Wrong, quoted = x.hide.violations(x.Wrong); quoted && x.Refused != nil {
		out.Refused = &Problem{Title: x.Refused.Title, Status: x.Refused.Status, Violations: out.Wrong}
		out.AnswerBody = nil // which says the same
	}
	return &out
}

// Watch calls a function with each exchange once it is over, until stop is called. Calls come from
// several goroutines, and the exchange is for reading: it may be kept, but not changed.
func (s *Server) Watch(told func(*Exchange)) (stop func()) { return s.log.watch(told) }

// log tells those who watch.
type log struct {
	mu       sync.RWMutex
	watchers []*watcher
}

type watcher struct{ told func(*Exchange) }

func (l *log) watch(told func(*Exchange)) (stop func()) {
	w := &watcher{told}
	l.mu.Lock()
	l.watchers = append(slices.Clone(l.watchers), w)
	l.mu.Unlock()
	return func() {
		l.mu.Lock()
		defer l.mu.Unlock()
		l.watchers = slices.DeleteFunc(slices.Clone(l.watchers), func(other *watcher) bool { return other == w })
	}
}

func (l *log) tell(x *Exchange) {
	l.mu.RLock()
	watchers := l.watchers
	l.mu.RUnlock()
	for _, w := range watchers {
		w.told(x)
	}
}
