package runtime

import (
	"bufio"
	"context"
	"crypto/tls"
	"encoding/binary"
	"errors"
	"fmt"
	"io"
	"net"
	"net/http"
	"net/http/httptest"
	"strings"
	"sync"
	"sync/atomic"
	"testing"
	"time"

	"github.com/armsmith/armsmith/tests/faults"
)

// http2Only is a transport that speaks HTTP/2 without TLS.
func http2Only(t testing.TB) *http.Transport {
	own := ownTransport(&http.Transport{Protocols: new(http.Protocols)})
	own.Protocols.SetUnencryptedHTTP2(true)
	t.Cleanup(own.CloseIdleConnections)
	return own
}

// A server that closes each connection after an answer makes HTTP/2 turn requests away (GOAWAY).
// Those that it has not taken are sent again, also when their body is a stream that can be rewound.
func TestStreamsSurviveRotatingConnections(t *testing.T) {
	s := httptest.NewUnstartedServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if b, _ := io.ReadAll(r.Body); string(b) != "patch" {
			w.WriteHeader(400)
		}
		w.Header().Set("Connection", "close")
	}))
	s.Config.HTTP2 = &http.HTTP2Config{MaxConcurrentStreams: 2} // beyond it: REFUSED_STREAM
	s.EnableHTTP2 = true
	s.Config.ErrorLog = quiet
	s.StartTLS()
	t.Cleanup(s.Close)
	own := ownTransport(s.Client().Transport.(*http.Transport))
	t.Cleanup(own.CloseIdleConnections)
	c := clientFor(t, s.URL, WithTransport(own))
	var failed atomic.Int32
	var first sync.Once
	var wg sync.WaitGroup
	for range 8 {
		wg.Go(func() {
			for range 25 {
				if _, err := do(t, c, op("PATCH", "/x"), func(r *Request) { r.Stream("text/plain", strings.NewReader("patch")) }); err != nil {
					failed.Add(1)
					first.Do(func() { t.Error(err) })
				}
			}
		})
	}
	wg.Wait()
	if n := failed.Load(); n > 0 {
		t.Errorf("%d of 200 failed", n)
	}
}

// refuseStreams speaks just enough HTTP/2 to refuse every stream (RFC 9113, section 8.7).
func refuseStreams(c net.Conn) {
	r := bufio.NewReader(c)
	r.Discard(len("PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n"))
	frame := func(kind, flags byte, stream uint32, payload ...byte) {
		head := []byte{0, 0, byte(len(payload)), kind, flags, 0, 0, 0, 0}
		binary.BigEndian.PutUint32(head[5:], stream)
		c.Write(append(head, payload...))
	}
	const headers, reset, settings, ping = 1, 3, 4, 6
	frame(settings, 0, 0)
	for head := make([]byte, 9); ; {
		if _, err := io.ReadFull(r, head); err != nil {
			return
		}
		payload := make([]byte, int(head[0])<<16|int(head[1])<<8|int(head[2]))
		if _, err := io.ReadFull(r, payload); err != nil {
			return
		}
		switch kind, flags := head[3], head[4]; {
		case kind == settings && flags == 0:
			frame(settings, 1, 0)
		case kind == ping && flags == 0:
			frame(ping, 1, 0, payload...)
		case kind == headers:
			frame(reset, 0, binary.BigEndian.Uint32(head[5:]), 0, 0, 0, 7)
		}
	}
}

// Streams that are refused for ever end with what has happened, not only with the time it took.
func TestLastingRefusedStreams(t *testing.T) {
	addr, _ := listen(t, refuseStreams)
	for _, method := range []string{"GET", "PUT", "PATCH"} {
		c := clientFor(t, "http://"+addr, WithTransport(http2Only(t)), WithPerTryTimeout(100*time.Millisecond))
		_, err := do(t, c, op(method, "/x"), func(r *Request) {
			if method != "GET" {
				r.Stream("text/plain", strings.NewReader("hello"))
			}
		})
		if !errors.Is(err, context.DeadlineExceeded) || !strings.Contains(err.Error(), "REFUSED_STREAM") {
			t.Errorf("%s: %v", method, err)
		}
	}
}

// Connections of the client's own transport are given up within 15 seconds of silence.
func TestDeadConnectionsAreNoticedSoon(t *testing.T) {
	own := ownTransport(&http.Transport{})
	if h := own.HTTP2; h.SendPingTimeout <= 0 || h.PingTimeout <= 0 || h.SendPingTimeout+h.PingTimeout > 15*time.Second {
		t.Errorf("%+v", h)
	}
}

// deadConnection is the row of the fault matrix for an HTTP/2 connection that dies without a word
// while it waits for an answer, once and lasting.
func deadConnection(t *testing.T) []string {
	row := make([]string, 1+len(faultCalls))
	row[0] = "an HTTP/2 connection into a black hole"
	var wg sync.WaitGroup
	for i := range faultCalls {
		k := &faultCalls[i]
		wg.Go(func() {
			once, n1 := k.intoBlackHole(t, 1)
			lasting, n2 := k.intoBlackHole(t, -1)
			want, wantLasting, want1, want2 := "ok", "broken off", 2, 4
			if !k.safe {
				want, want1, want2 = "broken off", 1, 1
			}
			if once != want || n1 != want1 || lasting != wantLasting || n2 != want2 {
				t.Errorf("black hole, %s: saw %s (%d) / %s (%d)", k.name, once, n1, lasting, n2)
			}
			row[1+i] = fmt.Sprintf("%s (%d) / %s (%d)", once, n1, lasting, n2)
		})
	}
	wg.Wait()
	return row
}

// intoBlackHole runs the call over a connection that dies at the request where its faults happen,
// and returns what was seen and how many tries that request took.
func (k *faultCall) intoBlackHole(t *testing.T, failures int) (string, int) {
	hole := must(faults.NewBlackHole(relative, k.from, failures))
	defer hole.Stop()
	transport := ownTransport(&http.Transport{TLSClientConfig: &tls.Config{RootCAs: hole.RootCAs()}, ForceAttemptHTTP2: true})
	transport.HTTP2.SendPingTimeout, transport.HTTP2.PingTimeout = 50*time.Millisecond, 250*time.Millisecond
	defer transport.CloseIdleConnections()
	ctx, cancel := context.WithTimeout(t.Context(), 15*time.Second)
	defer cancel()
	_, err := k.run(ctx, clientFor(t, hole.URL(), WithTransport(transport)))
	return describe(err), hole.Conns()
}
