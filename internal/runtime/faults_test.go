package runtime

import (
	"bytes"
	"context"
	"errors"
	"flag"
	"fmt"
	"io"
	"net"
	"net/http"
	"os"
	"strings"
	"sync"
	"syscall"
	"testing"
	"time"

	"github.com/armsmith/armsmith/tests/faults"
)

var update = flag.Bool("update", false, "write docs/faults.md anew")

const matrixFile = "../../docs/faults.md"

// The fault matrix: what the caller sees of each fault, once and lasting, for each kind of call,
// over real connections. Each cell also asserts that nothing hangs, that no connection and
// (TestMain) no goroutine is left, that a PATCH is never sent twice unless it cannot have been
// acted on, and that no page is lost.
func TestFaultMatrix(t *testing.T) {
	far := must(faults.NewServer(relative))
	defer far.Stop()
	list := allFaults(far)
	rows := make([][]string, len(list))
	var wg sync.WaitGroup
	room := make(chan struct{}, 12)
	for i, f := range list {
		rows[i] = make([]string, 1+len(faultCalls))
		rows[i][0] = f.Name
		for j, k := range faultCalls {
			room <- struct{}{}
			wg.Go(func() {
				defer func() { <-room }()
				rows[i][1+j] = k.cell(t, f)
			})
		}
	}
	wg.Wait()
	rows = append(rows, deadConnection(t))
	table := &bytes.Buffer{}
	for _, row := range rows {
		fmt.Fprintf(table, "| %s |\n", strings.Join(row, " | "))
	}
	for _, s := range far.Arrived() {
		if secretsIn(seen{Header: s.Header, URI: s.URI}) {
			t.Errorf("a credential went to another origin: %+v", s)
		}
	}
	text := matrixIntro + table.String()
	fmt.Fprintf(t.Output(), "%s", text[strings.Index(text, "| fault"):])
	if *update {
		if err := errors.Join(os.MkdirAll("../../docs", 0o755), os.WriteFile(matrixFile, []byte(text), 0o644)); err != nil {
			t.Fatal(err)
		}
	}
	kept, err := os.ReadFile(matrixFile)
	if err != nil || string(kept) != text {
		t.Errorf("%s is not what was seen (%v): run go test ./internal/runtime -run TestFaultMatrix -update", matrixFile, err)
	}
}

const matrixIntro = `# What a caller sees of faults

Written by ` + "`make faults`" + `, which fails when it sees anything else. Each cell is what the caller sees when the fault
happens once / when it lasts, with the number of tries. The pager is at its second of three pages, the poller at its
first look. After a lasting fault has passed, the pager and the poller go on where they were, unless the cell says "stays".

| fault | GET | PUT | PATCH | pager | poller |
|---|---|---|---|---|---|
`

// faultCall is one kind of call.
type faultCall struct {
	name  string
	safe  bool // may be repeated
	reads bool // changes nothing
	from  int  // the connection at which the fault happens
	after int  // connections that the call makes after the one that fails, when all goes well
	run   func(ctx context.Context, c *Client) (goOn func(context.Context) error, err error)
}

var faultCalls = []faultCall{
	{"GET", true, true, 0, 0, runSimple("GET")},
	{"PUT", true, false, 0, 0, runSimple("PUT")},
	{"PATCH", false, false, 0, 0, runSimple("PATCH")},
	{"pager", true, true, 1, 1, runPages},
	{"poller", true, true, 1, 1, runPoller},
}

func runSimple(method string) func(context.Context, *Client) (func(context.Context) error, error) {
	return func(ctx context.Context, c *Client) (func(context.Context) error, error) {
		r := c.NewRequest(op(method, "/x"))
		if method != "GET" {
			r.Text("text/plain", "write")
		}
		resp, err := c.Do(ctx, r)
		if err != nil {
			return nil, err
		}
		p := new(numbers)
		return nil, resp.JSON(p)
	}
}

