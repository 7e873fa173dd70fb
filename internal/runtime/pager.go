package runtime

import (
	"context"
	"iter"
)

// PageSpec tells a [Pager] how the pages of one operation follow one another. P is a page, T an item.
type PageSpec[P, T any] struct {
	// Op is the operation that gives the first page.
	Op *Operation
	// First makes the request for the first page.
	First func() *Request
	// Decode reads a page.
	Decode func(*Response) (*P, error)
	// Items is the list in a page. The pager yields pointers to its elements.
	Items func(*P) []T
	// Next is the link or token of the page after this one; "" after the last. A nil Next is a list of one page.
	Next func(*P) string
	// NextHeader is the response header that holds the link or token, instead of Next.
	NextHeader string
	// NextRequest makes the request for the page with this link or token. Nil: next is a link, to be got with GET.
	NextRequest func(next string) *Request
}

// Pager goes through a list that the service gives in pages, fetching each when it is wanted.
//
//	for item, err := range pager.All() { ... }
//
// A loop that is left can be taken up by another, which goes on where the first one stopped. After an error that another
// try could cure (see [RetryPolicy]; the context's end is one) a new loop asks for the same page again; any other error
// stays. A Pager belongs to one goroutine.
type Pager[P, T any] struct {
	ctx  context.Context
	c    *Client
	spec PageSpec[P, T]
	opts []Option

	page  *P  // the current page, not yet gone through by All
	at    int // how many of its items All has yielded
	next  string
	begun bool // the first page has been fetched, or a token says where to go on
	done  bool
	err   error // final
	seen  map[uint64]struct{}
	count int64
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
