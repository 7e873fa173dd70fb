package runtime

import (
	"context"
	"time"
)

// FinalState says where the result of a long-running operation is found (x-ms-long-running-operation-options,
// final-state-via).
type FinalState string

const (
	FinalStateDefault           FinalState = ""                      // by the method and what the service offers
	FinalStateAsyncOperation    FinalState = "azure-async-operation" // in the status document
	FinalStateOperationLocation FinalState = "operation-location"    // in the status document
	FinalStateLocation          FinalState = "location"              // at the Location
	FinalStateOriginalURI       FinalState = "original-uri"          // at the URL of the operation itself
)

// LROSpec tells a [Poller] about one long-running operation. T is its result.
type LROSpec[T any] struct {
	// Op is the operation that begins it.
	Op *Operation
	// FinalStateVia is where the result is found.
	FinalStateVia FinalState
	// Decode reads the result. Nil: there is none.
	Decode func(*Response) (*T, error)
}

// PollPolicy is how a poller waits between two looks. A field that is 0 stands for its default.
type PollPolicy struct {
	// Interval is the wait when the service does not say: default 1 s at first, growing to 30 s. One that is set does not grow.
	Interval time.Duration
	// Min and Max bound what the service asks for: default 100 ms and 5 min.
	Min, Max time.Duration
}

// Poller follows a long-running operation to its end.
//
//	result, err := poller.Wait(ctx)
//
// An operation that fails gives a [ResponseError] with the service's reason; its Status is the operation's state. A Poller
// belongs to one goroutine.
type Poller[T any] struct {
	c    *Client
	spec LROSpec[T]
	opts []Option
	arm  armState // what is known of the operation
	res  *T
	err  error // final
}

// Begin sends req, which starts a long-running operation.
func Begin[T any](ctx context.Context, c *Client, req *Request, spec LROSpec[T], opts ...Option) (*Poller[T], error) {
	panic("not yet")
}

// Resume takes up an operation from the token of another Poller of the same operation, in this process or in one before it. It
// sends nothing.
func Resume[T any](c *Client, token string, spec LROSpec[T], opts ...Option) (*Poller[T], error) {
	panic("not yet")
}

// Wait polls until the operation is done and returns its result. When ctx ends before that, the operation goes on, and so
// can another Wait.
func (p *Poller[T]) Wait(ctx context.Context) (*T, error) { panic("not yet") }

// Poll looks once, unless the operation is done. The error is that of looking; how the operation went is for Result to
// say.
func (p *Poller[T]) Poll(ctx context.Context) error { panic("not yet") }

// Done tells whether the operation has ended, well or not, as far as the last look showed.
func (p *Poller[T]) Done() bool { panic("not yet") }

// Result is the result of an operation that is done, fetched if need be; [ErrNotDone] before.
func (p *Poller[T]) Result(ctx context.Context) (*T, error) { panic("not yet") }

// Status is the operation's state as the service last called it: "InProgress", "Succeeded" ...
func (p *Poller[T]) Status() string { panic("not yet") }

// ResumeToken is a text from which [Resume] makes a Poller for the same operation. Keep it like a secret: the links in it may
// hold signatures. An operation that is done has none.
func (p *Poller[T]) ResumeToken() (string, error) { panic("not yet") }
