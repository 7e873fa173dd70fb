package runtime

import (
	"encoding"
	"fmt"
	"strconv"
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
	// One that cannot be written ends the list with an error, after the page that has it.
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

// Parsed returns the token of a page as a value of a type of the user's, for [PageSpec]. The
// request fails when the type does not take it.
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
