package runtime

import (
	"context"
	"encoding"
	"fmt"
	"hash/maphash"
	"iter"
	"net/http"
	"net/url"
	"strconv"
	"strings"
)

// PageSpec tells a [Pager] how the pages of one operation follow one another. P is a page, T an
// item, such as a pointer to a struct or a union.
type PageSpec[P, T any] struct {
	// Op is the operation that gives the first page.
	Op *Operation
	// First makes the request for the first page. It is called once, when the list begins.
	First func() *Request
	// Decode reads a page.
	Decode func(*Response) (*P, error)
	// Item is an item of a page, false when there are no more than that. See [ItemAt] and
	// [PointerAt].
	Item func(page *P, at int) (T, bool)
	// Next is the link or token of the page after this one; "" after the last. A nil Next is a list
	// of one page.
	Next func(*P) string
	// NextValue is the same where the token is of a type that writes its own text, instead of Next.
	// One that cannot be written ends the list with an error, behind the page that has it.
	NextValue func(*P) Value
	// After is the token of the page after this one where tokens are counted: here is the token of
	// this page, "" for the first one. It stands for Next.
	After func(page *P, here string) string
	// NextHeader is the response header that holds the link or token, instead of Next.
	NextHeader string
	// Token puts the token of the next page into a copy of the first request (see [Request.Drop]).
	Token func(r *Request, next string)
	// NextRequest makes the request for the page with this link or token, by another operation or
	// by this one with other parameters. When Token is nil, too, next is a link, to be got with GET.
	NextRequest func(next string) *Request
}

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

// ItemAt is an item of a list, for [PageSpec].
func ItemAt[T any](list []T, at int) (item T, more bool) {
	if at >= len(list) {
		return item, false
	}
	return list[at], true
}

// PointerAt is a pointer to an item of a list, for [PageSpec].
func PointerAt[T any](list []T, at int) (item *T, more bool) {
	if at >= len(list) {
		return nil, false
	}
	return &list[at], true
}

// PageAt is the number that a page has by its token, first for the page that has none, for
// [PageSpec]. A token is a number that [FormatInt] wrote.
func PageAt(token string, first int64) int64 {
	if n, err := strconv.ParseInt(token, 10, 64); err == nil {
		return n
	}
	return first
}

// Parsed is the token of a page as a value of a type of the user's, for [PageSpec]. The request fails
// where it is none.
func Parsed[T any, P interface {
	*T
	encoding.TextUnmarshaler
}](r *Request, token string) (v T) {
	if err := P(&v).UnmarshalText([]byte(token)); err != nil {
		r.fail(fmt.Errorf("the token of the page: %w", err))
	}
	return v
}

// Copied returns a pointer to a copy of what v points to, or to a zero value for nil, for
// [PageSpec].
func Copied[T any](v *T) *T {
	out := new(T)
	if v != nil {
		*out = *v
	}
	return out
}

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
