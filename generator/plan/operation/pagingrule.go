package operation

import (
	"slices"
	"strings"

	"github.com/armsmith/armsmith/generator/model"
	"github.com/armsmith/armsmith/generator/plan/source"
	"github.com/armsmith/armsmith/generator/plan/types"
	"github.com/armsmith/armsmith/generator/rule"
)

// pageByRule reads a rule that says how the pages of an operation follow one another. One that does
// not fit is an error, unless tolerate says so: then the method returns one answer.
func (r reader) pageByRule(m *method, op *model.Operation, tolerate bool) *model.Paging {
	t := turner{rule: m.paging, op: op, paging: &model.Paging{}}
	switch why := t.plan(); {
	case why == "":
		return t.paging
	case !m.paging.Inferred:
		r.doc.Findings.Add(unfit(tolerate), m.paging.Place, "paging: "+m.what+" "+why, "correct the rule, or leave the operation out of it; `armsmith inspect` shows what it takes and returns")
	}
	return nil
}

// turner holds a rule against an operation. Its methods return why the rule does not fit.
type turner struct {
	rule   *rule.Paging
	op     *model.Operation
	paging *model.Paging
	page   model.Ref
}

func (t *turner) plan() string {
	switch {
	case t.op.LRO != nil:
		return "is a long-running operation"
	case t.op.Result.Kind != model.ResultBody:
		return "returns no page"
	case t.op.Result.Body.Kind != model.BodyJSON && t.op.Result.Body.Kind != model.BodyXML:
		return "returns pages that are neither JSON nor XML"
	case t.rule.Ways() != 1:
		return "needs exactly one of next, link: header, cursor, page and offset"
	}
	t.page = t.op.Result.Body.Type
	if why := t.items(); why != "" {
		return why
	}
	switch p := t.rule; {
	case p.Link:
		t.paging.Header = "Link"
		return ""
	case p.Next != "":
		return t.link(p.Next)
	case p.Cursor != nil:
		return t.cursor(p.Cursor)
	case p.Page != nil:
		return t.count(model.TurnPage, p.Page)
	default:
		return t.count(model.TurnOffset, p.Offset)
	}
}

// items finds the list of a page.
func (t *turner) items() string {
	p := t.paging
	switch path := rule.Path(t.rule.Items); {
	case len(path) > 0:
		if p.Items = fieldsAt(t.page, path); p.Items == nil {
			return "returns no " + source.Quote(t.rule.Items)
		}
	case types.Underlying(t.page).Kind == model.List:
		p.Item = *types.Underlying(t.page).Elem
		return ""
	default:
		if p.Items = onlyList(t.page); p.Items == nil {
			return "returns several lists, or none: the rule must say with items which one"
		}
	}
	list := types.Underlying(p.Items[len(p.Items)-1].Type)
	if list.Kind != model.List {
		return "returns " + source.Quote(t.rule.Items) + ", which is no list"
	}
	p.Item = *list.Elem
	return ""
}

// link finds the URL of the next page.
func (t *turner) link(path string) string {
	if t.paging.Header = rule.Header(path); t.paging.Header != "" {
		return ""
	}
	t.paging.NextLink = fieldsAt(t.page, rule.Path(path))
	return t.text(path, t.paging.NextLink)
}

// text says what is wrong with a path that is to lead to a text.
func (t *turner) text(path string, fields []*model.Field) string {
	switch {
	case len(fields) == 0:
		return "returns no " + source.Quote(path)
	case !holdsToken(fields[len(fields)-1].Type) && !isInteger(fields[len(fields)-1].Type):
		return "returns " + source.Quote(path) + ", which is neither a string nor an integer"
	}
	return ""
}

