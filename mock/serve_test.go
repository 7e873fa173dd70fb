package mock_test

import (
	"context"
	"errors"
	"fmt"
	"io"
	"net"
	"net/http"
	"os"
	"runtime"
	"strings"
	"testing"
	"time"

	"github.com/armsmith/armsmith/mock"
)

// listen has a server answer at an address of its own, and ends it with the test.
func listen(t *testing.T, doc *mock.Document) string {
	t.Helper()
	l, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	ctx, end := context.WithCancel(context.Background())
	ended := make(chan error, 1)
	go func() { ended <- mock.New(doc).Serve(ctx, l) }()
	t.Cleanup(func() {
		end()
		if err := <-ended; err != nil {
			t.Error(err)
		}
	})
	return l.Addr().String()
}

func dial(t *testing.T, addr, head string) net.Conn {
	t.Helper()
	conn, err := net.Dial("tcp", addr)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { conn.Close() })
	if _, err := io.WriteString(conn, head); err != nil {
		t.Fatal(err)
	}
	return conn
}

// Thousands of connections that say nothing, or half of it, are in nobody's way, and take little.
func TestManyConnections(t *testing.T) {
	n := 2000
	if testing.Short() {
		n = 200
	}
	addr := listen(t, open(t, petstore))
	var before, after runtime.MemStats
	runtime.GC()
	runtime.ReadMemStats(&before)
	for i := range n {
		dial(t, addr, []string{"", "GET /v1/pets HTTP/1.1\r\nHost: " + addr + "\r\n"}[i%2])
	}
	began := time.Now()
	resp, body := call(t, "GET http://"+addr+"/v1/pets", "")
	took := time.Since(began)
	runtime.ReadMemStats(&after)
	each := (int64(after.HeapInuse+after.StackInuse) - int64(before.HeapInuse+before.StackInuse)) / int64(n)
	t.Logf("%d connections, %d bytes each, both ends; the answer took %s", n, each, took)
	if resp.StatusCode != 200 || each > 100<<10 {
		t.Errorf("%d %s", resp.StatusCode, body)
	}
}

// A header that comes a byte at a time is cut off, and one that is too long is refused.
func TestHeaders(t *testing.T) {
	addr := listen(t, open(t, petstore))
	long := dial(t, addr, "GET /v1/pets HTTP/1.1\r\nHost: x\r\nX-Long: "+strings.Repeat("x", 128<<10))
	answer := make([]byte, 12)
	if _, err := io.ReadFull(long, answer); err != nil || string(answer) != "HTTP/1.1 431" {
		t.Errorf("%s, %v", answer, err)
	}
	if testing.Short() {
		t.Skip("waits as long as a server does for a header")
	}
	slow := dial(t, addr, "GET /v1/pets HTTP/1.1\r\nHost: x\r\nX-Slow: ")
	began := time.Now()
	for {
		if err := slow.SetReadDeadline(time.Now().Add(100 * time.Millisecond)); err != nil {
			t.Fatal(err)
		}
		_, err := slow.Read(answer)
		if err != nil && !errors.Is(err, os.ErrDeadlineExceeded) {
			break // it is closed
		}
		if _, err := io.WriteString(slow, "x"); err != nil {
			break
		}
		if time.Since(began) > 30*time.Second {
			t.Fatal("who sends a header slowly stays")
		}
	}
	if took := time.Since(began); took < 5*time.Second {
		t.Errorf("it is closed after %s", took)
	}
}

// Large bodies are read so many at a time: what they hold together is bounded.
func TestLargeBodies(t *testing.T) {
	addr := listen(t, open(t, petstore))
	const most = 16
	head := "POST /v1/pets HTTP/1.1\r\nHost: " + addr + "\r\nX-Key: any\r\nContent-Type: application/json\r\nTransfer-Encoding: chunked\r\n"
	var slow []net.Conn
	for range most {
		conn := dial(t, addr, head+"Expect: 100-continue\r\n\r\n")
		answer := make([]byte, len("HTTP/1.1 100 Continue\r\n\r\n"))
		if _, err := io.ReadFull(conn, answer); err != nil { // it comes when the body is read
			t.Fatal(err)
		}
		slow = append(slow, conn)
	}
	small := func() int {
		resp, _ := call(t, "POST http://"+addr+"/v1/pets", `{"name":"rex"}`)
		return resp.StatusCode
	}
	if got := small(); got != http.StatusCreated {
		t.Errorf("a small body: %d", got)
	}
	large := make(chan string, 1)
	last := dial(t, addr, head+"\r\ne\r\n{\"name\":\"rex\"}\r\n0\r\n\r\n")
	go func() {
		answer := make([]byte, 12)
		_, err := io.ReadFull(last, answer)
		large <- fmt.Sprint(string(answer), err)
	}()
	select {
	case got := <-large:
		t.Errorf("one more large body is answered with %s", got)
	case <-time.After(100 * time.Millisecond):
	}
	for _, conn := range slow {
		if _, err := io.WriteString(conn, "e\r\n{\"name\":\"rex\"}\r\n0\r\n\r\n"); err != nil {
			t.Fatal(err)
		}
	}
	if got := <-large; got != "HTTP/1.1 201<nil>" {
		t.Errorf("the one that waited: %s", got)
	}
}
