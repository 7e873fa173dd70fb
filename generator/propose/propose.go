// Package propose finds in the model of an API what its document does not say but shows: that a
// list comes in pages, and how they follow one another; by which header a POST is safe to repeat;
// that errors come as successes; how webhooks are signed, and told apart. What it finds are rules
// as the owner of a client writes them, for `armsmith inspect` to print; they are only used where
// the owner says so.
//
// It goes by names that many services have in common, and proposes nothing where they leave a
// doubt.
package propose

import (
	"fmt"
	"iter"
	"slices"
	"strings"

	"github.com/armsmith/armsmith/generator/model"
	"github.com/armsmith/armsmith/generator/rule"
)

// Rules returns all that an API shows.
func Rules(api *model.API) rule.Set {
	return rule.Set{Paging: Paging(api), Idempotency: Idempotency(api), Errors: Errors(api), Webhooks: Webhooks(api), Async: Jobs(api), Streaming: Streams(api)}
}

// Paging returns a rule for each way in which lists of the API seem to go on, with the operations
// that it is about, in the order of the model. Lists that are known to page have none.
func Paging(api *model.API) []rule.Paging {
	var out []rule.Paging
	at := map[string]int{} // by what a rule says
	for op := range operations(api) {
		r := pagingOf(op)
		if r == nil {
			continue
		}
		key := fmt.Sprintf("%v %v %v %v %+v %+v %+v", r.Items, r.Next, r.Link, r.Ways(), deref(r.Cursor), deref(r.Page), deref(r.Offset))
		i, known := at[key]
		if !known {
			i = len(out)
			at[key] = i
			out = append(out, *r)
		}
		if !slices.Contains(out[i].Operations, op.ID) {
			out[i].Operations = append(out[i].Operations, op.ID)
		}
	}
	return out
}

// operations yields those of an API, in the order of the model.
func operations(api *model.API) iter.Seq[*model.Operation] {
	return func(yield func(*model.Operation) bool) {
		for _, g := range api.Groups {
			for _, op := range g.Operations {
				if !yield(op) {
					return
				}
			}
		}
	}
}

func deref[T any](p *T) (v T) {
	if p != nil {
		v = *p
	}
	return v
}

// pagingOf returns how a list seems to go on; nil for what is no list, or does not show it.
func pagingOf(op *model.Operation) *rule.Paging {
	body := op.Result.Body
	if op.Method != "GET" && op.Method != "POST" || op.Paging != nil || op.LRO != nil || body == nil || body.Kind != model.BodyJSON {
		return nil
	}
	l := &list{op: op, page: &body.Type}
	if !l.findItems() {
		return nil
	}
	ways := []func() *rule.Paging{l.byLink, l.byHeader, l.byToken, l.byLastItem, l.byNumber, l.byOffset}
	if op.Method == "POST" { // which is sent again only where its body asks for more
		ways = []func() *rule.Paging{l.byTokenInBody}
	}
	for _, way := range ways {
		if r := way(); r != nil {
			r.Items = l.stated
			return r
		}
	}
	return nil
}

// list is what an operation returns, if that is a list.
type list struct {
	op     *model.Operation
	page   *model.Ref
	items  string // path of the list; "" for a page that is the list
	stated string // the same where a rule must say it
	item   *model.Ref
}

// itemNames are what services call the list of a page that holds others as well.
var itemNames = []string{"data", "items", "results", "records", "values", "entries", "value", "elements", "content"}

// findItems finds the list of a page: the page itself, its only one, or the one that is called so.
func (l *list) findItems() bool {
	if under(l.page).Kind == model.List {
		l.item = under(l.page).Elem
		return true
	}
	var lists []*model.Field
	for _, f := range fields(l.page) {
		if under(&f.Type).Kind == model.List {
			lists = append(lists, f)
		}
	}
	if len(lists) == 0 {
		return false
	}
	chosen := lists[0]
	if len(lists) > 1 {
		i := slices.IndexFunc(lists, func(f *model.Field) bool { return slices.Contains(itemNames, flat(f.Wire)) })
		if i < 0 {
			return false
		}
		chosen = lists[i]
		l.stated = chosen.Wire
	}
	l.items, l.item = chosen.Wire, under(&chosen.Type).Elem
	return true
}

