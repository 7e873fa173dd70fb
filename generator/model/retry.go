package model

import "time"

// Retry is what a document says of how calls are tried again. What a caller says goes before it.
type Retry struct {
	Times           int           // after the first try, at most; negative: never; 0: the runtime's default
	Delay, MaxDelay time.Duration // before the first retry, and between any two tries; 0: the default
	Statuses        []int         // that are worth another try; nil: the default
}