func runPages(ctx context.Context, c *Client) (func(context.Context) error, error) {
	p := NewPager(ctx, c, numberPages(c, op("GET", "/x")))
	got, err := collect(p)
	check := func() error {
		if fmt.Sprint(got) != "[1 2 3]" {
			return fmt.Errorf("a page was lost: %v", got)
		}
		return nil
	}
	if err == nil {
		return nil, check()
	}
	return func(ctx context.Context) error {
		p.ctx = ctx
		rest, err := collect(p)
		if err != nil {
			return err
		}
		got = append(got, rest...)
		return check()
	}, err
}

func runPoller(ctx context.Context, c *Client) (func(context.Context) error, error) {
	o := op("PUT", "/x")
	r := c.NewRequest(o)
	r.Text("text/plain", "write")
	p, err := Begin(ctx, c, r, textSpec(o, ""))
	if err != nil {
		return nil, err
	}
	_, err = p.Wait(ctx)
	return func(ctx context.Context) error {
		_, err := p.Wait(ctx)
		return err
	}, err
}

// relative is a service whose links are relative.
func relative(string) func(*http.Request) string { return faults.Healthy("") }

// testFault is a fault with the options of the client that is to meet it.
type testFault struct {
	*faults.Fault
	opts []Option
}

func allFaults(far *faults.Server) (list []*testFault) {
	for _, f := range faults.List(far) {
		own := &testFault{Fault: f}
		if f.Slow {
			own.opts = append(own.opts, WithPerTryTimeout(400*time.Millisecond))
		}
		if f.Small {
			own.opts = append(own.opts, WithLimits(Limits{Body: 1 << 20}))
		}
		list = append(list, own)
	}
	token := func(name string, get TokenFunc) {
		list = append(list, &testFault{&faults.Fault{Name: name, Harmless: true}, []Option{withCredential(NewTokenCredential(get)), WithPerTryTimeout(time.Second)}})
	}
	token("a slow token", func(context.Context, []string, string) (string, time.Time, error) {
		time.Sleep(1200 * time.Millisecond) // longer than a try may take
		return "t", time.Now().Add(time.Hour), nil
	})
	token("a token that our clock calls expired", func(context.Context, []string, string) (string, time.Time, error) {
		return "t", time.Now().Add(-time.Hour), nil
	})
	return list
}

// faultClient is a client of w that makes a connection for each request.
func faultClient(t testing.TB, w *faults.Server, opts ...Option) *Client {
	transport := &http.Transport{DisableKeepAlives: true, MaxResponseHeaderBytes: headerLimit, DialContext: w.Dial}
	t.Cleanup(transport.CloseIdleConnections)
	return clientFor(t, w.URL(), append([]Option{WithTransport(transport)}, opts...)...)
}

// cell runs one kind of call under one fault, once and lasting, and describes what was seen.
func (k *faultCall) cell(t *testing.T, f *testFault) string {
	if f.Cut != nil {
		return k.cutEverywhere(t, f)
	}
	wantOnce, wantLasting, want1, want2 := f.Seen, f.Seen, 1, 1
	switch {
	case f.Harmless && (k.reads || !f.ReadsOnly) && (k.from == 0 || !f.SinglesOnly):
		wantOnce, wantLasting = "ok", "ok"
	case f.Redirects:
		wantOnce, want1, want2 = "ok", 2, 11
	case f.Retried && (k.safe || f.Unsafe):
		wantOnce, want1, want2 = "ok", 2, 4
	}
	var once, lasting string
	var n1, n2 int
	good := false
	// a try's time ends early where the machine is busy, so that what depends on it is seen again
	for left := 3; left > 0 && !good && (f.Slow || left == 3); left-- {
		once, n1 = k.try(t, f, 1)
		lasting, n2 = k.try(t, f, -1)
		good = base(once) == wantOnce && base(lasting) == wantLasting && n1 == want1 && n2 == want2
	}
	if !good {
		t.Errorf("%s, %s: saw %s (%d) / %s (%d), want %s (%d) / %s (%d)", f.Name, k.name, once, n1, lasting, n2, wantOnce, want1, wantLasting, want2)
	}
	return fmt.Sprintf("%s (%d) / %s (%d)", once, n1, lasting, n2)
}

