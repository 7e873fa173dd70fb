package model

import "strings"

// Paging is how the pages of a list follow one another: by a link, which is in the page or in a
// header, or by what the next request says.
type Paging struct {
	// path from the page to the list, usually one field; empty: the page itself is the list or,
	// when it is none, the only item
	Items    []*Field
	Item     Ref
	NextLink []*Field // path from the page to the link; empty: no link in the page
	// response header that holds the link or the token; for Link, the one with rel="next"
	Header string
	// operation that fetches the following pages (operationName); nil: GET the link
	Next *Operation
	Turn *Turn // what the next request says; nil: there are links, or a single page
}

// IsList reports whether a page is the list itself, which is what it holds.
func (p *Paging) IsList(page *Ref) bool {
	return len(p.Items) == 0 && page.Kind == List
}

// Carries reports whether a parameter of the operation for the following pages is named like what
// leads to them: "nextLink" like "odata.nextLink".
func (p *Paging) Carries(param *Param) bool {
	if len(p.NextLink) == 0 {
		return false
	}
	link := p.NextLink[len(p.NextLink)-1].Wire
	return strings.EqualFold(param.Wire, link) || strings.EqualFold(param.Wire, link[strings.LastIndexByte(link, '.')+1:])
}

// Turn is how a request asks for the page after another.
type Turn struct {
	Kind  TurnKind
	Param *Param   // that says which page; nil: the body does
	Body  []*Field // path from the request's body to the property that says it
	// TurnToken: path to what the next request says, from the page or, with Last, from its last
	// item; empty: in Paging.Header
	Token []*Field
	Last  bool
	While []*Field // path to a boolean that is true while there are more pages; nil: none
	// path to the number of pages (TurnPage) or of items (TurnOffset); nil: the list ends with an
	// empty page
	Total []*Field
	First int64 // TurnPage: number of the first page
}

// Type is the type of what says which page is asked for.
func (t *Turn) Type() Ref {
	if t.Param != nil {
		return t.Param.Type
	}
	return t.Body[len(t.Body)-1].Type
}

// TurnKind is what the request for a page says.
type TurnKind uint8

// The kinds of turns.
const (
	TurnToken  TurnKind = iota // a text that the page before has
	TurnPage                   // the number of the page
	TurnOffset                 // how many items to leave out
)
