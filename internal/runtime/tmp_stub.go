package runtime

import (
	"context"
	"net/http"
	"net/url"
)

type armState struct{}

type call struct {
	client *Client
	op     *Operation
	req    *Request
	set    *settings
	base   *url.URL
	url    *url.URL
	sent   bool
}

// Do sends req and reads the answer into memory. See pipeline.go for what may happen on the way; the errors are [ParamError],
// [RequestError] and [ResponseError].
func (c *Client) Do(ctx context.Context, req *Request, opts ...Option) (*Response, error) {
	panic("not yet")
}

// DoStream is Do for an answer whose body the caller reads and closes. Errors are read into memory all the same.
func (c *Client) DoStream(ctx context.Context, req *Request, opts ...Option) (*Response, error) {
	panic("not yet")
}

// NewPager returns a Pager. It sends nothing.
func NewPager[P, T any](ctx context.Context, c *Client, spec PageSpec[P, T], opts ...Option) *Pager[P, T] {
	panic("not yet")
}

// Token is a text from which [WithPageToken] goes on with the page that follows.
func (p *Pager[P, T]) Token() (string, error) { panic("not yet") }

func (p *Pager[P, T]) fetch() (*P, error) { panic("not yet") }

type localError struct{}

func (*localError) Error() string { return "" }

var _ http.Header
