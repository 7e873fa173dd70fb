package judged

import (
	"bytes"
	"errors"
	"fmt"
	"io"
	"net/http"
	"net/url"
	"reflect"
	"strings"

	"github.com/armsmith/armsmith/generator/judge"
	"github.com/armsmith/armsmith/generator/model"
	"github.com/armsmith/armsmith/internal/runtime"
	"github.com/armsmith/armsmith/tests/internal/clients"
)

// Package is one generated package: the document it came from, and its NewClient.
type Package struct {
	Doc    string
	New    any
	Unions []any // its UnmarshalNAME functions
}

// endpoint is where clients believe the service to be. Nothing is ever sent there.
const endpoint = "https://judged.example"

// errSeen is what a call ends with once its request has been judged.
var errSeen = errors.New("the request was judged; there is no answer")

// court is the transport of the clients: it judges each request and answers none.
type court struct {
	judge *judge.Judge
	base  string // path of the server in front of the document's paths
	seen  int
	sent  string // the first request
	wrong error
}

// RoundTrip implements http.RoundTripper.
func (c *court) RoundTrip(req *http.Request) (*http.Response, error) {
	if c.seen++; c.seen > 1 {
		return nil, errSeen
	}
	judged := req.Clone(req.Context())
	c.sent = req.Method + " " + req.URL.RequestURI()
	if req.Body != nil {
		body, err := io.ReadAll(req.Body)
		if err != nil {
			c.wrong = fmt.Errorf("the body cannot be read: %w", err)
			return nil, errSeen
		}
		c.sent += " " + string(body)
		judged.Body, judged.ContentLength = io.NopCloser(bytes.NewReader(body)), int64(len(body))
	}
	judged.URL.Path = strings.TrimPrefix(judged.URL.Path, c.base)
	judged.URL.RawPath = strings.TrimPrefix(judged.URL.RawPath, c.base)
	c.wrong = c.judge.Request(judged)
	return nil, errSeen
}

// basePath returns the path of an operation's own server, whose variables have the values that
// hostVariable gives them.
func basePath(op *model.Operation) string {
	host := op.Host
	for {
		before, rest, open := strings.Cut(host, "{")
		_, after, closed := strings.Cut(rest, "}")
		if !open || !closed {
			break
		}
		host = before + "v" + after
	}
	u, err := url.Parse(host)
	if err != nil {
		return ""
	}
	return strings.TrimSuffix(u.Path, "/")
}

// newClient calls a generated NewClient with values of the model for what it asks. Nothing is tried
// again.
func newClient(pkg Package, api *model.API, decode clients.Decoder, options ...runtime.Option) (reflect.Value, error) {
	fill := func(v reflect.Value, p *model.Param) error { return setParam(v, p, decode) }
	options = append(options, runtime.WithRetry(runtime.RetryPolicy{MaxRetries: -1}))
	return clients.New(pkg.New, api, fill, options...)
}
