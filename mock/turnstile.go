package mock

import (
	"context"
	"time"
)

// patience is how long somebody waits for a turn.
const patience = 10 * time.Second

// turnstile lets in so many at a time.
type turnstile chan struct{}

// enter waits until there is room, but not for long.
func (t turnstile) enter(ctx context.Context) bool {
	ctx, cancel := context.WithTimeout(ctx, patience)
	defer cancel()
	select {
	case t <- struct{}{}:
		return true
	case <-ctx.Done():
		return false
	}
}

func (t turnstile) leave() { <-t }
