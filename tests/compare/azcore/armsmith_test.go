package azcore

import (
	"context"
	"crypto/tls"
	"errors"
	"fmt"
	"net/http"
	"time"
	"unsafe"

	"github.com/armsmith/armsmith/internal/runtime"
	"github.com/armsmith/armsmith/internal/runtime/json"
)

// JSONType says of a page what encoding/json finds out for the SDK.
func (*page) JSONType() *json.Type { return &typePage }

var typePage = json.Type{Kind: json.KindStruct, Self: (*page)(nil), Fields: []json.Field{
	{Key: `,"value":`, At: unsafe.Offsetof(page{}.Value), Kind: json.KindList, Of: &json.Scalars[json.KindInt]},
	{Key: `,"next":`, At: unsafe.Offsetof(page{}.Next), Kind: json.KindText},
}}

// armsmithClient is a client with its own defaults except for the delays.
func armsmithClient(s *site) (*runtime.Client, error) {
	opts := []runtime.Option{
		runtime.WithTransport(armsmithTransport(s)), runtime.WithInsecure(),
		runtime.WithRetry(runtime.RetryPolicy{Delay: time.Millisecond, MaxDelay: 5 * time.Millisecond}),
		runtime.WithPolling(runtime.PollPolicy{Interval: time.Millisecond, Min: time.Millisecond}),
	}
	if s.tryTimeout > 0 {
		opts = append(opts, runtime.WithPerTryTimeout(s.tryTimeout))
	}
	if s.limitBodies {
		opts = append(opts, runtime.WithLimits(runtime.Limits{Body: 1 << 20}))
	}
	config := runtime.Config{Package: "compare", Version: "0", Endpoint: s.url}
	if s.token != nil {
		config.Credential = runtime.NewTokenCredential(func(context.Context, []string, string) (string, time.Time, error) { return "t", s.token(), nil })
	}
	return runtime.NewClient(config, opts...)
}

// armsmithTransport asks HTTP/2 connections whether they live as the client's own transport does,
// but sooner.
func armsmithTransport(s *site) *http.Transport {
	if s.roots == nil {
		return &http.Transport{DisableKeepAlives: true, DialContext: s.dial, MaxResponseHeaderBytes: 1 << 20}
	}
	return &http.Transport{
		TLSClientConfig: &tls.Config{RootCAs: s.roots}, ForceAttemptHTTP2: true,
		HTTP2: &http.HTTP2Config{SendPingTimeout: pingAfter, PingTimeout: pingWait},
	}
}

func (s *site) operation(method string) *runtime.Operation {
	op := &runtime.Operation{Name: "Compare", Method: method, Path: "/x"}
	if s.token != nil {
		op.Security = []runtime.Requirement{{{Scheme: &runtime.Scheme{ID: "token", Kind: runtime.SchemeOAuth2}, Scopes: []string{"scope"}}}}
	}
	return op
}

func decodePage(resp *runtime.Response) (*page, error) {
	p := new(page)
	return p, resp.JSON(p)
}

func armsmithSimple(method string) call {
	return func(ctx context.Context, s *site) error {
		c, err := armsmithClient(s)
		if err != nil {
			return err
		}
		r := c.NewRequest(s.operation(method))
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

func armsmithPages(ctx context.Context, s *site) error {
	c, err := armsmithClient(s)
	if err != nil {
		return err
	}
	o := s.operation("GET")
	var got []int
	for v, err := range runtime.NewPager(ctx, c, runtime.PageSpec[page, int]{
		Op: o, First: func() *runtime.Request { return c.NewRequest(o) }, Decode: decodePage,
		Item: func(p *page, at int) (int, bool) { return runtime.ItemAt(p.Value, at) }, Next: func(p *page) string { return p.Next },
	}).All() {
		if err != nil {
			return err
		}
		got = append(got, v)
	}
	if fmt.Sprint(got) != "[1 2 3]" {
		return fmt.Errorf("%w: %v", errLost, got)
	}
	return nil
}

func armsmithPoller(ctx context.Context, s *site) error {
	c, err := armsmithClient(s)
	if err != nil {
		return err
	}
	o := s.operation("PUT")
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
