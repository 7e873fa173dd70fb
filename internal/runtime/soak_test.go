package runtime

import (
	"context"
	"errors"
	"fmt"
	"io"
	"math/rand/v2"
	"net/http"
	"net/http/httptest"
	"os"
	goruntime "runtime"
	"strconv"
	"strings"
	"sync"
	"sync/atomic"
	"testing"
	"time"
)

// The soak: 64 goroutines make calls of every kind to a server that fails at random, for as long as
// ARMSMITH_SOAK says (a duration; two seconds unless it is set). Every answer is right, no PATCH is
// applied twice, and memory stays flat.
func TestSoak(t *testing.T) {
	length := 2 * time.Second
	if s := os.Getenv("ARMSMITH_SOAK"); s != "" {
		length = must(time.ParseDuration(s))
	} else if testing.Short() {
		t.Skip("-short")
	}
	s := newSoakServer()
	defer s.Close()
	transport := &http.Transport{MaxIdleConnsPerHost: 64}
	defer transport.CloseIdleConnections()
	tokens := NewTokenCredential(func(context.Context, []string, string) (string, time.Time, error) {
		if rand.IntN(4) == 0 {
			return "", time.Time{}, errors.New("the issuer has a bad day")
		}
		return "token", time.Now().Add(time.Duration(rand.IntN(1000)) * time.Millisecond), nil
	})
	c := clientFor(t, s.URL, WithTransport(transport), withCredential(tokens), WithPerTryTimeout(500*time.Millisecond))
	ctx, cancel := context.WithTimeout(t.Context(), length)
	defer cancel()
	var done, failed atomic.Int64
	var wg sync.WaitGroup
	begun := time.Now()
	for g := range 64 {
		wg.Go(func() {
			for i := 0; ctx.Err() == nil; i++ {
				id := strconv.Itoa(g) + "-" + strconv.Itoa(i)
				err := soakCalls[(g+i)%len(soakCalls)](ctx, c, id)
				switch {
				case errors.Is(err, errWrongAnswer):
					t.Errorf("%s: %v", id, err)
					cancel()
				case err != nil:
					failed.Add(1)
				default:
					done.Add(1)
				}
			}
		})
	}
	heaps := watchHeap(ctx, length)
	wg.Wait()
	s.patches.Range(func(id, n any) bool {
		if n.(*atomic.Int64).Load() > 1 {
			t.Errorf("PATCH %s was applied %d times", id, n.(*atomic.Int64).Load())
		}
		return true
	})
	t.Logf("%v: %d calls right, %d failed as they should; %d requests; heap in MiB, after each tenth: %v",
		time.Since(begun).Round(time.Second), done.Load(), failed.Load(), s.requests.Load(), heaps)
	if done.Load() == 0 || failed.Load() > done.Load() {
		t.Errorf("%d calls succeeded, %d failed", done.Load(), failed.Load())
	}
	if first, last := heaps[len(heaps)/3], heaps[len(heaps)-1]; length >= 20*time.Second && last > first*1.5+8 {
		t.Errorf("the heap grew from %.1f to %.1f MiB", first, last)
	}
}

// watchHeap measures the live heap ten times while the soak goes on.
func watchHeap(ctx context.Context, length time.Duration) (out []float64) {
	for range 10 {
		if sleep(ctx, length/10-length/100) != nil {
			break
		}
		goruntime.GC()
		var m goruntime.MemStats
		goruntime.ReadMemStats(&m)
		out = append(out, float64(int(float64(m.HeapAlloc)/(1<<20)*10))/10)
	}
	return out
}

var errWrongAnswer = errors.New("a wrong answer")

// soakCalls are the calls that the soak makes; each says whether what came back is what was sent.
var soakCalls = []func(ctx context.Context, c *Client, id string) error{
	soakEcho("GET"), soakEcho("PUT"), soakEcho("PATCH"), soakPages, soakPoll,
}

func soakEcho(method string) func(context.Context, *Client, string) error {
	o := op(method, "/echo/{id}")
	return func(ctx context.Context, c *Client, id string) error {
		r := c.NewRequest(o)
		r.Path("id", Text(id), Simple)
		want := method + " " + id
		if method != "GET" {
			r.Stream("text/plain", strings.NewReader(id))
			want += " " + id
		}
		resp, err := c.Do(ctx, r)
		if err == nil && resp.Text() != want+strings.Repeat(".", len(id)*100) {
			err = fmt.Errorf("%w: %.40q, want %.40q", errWrongAnswer, resp.Text(), want)
		}
		return err
	}
}

