package azcore

import (
	"bytes"
	"context"
	"crypto/x509"
	"encoding/json"
	"errors"
	"flag"
	"fmt"
	"io"
	"net"
	"os"
	"slices"
	"strings"
	"sync"
	"syscall"
	"testing"
	"time"

	"github.com/armsmith/armsmith/internal/runtime"
	"github.com/armsmith/armsmith/tests/faults"
)

var update = flag.Bool("update", false, "write RESULTS.md anew")

type call func(ctx context.Context, s *site) error

// site is where a call goes, and what its client must know of the fault that it meets there.
type site struct {
	url         string
	dial        func(ctx context.Context, network, addr string) (net.Conn, error) // over HTTP/1.1
	roots       *x509.CertPool                                                    // over HTTP/2
	token       func() time.Time                                                  // gets a token; nil without a credential
	tryTimeout  time.Duration
	limitBodies bool
}

var errLost = errors.New("pages lost")

// calls are the kinds of calls, each as both make it. from is the connection that fails.
var calls = []struct {
	name           string
	from           int
	armsmith, sdks call
}{
	{"GET", 0, armsmithSimple("GET"), azcoreSimple("GET")},
	{"PUT", 0, armsmithSimple("PUT"), azcoreSimple("PUT")},
	{"PATCH", 0, armsmithSimple("PATCH"), azcoreSimple("PATCH")},
	{"pager", 1, armsmithPages, azcorePages},
	{"poller", 1, armsmithPoller, azcorePoller},
}

const intro = `# The same faults, armsmith and azcore 1.24.0

Written by ` + "`go test -run TestSideBySide -update`" + ` in this folder. Each cell: what the caller sees when the fault happens once /
when it lasts. The number is how many connections were made from the failing one on, those that follow it in a success
included. One entry means that both do the same. Both have their own defaults, but for the delays between tries, a limit
for one try where a fault is slow, how long an HTTP/2 connection may be silent, and, where a fault is large, a limit for
bodies, which azcore has none of. What lasts is given five seconds.

| fault | GET | PUT | PATCH | pager | poller |
|---|---|---|---|---|---|
`

// row is one fault: what a call comes to that meets it.
type row struct {
	name string
	seen func(t *testing.T, from int, c call) string
}

func TestSideBySide(t *testing.T) {
	far, err := faults.NewServer(faults.Healthy)
	if err != nil {
		t.Fatal(err)
	}
	defer far.Stop()
	rows := rowsOf(far)
	cells := make([][]string, len(rows))
	var wg sync.WaitGroup
	room := make(chan struct{}, 4)
	for i, r := range rows {
		cells[i] = make([]string, 1+len(calls))
		cells[i][0] = r.name
		for j, c := range calls {
			room <- struct{}{}
			wg.Go(func() {
				defer func() { <-room }()
				cell := r.seen(t, c.from, c.armsmith)
				if theirs := r.seen(t, c.from, c.sdks); theirs != cell {
					cell = "armsmith: " + cell + "<br>azcore: " + theirs
				}
				cells[i][1+j] = cell
			})
		}
	}
	wg.Wait()
	table := &bytes.Buffer{}
	for _, row := range cells {
		fmt.Fprintf(table, "| %s |\n", strings.Join(row, " | "))
	}
	fmt.Fprint(t.Output(), table)
	if *update {
		if err := os.WriteFile("RESULTS.md", []byte(intro+table.String()), 0o644); err != nil {
			t.Fatal(err)
		}
	}
}

// rowsOf is all rows. far is another origin.
func rowsOf(far *faults.Server) []row {
	var rows []row
	for _, f := range faults.List(far) {
		if f.Cut != nil {
			rows = append(rows, row{f.Name, func(t *testing.T, from int, c call) string { return cutEverywhere(t, f, from, c) }})
			continue
		}
		rows = append(rows, row{f.Name, func(t *testing.T, from int, c call) string {
			return onceAndLasting(func(failures int) string { return tryFault(t, f, from, failures, c) })
		}})
	}
	return append(rows,
		tokenRow("a slow token", func() time.Time {
			time.Sleep(1200 * time.Millisecond) // longer than a try may take
			return time.Now().Add(time.Hour)
		}),
		tokenRow("a token that our clock calls expired", func() time.Time { return time.Now().Add(-time.Hour) }),
		row{"an HTTP/2 connection into a black hole", func(t *testing.T, from int, c call) string {
			return onceAndLasting(func(failures int) string { return tryBlackHole(t, from, failures, c) })
		}},
	)
}

