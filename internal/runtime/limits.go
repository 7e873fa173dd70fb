package runtime

import "time"

// Limits bounds what a service may make a client do. A field that is 0 stands for its default; a
// negative one sets no bound.
type Limits struct {
	// Body is the largest body in bytes, decompressed, that is read into memory. Default: 64 MiB.
	// Streams are not bounded by it, except for a single line, event or part of one.
	Body int64
	// Memory is how many bytes of memory reading a body may allocate for each byte of the body, and
	// of 256 KiB more. Default: 64. What services send takes 2 or 3: this stops bodies that are
	// made to take a thousand, such as a list of {} where each stands for a large struct. Each
	// line, event and part of a stream is a body of its own.
	Memory int64
	// Pages is how many pages a pager follows. Default: 1,000,000.
	Pages int
	// PollTime is how long a poller waits in all. Default: 24 hours.
	PollTime time.Duration
	// Redirects is how many redirects one try follows. Default: 10.
	Redirects int
}

const (
	defaultBodyLimit = 64 << 20
	defaultMemory    = 64
	defaultPages     = 1_000_000
	defaultPollTime  = 24 * time.Hour
	defaultRedirects = 10

	// errorBodyLimit is how much of an error's body is kept: enough for any that says something.
	errorBodyLimit = 1 << 20
	// headerLimit is how many bytes of response headers the client's own transport reads.
	headerLimit = 1 << 20
)

const unbounded = 1<<63 - 1

func (l *Limits) body() int64      { return int64(bound(l.Body, defaultBodyLimit)) }
func (l *Limits) memory() int64    { return bound(l.Memory, defaultMemory) }
func (l *Limits) pages() int64     { return bound(int64(l.Pages), defaultPages) }
func (l *Limits) redirects() int64 { return bound(int64(l.Redirects), defaultRedirects) }
func (l *Limits) pollTime() time.Duration {
	return time.Duration(bound(int64(l.PollTime), int64(defaultPollTime)))
}

func bound(v, def int64) int64 {
	switch {
	case v == 0:
		return def
	case v < 0:
		return unbounded
	}
	return v
}
