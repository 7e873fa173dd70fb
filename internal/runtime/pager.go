package runtime

import (
	"context"
	"hash/maphash"
	"iter"
	"net/url"
)

// Pager goes through a list that the service gives in pages, fetching each when it is wanted.
//
//	for item, err := range pager.All() { ... }
//	for item, err := range pager.Stream() { ... } // of pages too large to wait for, or to hold
//
// A first page without a body is an empty list, as a success without a body is a result without
// values elsewhere; one that another page has led to is an error.
//
// A loop that is left can be taken up by another, which goes on where the first one stopped. After
// an error that another try could cure (see [RetryPolicy]; the context's end is one) a new loop
// asks for the same page again; any other error stays. A Pager belongs to one goroutine.
type Pager[P, T any] struct {
	ctx  context.Context
	c    *Client
	spec PageSpec[P, T]
	opts []Option

	ready *P  // fetched, but not yielded yet
	page  *P  // the current page, not yet gone through by All
	at    int // how many of its items All has yielded
	skip  int // of the page to be fetched: how many of its items Stream has yielded
	done  bool
	err   error // final

	first      *Request // for the first page, made when the list began
	here, next pageRef  // of the current page and of the one after it
	link       *Operation
	seen       map[uint64]struct{} // hashes of the links so far
	seed       maphash.Seed
	count      int64
	resume     func(pageRef) string // makes tokens, for pages of a long-running operation; else nil
}

// pageRef is where a page is found: its link or token, "" for the first page, and the URL of the
// page that named it, which a relative link is relative to.
type pageRef struct {
	link string
	from *url.URL
}

// NewPager returns a Pager. It reads the parameters, once for all pages, and sends nothing.
func NewPager[P, T any](ctx context.Context, c *Client, spec PageSpec[P, T], opts ...Option) *Pager[P, T] {
	p := &Pager[P, T]{ctx: ctx, c: c, spec: spec, opts: opts, first: spec.First()}
	p.first.body.again = true
	if token := c.settings.with(opts).pageToken; token != "" {
		var ok bool
		if p.next, ok = pageOfToken(token, spec.Op.Name); !ok {
			p.err = &RequestError{Operation: spec.Op.Name, Method: spec.Op.Method, Host: c.base.Host, Err: ErrResumeToken}
		}
	}
	return p
}

// pageOfToken is the page that a token of a list leads to. A token without a base comes from a
// version that did not write any; its links are absolute, or relative to the endpoint.
func pageOfToken(token, operation string) (pageRef, bool) {
	if f, ok := unpackToken("page", token, 2); ok && f[0] == operation {
		return pageRef{link: f[1]}, true
	}
	f, ok := unpackToken("page", token, 3)
	if !ok || f[0] != operation {
		return pageRef{}, false
	}
	from, err := url.Parse(f[2])
	return pageRef{f[1], from}, err == nil
}

// token packs a page. The base needs no query: a link that is relative to it brings its own.
func (r pageRef) token(operation string) string {
	if r.from == nil {
		return packToken("page", operation, r.link)
	}
	base := *r.from
	base.RawQuery, base.Fragment, base.RawFragment = "", "", ""
	return packToken("page", operation, r.link, base.String())
}

// Token is a text from which [WithPageToken] makes another Pager go on: with the page that All is
// in the midst of, whose items then come again, else with the page that follows. It is "" when none
// does. Keep it like a secret, since links may hold signatures.
//
// The pages of a long-running operation go on from the method that resumes the operation, whose
// Poller then gives a Pager that begins there.
func (p *Pager[P, T]) Token() string {
	token := func(r pageRef) string { return r.token(p.spec.Op.Name) }
	if p.resume != nil {
		token = p.resume
	}
	switch {
	case p.ready != nil, p.isMidPage():
		return token(p.here)
	case p.done:
		return ""
	}
	return token(p.next)
}

// isMidPage reports whether All has not yielded all items of the page it is at.
func (p *Pager[P, T]) isMidPage() bool {
	if p.page == nil {
		return false
	}
	_, more := p.spec.Item(p.page, p.at)
	return more
}

// All yields the items of all pages: structs as pointers, anything else as it is. They stay valid:
// each page has memory of its own.
func (p *Pager[P, T]) All() iter.Seq2[T, error] {
	return func(yield func(T, error) bool) {
		for p.items(yield) {
			more, err := p.turn()
			if err != nil {
				var none T
				yield(none, err)
			}
			if !more {
				return
			}
		}
	}
}

// items yields what is left of the current page. It is false when the loop is left.
func (p *Pager[P, T]) items(yield func(T, error) bool) bool {
	for p.page != nil {
		item, more := p.spec.Item(p.page, p.at)
		if !more {
			p.page = nil
			break
		}
		p.at++
		if !yield(item, nil) {
			return false
		}
	}
	return true
}

// turn makes the next page the current one, if there is one.
func (p *Pager[P, T]) turn() (bool, error) {
	page, err := p.fetch()
	if page != nil {
		p.open(page)
	}
	return page != nil, err
}

// open makes a page the current one, without the items that Stream has yielded of it.
func (p *Pager[P, T]) open(page *P) { p.page, p.at, p.skip = page, p.skip, 0 }

// Pages yields the pages. A page that All was in the midst of is skipped; one that Stream was in the
// midst of comes as a whole.
func (p *Pager[P, T]) Pages() iter.Seq2[*P, error] {
	return func(yield func(*P, error) bool) {
		p.page, p.skip = nil, 0
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
