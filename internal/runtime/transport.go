package runtime

import (
	"errors"
	"net/http"
	"net/url"
	"sync"
	"time"
)

const (
	// pingAfter is how long an HTTP/2 connection may be silent before it is asked whether it lives,
	// and pingWait how long it may take to say so. Together they are how soon a connection that has
	// died without a word, in a NAT or a suspended machine, is noticed and replaced.
	pingAfter = 8 * time.Second
	pingWait  = 5 * time.Second
)

// sharedTransport is what clients send through unless told otherwise. It is one for all, so that
// connections are shared.
var sharedTransport = sync.OnceValue(func() http.RoundTripper {
	std, ok := http.DefaultTransport.(*http.Transport)
	if !ok { // replaced by the program, surely for a reason
		return http.DefaultTransport
	}
	return ownTransport(std)
})

// ownTransport is the standard library's transport with a bound on headers, with as many idle
// connections as busy clients need, and with an eye on whether connections live and what proxies
// say.
func ownTransport(std *http.Transport) *http.Transport {
	own := std.Clone()
	own.MaxResponseHeaderBytes = headerLimit
	own.MaxIdleConnsPerHost = 32
	if own.HTTP2 == nil {
		own.HTTP2 = &http.HTTP2Config{}
	}
	own.HTTP2.SendPingTimeout, own.HTTP2.PingTimeout = pingAfter, pingWait
	if own.OnProxyConnectResponse == nil {
		own.OnProxyConnectResponse = refusedByProxy
	}
	return own
}

// keepRedirect leaves redirects to redirect.go.
func keepRedirect(*http.Request, []*http.Request) error { return http.ErrUseLastResponse }

var errNoResponse = errors.New("the transport gave no response")

// roundTrip sends one request by way of policies and follows no redirect. A client without cookie
// jar and timeout, as most are, has nothing to add to its transport but copies of the headers.
func roundTrip(client *http.Client, policies []Policy, req *http.Request) (*http.Response, error) {
	transport := client.Transport
	if transport == nil {
		transport = http.DefaultTransport
	}
	sender := tidy{transport}
	for i := len(policies) - 1; i >= 0; i-- {
		sender = tidy{policies[i](sender)}
	}
	var resp *http.Response
	var err error
	if client.Jar == nil && client.Timeout == 0 {
		resp, err = sender.RoundTrip(req)
	} else {
		own := *client
		own.Transport = sender
		resp, err = own.Do(req)
		if wrapped, ok := err.(*url.Error); ok { // shows the whole URL, which may hold secrets
			err = wrapped.Err
		}
	}
	if err != nil {
		return nil, explain(err, transport, req)
	}
	return resp, nil
}

// tidy makes up for what transports written by hand forget: they may give a response beside an
// error, none at all, or one without a body or headers.
type tidy struct{ transport http.RoundTripper }

func (t tidy) RoundTrip(req *http.Request) (*http.Response, error) {
	resp, err := t.transport.RoundTrip(req)
	switch {
	case err != nil:
		if resp != nil && resp.Body != nil {
			resp.Body.Close()
		}
		return nil, err
	case resp == nil:
		return nil, errNoResponse
	}
	if resp.Body == nil {
		resp.Body = http.NoBody
	}
	if resp.Header == nil {
		resp.Header = http.Header{}
	}
	return resp, nil
}