// onceAndLasting is what a call comes to when a fault happens once and when it lasts.
func onceAndLasting(try func(failures int) string) string {
	once, lasting := try(1), try(-1)
	if once == lasting {
		return once
	}
	return once + " / " + lasting
}

// tryFault makes a call while connections fail, from the one with number from on.
func tryFault(t *testing.T, f *faults.Fault, from, failures int, c call) string {
	s, err := faults.NewServer(faults.Healthy)
	if err != nil {
		t.Fatal(err)
	}
	s.Fail(f, from, failures)
	at := &site{url: s.URL(), dial: s.Dial, limitBodies: f.Small}
	if f.Slow {
		at.tryTimeout = 250 * time.Millisecond
	}
	seen := at.try(t, c, func() int { return s.Conns() - from })
	if left := s.Stop(); left != 0 {
		seen += ", connection left open"
	}
	return seen
}

// cutEverywhere breaks the answer off after each of its bytes, once. What is seen is named in the
// order in which it first comes.
func cutEverywhere(t *testing.T, f *faults.Fault, from int, c call) string {
	var seen []string
	for at := 0; ; at++ {
		whole := false
		got := tryFault(t, f.CutAt(at, &whole), from, 1, c)
		if whole {
			return strings.Join(seen, ", later ")
		}
		if !slices.Contains(seen, got) {
			seen = append(seen, got)
		}
	}
}

// tokenRow is a row in which nothing but the token is odd.
func tokenRow(name string, token func() time.Time) row {
	return row{name, func(t *testing.T, from int, c call) string {
		s, err := faults.NewServer(faults.Healthy)
		if err != nil {
			t.Fatal(err)
		}
		defer s.Stop()
		at := &site{url: s.URL(), dial: s.Dial, token: token, tryTimeout: time.Second}
		return at.try(t, c, func() int { return s.Conns() - from })
	}}
}

// tryBlackHole makes a call while connections die without a word, at the request with number from
// and those after it.
func tryBlackHole(t *testing.T, from, failures int, c call) string {
	hole, err := faults.NewBlackHole(faults.Healthy, from, failures)
	if err != nil {
		t.Fatal(err)
	}
	defer hole.Stop()
	at := &site{url: hole.URL(), roots: hole.RootCAs()}
	return at.try(t, c, hole.Conns)
}

// try makes a call and names what its caller sees.
func (s *site) try(t *testing.T, c call, conns func() int) string {
	ctx, cancel := context.WithTimeout(t.Context(), 5*time.Second)
	defer cancel()
	err := c(ctx, s)
	return fmt.Sprintf("%s (%d)", describe(err), conns())
}

const (
	pingAfter = 50 * time.Millisecond
	pingWait  = 250 * time.Millisecond
)

// describe names what a caller sees, whoever it comes from.
func describe(err error) string {
	var syntax *json.SyntaxError
	var decode *runtime.DecodeError
	var op *net.OpError
	status := max(armsmithStatus(err), azcoreStatus(err))
	switch {
	case err == nil:
		return "ok"
	case errors.Is(err, errLost):
		return err.Error()
	case status != 0:
		return fmt.Sprintf("error %d", status)
	case errors.As(err, &decode), errors.As(err, &syntax), strings.Contains(err.Error(), "unexpected end of JSON"), strings.Contains(err.Error(), "unmarshalling type"):
		return "not JSON"
	case errors.Is(err, runtime.ErrTooLarge):
		return "too large"
	case errors.Is(err, runtime.ErrForeignOrigin):
		return "foreign origin"
	case strings.Contains(err.Error(), "redirects"):
		return "redirect loop"
	case errors.Is(err, context.DeadlineExceeded):
		return "no answer in time"
	case errors.As(err, &op) && op.Op == "dial":
		return "refused"
	case strings.Contains(err.Error(), "headers exceeded"):
		return "headers too large"
	case strings.Contains(err.Error(), "gzip: "):
		return "bad gzip"
	case errors.Is(err, io.ErrUnexpectedEOF), errors.Is(err, io.EOF), errors.Is(err, syscall.ECONNRESET), errors.Is(err, syscall.EPIPE), errors.Is(err, net.ErrClosed),
		strings.Contains(err.Error(), "malformed"), strings.Contains(err.Error(), "client connection lost"):
		return "broken off"
	}
	return err.Error()
}
