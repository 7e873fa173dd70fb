package runtime

import (
	"context"
	"fmt"
	"hash/maphash"
	"net/http"
	"strings"
)

// This file goes from one page to the next.

// fetch gets the next page; nil after the last.
func (p *Pager[P, T]) fetch() (*P, error) {
	if page := p.ready; page != nil {
		p.ready = nil
		return page, nil
	}
	resp, err := p.ask((*Client).Do)
	if resp == nil {
		return nil, err
	}
	return p.read(resp)
}

// ask asks for the next page; nil after the last.
func (p *Pager[P, T]) ask(do func(*Client, context.Context, *Request, ...Option) (*Response, error)) (*Response, error) {
	if p.err != nil || p.done {
		return nil, p.err
	}
	if p.count >= p.c.settings.with(p.opts).limits.pages() {
		return nil, p.stop(ErrTooManyPages)
	}
	resp, err := do(p.c, p.ctx, p.request(), p.opts...)
	if err != nil {
		return nil, p.failed(err)
	}
	resp.strict = true
	return resp, nil
}

// failed notes an error that stays.
func (p *Pager[P, T]) failed(err error) error {
	if !p.curable(err) {
		p.err = err
	}
	return err
}

// read reads a page, and finds out what follows it.
func (p *Pager[P, T]) read(resp *Response) (*P, error) {
	page, err := p.spec.Decode(resp)
	if err == nil && p.next.link != "" && resp.StatusCode == http.StatusOK && !resp.HasBody() {
		err = resp.undecodable(ErrEmptyBody) // a list must not end because of it
	}
	if err != nil {
		return nil, p.failed(err)
	}
	p.took(resp, page)
	return page, nil
}

// took finds out what follows a page.
func (p *Pager[P, T]) took(resp *Response, page *P) {
	p.count++
	p.here = p.next
	link, err := p.after(resp, page)
	p.next = pageRef{link, resp.place()}
	p.done = link == ""
	switch { // the page at hand is good; asking for more is not
	case err != nil:
		p.stop(fmt.Errorf("the token of the next page: %w", err))
	case p.done:
	case p.spec.Token == nil && p.spec.NextRequest == nil && !isLink(p.next.link):
		p.stop(ErrNotLink)
	case p.visited(p.next.link):
		p.stop(ErrPageLoop)
	}
}

// stop ends the list with an error that stays.
func (p *Pager[P, T]) stop(err error) error {
	p.err = &RequestError{Operation: p.spec.Op.Name, Method: p.spec.Op.Method, Host: p.c.base.Host, Err: err}
	return p.err
}

// request asks for the next page.
func (p *Pager[P, T]) request() *Request {
	next := p.next
	if next.link == "" {
		return p.first
	}
	if p.spec.Token != nil {
		r := p.first.following()
		p.spec.Token(r, next.link)
		return r
	}
	if p.spec.NextRequest != nil {
		r := p.spec.NextRequest(next.link).following()
		r.from = p.c.base.JoinPath("/") // where the path of the other operation begins
		return r
	}
	// A link is got with what the first request had in its headers, except for what holds of that
	// one alone.
	if p.link == nil {
		own := *p.spec.Op
		own.Method = "GET"
		p.link = &own
	}
	r := p.first.following()
	r.op, r.body, r.from, r.page = p.link, body{}, next.from, true
	r.Link(next.link)
	return r
}

// after is the link or token of the page after page.
func (p *Pager[P, T]) after(resp *Response, page *P) (string, error) {
	switch {
	case p.spec.NextHeader != "":
		return nextHeader(resp, p.spec.NextHeader), nil
	case p.spec.After != nil:
		return p.spec.After(page, p.here.link), nil
	case p.spec.NextValue != nil:
		next := p.spec.NextValue(page)
		return next.Joined(Simple), next.Err()
	case p.spec.Next != nil:
		return p.spec.Next(page), nil
	}
	return "", nil
}

// nextHeader reads a header that holds a link or token; from a Link header (RFC 8288) the one with
// rel="next".
func nextHeader(resp *Response, name string) string {
	if !strings.EqualFold(name, "Link") {
		v, _ := resp.headerText(name)
		return strings.TrimSpace(v)
	}
	return nextLink(resp.header)
}

// visited remembers a link and reports whether it was there before.
func (p *Pager[P, T]) visited(link string) bool {
	if p.seen == nil {
		p.seen, p.seed = make(map[uint64]struct{}), maphash.MakeSeed()
	}
	h := maphash.String(p.seed, link)
	_, was := p.seen[h]
	p.seen[h] = struct{}{}
	return was
}

// curable reports whether asking for the same page again could end otherwise.
func (p *Pager[P, T]) curable(err error) bool {
	if e, ok := err.(*ResponseError); ok {
		return e.StatusCode == 401 || e.StatusCode == 408 || e.StatusCode == 429 || e.StatusCode >= 500
	}
	e, ok := err.(*RequestError)
	return ok && (p.ctx.Err() != nil || retryable(e.Err) || isCredential(e.Err))
}

func isCredential(err error) bool {
	_, ok := unredacted(err).(*credentialError)
	return ok
}
