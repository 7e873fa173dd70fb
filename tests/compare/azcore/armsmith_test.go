package azcore

import (
	"context"
	"errors"
	"fmt"
	"net/http"
	"time"

	"github.com/armsmith/armsmith/internal/runtime"
	"github.com/armsmith/armsmith/internal/runtime/json"
	"github.com/armsmith/armsmith/tests/faults"
)

// DecodeJSON reads what encoding/json reads for the SDK.
func (p *page) DecodeJSON(r *json.Reader) {
	keys := &json.Keys{Names: []string{`,"value":`, `,"next":`}}
	var c json.Cursor
	for c.Open(r, keys, nil); c.Next(r); {
		switch c.Key {
		case 0:
			var list []int64
			json.ReadList(&list, r, json.ReadInt64)
			for _, n := range list {
				p.Value = append(p.Value, int(n))
			}
		case 1:
			json.ReadString(&p.Next, r)
		default:
			r.Skip()
		}
	}
}

// armsmithClient is a client with its own defaults except for the delays.
func armsmithClient(s *faults.Server, f *faults.Fault) (*runtime.Client, error) {
	transport := &http.Transport{DisableKeepAlives: true, DialContext: s.Dial, MaxResponseHeaderBytes: 1 << 20}
	opts := []runtime.Option{
		runtime.WithTransport(transport), runtime.WithInsecure(),
		runtime.WithRetry(runtime.RetryPolicy{Delay: time.Millisecond, MaxDelay: 5 * time.Millisecond}),
		runtime.WithPolling(runtime.PollPolicy{Interval: time.Millisecond, Min: time.Millisecond}),
	}
	if f.Slow {
		opts = append(opts, runtime.WithPerTryTimeout(250*time.Millisecond))
	}
	if f.Small {
		opts = append(opts, runtime.WithLimits(runtime.Limits{Body: 1 << 20}))
	}
	return runtime.NewClient(runtime.Config{Package: "compare", Version: "0", Endpoint: s.URL()}, opts...)
}

func operation(method string) *runtime.Operation {
	return &runtime.Operation{Name: "Compare", Method: method, Path: "/x"}
}

func decodePage(resp *runtime.Response) (*page, error) {
	p := new(page)
	return p, resp.JSON(p)
}

func armsmithSimple(method string) call {
	return func(ctx context.Context, s *faults.Server, f *faults.Fault) error {
		c, err := armsmithClient(s, f)
		if err != nil {
			return err
		}
		r := c.NewRequest(operation(method))
		if method != http.MethodGet {
			r.Text("text/plain", "write")
		}
		resp, err := c.Do(ctx, r)
		if err == nil {
			_, err = decodePage(resp)
		}
		return err
	}
}

func armsmithPages(ctx context.Context, s *faults.Server, f *faults.Fault) error {
	c, err := armsmithClient(s, f)
	if err != nil {
		return err
	}
	o := operation("GET")
	var got []int
	for v, err := range runtime.NewPager(ctx, c, runtime.PageSpec[page, int]{
		Op: o, First: func() *runtime.Request { return c.NewRequest(o) }, Decode: decodePage,
		Items: func(p *page) []int { return p.Value }, Next: func(p *page) string { return p.Next },
	}).All() {
		if err != nil {
			return err
		}
		got = append(got, *v)
	}
	if fmt.Sprint(got) != "[1 2 3]" {
		return fmt.Errorf("%w: %v", errLost, got)
	}
	return nil
}

func armsmithPoller(ctx context.Context, s *faults.Server, f *faults.Fault) error {
	c, err := armsmithClient(s, f)
	if err != nil {
		return err
	}
	o := operation("PUT")
	r := c.NewRequest(o)
	r.Text("text/plain", "write")
	p, err := runtime.Begin(ctx, c, r, runtime.LROSpec[page]{Op: o, Decode: decodePage})
	if err == nil {
		_, err = p.Wait(ctx)
	}
	return err
}

func armsmithStatus(err error) int {
	var e *runtime.ResponseError
	if errors.As(err, &e) {
		return e.StatusCode
	}
	return 0
}
