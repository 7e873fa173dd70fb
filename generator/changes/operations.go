package changes

import (
	"slices"
	"strings"

	"github.com/armsmith/armsmith/generator/model"
)

// operations compares the operations of both versions.
func (c *comparison) operations() {
	m := matchOperations(operationsOf(c.old), operationsOf(c.new))
	for _, op := range m.removed {
		c.add("operation-removed", sent, operationSpot(op, op, Where{Old: op.Place}), op.route(), "")
		c.claimAll(c.sources.old, op)
	}
	for _, op := range m.added {
		c.add("operation-added", sent, operationSpot(op, op, Where{New: op.Place}), "", op.route())
		c.claimAll(c.sources.new, op)
	}
	for _, op := range m.both {
		c.operation(op.old, op.new)
	}
}

// claimAll claims the parameters and the result of an operation that comes or goes: they come and
// go with it.
func (c *comparison) claimAll(surface Surface, op operation) {
	for name := range surface {
		owner, _, _ := strings.Cut(name, ".")
		isResult := slices.ContainsFunc(structsOf(op), func(r *model.Result) bool { return r.Name == owner })
		if isResult || op.Params != nil && owner == op.Params.Name {
			c.sources.claim(name)
		}
	}
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

// operation compares an operation that both versions have.
func (c *comparison) operation(old, now operation) {
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
	c.params(old, now, at)
	c.body(old, now, at)
	c.responses(old, now, at)
	c.longRunning(old, now, at)
	c.paging(old, now, at)
	c.security(old, now, quiet)
}

// longRunning compares whether an operation is long-running, and where its result is found.
func (c *comparison) longRunning(old, now operation, at spot) {
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
func (c *comparison) paging(old, now operation, at spot) {
	switch {
	case old.Paging == nil && now.Paging == nil:
		return
	case old.Paging == nil:
		c.add("paging-added", sent, at, "", "")
		return
	case now.Paging == nil:
		c.add("paging-removed", sent, at, "", "")
		return
	}
	if was, is := wayOf(old.Paging.Items), wayOf(now.Paging.Items); was != is {
		c.add("page-items-changed", sent, at, was, is)
	}
	if was, is := wayOf(old.Paging.NextLink), wayOf(now.Paging.NextLink); was != is {
		c.add("page-link-changed", sent, at, was, is)
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