func (t *turner) cursor(c *rule.Cursor) string {
	turn := &model.Turn{Kind: model.TurnToken}
	t.paging.Turn = turn
	if why := t.asks(turn, c.Param); why != "" {
		return why
	}
	if why := t.while(turn, c.While); why != "" {
		return why
	}
	if t.paging.Header = rule.Header(c.From); t.paging.Header != "" {
		return ""
	}
	path := rule.Path(c.From)
	from := t.page
	if at := slices.Index(path, "-1"); at >= 0 {
		items := fieldsAt(t.page, path[:at])
		if len(path[:at]) != len(t.paging.Items) || !slices.Equal(items, t.paging.Items) {
			return "lists its items elsewhere than " + source.Quote(strings.Join(path[:at], "."))
		}
		turn.Last, from, path = true, t.paging.Item, path[at+1:]
		if len(path) == 0 {
			return "has items that are no tokens themselves: the rule must say which property of the last one is"
		}
	}
	turn.Token = fieldsAt(from, path)
	return t.text(c.From, turn.Token)
}

func (t *turner) count(kind model.TurnKind, c *rule.Count) string {
	turn := &model.Turn{Kind: kind, First: c.First}
	t.paging.Turn = turn
	if why := t.asks(turn, c.Param); why != "" {
		return why
	}
	if len(turn.Body) > 1 {
		return "counts in " + source.Quote(c.Param) + ", which must be a property of the body itself"
	}
	if !isInteger(turn.Type()) {
		return "takes " + source.Quote(c.Param) + ", which is no integer"
	}
	if c.Size != "" && t.param(c.Size) == nil && t.inBody(c.Size) == nil {
		return "takes no " + source.Quote(c.Size)
	}
	if c.Total != "" {
		if turn.Total = fieldsAt(t.page, rule.Path(c.Total)); turn.Total == nil {
			return "returns no " + source.Quote(c.Total)
		} else if !isInteger(turn.Total[len(turn.Total)-1].Type) {
			return "returns " + source.Quote(c.Total) + ", which is no integer"
		}
	}
	return t.while(turn, c.While)
}

// while finds what says whether there are more pages.
func (t *turner) while(turn *model.Turn, path string) string {
	if path == "" {
		return ""
	}
	turn.While = fieldsAt(t.page, rule.Path(path))
	switch {
	case turn.While == nil:
		return "returns no " + source.Quote(path)
	case types.Underlying(turn.While[len(turn.While)-1].Type).Kind != model.Bool:
		return "returns " + source.Quote(path) + ", which is no boolean"
	}
	return ""
}

// asks finds what the request for another page says it with.
func (t *turner) asks(turn *model.Turn, param string) string {
	if turn.Body = t.inBody(param); turn.Body != nil {
		return t.settable(turn.Body[len(turn.Body)-1].Type, param)
	}
	if turn.Param = t.param(param); turn.Param == nil {
		return "takes no " + source.Quote(param)
	}
	return t.settable(turn.Param.Type, param)
}

// settable says why a token cannot be put into a value.
func (t *turner) settable(r model.Ref, param string) string {
	if r = types.Underlying(r); r.Kind != model.String && r.Kind != model.Foreign && !isInteger(r) || r.Nullable {
		return "takes " + source.Quote(param) + ", which is neither a string nor an integer"
	}
	if !t.op.TakesParams() {
		return "takes its parameters by an option"
	}
	return ""
}

// param finds a parameter of the operation that a caller gives.
func (t *turner) param(name string) *model.Param {
	if t.op.Params == nil {
		return nil
	}
	i := slices.IndexFunc(t.op.Params.Params, func(p *model.Param) bool {
		return p.Wire == name && p.Asked() && p.In != model.InPath && p.In != model.InPart
	})
	if i < 0 {
		return nil
	}
	return t.op.Params.Params[i]
}

// inBody finds a property of the request's body.
func (t *turner) inBody(param string) []*model.Field {
	path := rule.InBody(param)
	if path == "" || t.op.Body == nil {
		return nil
	}
	return fieldsAt(t.op.Body.Content.Type, rule.Path(path))
}

func isInteger(r model.Ref) bool {
	r = types.Underlying(r)
	return r.Kind >= model.Int8 && r.Kind <= model.Uint64
}

// fieldsAt follows properties down from a type, each of which must be a struct; nil when the way
// ends.
func fieldsAt(r model.Ref, path []string) []*model.Field {
	var out []*model.Field
	for _, key := range path {
		f := fieldNamed(r, key)
		if f == nil {
			return nil
		}
		out, r = append(out, f), f.Type
	}
	return out
}
