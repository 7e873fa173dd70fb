package mock

import (
	"encoding/json"
	"net/http"
	"slices"
	"strconv"
	"strings"

	"github.com/getkin/kin-openapi/openapi3"

	"github.com/armsmith/armsmith/generator/model"
)

const (
	usualPages = 3
	// answers of pages that are remembered, ready to be sent
	mostPagesKept = 1000
)

// pages divides lists into pages, where clients go through them page by page.
type pages struct {
	*service
	count int
	of    map[*Operation]*model.Paging
	param map[*Operation]bool // pages after the first are asked for in a parameter of another operation
	next  map[*Operation]bool // operations that give the pages after the first of another one

	books *memory[*Answer, *book] // of what the document alone answers
	made  *memory[pageKey, *Answer]
}

// pageKey is a page of an answer, with what it says of the next one.
type pageKey struct {
	whole  *Answer
	offset int
	next   string
}

func newPages(s *service) *pages {
	p := &pages{service: s, count: s.options.Pages, of: map[*Operation]*model.Paging{}, param: map[*Operation]bool{}, next: map[*Operation]bool{},
		books: newMemory[*Answer, *book](mostPagesKept), made: newMemory[pageKey, *Answer](mostPagesKept)}
	if p.count <= 0 {
		p.count = usualPages
	}
	following := map[*model.Operation]*Operation{} // the first operation, by the method of the next
	for _, op := range s.doc.operations {
		for _, m := range op.Methods {
			if m.Paging == nil || m.Paging.NextLink == nil && m.Paging.Header == "" && m.Paging.Turn == nil {
				continue
			}
			p.of[op], p.param[op] = m.Paging, byParam(m)
			if m.Paging.Next != nil {
				following[m.Paging.Next] = op
			}
		}
	}
	for _, op := range s.doc.operations {
		for _, m := range op.Methods {
			if first := following[m]; first != nil {
				p.of[op], p.param[op], p.next[op] = p.of[first], p.param[first], true
			}
		}
	}
	return p
}

// behave is a [Behavior].
func (p *pages) behave(next Answerer) Answerer {
	return func(call *Call) *Answer {
		whole := next(call)
		paging := p.of[call.Operation]
		if paging == nil || call.Prefer != (Prefer{}) || whole.own || whole.Status/100 != 2 || whole.Value == nil || whole.Content == nil {
			return whole
		}
		b := p.bookOf(call, whole, paging)
		if b == nil {
			return whole
		}
		return p.page(call, whole, b, p.begin(call, b))
	}
}

// bookOf divides an answer into pages; nil for one that holds no list.
func (p *pages) bookOf(call *Call, whole *Answer, paging *model.Paging) *book {
	if p.stored(call) {
		return p.newBook(call.Operation, whole, paging, true)
	}
	b, there := p.books.get(whole)
	if !there {
		b = p.newBook(call.Operation, whole, paging, false)
		p.books.put(whole, b)
	}
	return b
}

// stored reports whether the store has answered a call with what it holds.
func (p *pages) stored(call *Call) bool {
	if !p.options.Stateful || call.Operation.Method != http.MethodGet {
		return false
	}
	c, item := call.Operation.Collection()
	return c != nil && !item && c.grows()
}

// begin returns how many items come before the page that a call asks for.
func (p *pages) begin(call *Call, b *book) int {
	at := 0
	turn := b.paging.Turn
	switch {
	case call.link.kind == pageLink:
		at = pageAt(call.link.number, 1, b)
	case p.next[call.Operation]:
		at = b.behind(func(token string) bool { return says(call, token) })
	case turn == nil:
	case turn.Kind == model.TurnToken:
		sent := asked(call, turn)
		at = b.behind(func(token string) bool { return token == sent })
	default:
		n, err := strconv.Atoi(asked(call, turn))
		switch {
		case err != nil: // the first, then
		case turn.Kind == model.TurnPage:
			at = pageAt(n, int(turn.First), b)
		default:
			at = n
		}
	}
	return min(max(at, 0), len(b.items))
}

// pageAt returns the offset of a page by its number, and that of the first one.
func pageAt(n, first int, b *book) int {
	if n-first > len(b.items) {
		return len(b.items)
	}
	return (n - first) * b.size
}

// asked returns the token or number by which a call asks for a page.
func asked(call *Call, turn *model.Turn) string {
	if turn.Param != nil {
		return call.sent(turn.Param.In, turn.Param.Wire)
	}
	body, _ := call.JSON()
	return textAt(body, pathOfFields(turn.Body))
}

// says reports whether any parameter of a call has a value.
func says(call *Call, text string) bool {
	for _, v := range call.Values {
		if v == text {
			return true
		}
	}
	for _, values := range call.Request.URL.Query() {
		if slices.Contains(values, text) {
			return true
		}
	}
	return false
}

const pageLink = "page"

// page returns the page of a book that begins at an offset.
func (p *pages) page(call *Call, whole *Answer, b *book, offset int) *Answer {
	next := b.following(call, offset)
	if p.stored(call) {
		return p.written(whole, b, offset, next)
	}
	key := pageKey{whole, offset, next}
	a, there := p.made.get(key)
	if !there {
		a = p.written(whole, b, offset, next)
		a.Data = encode(a.Value, a.MediaType, a.schema())
		p.made.put(key, a)
	}
	return a
}

// written makes the answer of a page, which says next of the page after it; "" for the last.
func (p *pages) written(whole *Answer, b *book, offset int, next string) *Answer {
	paging, schema := b.paging, whole.schema()
	v := whole.Value
	set := func(fields []*model.Field, value any) {
		if len(fields) > 0 {
			v = p.put(v, schema, pathOfFields(fields), value)
		}
	}
	tell := func(fields []*model.Field) {
		switch path := pathOfFields(fields); {
		case len(path) == 0:
		case next == "":
			v = cleared(v, schema, path)
		default:
			v = p.put(v, schema, path, typed(next, schemaAt(schema, path)))
		}
	}
	if !b.single {
		v = p.put(v, schema, pathOfFields(paging.Items), b.from(offset))
	} else if offset < len(b.items) {
		v = b.items[offset]
	}
	tell(paging.NextLink)
	if turn := paging.Turn; turn != nil {
		set(turn.While, offset+b.size < len(b.items))
		set(turn.Total, number(b.total()))
		if !turn.Last && paging.Header == "" {
			tell(turn.Token)
		}
	}
	a := whole.With(v)
	if paging.Header != "" {
		a.Header.Del(paging.Header)
		if next != "" && strings.EqualFold(paging.Header, "Link") {
			next = "<" + next + `>; rel="next"`
		}
		if next != "" {
			a.Header.Set(paging.Header, next)
		}
	}
	return a
}

// typed returns a token as a value of the schema that it stands in.
func typed(text string, schema schemaRef) any {
	if _, err := strconv.Atoi(text); err == nil && isOf(schema, openapi3.TypeInteger) && !isOf(schema, openapi3.TypeString) {
		return json.Number(text)
	}
	return text
}
