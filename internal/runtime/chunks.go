package runtime

import (
	"context"
	"errors"
	"fmt"
	"net/http"
	"slices"
)

// Chunks says how a list that is too long for one request is sent in several. Generated code fills
// it in for operations that the owner of the client has named (armsmith.yaml, chunks).
type Chunks[Item, Result any] struct {
	// Size is how many items a request carries at most.
	Size int
	// Send makes one request and returns a result for each item it carried.
	Send func(ctx context.Context, items []Item) ([]Result, error)
	// Item and Result return what an item and its result have in common, such as an identifier.
	// Where they are nil, results stand in the order of the items.
	Item   func(*Item) string
	Result func(*Result) string
	// Status returns what became of an item; nil: each is taken.
	Status func(*Result) string
	// Done are the statuses of what was taken, and Again those of what is worth another try.
	Done, Again []string
}

// InChunks sends items in as many requests as that takes. Where the service says that a request is
// too large (413), smaller ones follow. What it says is worth another try is sent again, after a
// delay, until no round of retries as long as [WithRetry] allows has got any further.
//
// The results stand in the order of the items. With an error, they are those that have come: the
// error is that of a request, or says how many items were not taken.
func InChunks[Item, Result any](ctx context.Context, c *Client, items []Item, how Chunks[Item, Result], opts ...Option) ([]Result, error) {
	s := &chunkSender[Item, Result]{how: how, items: items, size: max(how.Size, 1), results: make([]*Result, len(items))}
	retry := c.settings.with(opts).policy(nil, c)
	left := make([]int, len(items))
	for i := range items {
		left[i] = i
	}
	for idle := 0; ; {
		again, err := s.round(ctx, left)
		if err != nil {
			return s.come(), err
		}
		if idle++; len(again) < len(left) {
			idle = 0
		}
		if len(again) == 0 || idle > retry.retries() {
			return s.come(), s.failed()
		}
		left = again
		if err := sleep(ctx, retry.delay(idle+1)); err != nil {
			return s.come(), err
		}
	}
}

// chunkSender is one call of InChunks.
type chunkSender[Item, Result any] struct {
	how     Chunks[Item, Result]
	items   []Item
	size    int
	results []*Result // by item; nil: none has come
	sent    int       // requests
}

// round sends the items at some indices once, and returns the indices of those to be sent again.
func (s *chunkSender[Item, Result]) round(ctx context.Context, left []int) (again []int, err error) {
	for len(left) > 0 {
		chunk := left[:min(s.size, len(left))]
		failed, err := s.send(ctx, chunk)
		if tooLarge(err) && len(chunk) > 1 {
			s.size = (len(chunk) + 1) / 2
			continue
		}
		if err != nil {
			return nil, err
		}
		again = append(again, failed...)
		left = left[len(chunk):]
	}
	return again, nil
}

// tooLarge reports whether a service has refused a request for its size.
func tooLarge(err error) bool {
	var answer *ResponseError
	return errors.As(err, &answer) && answer.StatusCode == http.StatusRequestEntityTooLarge
}

// send makes one request, and returns the indices of the items to be sent again.
func (s *chunkSender[Item, Result]) send(ctx context.Context, chunk []int) (again []int, err error) {
	items := make([]Item, len(chunk))
	for i, at := range chunk {
		items[i] = s.items[at]
	}
	s.sent++
	results, err := s.how.Send(context.WithValue(ctx, chunkNumber{}, s.sent), items)
	if err != nil {
		return nil, err
	}
	if len(results) != len(items) {
		return nil, fmt.Errorf("the service answers %d results to %d items", len(results), len(items))
	}
	index := s.index(chunk)
	for i := range results {
		r := &results[i]
		at, err := index(i, r)
		if err != nil {
			return nil, err
		}
		s.results[at] = r
		if s.how.Status != nil && slices.Contains(s.how.Again, s.how.Status(r)) {
			again = append(again, at)
		}
	}
	return again, nil
}

// index returns a function that finds the item that a result of a request is of. Items that have
// the same key get their results in the order in which they stand.
func (s *chunkSender[Item, Result]) index(chunk []int) func(i int, r *Result) (int, error) {
	if s.how.Item == nil || s.how.Result == nil {
		return func(i int, _ *Result) (int, error) { return chunk[i], nil }
	}
	byKey := make(map[string][]int, len(chunk))
	for _, at := range chunk {
		key := s.how.Item(&s.items[at])
		byKey[key] = append(byKey[key], at)
	}
	return func(_ int, r *Result) (int, error) {
		key := s.how.Result(r)
		of := byKey[key]
		if len(of) == 0 {
			return 0, fmt.Errorf("the service answers a result for %q, which the request does not carry", key)
		}
		byKey[key] = of[1:]
		return of[0], nil
	}
}

// come returns the results that have come, in the order of the items.
func (s *chunkSender[Item, Result]) come() []Result {
	out := make([]Result, 0, len(s.results))
	for _, r := range s.results {
		if r != nil {
			out = append(out, *r)
		}
	}
	return out
}

// failed returns an error that says how many items were not taken; nil when all were.
func (s *chunkSender[Item, Result]) failed() error {
	if s.how.Status == nil || len(s.how.Done) == 0 {
		return nil
	}
	count, first := 0, ""
	for at, r := range s.results {
		status := s.how.Status(r)
		if slices.Contains(s.how.Done, status) {
			continue
		}
		if count++; count > 1 {
			continue
		}
		first = fmt.Sprintf("number %d", at+1)
		if s.how.Item != nil {
			first = fmt.Sprintf("%q", s.how.Item(&s.items[at]))
		}
		first += fmt.Sprintf(" with status %q", status)
	}
	if count == 0 {
		return nil
	}
	return fmt.Errorf("%d of %d items were not taken, first %s; the results say why", count, len(s.items), first)
}
