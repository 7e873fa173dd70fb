package mock

import "slices"

// Answerer answers calls.
type Answerer func(*Call) *Answer

// Behavior is something that a service does besides giving the answers of its document: it keeps
// what it is sent, divides lists into pages, is slow. It returns an answerer that answers by
// itself, or changes what next answers, or leaves it as it is. It is called once for each document
// of a handler; what it remembers is that document's.
//
// An answer that comes from next may be given to others as well: who changes one changes a
// [Answer.Copy].
type Behavior func(next Answerer) Answerer

// through returns an answerer whose calls pass through behaviours, the first of them first, before
// they come to the last.
func through(behaviors []Behavior, last Answerer) Answerer {
	for _, b := range slices.Backward(behaviors) {
		last = b(last)
	}
	return last
}
