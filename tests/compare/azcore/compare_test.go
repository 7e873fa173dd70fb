package azcore

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"flag"
	"fmt"
	"io"
	"net"
	"os"
	"strings"
	"sync"
	"syscall"
	"testing"
	"time"

	"github.com/armsmith/armsmith/internal/runtime"
	"github.com/armsmith/armsmith/tests/faults"
)

var update = flag.Bool("update", false, "write RESULTS.md anew")

type call func(ctx context.Context, s *faults.Server, f *faults.Fault) error

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
for one try where a fault is slow, and, where a fault is large, a limit for bodies, which azcore has none of. What lasts is
given five seconds.

| fault | GET | PUT | PATCH | pager | poller |
|---|---|---|---|---|---|
`

func TestSideBySide(t *testing.T) {
	far, err := faults.NewServer(faults.Healthy)
	if err != nil {
		t.Fatal(err)
	}
	defer far.Stop()
	var rows [][]string
	var wg sync.WaitGroup
	room := make(chan struct{}, 4)
	for _, f := range faults.List(far) {
		if f.Cut != nil {
			continue
		}
		row := make([]string, 1+len(calls))
		row[0] = f.Name
		rows = append(rows, row)
		for i, c := range calls {
			room <- struct{}{}
			wg.Go(func() {
				defer func() { <-room }()
				ours := seen(t, f, c.from, c.armsmith)
				theirs := seen(t, f, c.from, c.sdks)
				if row[1+i] = ours; ours != theirs {
					row[1+i] = "armsmith: " + ours + "<br>azcore: " + theirs
				}
			})
		}
	}
	wg.Wait()
	table := &bytes.Buffer{}
	for _, row := range rows {
		fmt.Fprintf(table, "| %s |\n", strings.Join(row, " | "))
	}
	fmt.Fprint(t.Output(), table)
	if *update {
		if err := os.WriteFile("RESULTS.md", []byte(intro+table.String()), 0o644); err != nil {
			t.Fatal(err)
		}
	}
}

// seen is what a call comes to when a fault happens once and when it lasts.
func seen(t *testing.T, f *faults.Fault, from int, c call) string {
	var out []string
	for _, failures := range []int{1, -1} {
		s, err := faults.NewServer(faults.Healthy)
		if err != nil {
			t.Fatal(err)
		}
		s.Fail(f, from, failures)
		ctx, cancel := context.WithTimeout(t.Context(), 5*time.Second)
		err = c(ctx, s, f)
		cancel()
		out = append(out, fmt.Sprintf("%s (%d)", describe(err), s.Conns()-from))
		if left := s.Stop(); left != 0 {
			out[len(out)-1] += ", connection left open"
		}
	}
	if out[0] == out[1] {
		return out[0]
	}
	return strings.Join(out, " / ")
}

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
		strings.Contains(err.Error(), "malformed"):
		return "broken off"
	}
	return err.Error()
}
