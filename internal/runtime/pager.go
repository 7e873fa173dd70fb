package runtime

import (
	"context"
	"hash/maphash"
	"iter"
	"net/url"
	"strings"
)

// PageSpec tells a [Pager] how the pages of one operation follow one another. P is a page, T an
// item.
type PageSpec[P, T any] struct {
	// Op is the operation that gives the first page.
	Op *Operation
	// First makes the request for the first page.
	First func() *Request
	// Decode reads a page.
	Decode func(*Response) (*P, error)
	// Items is the list in a page. The pager yields pointers to its elements.
	Items func(*P) []T
	// Next is the link or token of the page after this one; "" after the last. A nil Next is a list
	// of one page.
	Next func(*P) string
	// NextHeader is the response header that holds the link or token, instead of Next.
	NextHeader string
	// NextRequest makes the request for the page with this link or token. Nil: next is a link, to
	// be got with GET.
	NextRequest func(next string) *Request
}

// Pager goes through a list that the service gives in pages, fetching each when it is wanted.
//
//	for item, err := range pager.All() { ... }
//
// A loop that is left can be taken up by another, which goes on where the first one stopped. After
// an error that another try could cure (see [RetryPolicy]; the context's end is one) a new loop
// asks for the same page again; any other error stays. A Pager belongs to one goroutine.
type Pager[P, T any] struct {
	ctx  context.Context
	c    *Client
	spec PageSpec[P, T]
	opts []Option

	page *P  // the current page, not yet gone through by All
	at   int // how many of its items All has yielded
	done bool
	err  error // final

	here, next string   // link or token of the current page and of the one after it
	from       *url.URL // the URL of the current page: links are relative to it
	link       *Operation
	seen       map[uint64]struct{} // hashes of the links so far
	seed       maphash.Seed
	count      int64
}

// NewPager returns a Pager. It sends nothing.
func NewPager[P, T any](ctx context.Context, c *Client, spec PageSpec[P, T], opts ...Option) *Pager[P, T] {
	p := &Pager[P, T]{ctx: ctx, c: c, spec: spec, opts: opts}
	if token := c.settings.with(opts).pageToken; token != "" {
		if fields, ok := unpackToken("page", token, 2); ok && fields[0] == spec.Op.Name {
			p.next = fields[1]
		} else {
			p.err = &RequestError{Operation: spec.Op.Name, Method: spec.Op.Method, Host: c.base.Host, Err: ErrResumeToken}
		}
	}
	return p
}

// Token is a text from which [WithPageToken] makes another Pager go on: with the page that All is
// in the midst of, whose items then come again, else with the page that follows. It is "" when none
// does. Keep it like a secret, since links may hold signatures.
func (p *Pager[P, T]) Token() string {
	switch {
	case p.page != nil && p.at < len(p.spec.Items(p.page)):
		return packToken("page", p.spec.Op.Name, p.here)
	case p.done:
		return ""
	}
	return packToken("page", p.spec.Op.Name, p.next)
}

// All yields the items of all pages. They stay valid: each page has memory of its own.
func (p *Pager[P, T]) All() iter.Seq2[*T, error] {
	return func(yield func(*T, error) bool) {
		for {
			if p.page != nil {
				items := p.spec.Items(p.page)
				for p.at < len(items) {
					p.at++
					if !yield(&items[p.at-1], nil) {
						return
					}
				}
				p.page = nil
			}
			page, err := p.fetch()
			if err != nil {
				yield(nil, err)
				return
			}
			if page == nil {
				return
			}
			p.page, p.at = page, 0
		}
	}
}

// Pages yields the pages. A page that All was in the midst of is skipped.
func (p *Pager[P, T]) Pages() iter.Seq2[*P, error] {
	return func(yield func(*P, error) bool) {
		p.page = nil
		for {
			page, err := p.fetch()
			if err != nil {
				yield(nil, err)
				return
			}
			if page == nil || !yield(page, nil) {
				return
			}
		}
	}
}

// fetch gets the next page; nil after the last.
func (p *Pager[P, T]) fetch() (*P, error) {
	if p.err != nil || p.done {
		return nil, p.err
	}
	if p.count >= p.c.settings.with(p.opts).limits.pages() {
		return nil, p.stop(ErrTooManyPages)
	}
	resp, err := p.c.Do(p.ctx, p.request(), p.opts...)
	if err != nil {
		if !p.curable(err) {
			p.err = err
		}
		return nil, err
	}
	page, err := p.spec.Decode(resp)
	if err != nil {
		p.err = err
		return nil, err
	}
	p.count++
	p.here, p.from = p.next, resp.url
	p.next = p.after(resp, page)
	p.done = p.next == ""
	if !p.done && p.visited(p.next) {
		p.stop(ErrPageLoop) // the page at hand is good; asking for more is not
	}
	return page, nil
}

// stop ends the list with an error that stays.
func (p *Pager[P, T]) stop(err error) error {
	p.err = &RequestError{Operation: p.spec.Op.Name, Method: p.spec.Op.Method, Host: p.c.base.Host, Err: err}
	return p.err
}

// request asks for the next page.
func (p *Pager[P, T]) request() *Request {
	switch {
	case p.next == "":
		return p.spec.First()
	case p.spec.NextRequest != nil:
		r := p.spec.NextRequest(p.next)
		r.from = p.from
		return r
	}
	// A link is got with what the first request had in its headers, except for what holds of that
	// one alone.
	if p.link == nil {
		own := *p.spec.Op
		own.Method = "GET"
		p.link = &own
	}
	r := p.spec.First()
	r.op, r.body, r.from = p.link, body{}, p.from
	kept := r.headers[:0]
	for _, h := range r.headers {
		if name := asciiLower(h.Name); !strings.HasPrefix(name, "if-") && name != "range" && !strings.HasPrefix(name, "content-") {
			kept = append(kept, h)
		}
	}
	r.headers = kept
	r.Link(p.next)
	return r
}

// after is the link or token of the page after page.
func (p *Pager[P, T]) after(resp *Response, page *P) string {
	switch {
	case p.spec.NextHeader != "":
		return nextHeader(resp, p.spec.NextHeader)
	case p.spec.Next != nil:
		return p.spec.Next(page)
	}
	return ""
}

// nextHeader reads a header that holds a link or token; from a Link header (RFC 8288) the one with
// rel="next".
func nextHeader(resp *Response, name string) string {
	if !strings.EqualFold(name, "Link") {
		v, _ := resp.headerText(name)
		return strings.TrimSpace(v)
	}
	for _, v := range resp.header.Values("Link") {
		for part := range strings.SplitSeq(v, ",") {
			target, params, ok := strings.Cut(strings.TrimSpace(part), ">")
			if !ok || !strings.HasPrefix(target, "<") {
				continue
			}
			for param := range strings.SplitSeq(params, ";") {
				key, rel, _ := strings.Cut(strings.TrimSpace(param), "=")
				if strings.EqualFold(key, "rel") && strings.EqualFold(strings.Trim(rel, `" `), "next") {
					return target[1:]
				}
			}
		}
	}
	return ""
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
	_, ok := err.(*credentialError)
	return ok
}
