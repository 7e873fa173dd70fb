package changes

import (
	"slices"
	"strings"

	"github.com/armsmith/armsmith/generator/model"
)

// compareOperations compares the operations of both versions, and pairs the types that they send
// and receive.
func compareOperations(old, now *model.API) (differences, *pairing) {
	var d differences
	met := &pairing{byTypes: map[types]*pair{}}
	m := matchOperations(operationsOf(old), operationsOf(now))
	for _, op := range m.removed {
		d.add("operation-removed", sent, wholeSpot(op, Where{Old: op.Place}), op.route(), "")
	}
	for _, op := range m.added {
		d.add("operation-added", sent, wholeSpot(op, Where{New: op.Place}), "", op.route())
	}
	for _, op := range m.both {
		for _, x := range compareOperation(op.old, op.new, met) {
			x.method = op.old.goName()
			d = append(d, x)
		}
	}
	return d, met
}

// wholeSpot is where an operation stands that comes or goes: its parameters and results come and go
// with it.
func wholeSpot(op operation, where Where) spot {
	at := operationSpot(op, op, where)
	if op.Params != nil {
		at.names = append(at.names, op.Params.Name)
	}
	for _, r := range structsOf(op) {
		at.names = append(at.names, r.Name)
	}
	return at
}

// operationSpot is where an operation stands, as both versions call it.
func operationSpot(old, now operation, where Where) spot {
	names := old.names()
	for _, name := range now.names() {
		if !slices.Contains(names, name) {
			names = append(names, name)
		}
	}
	return spot{where: where, goName: now.goName(), what: now.goName(), names: names}
}

// calls are an operation as both versions have it, with what differs.
type calls struct {
	differences
	old, new operation
	types    *pairing
}

// compareOperation compares an operation that both versions have.
func compareOperation(old, now operation, types *pairing) differences {
	c := &calls{old: old, new: now, types: types}
	at := operationSpot(old, now, Where{old.Place, now.Place})
	quiet := at
	quiet.names = nil // of what does not show in the method
	if old.ID != now.ID && !strings.Contains(old.ID+now.ID, " ") {
		c.add("operation-renamed", sent, at, old.ID, now.ID)
	}
	if old.goName() != now.goName() {
		c.add("operation-moved", sent, at, old.goName(), now.goName())
	}
	if old.Method != now.Method {
		c.add("method-changed", sent, quiet, old.Method, now.Method)
	}
	was, is := variable.ReplaceAllString(old.Path, "{}"), variable.ReplaceAllString(now.Path, "{}")
	if was != is {
		c.add("path-changed", sent, quiet, old.Path, now.Path)
	}
	if old.Host != now.Host && old.Host != "" && now.Host != "" {
		c.add("server-changed", sent, quiet, old.Host, now.Host)
	}
	c.deprecated(old.Deprecated, now.Deprecated, quiet)
	c.params(at)
	c.body(at)
	c.responses(at)
	c.longRunning(at)
	c.paging(at)
	c.chunks(at)
	c.job(at)
	c.keyHeader(quiet)
	c.retries(old.Retry, now.Retry, quiet)
	if old.OKFalse != now.OKFalse {
		c.add(pick(now.OKFalse == "", "ok-false-removed", "ok-false-added"), sent, quiet, old.OKFalse, now.OKFalse)
	}
	c.security(quiet)
	return c.differences
}

// security compares who may call an operation, where the document says so of the operation itself.
func (c *calls) security(at spot) {
	if c.old.Security == nil && c.new.Security == nil {
		return // said of the client
	}
	was, is := c.old.Security, c.new.Security
	if was == nil {
		was = c.old.api.Defaults
	}
	if is == nil {
		is = c.new.api.Defaults
	}
	c.requirements(was, is, at)
}

// longRunning compares whether an operation is long-running, and where its result is found.
func (c *calls) longRunning(at spot) {
	old, now := c.old, c.new
	switch {
	case old.LRO == nil && now.LRO == nil:
	case old.LRO == nil:
		c.add("long-running-added", sent, at, "", "")
	case now.LRO == nil:
		c.add("long-running-removed", sent, at, "", "")
	default:
		if old.LRO.FinalStateVia != now.LRO.FinalStateVia {
			via := func(l *model.LRO) string {
				return pick(l.FinalStateVia == "", "the default of its method", l.FinalStateVia)
			}
			c.add("final-state-changed", sent, at, via(old.LRO), via(now.LRO))
		}
		c.contents(old.LRO.Result, now.LRO.Result, at)
	}
}

