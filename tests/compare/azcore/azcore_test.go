package azcore

import (
	"context"
	"crypto/tls"
	"errors"
	"fmt"
	"io"
	"net/http"
	"strings"
	"time"

	"github.com/Azure/azure-sdk-for-go/sdk/azcore"
	"github.com/Azure/azure-sdk-for-go/sdk/azcore/policy"
	"github.com/Azure/azure-sdk-for-go/sdk/azcore/runtime"
	"golang.org/x/net/http2"
)

type page struct {
	Value  []int  `json:"value"`
	Next   string `json:"next"`
	Status string `json:"status"`
}

// azcoreClient is the SDK's pipeline, with its own defaults except for the delays.
func azcoreClient(s *site) (runtime.Pipeline, error) {
	transport, err := azcoreTransport(s)
	if err != nil {
		return runtime.Pipeline{}, err
	}
	o := &policy.ClientOptions{
		Transport: &http.Client{Transport: transport},
		Retry:     policy.RetryOptions{RetryDelay: time.Millisecond, MaxRetryDelay: 5 * time.Millisecond, TryTimeout: s.tryTimeout},
	}
	var plo runtime.PipelineOptions
	if s.token != nil {
		auth := runtime.NewBearerTokenPolicy(tokenSource(s.token), []string{"scope"}, &policy.BearerTokenOptions{InsecureAllowCredentialWithHTTP: true})
		plo.PerRetry = append(plo.PerRetry, auth)
	}
	return runtime.NewPipeline("compare", "v0", plo, o), nil
}

// azcoreTransport asks HTTP/2 connections whether they live as the SDK's own transport does, with
// x/net, but sooner.
func azcoreTransport(s *site) (*http.Transport, error) {
	if s.roots == nil {
		return &http.Transport{DisableKeepAlives: true, DialContext: s.dial}, nil
	}
	transport := &http.Transport{TLSClientConfig: &tls.Config{RootCAs: s.roots}, ForceAttemptHTTP2: true}
	//lint:ignore SA1019 the SDK does it this way
	h2, err := http2.ConfigureTransports(transport)
	if err != nil {
		return nil, err
	}
	//lint:ignore SA1019 the SDK does it this way
	h2.ReadIdleTimeout, h2.PingTimeout = pingAfter, pingWait
	return transport, nil
}

// tokenSource is a credential.
type tokenSource func() time.Time

func (get tokenSource) GetToken(context.Context, policy.TokenRequestOptions) (azcore.AccessToken, error) {
	return azcore.AccessToken{Token: "t", ExpiresOn: get()}, nil
}

func azcoreSimple(method string) call {
	return func(ctx context.Context, s *site) error {
		pl, err := azcoreClient(s)
		if err != nil {
			return err
		}
		resp, err := azcoreSend(ctx, pl, method, s.url+"/x", 200, 201)
		if err != nil {
			return err
		}
		return runtime.UnmarshalAsJSON(resp, new(page))
	}
}

func azcoreSend(ctx context.Context, pl runtime.Pipeline, method, url string, success ...int) (*http.Response, error) {
	req, err := runtime.NewRequest(ctx, method, url)
	if err != nil {
		return nil, err
	}
	if method != http.MethodGet {
		if err := req.SetBody(nopCloser{strings.NewReader("write")}, "text/plain"); err != nil {
			return nil, err
		}
	}
	resp, err := pl.Do(req)
	if err != nil {
		return nil, err
	}
	if !runtime.HasStatusCode(resp, success...) {
		return nil, runtime.NewResponseError(resp)
	}
	return resp, nil
}

type nopCloser struct{ io.ReadSeeker }

func (nopCloser) Close() error { return nil }

func azcorePages(ctx context.Context, s *site) error {
	pl, err := azcoreClient(s)
	if err != nil {
		return err
	}
	pager := runtime.NewPager(runtime.PagingHandler[page]{
		More: func(p page) bool { return p.Next != "" },
		Fetcher: func(ctx context.Context, last *page) (page, error) {
			url := s.url + "/x"
			if last != nil {
				url = last.Next
			}
			var p page
			resp, err := azcoreSend(ctx, pl, http.MethodGet, url, 200)
			if err == nil {
				err = runtime.UnmarshalAsJSON(resp, &p)
			}
			return p, err
		},
	})
	var got []int
	for pager.More() {
		p, err := pager.NextPage(ctx)
		if err != nil {
			return err
		}
		got = append(got, p.Value...)
	}
	if fmt.Sprint(got) != "[1 2 3]" {
		return fmt.Errorf("%w: %v", errLost, got)
	}
	return nil
}

func azcorePoller(ctx context.Context, s *site) error {
	pl, err := azcoreClient(s)
	if err != nil {
		return err
	}
	resp, err := azcoreSend(ctx, pl, http.MethodPut, s.url+"/x", 200, 201, 202)
	if err != nil {
		return err
	}
	poller, err := runtime.NewPoller[page](resp, pl, nil)
	if err != nil {
		return err
	}
	_, err = poller.PollUntilDone(ctx, &runtime.PollUntilDoneOptions{Frequency: time.Millisecond})
	return err
}

// azcoreStatus is the status of the SDK's error for answers, 0 for any other error.
func azcoreStatus(err error) int {
	var e *azcore.ResponseError
	if errors.As(err, &e) {
		return e.StatusCode
	}
	return 0
}
