package azure

import (
	"maps"
	"net/http"
	"slices"
	"strconv"
	"strings"
	"sync"
	"time"
)

const remainingPrefix = "X-Ms-Ratelimit-Remaining-"

// Remaining returns how many requests an answer says are left before the Resource Manager, or a
// resource provider, refuses them with 429. The names are those of the headers after
// "x-ms-ratelimit-remaining-": "subscription-reads", "tenant-writes" and so on; what a provider
// counts stands under its own name, such as "Microsoft.Compute/HighCostGet". The headers are those
// of WithRawResponse, or of a ResponseError.
func Remaining(header http.Header) map[string]int {
	left := map[string]int{}
	for _, name := range slices.Sorted(maps.Keys(header)) {
		kind, ok := strings.CutPrefix(http.CanonicalHeaderKey(name), remainingPrefix)
		if !ok {
			continue
		}
		for part := range strings.SplitSeq(strings.Join(header[name], ","), ",") {
			called, text, of := strings.Cut(strings.TrimSpace(part), ";")
			if !of {
				called, text = strings.ToLower(kind), called
			}
			if n, err := strconv.Atoi(strings.TrimSpace(text)); err == nil && n >= 0 {
				left[called] = n
			}
		}
	}
	return left
}

const (
	// reserve is how many requests are kept for others: below it, requests come no faster than
	// the Resource Manager fills up again.
	reserve = 20
	// readsPerSecond and changesPerSecond are how fast that is, of reads, and of writes and deletes
	// alike, by what the Resource Manager's documentation says of its token buckets.
	readsPerSecond, changesPerSecond = 25, 10
	// longestPause bounds what is waited before one request.
	longestPause = 5 * time.Second
)

// Pace returns a policy of tries that slows requests down before the Resource Manager refuses
// them: when an answer says that few are left, for a subscription (or the tenant) and the kind of
// request, the next ones of that kind wait for more. What many clients share, share the policy.
func Pace() Policy { return (&pacer{budgets: map[budgetKey]*budget{}, now: time.Now}).policy }

// budgetKey says what is counted together: requests of one kind that concern one subscription.
type budgetKey struct{ host, subscription, kind string }

// budget is what is left of one kind of request, as last told, less what was sent since.
type budget struct {
	left float64
	at   time.Time
}

type pacer struct {
	now func() time.Time

	mu      sync.Mutex
	budgets map[budgetKey]*budget
}

func (p *pacer) policy(next http.RoundTripper) http.RoundTripper {
	return sender(func(req *http.Request) (*http.Response, error) {
		key := keyOf(req)
		if pause := p.take(key); pause > 0 {
			timer := time.NewTimer(pause)
			defer timer.Stop()
			select {
			case <-timer.C:
			case <-req.Context().Done():
				return nil, req.Context().Err()
			}
		}
		resp, err := next.RoundTrip(req)
		if err == nil {
			p.learn(key, Remaining(resp.Header))
		}
		return resp, err
	})
}

func keyOf(req *http.Request) budgetKey {
	kind := "writes"
	switch req.Method {
	case http.MethodGet, http.MethodHead:
		kind = "reads"
	case http.MethodDelete:
		kind = "deletes"
	}
	segments := strings.Split(strings.Trim(req.URL.Path, "/"), "/")
	return budgetKey{req.URL.Host, strings.ToLower(after(segments, "subscriptions")), kind}
}

// take counts a request, and returns how long it must wait.
func (p *pacer) take(key budgetKey) time.Duration {
	p.mu.Lock()
	defer p.mu.Unlock()
	b := p.budgets[key]
	if b == nil {
		return 0
	}
	rate := float64(changesPerSecond)
	if key.kind == "reads" {
		rate = readsPerSecond
	}
	now := p.now()
	b.left = min(b.left+rate*now.Sub(b.at).Seconds(), reserve+rate) - 1
	b.at = now
	if b.left >= reserve {
		return 0
	}
	return min(time.Duration((reserve-b.left)/rate*float64(time.Second)), longestPause)
}

// learn remembers the least that an answer says is left for its kind of request. As long as that is
// plenty there is nothing to remember.
func (p *pacer) learn(key budgetKey, remaining map[string]int) {
	least := -1
	for name, n := range remaining {
		if strings.HasSuffix(name, "-"+key.kind) && (least < 0 || n < least) {
			least = n
		}
	}
	if least < 0 {
		return
	}
	p.mu.Lock()
	defer p.mu.Unlock()
	if least > reserve {
		delete(p.budgets, key)
		return
	}
	p.budgets[key] = &budget{float64(least), p.now()}
}