// paging compares whether a list comes in pages, and how they follow one another.
func (c *calls) paging(at spot) {
	old, now := c.old, c.new
	switch {
	case old.Paging == nil && now.Paging == nil:
		return
	case old.Paging == nil:
		c.add("paging-added", sent, at, "", "")
		return
	case now.Paging == nil:
		c.add("paging-removed", sent, at, "", "")
		c.linkReused(at)
		return
	}
	if was, is := wayOf(old.Paging.Items), wayOf(now.Paging.Items); was != is {
		c.add("page-items-changed", sent, at, was, is)
	}
	if was, is := goesOn(old.Paging), goesOn(now.Paging); was != is {
		c.add("page-link-changed", sent, at, was, is)
		c.linkReused(at)
	}
}

// goesOn says by what a list goes on: the property or header that leads to the next page, and what
// the request for it says.
func goesOn(p *model.Paging) string {
	from := wayOf(p.NextLink)
	if p.Header != "" {
		from = "the header " + p.Header
	}
	t := p.Turn
	if t == nil {
		return from
	}
	param := "the body's " + wayOf(t.Body)
	if t.Param != nil {
		param = "the parameter " + t.Param.Wire
	}
	switch {
	case t.Kind == model.TurnPage:
		return "the number of the page in " + param
	case t.Kind == model.TurnOffset:
		return "the number of items before it in " + param
	case t.Last:
		return wayOf(t.Token) + " of the last item in " + param
	case len(t.Token) > 0:
		from = wayOf(t.Token)
	}
	return from + " in " + param
}

// chunks compares whether an operation can be called for a list of any length.
func (c *calls) chunks(at spot) {
	old, now := c.old.Chunks, c.new.Chunks
	switch {
	case old == nil && now == nil:
	case old == nil:
		c.add("chunks-added", sent, at, "", now.Name)
	case now == nil:
		c.add("chunks-removed", sent, at, old.Name, "")
	}
}

// job compares whether a job that an operation starts can be followed.
func (c *calls) job(at spot) {
	old, now := c.old.Job, c.new.Job
	switch {
	case old == nil && now == nil:
	case old == nil:
		c.add("job-added", sent, at, "", now.Name)
	case now == nil:
		c.add("job-removed", sent, at, old.Name, "")
	default:
		c.contents(old.Result, now.Result, at)
	}
}

// keyHeader compares by which header an operation is safe to repeat.
func (c *calls) keyHeader(at spot) {
	old, now := c.old.KeyHeader, c.new.KeyHeader
	switch {
	case strings.EqualFold(old, now):
	case old == "":
		c.add("key-header-added", sent, at, "", now)
	case now == "":
		c.add("key-header-removed", sent, at, old, "")
	default:
		c.add("key-header-changed", sent, at, old, now)
	}
}

// linkReused reports that what was the link to the next page is still there, and means something
// else: the old client follows it.
func (c *calls) linkReused(at spot) {
	page, way := bodyTypeOf(c.new), c.old.Paging.NextLink
	for _, part := range way {
		if page = under(page); !isStruct(page) {
			return
		}
		i := slices.IndexFunc(page.Type.Original().Fields, func(f *model.Field) bool {
			return f.Wire == part.Wire && slices.Equal(f.Flatten, part.Flatten)
		})
		if i < 0 {
			return
		}
		page = &page.Type.Original().Fields[i].Type
	}
	if len(way) > 0 {
		c.add("page-link-reused", sent, at, wayOf(way), "")
	}
}

// wayOf writes the way to a field as it stands in JSON.
func wayOf(fields []*model.Field) string {
	var way []string
	for _, f := range fields {
		way = append(append(way, f.Flatten...), f.Wire)
	}
	if way == nil {
		return "nothing"
	}
	return strings.Join(way, ".")
}
