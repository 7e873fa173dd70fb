package mock

import (
	"fmt"
	"strconv"

	"github.com/getkin/kin-openapi/openapi3"

	"github.com/armsmith/armsmith/generator/model"
)

// book is a list that is divided into pages.
type book struct {
	paging *model.Paging
	items  []any // of all pages
	size   int   // items of a page
	single bool  // each page is one item, and not a list
	// by which pages are asked for, from the second on; nil: clients follow links, or count
	tokens []string
}

// newBook divides an answer into pages. What was stored is divided as it is; what the document
// shows is the first page, and gets others like it. It returns nil for an answer without a list.
func (p *pages) newBook(op *Operation, whole *Answer, paging *model.Paging, stored bool) *book {
	b := &book{paging: paging}
	path := pathOfFields(paging.Items)
	schema := schemaAt(whole.schema(), path)
	found, _ := valueAt(whole.Value, path)
	items, isList := found.([]any)
	itemSchema := itemsOf(schema)
	switch {
	case len(path) == 0 && !isList && paging.Item.Kind != model.List:
		b.single, items, itemSchema = true, []any{whole.Value}, schema
	case !isList && !stored && found != nil:
		return nil
	}
	if stored {
		b.items, b.size = items, max((len(items)+p.count-1)/p.count, 1)
	} else {
		p.fill(b, items, itemSchema)
	}
	if turn := paging.Turn; p.param[op] || turn != nil && turn.Kind == model.TurnToken {
		p.name(b, op, whole)
	}
	return b
}

// fill makes the pages of a book from the items of the first one.
func (p *pages) fill(b *book, first []any, schema schemaRef) {
	if len(first) == 0 {
		item, ok := p.maker.Value(schema, "item of a page")
		if !ok {
			return
		}
		first = []any{item}
	}
	var also []string
	if turn := b.paging.Turn; turn != nil && turn.Last {
		also = pathOfFields(turn.Token)
	}
	b.size = len(first)
	b.items = append(b.items, first...)
	for n := 2; n <= p.count; n++ {
		for _, item := range first {
			b.items = append(b.items, p.varied(item, schema, n, also))
		}
	}
}

// name gives the pages tokens. Without tokens that differ there is one page only.
func (p *pages) name(b *book, op *Operation, whole *Answer) {
	seen := map[string]bool{"": true}
	b.tokens = []string{}
	for end := b.size; end < len(b.items); end += b.size {
		token := p.token(b, op, whole, end)
		if seen[token] {
			b.items, b.tokens = b.items[:min(b.size, len(b.items))], nil
			return
		}
		seen[token] = true
		b.tokens = append(b.tokens, token)
	}
}

// token returns the token of the page that begins after so many items.
func (p *pages) token(b *book, op *Operation, whole *Answer, end int) string {
	n := end/b.size + 1
	text := "page-" + strconv.Itoa(n)
	turn := b.paging.Turn
	switch {
	case turn == nil:
		return text
	case turn.Last:
		return textAt(b.items[end-1], pathOfFields(turn.Token))
	}
	taken := op.asks(turn)
	given := schemaAt(whole.schema(), pathOfFields(turn.Token))
	if isOf(taken, openapi3.TypeInteger) || isOf(given, openapi3.TypeInteger) && !isOf(given, openapi3.TypeString) {
		return strconv.Itoa(n)
	}
	if taken == nil || !formatted(taken) && p.allows(taken.Value, text) {
		return text
	}
	made, _ := p.maker.Value(taken, fmt.Sprint("token of page ", n))
	return scalar(made)
}

// asks returns the schema of the parameter, or of the property of the body, by which a call asks
// for a page; nil for none.
func (op *Operation) asks(turn *model.Turn) schemaRef {
	if turn.Param == nil {
		body := op.kin.RequestBody
		if body == nil || body.Value == nil {
			return nil
		}
		for _, mediaType := range body.Value.Content {
			return schemaAt(mediaType.Schema, pathOfFields(turn.Body))
		}
		return nil
	}
	for _, param := range op.parameters() {
		if param.Name == turn.Param.Wire {
			return param.Schema
		}
	}
	return nil
}

// from returns the items of the page that begins at an offset.
func (b *book) from(offset int) []any {
	if offset >= len(b.items) {
		return []any{}
	}
	return b.items[offset:min(offset+b.size, len(b.items))]
}

// behind returns the offset of the page that a token leads to; 0 for a token that is not known.
func (b *book) behind(is func(token string) bool) int {
	for i, token := range b.tokens {
		if is(token) {
			return (i + 1) * b.size
		}
	}
	return 0
}

// following returns what the page at an offset says of the next one: a link, or a token; "" for the
// last page.
func (b *book) following(call *Call, offset int) string {
	if offset+b.size >= len(b.items) {
		return ""
	}
	n := offset/b.size + 1 // of this page
	switch {
	case b.tokens != nil:
		return b.tokens[n-1]
	case b.paging.Turn != nil:
		return "" // it is counted
	}
	return call.url(pageLink, n+1)
}

// total returns the total that a page states: of pages, or of items.
func (b *book) total() int {
	if b.paging.Turn.Kind == model.TurnPage && b.size > 0 {
		return (len(b.items) + b.size - 1) / b.size
	}
	return len(b.items)
}