// cutEverywhere breaks the answer off after each of its bytes, once.
func (k *faultCall) cutEverywhere(t *testing.T, f *testFault) string {
	want, wantTries := "ok", 2
	if !k.safe {
		want, wantTries = f.Seen, 1
	}
	for at := 0; ; at++ {
		whole := false
		cut := &testFault{Fault: f.CutAt(at, &whole)}
		got, n := k.try(t, cut, 1)
		if whole {
			return fmt.Sprintf("%s (%d) at each byte", want, wantTries)
		}
		if got != want || n != wantTries {
			t.Errorf("%s, %s: saw %s (%d)", cut.Name, k.name, got, n)
		}
	}
}

func base(outcome string) string { return strings.TrimSuffix(outcome, ", stays") }

// try runs the call once. It returns what was seen and how many tries the failing request took.
func (k *faultCall) try(t *testing.T, f *testFault, failures int) (string, int) {
	w := must(faults.NewServer(relative))
	w.Fail(f.Fault, k.from, failures)
	// long for a machine that is busy: what hangs ends in "context ended"
	ctx, cancel := context.WithTimeout(t.Context(), 15*time.Second)
	defer cancel()
	var logged canaryLog
	c := faultClient(t, w, append(logged.options(), f.opts...)...)
	goOn, err := k.run(ctx, c)
	defer func() { logged.check(t, f.Name+", "+k.name, err) }()
	tries := w.Conns() - k.from
	if err == nil {
		tries -= k.after
	}
	outcome := describe(err)
	if err != nil && failures < 0 && goOn != nil {
		w.Heal()
		ctx, cancel := context.WithTimeout(t.Context(), 15*time.Second)
		defer cancel()
		if again := goOn(ctx); again != nil {
			outcome += ", stays"
			if describe(again) != describe(err) {
				t.Errorf("%s, %s: %v, then %v", f.Name, k.name, err, again)
			}
		}
	}
	checkWrites(t, w, f, k)
	if left := w.Stop(); left != 0 {
		t.Errorf("%s, %s: %d connections left open", f.Name, k.name, left)
	}
	return outcome, tries
}

// checkWrites asserts that what arrived arrived whole, and no write more often than it may.
func checkWrites(t *testing.T, w *faults.Server, f *testFault, k *faultCall) {
	patches := 0
	for _, s := range w.Arrived() {
		if s.Method != "GET" && s.Body != "write" {
			t.Errorf("%s, %s: a write arrived as %q", f.Name, k.name, s.Body)
		}
		if s.Method == "PATCH" {
			patches++
		}
	}
	if patches > 1 && !f.Unsafe && !f.Redirects {
		t.Errorf("%s: PATCH arrived %d times", f.Name, patches)
	}
}

// describe names what a caller sees, in words that do not depend on timing.
func describe(err error) string {
	var status *ResponseError
	var decode *DecodeError
	var op *net.OpError
	switch {
	case err == nil:
		return "ok"
	case errors.As(err, &status):
		return fmt.Sprintf("error %d", status.StatusCode)
	case errors.As(err, &decode):
		return "not JSON"
	case errors.Is(err, ErrTooLarge):
		return "too large"
	case errors.Is(err, ErrForeignOrigin):
		return "foreign origin"
	case errors.Is(err, errManyRedirects):
		return "redirect loop"
	case errors.Is(err, errTryTimeout):
		return "no answer in time"
	case errors.Is(err, context.DeadlineExceeded):
		return "context ended"
	case errors.As(err, &op) && op.Op == "dial":
		return "refused"
	case errors.Is(err, io.ErrUnexpectedEOF), errors.Is(err, io.EOF), errors.Is(err, syscall.ECONNRESET), errors.Is(err, syscall.EPIPE), errors.Is(err, net.ErrClosed),
		strings.Contains(err.Error(), "client connection lost"), strings.Contains(err.Error(), "malformed HTTP"), strings.Contains(err.Error(), "malformed MIME"):
		return "broken off"
	case strings.Contains(err.Error(), "gzip: "):
		return "bad gzip"
	case strings.Contains(err.Error(), "credential: "):
		return "no token"
	case strings.Contains(err.Error(), "headers exceeded"):
		return "headers too large"
	}
	return err.Error()
}
