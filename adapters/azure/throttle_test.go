package azure

import (
	"context"
	"errors"
	"maps"
	"net/http"
	"net/http/httptest"
	"testing"
	"time"
)

func TestRemaining(t *testing.T) {
	header := http.Header{}
	for name, value := range map[string]string{
		"x-ms-ratelimit-remaining-subscription-reads": "11998", "x-ms-ratelimit-remaining-tenant-writes": " 7 ",
		"x-ms-ratelimit-remaining-subscription-deletes": "many", "x-ms-ratelimit-remaining-tenant-reads": "-1", "x-ms-request-id": "3",
		"x-ms-ratelimit-remaining-resource": "Microsoft.Compute/HighCostGet3Min;134, Microsoft.Compute/HighCostGet30Min;657",
	} {
		header.Set(name, value)
	}
	want := map[string]int{"subscription-reads": 11998, "tenant-writes": 7, "Microsoft.Compute/HighCostGet3Min": 134, "Microsoft.Compute/HighCostGet30Min": 657}
	if got := Remaining(header); !maps.Equal(got, want) {
		t.Errorf("got %v, want %v", got, want)
	}
	if got := Remaining(nil); len(got) > 0 {
		t.Errorf("got %v of no headers", got)
	}
}

// What is left decides how long requests of one kind wait, each longer than the one before, and
// others do not.
func TestTake(t *testing.T) {
	now := time.Now()
	p := &pacer{budgets: map[budgetKey]*budget{}, now: func() time.Time { return now }}
	writes := budgetKey{"h", "s", "writes"}
	if p.take(writes) != 0 {
		t.Error("nothing is known, and it waits")
	}
	p.learn(writes, map[string]int{"subscription-writes": 15, "tenant-writes": 500, "subscription-reads": 3})
	for _, want := range []time.Duration{600 * time.Millisecond, 700 * time.Millisecond} {
		if got := p.take(writes).Round(time.Millisecond); got != want {
			t.Errorf("got %v, want %v", got, want)
		}
	}
	for _, other := range []budgetKey{{"h", "s", "reads"}, {"h", "other", "writes"}, {"h2", "s", "writes"}} {
		if p.take(other) != 0 {
			t.Errorf("%v waits", other)
		}
	}
	now = now.Add(time.Second) // ten more
	if got := p.take(writes); got != 0 {
		t.Errorf("it has filled up, and waits %v", got)
	}
	p.learn(writes, map[string]int{"subscription-writes": 0})
	for range 100 {
		p.take(writes)
	}
	if got := p.take(writes); got != longestPause {
		t.Errorf("got %v, want what is longest", got)
	}
	p.learn(writes, map[string]int{"subscription-writes": 199})
	if got := p.take(writes); got != 0 || len(p.budgets) != 0 {
		t.Errorf("there is plenty: got %v, %v", got, p.budgets)
	}
}

func TestPace(t *testing.T) {
	server := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		w.Header().Set("x-ms-ratelimit-remaining-subscription-reads", "15")
	}))
	defer server.Close()
	policy := Pace()
	get := func(ctx context.Context, subscription string) (time.Duration, error) {
		req, err := http.NewRequestWithContext(ctx, http.MethodGet, server.URL+"/subscriptions/"+subscription+"/things", nil)
		if err != nil {
			t.Fatal(err)
		}
		began := time.Now()
		resp, err := policy(http.DefaultTransport).RoundTrip(req) // each try has a chain of its own
		if err == nil {
			resp.Body.Close()
		}
		return time.Since(began), err
	}
	if _, err := get(t.Context(), "s"); err != nil {
		t.Fatal(err)
	}
	if took, err := get(t.Context(), "S"); err != nil || took < 200*time.Millisecond {
		t.Errorf("it took %v, %v; want a pause of 240 ms", took, err)
	}
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	if _, err := get(ctx, "s"); !errors.Is(err, context.Canceled) {
		t.Errorf("got %v", err)
	}
}
