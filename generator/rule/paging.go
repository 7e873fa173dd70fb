package rule

import "strings"

// Paging says how the pages of a list follow one another, in exactly one of five ways: Next, Link,
// Cursor, Page or Offset. Paths lead through the properties of a page, dots between them: "data",
// "links.next". As in JSONPath they may begin with "$.".
type Paging struct {
	About
	Items string // path of the list; "" for a page that is the list, or has only one
	// path of the URL of the next page, or "header:" and the name of the header that holds it
	Next   string
	Link   bool    // the Link header has it (RFC 8288)
	Cursor *Cursor // the page names what the next request is to say
	Page   *Count  // pages are numbered
	Offset *Count  // a request says how many items to leave out
	// nobody has said it: where it does not fit, there are no pages
	Inferred bool
}

// Cursor is how a page names the one after it.
type Cursor struct {
	// parameter of the request that takes it, or "body:" and the path in the request's body
	Param string
	// path of it in the page, in which -1 is the last item ("data.-1.id"), or "header:" and a name
	From  string
	While string // path of a boolean that is true as long as there are more pages; "" for none
}

// Count is how pages, or items, are counted.
type Count struct {
	Param string // as in Cursor
	Size  string // parameter that says how many items a page has; "" for none
	While string // as in Cursor
	Total string // path of the number of all pages, or of all items; "" for none
	First int64  // number of the first page; 0 for an offset
}

// Ways returns how many ways a rule says.
func (p *Paging) Ways() int {
	return count(p.Next != "", p.Link, p.Cursor != nil, p.Page != nil, p.Offset != nil)
}

// Header returns the name of the header that a path means; "" for one that leads into a body.
func Header(path string) string { return after(path, "header:") }

// InBody returns the path in the request's body that a parameter means; "" for a parameter.
func InBody(param string) string { return after(param, "body:") }

// Path returns the properties that a path leads through. The last item of a list is "-1".
func Path(text string) []string {
	text = strings.TrimPrefix(strings.TrimPrefix(text, "$"), ".")
	text = strings.NewReplacer("[", ".", "]", "", "(@.length-1)", "-1", "'", "").Replace(text)
	return strings.FieldsFunc(text, func(r rune) bool { return r == '.' })
}