// byLink finds a property that holds the URL of the next page.
func (l *list) byLink() *rule.Paging {
	path := l.find(func(path []string, r *model.Ref) bool {
		last := path[len(path)-1]
		return r.Kind == model.String && (slices.Contains(linkNames, last) ||
			last == "next" && len(path) > 1 && slices.Contains(linkHolders, path[len(path)-2]) ||
			len(path) > 1 && slices.Contains(urlNames, last) && (path[len(path)-2] == "next" || path[len(path)-2] == "nextpage") ||
			last == "next" && len(path) == 1 && l.field("previous") != nil)
	})
	if path == "" {
		return nil
	}
	return &rule.Paging{Next: path}
}

// byHeader finds a Link header.
func (l *list) byHeader() *rule.Paging {
	for _, r := range l.op.Responses {
		if !r.Error && slices.ContainsFunc(r.Headers, func(h *model.Header) bool { return strings.EqualFold(h.Wire, "Link") }) {
			return &rule.Paging{Link: true}
		}
	}
	return nil
}

// byToken finds a parameter that takes a token, and the property that has it.
func (l *list) byToken() *rule.Paging {
	param := l.param(tokenParams, model.String)
	if param == "" {
		return nil
	}
	return l.cursor(param)
}

// byTokenInBody finds a property of the request that takes a token, and that of the page that has
// it.
func (l *list) byTokenInBody() *rule.Paging {
	if l.op.Body == nil || l.op.Body.Content.Kind != model.BodyJSON {
		return nil
	}
	param := find(&l.op.Body.Content.Type, func(path []string, r *model.Ref) bool {
		last := path[len(path)-1]
		return r.Kind == model.String && slices.Contains(tokenParams, last) &&
			(len(path) == 1 || slices.Contains(tokenHolders, path[len(path)-2]))
	})
	if param == "" {
		return nil
	}
	return l.cursor("body:" + param)
}

// cursor returns how a list goes on with a token in a parameter; nil where its pages have none.
func (l *list) cursor(param string) *rule.Paging {
	from := l.find(func(path []string, r *model.Ref) bool {
		last := path[len(path)-1]
		return r.Kind == model.String && (slices.Contains(tokenNames, last) ||
			len(path) > 1 && slices.Contains(tokenHolders, path[len(path)-2]) && (last == "next" || last == "after"))
	})
	if from == "" {
		return nil
	}
	return &rule.Paging{Cursor: &rule.Cursor{Param: param, From: from, While: l.more()}}
}

// byLastItem finds a parameter that takes the identifier of the last item.
func (l *list) byLastItem() *rule.Paging {
	param, more := l.param(lastParams, model.String), l.more()
	if param == "" || more == "" {
		return nil
	}
	id := slices.IndexFunc(fields(l.item), func(f *model.Field) bool { return f.Wire == "id" && f.Type.Kind == model.String })
	if id < 0 {
		return nil
	}
	return &rule.Paging{Cursor: &rule.Cursor{Param: param, From: strings.TrimPrefix(l.items+".-1.id", "."), While: more}}
}

// byNumber finds a parameter that takes the number of a page.
func (l *list) byNumber() *rule.Paging {
	param := l.param(numberParams, model.Int64)
	if param == "" {
		return nil
	}
	return &rule.Paging{Page: &rule.Count{Param: param, Size: l.param(sizeParams, model.Int64), While: l.more(), Total: l.total(pageTotals), First: 1}}
}

// byOffset finds a parameter that takes how many items to leave out.
func (l *list) byOffset() *rule.Paging {
	param, size := l.param(offsetParams, model.Int64), l.param(sizeParams, model.Int64)
	if param == "" || size == "" {
		return nil
	}
	return &rule.Paging{Offset: &rule.Count{Param: param, Size: size, While: l.more(), Total: l.total(itemTotals)}}
}
