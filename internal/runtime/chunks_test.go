package runtime

import (
	"context"
	"errors"
	"fmt"
	"net/http"
	"slices"
	"strings"
	"testing"
	"time"
)

// chunkService takes items, and keeps how many each request carried.
type chunkService struct {
	sizes []int
	seen  map[string]int
	// what becomes of an item that comes for the nth time, counted from 1
	status func(item string, n int) string
	most   int // items it takes in one request; 0: any
}

func (s *chunkService) send(_ context.Context, items []string) ([]string, error) {
	s.sizes = append(s.sizes, len(items))
	if s.most > 0 && len(items) > s.most {
		return nil, &ResponseError{StatusCode: http.StatusRequestEntityTooLarge}
	}
	var out []string
	for _, item := range items {
		s.seen[item]++
		out = append(out, item+"="+s.status(item, s.seen[item]))
	}
	slices.Reverse(out) // results may come in any order
	return out, nil
}

func (s *chunkService) chunks(size int) Chunks[string, string] {
	part := func(i int) func(*string) string {
		return func(r *string) string { return strings.Split(*r, "=")[i] }
	}
	return Chunks[string, string]{
		Size: size, Send: s.send, Item: part(0), Result: part(0), Status: part(1),
		Done: []string{"ok"}, Again: []string{"busy"},
	}
}

func items(n int) []string {
	out := make([]string, n)
	for i := range out {
		out[i] = fmt.Sprint(i)
	}
	return out
}

func chunkClient(t *testing.T) *Client {
	c, err := NewClient(Config{Package: "p", Endpoint: "https://example.com"},
		WithRetry(RetryPolicy{MaxRetries: 2, Delay: time.Millisecond}))
	if err != nil {
		t.Fatal(err)
	}
	return c
}

func TestInChunks(t *testing.T) {
	ok := func(string, int) string { return "ok" }
	tests := []struct {
		name   string
		items  int
		most   int
		status func(item string, n int) string
		sizes  []int
		err    string
	}{
		{"none", 0, 0, ok, nil, ""},
		{"one request", 3, 0, ok, []int{3}, ""},
		{"several requests", 7, 0, ok, []int{3, 3, 1}, ""},
		{"smaller ones", 7, 1, ok, []int{3, 2, 1, 1, 1, 1, 1, 1, 1}, ""},
		{"busy once", 4, 0, func(item string, n int) string {
			if item == "2" && n == 1 {
				return "busy"
			}
			return "ok"
		}, []int{3, 1, 1}, ""},
		{"busy always", 2, 0, func(item string, _ int) string {
			if item == "1" {
				return "busy"
			}
			return "ok"
		}, []int{2, 1, 1, 1}, `1 of 2 items were not taken, first "1" with status "busy"; the results say why`},
		{"refused", 5, 0, func(item string, _ int) string {
			if item > "2" {
				return "bad"
			}
			return "ok"
		}, []int{3, 2}, `2 of 5 items were not taken, first "3" with status "bad"; the results say why`},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			s := &chunkService{seen: map[string]int{}, status: test.status, most: test.most}
			results, err := InChunks(t.Context(), chunkClient(t), items(test.items), s.chunks(3))
			if !slices.Equal(s.sizes, test.sizes) {
				t.Errorf("requests of %v, want %v", s.sizes, test.sizes)
			}
			if (err == nil) != (test.err == "") || err != nil && err.Error() != test.err {
				t.Errorf("error %v, want %q", err, test.err)
			}
			for i, r := range results {
				if !strings.HasPrefix(r, fmt.Sprint(i)+"=") {
					t.Errorf("result %d is %s", i, r)
				}
			}
			if len(results) != test.items {
				t.Errorf("%d results", len(results))
			}
		})
	}
}

// A request that fails ends it: what has come is returned with its error.
func TestInChunksFails(t *testing.T) {
	broken := errors.New("broken")
	how := Chunks[string, string]{Size: 2, Send: func(_ context.Context, items []string) ([]string, error) {
		if items[0] == "2" {
			return nil, broken
		}
		return items, nil
	}}
	results, err := InChunks(t.Context(), chunkClient(t), items(5), how)
	if !errors.Is(err, broken) || !slices.Equal(results, []string{"0", "1"}) {
		t.Errorf("%v, %v", results, err)
	}
	for _, answer := range [][]string{{"0"}, {"0", "7"}, {"0", "0"}} {
		how.Send = func(context.Context, []string) ([]string, error) { return answer, nil }
		how.Item = func(i *string) string { return *i }
		how.Result = how.Item
		if _, err := InChunks(t.Context(), chunkClient(t), items(2), how); err == nil || !strings.Contains(err.Error(), "the service answers") {
			t.Errorf("%v: %v", answer, err)
		}
	}
}

// Waiting for another try ends with the context.
func TestInChunksEnds(t *testing.T) {
	ctx, cancel := context.WithCancel(t.Context())
	s := &chunkService{seen: map[string]int{}, status: func(string, int) string { cancel(); return "busy" }}
	if _, err := InChunks(ctx, chunkClient(t), items(2), s.chunks(3), WithRetry(RetryPolicy{Delay: time.Hour})); !errors.Is(err, context.Canceled) {
		t.Error(err)
	}
}
