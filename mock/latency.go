package mock

import (
	"math/rand/v2"
	"sync"
	"time"
)

// Latency is the behaviour of a service that takes its time: somewhere between two durations, which
// a seed decides call by call.
func Latency(shortest, longest time.Duration, seed uint64) Behavior {
	return func(next Answerer) Answerer {
		lots := newLots(seed)
		return func(call *Call) *Answer {
			wait := shortest + time.Duration(lots.float()*float64(longest-shortest))
			pause(call, wait)
			return next(call)
		}
	}
}

// pause waits, unless the client goes away.
func pause(call *Call, wait time.Duration) {
	timer := time.NewTimer(wait)
	defer timer.Stop()
	select {
	case <-timer.C:
	case <-call.Request.Context().Done():
	}
}

// lots makes random decisions, one after another, for several goroutines.
type lots struct {
	mu   sync.Mutex
	rand *rand.Rand
}

func newLots(seed uint64) *lots { return &lots{rand: rand.New(rand.NewPCG(seed, 0))} }

func (l *lots) float() float64 {
	l.mu.Lock()
	defer l.mu.Unlock()
	return l.rand.Float64()
}

// fault returns which of n faults a call meets; false for none.
func (l *lots) fault(rate float64, n int) (int, bool) {
	l.mu.Lock()
	defer l.mu.Unlock()
	met, which := l.rand.Float64() < rate, l.rand.IntN(n)
	return which, met
}
