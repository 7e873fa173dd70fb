package main

import (
	"bufio"
	"bytes"
	"context"
	"errors"
	"fmt"
	"io"
	"net"
	"net/http"
	"sync"
	"sync/atomic"
	"syscall"
	"time"

	"github.com/armsmith/armsmith/mock"
)

// mockGoal is how many requests a second the mock server is to answer, with all of its clients on
// the same machine.
const mockGoal = 10_000

const mockWorkspace = "/subscriptions/s/resourceGroups/r/providers/Microsoft.MachineLearningServices/workspaces/work/batchEndpoints/e/deployments"

// mocked is what the mock server is measured by: getting one thing, a page of a list, and a change
// that has a body.
var mocked = []struct{ name, spec, head, body string }{
	{"GET of a task", "azurebatch/2025-06-01", "GET /jobs/a/tasks/b?api-version=2025-06-01", ""},
	{"GET of a page of deployments", "azureml/2026-03-01", "GET " + mockWorkspace + "?api-version=2026-03-01", ""},
	{"PATCH of a deployment", "azureml/2025-06-01", "PATCH " + mockWorkspace + "/d?api-version=2025-06-01", `{"tags":{"a":"b"}}`},
}

type mockRow struct {
	name      string
	perSecond float64
	cpu       time.Duration // of a request, both ends
	answer    int           // bytes of a body
}

// mockServer measures the server as the command starts it, with its page, over loopback: so many
// connections, each of which sends the next request when it has an answer. The best of three turns
// counts.
func mockServer(ctx context.Context) ([]mockRow, error) {
	var rows []mockRow
	for _, m := range mocked {
		row := mockRow{name: m.name}
		request := fmt.Sprintf("%s HTTP/1.1\r\nHost: localhost\r\nAuthorization: Bearer any\r\nPrefer: code=200\r\n"+
			"Content-Type: application/json\r\nContent-Length: %d\r\n\r\n%s", m.head, len(m.body), m.body)
		err := mockServing(ctx, "../specs/"+m.spec+"/openapi.yaml", func(addr string) error {
			for range 3 {
				turn, err := drive(addr, request)
				if err != nil {
					return err
				}
				row.perSecond, row.answer = max(row.perSecond, turn.perSecond), turn.answer
				if row.cpu == 0 || turn.cpu < row.cpu {
					row.cpu = turn.cpu
				}
			}
			return nil
		})
		if err != nil {
			return nil, fmt.Errorf("%s: %w", m.name, err)
		}
		rows = append(rows, row)
	}
	return rows, nil
}

// mockServing serves a document as long as something is done.
func mockServing(ctx context.Context, spec string, do func(addr string) error) error {
	server, err := mock.Open(ctx, spec)
	if err != nil {
		return err
	}
	server.Page = true
	l, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		return err
	}
	ctx, end := context.WithCancel(ctx)
	ended := make(chan error, 1)
	go func() { ended <- server.Serve(ctx, l) }()
	err = do(l.Addr().String())
	end()
	return errors.Join(err, <-ended)
}

// drive sends a request for a while on several connections, and returns how fast it was answered.
func drive(addr, request string) (mockRow, error) {
	const connections, turn = 16, 2 * time.Second
	var count, size atomic.Int64
	var all sync.WaitGroup
	failed := make(chan error, connections)
	began, used := time.Now(), cpuTime()
	for range connections {
		all.Go(func() {
			n, bytes, err := repeat(addr, request, began.Add(turn))
			count.Add(int64(n))
			size.Store(int64(bytes))
			if err != nil {
				failed <- err
			}
		})
	}
	all.Wait()
	n := count.Load()
	row := mockRow{perSecond: float64(n) / time.Since(began).Seconds(), cpu: (cpuTime() - used) / time.Duration(max(n, 1)), answer: int(size.Load())}
	select {
	case err := <-failed:
		return row, err
	default:
		return row, nil
	}
}

// cpuTime returns the CPU time that this process has used, in user and in kernel mode.
func cpuTime() time.Duration {
	var usage syscall.Rusage
	_ = syscall.Getrusage(syscall.RUSAGE_SELF, &usage)
	return time.Duration(usage.Utime.Nano() + usage.Stime.Nano())
}

// repeat sends a request over and over on one connection, until the time is over.
func repeat(addr, request string, until time.Time) (count, size int, err error) {
	conn, err := net.Dial("tcp", addr)
	if err != nil {
		return 0, 0, err
	}
	defer conn.Close()
	in := bufio.NewReader(conn)
	for ; time.Now().Before(until); count++ {
		if _, err := io.WriteString(conn, request); err != nil {
			return count, size, err
		}
		resp, err := http.ReadResponse(in, nil)
		if err != nil {
			return count, size, err
		}
		body, err := io.ReadAll(resp.Body)
		if err != nil {
			return count, size, err
		}
		if size = len(body); resp.StatusCode >= 300 {
			return count, size, fmt.Errorf("%s: %s", resp.Status, body)
		}
	}
	return count, size, nil
}

// mockGoals says whether what was measured is fast enough.
func mockGoals(out *bytes.Buffer, rows []mockRow) {
	for _, r := range rows {
		fmt.Fprintf(out, "| mock server, %s, a second | >= %d | %.0f | %s |\n", r.name, mockGoal, r.perSecond, met(r.perSecond >= mockGoal))
	}
}

func mockTable(out *bytes.Buffer, rows []mockRow) {
	if len(rows) == 0 {
		return
	}
	fmt.Fprint(out, "\n## The mock server\n\n`armsmith mock` of documents in specs/, with its page, over loopback: sixteen connections of one process send the next request when they\n"+
		"have the answer, and share the cores with the server. Every request is judged, and the best of three turns counts. On a machine that does\nother things, the CPU time says more.\n\n"+
		"| | requests a second | CPU us of one, both ends | bytes of an answer |\n|---|---|---|---|\n")
	for _, r := range rows {
		fmt.Fprintf(out, "| %s | %.0f | %d | %d |\n", r.name, r.perSecond, r.cpu.Microseconds(), r.answer)
	}
}