func soakPages(ctx context.Context, c *Client, id string) error {
	o := op("GET", "/pages")
	spec := numberPages(c, o)
	p := NewPager(ctx, c, spec)
	var got []int64
	for tries := 0; ; tries++ {
		part, err := collect(p)
		got = append(got, part...)
		if err != nil && tries < 3 && ctx.Err() == nil {
			continue // what failed is asked for again
		}
		if err == nil && fmt.Sprint(got) != "[0 1 2 3 4 5]" {
			err = fmt.Errorf("%w: pages %v", errWrongAnswer, got)
		}
		return err
	}
}

func soakPoll(ctx context.Context, c *Client, id string) error {
	o := op("PUT", "/lro/{id}")
	r := c.NewRequest(o)
	r.Path("id", Text(id), Simple)
	p, err := Begin(ctx, c, r, textSpec(o, ""))
	if err != nil {
		return err
	}
	res, err := p.Wait(ctx)
	if err == nil && *res != "result "+id {
		err = fmt.Errorf("%w: %q", errWrongAnswer, *res)
	}
	return err
}

type soakServer struct {
	*httptest.Server
	requests atomic.Int64
	patches  sync.Map // id -> *atomic.Int64: how often it was applied
}

func newSoakServer() *soakServer {
	s := &soakServer{}
	s.Server = httptest.NewUnstartedServer(http.HandlerFunc(s.handle))
	s.Config.ErrorLog = nil
	s.Start()
	return s
}

func (s *soakServer) handle(w http.ResponseWriter, r *http.Request) {
	s.requests.Add(1)
	body, err := io.ReadAll(r.Body)
	if err != nil {
		return
	}
	if s.refuse(w, r) {
		return
	}
	answer := s.answer(w, r, string(body))
	switch rand.IntN(24) {
	case 0: // acted on, but the answer is lost
		panic(http.ErrAbortHandler)
	case 1:
		w.Header().Set("Content-Length", strconv.Itoa(len(answer)))
		io.WriteString(w, answer[:len(answer)/2])
		panic(http.ErrAbortHandler)
	case 2:
		w.Header().Set("Content-Encoding", "gzip")
		io.WriteString(w, zipped(answer))
	default:
		io.WriteString(w, answer)
	}
}

// refuse fails before anything is done, now and then.
func (s *soakServer) refuse(w http.ResponseWriter, r *http.Request) bool {
	switch rand.IntN(24) {
	case 0:
		w.Header().Set("Retry-After-Ms", "1")
		w.WriteHeader(503)
	case 1:
		w.WriteHeader(429)
	case 2:
		w.Header().Set("Content-Type", "text/html")
		w.WriteHeader(502)
		io.WriteString(w, "<html><title>Bad Gateway</title></html>")
	case 3:
		panic(http.ErrAbortHandler)
	case 4:
		w.Header().Set("Location", r.URL.RequestURI())
		w.WriteHeader(307)
	case 5:
		if rand.IntN(20) > 0 {
			return false
		}
		select { // stalled for longer than a try may take
		case <-r.Context().Done():
		case <-time.After(time.Second):
		}
		panic(http.ErrAbortHandler)
	default:
		return false
	}
	return true
}

// answer does what was asked for and says so.
func (s *soakServer) answer(w http.ResponseWriter, r *http.Request, body string) string {
	kind, id, _ := strings.Cut(strings.TrimPrefix(r.URL.Path, "/"), "/")
	switch kind {
	case "pages":
		n, _ := strconv.Atoi(r.URL.Query().Get("p"))
		next := ""
		if n < 2 {
			next = "/pages?p=" + strconv.Itoa(n+1)
		}
		return pageBody(next, 2*n, 2*n+1)
	case "lro":
		if r.Method == "GET" {
			return "result " + id
		}
		w.Header().Set("Azure-AsyncOperation", "/status/"+id)
		return `{}`
	case "status":
		return []string{`{"status":"Running"}`, `{"status":"Succeeded"}`}[rand.IntN(2)]
	}
	text := r.Method + " " + id
	if r.Method != "GET" {
		text += " " + body
	}
	if r.Method == "PATCH" {
		n, _ := s.patches.LoadOrStore(id, new(atomic.Int64))
		n.(*atomic.Int64).Add(1)
	}
	return text + strings.Repeat(".", len(id)*100)
}
