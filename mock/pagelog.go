package mock

import (
	"bytes"
	"sync"
)

const (
	// exchanges that the page remembers
	mostExchanges = 500
	// bytes that it remembers of a body
	mostShown = 16 << 10
)

// pageLog remembers the last exchanges. It costs those who answer requests little: what is shown of
// an exchange is made when somebody looks.
type pageLog struct {
	mu      sync.Mutex
	last    int // number of the last exchange; they are counted from 1
	ring    [mostExchanges]*remembered
	changed chan struct{} // closed when something comes in; nil while nobody waits
}

// remembered is an exchange with its number, and with no more of its bodies than is shown.
type remembered struct {
	Exchange
	number           int
	size, answerSize int // of the whole bodies
}

func (l *pageLog) add(x *Exchange) {
	r := &remembered{Exchange: *x, size: len(x.Body), answerSize: len(x.AnswerBody)}
	r.Body, r.AnswerBody = beginning(x.Body), beginning(x.AnswerBody)
	l.mu.Lock()
	defer l.mu.Unlock()
	l.last++
	r.number = l.last
	l.ring[r.number%mostExchanges] = r
	if l.changed != nil {
		close(l.changed)
		l.changed = nil
	}
}

// beginning returns what is shown of a body, without the rest of a long one staying in memory.
func beginning(body []byte) []byte {
	if len(body) <= mostShown {
		return body
	}
	return bytes.Clone(body[:mostShown])
}

// after returns the exchanges after one, as far as they are remembered, and what is closed when
// there are more.
func (l *pageLog) after(number int) (list []*remembered, more <-chan struct{}) {
	l.mu.Lock()
	defer l.mu.Unlock()
	for n := max(number, l.last-mostExchanges) + 1; n <= l.last; n++ {
		list = append(list, l.ring[n%mostExchanges])
	}
	if l.changed == nil {
		l.changed = make(chan struct{})
	}
	return list, l.changed
}

// get returns an exchange by its number; nil for one that is no longer remembered.
func (l *pageLog) get(number int) *remembered {
	l.mu.Lock()
	defer l.mu.Unlock()
	if r := l.ring[max(number, 0)%mostExchanges]; r != nil && r.number == number {
		return r
	}
	return nil
}
