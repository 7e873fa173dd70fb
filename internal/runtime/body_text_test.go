package runtime

import (
	"errors"
	"fmt"
	"io"
	"net"
	"net/http"
	"strings"
	"sync"
	"testing"

	"github.com/armsmith/armsmith/internal/runtime/json"
)

// roundTripper is a transport of a function.
type roundTripper func(*http.Request) (*http.Response, error)

func (f roundTripper) RoundTrip(r *http.Request) (*http.Response, error) { return f(r) }

func noContent(r *http.Request) *http.Response {
	return &http.Response{StatusCode: 204, Header: http.Header{}, Body: http.NoBody, Request: r}
}

// put sends numbers, and returns the JSON of them.
func put(t testing.TB, c *Client, first, count int) (string, error) {
	n := &numbers{next: fmt.Sprint(first)}
	for i := range count {
		n.value = append(n.value, int64(first+i))
	}
	want, err := json.Marshal(n)
	if err != nil {
		t.Fatal(err)
	}
	r := c.NewRequest(op("PUT", "/x"))
	r.JSON(n)
	_, err = c.Do(t.Context(), r)
	return string(want), err
}

// TestBodyIsReadLate: a transport may read a body when the answer has come, until it closes it. What
// it reads is the body of its own request, whatever calls are made meanwhile.
func TestBodyIsReadLate(t *testing.T) {
	var late sync.WaitGroup
	var mu sync.Mutex
	got := map[string]int{}
	start := make(chan struct{})
	c := clientFor(t, "https://host", WithTransport(roundTripper(func(r *http.Request) (*http.Response, error) {
		half := make([]byte, r.ContentLength/2)
		if _, err := io.ReadFull(r.Body, half); err != nil {
			return nil, err
		}
		late.Go(func() {
			defer r.Body.Close()
			<-start
			rest, err := io.ReadAll(r.Body)
			mu.Lock()
			defer mu.Unlock()
			if got[string(half)+string(rest)]++; err != nil {
				t.Error(err)
			}
		})
		return noContent(r), nil
	})))
	var want []string
	for i := range 100 {
		text, err := put(t, c, i*1000, 1+i)
		if err != nil {
			t.Fatal(err)
		}
		if want = append(want, text); i == 50 {
			close(start) // from now on, readers and calls are at it together
		}
	}
	late.Wait()
	for _, text := range want {
		if got[text] != 1 {
			t.Errorf("%.40s arrived %d times", text, got[text])
		}
	}
}

// TestBodyIsSentAgain: each try has the body from its beginning, also when the one before has let
// go of it half way, and one that is closed twice is closed once.
func TestBodyIsSentAgain(t *testing.T) {
	var bodies []string
	var kept io.ReadCloser
	var again func() (io.ReadCloser, error)
	c := clientFor(t, "https://host", WithTransport(roundTripper(func(r *http.Request) (*http.Response, error) {
		kept, again = r.Body, r.GetBody
		if len(bodies) < 2 {
			half := make([]byte, r.ContentLength/2)
			io.ReadFull(r.Body, half)
			bodies = append(bodies, string(half))
			r.Body.Close()
			r.Body.Close()
			return nil, &net.OpError{Op: "read", Err: errors.New("broken")}
		}
		more, err := again()
		if err != nil {
			return nil, err
		}
		for _, b := range []io.ReadCloser{r.Body, more} {
			text, _ := io.ReadAll(b)
			bodies = append(bodies, string(text))
			b.Close()
		}
		return noContent(r), nil
	})))
	want, err := put(t, c, 1, 50)
	if err != nil || len(bodies) != 4 || !strings.HasPrefix(want, bodies[0]) || bodies[1] != bodies[0] || bodies[2] != want || bodies[3] != want {
		t.Errorf("%v, %q", err, bodies)
	}
	if n, err := kept.Read(make([]byte, 10)); n != 0 || err == nil {
		t.Errorf("a closed body yields %d bytes, %v", n, err)
	}
	if _, err := again(); err == nil {
		t.Error("the body can be had after the call")
	}
}

// TestBodiesOverConnections: servers that read bodies, and that answer without.
func TestBodiesOverConnections(t *testing.T) {
	s := serve(t)
	lazy := listServer(t) // answers at once
	c, other := s.client(t), clientFor(t, lazy.URL)
	var all sync.WaitGroup
	for i := range 8 {
		all.Go(func() {
			for k := range 20 {
				if _, err := put(t, other, 0, 20_000); err != nil && !strings.Contains(err.Error(), "broken") && !strings.Contains(err.Error(), "reset") {
					t.Error(err)
				}
				if _, err := put(t, c, (i*20+k)*1000, 500); err != nil {
					t.Error(err)
				}
			}
		})
	}
	all.Wait()
	got := map[string]bool{}
	for _, one := range s.seen() {
		var n numbers
		if err := json.Unmarshal([]byte(one.Body), &n); err != nil || len(n.value) != 500 || n.next != fmt.Sprint(n.value[0]) || n.value[499] != n.value[0]+499 {
			t.Errorf("%.60s: %v", one.Body, err)
		}
		got[n.next] = true
	}
	if len(got) != 160 {
		t.Errorf("%d different bodies arrived", len(got))
	}
}

// TestBodyTakesNoMemory: a large body is written into memory that the next one uses again.
func TestBodyTakesNoMemory(t *testing.T) {
	if raceEnabled {
		t.Skip("the race detector empties pools")
	}
	c := clientFor(t, "https://host", WithTransport(roundTripper(func(r *http.Request) (*http.Response, error) {
		io.Copy(io.Discard, r.Body)
		r.Body.Close()
		return noContent(r), nil
	})))
	n := &numbers{value: make([]int64, 50_000)}
	call := func() error {
		r := c.NewRequest(op("PUT", "/x"))
		r.JSON(n)
		_, err := c.Do(t.Context(), r)
		return err
	}
	if err := call(); err != nil {
		t.Fatal(err)
	}
	took, err := allocated(func() error {
		for range 50 {
			if err := call(); err != nil {
				return err
			}
		}
		return nil
	})
	if size := uint64(2 * len(n.value)); err != nil || took > 50*size/4 {
		t.Errorf("%d bytes were allocated for 50 bodies of %d (%v)", took, size, err)
	}
}

// TestPagesSendOneBody: the body of a list's requests is what it was when the list began.
func TestPagesSendOneBody(t *testing.T) {
	s := serve(t, reply(200, pageBody("2", 1)), reply(200, pageBody("", 2)))
	c := s.client(t)
	spec, sent := numberPages(c, op("POST", "/x")), &numbers{next: "as it was"}
	spec.First = func() *Request {
		r := c.NewRequest(spec.Op)
		r.JSON(sent)
		return r
	}
	spec.Token = func(r *Request, next string) { r.Query("page", Text(next), Form) }
	for _, err := range NewPager(t.Context(), c, spec).All() {
		if sent.next = "changed"; err != nil {
			t.Fatal(err)
		}
	}
	if all := s.seen(); len(all) != 2 || all[0].Body != all[1].Body || !strings.Contains(all[1].Body, "as it was") {
		t.Errorf("sent %+v", all)
	}
}
