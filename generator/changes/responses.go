package changes

import (
	"slices"
	"strconv"
	"strings"

	"github.com/armsmith/armsmith/generator/model"
)

// responses compares what an operation answers.
func (c *calls) responses(method spot) {
	old, now := c.old, c.new
	m := matchBy(old.Responses, now.Responses, statusText)
	at := method
	for _, op := range []operation{old, now} {
		for _, r := range structsOf(op) {
			at.names = append(at.names, r.Name, r.Name+".StatusCode", r.Name+".Option")
			for _, b := range r.Bodies {
				at.names = append(at.names, r.Name+"."+b.Name)
			}
		}
	}
	for _, r := range m.removed {
		at.where = Where{r.Place, now.Place}
		c.add(pick(r.Error, "error-status-removed", "status-removed"), received, at, statusText(r), "")
	}
	for _, r := range m.added {
		c.statusAdded(r, at)
	}
	for _, r := range m.both {
		at.where = Where{r.old.Place, r.new.Place}
		switch {
		case r.old.Error && r.new.Error:
			c.errorBody(r.old.Content, r.new.Content, at)
		case !r.old.Error && !r.new.Error:
			c.contents(r.old.Content, r.new.Content, at)
		}
	}
	c.headers(at)
}

// structsOf are the structs that an operation has for what it answers.
func structsOf(op operation) []*model.Result {
	return slices.DeleteFunc(op.Results(), func(r *model.Result) bool { return r.Kind != model.ResultStruct })
}

// statusText names the statuses that a response stands for.
func statusText(r *model.Response) string {
	switch {
	case r.Low == 0:
		return "default"
	case r.Low == r.High:
		return strconv.Itoa(r.Low)
	}
	return strconv.Itoa(r.Low/100) + "XX"
}

// statusAdded judges a new answer by what the old client makes of it: it takes every 2xx for a
// success, and without the body that it knows it returns nothing.
func (c *calls) statusAdded(r *model.Response, at spot) {
	known := bodyTypeOf(c.old)
	at.where = Where{c.old.Place, r.Place}
	c.types.reach(known, typeOfContent(r.Content), received)
	switch {
	case r.Error:
		c.add("error-status-added", received, at, "", statusText(r))
	case r.Low/100 == 3:
		c.add("redirect-added", received, at, "", statusText(r))
	case known != nil && (r.Content == nil || typeOf(known) != typeOf(&r.Content.Type)):
		c.add("status-added-without-body", received, at, "", statusText(r))
	default:
		c.add("status-added", received, at, "", statusText(r))
	}
}

// bodyTypeOf is what the successes of an operation carry, the first that carries anything.
func bodyTypeOf(op operation) *model.Ref {
	for _, r := range op.Responses {
		if !r.Error && r.Content != nil {
			return &r.Content.Type
		}
	}
	return nil
}

func typeOfContent(content *model.Content) *model.Ref {
	if content == nil {
		return nil
	}
	return &content.Type
}

// contents compares the body of an answer.
func (c *calls) contents(old, now *model.Content, at spot) {
	switch {
	case old == nil && now == nil:
		return
	case old == nil:
		c.add("response-body-added", received, at, "", resultOf(now))
		return
	case now == nil:
		c.add("response-body-removed", received, at, resultOf(old), "")
		return
	}
	olds, news := mediaTypes(old), mediaTypes(now)
	gone, added := without(olds, news), without(news, olds)
	switch {
	case len(gone) == len(olds) && len(added) > 0 && old.Kind != now.Kind:
		c.add("response-media-type-changed", received, at, strings.Join(olds, ", "), strings.Join(news, ", "))
	default:
		for _, t := range gone {
			c.add("response-media-type-removed", received, at, t, "")
		}
		for _, t := range added {
			c.add("response-media-type-added", received, at, "", t)
		}
	}
	at.what = "what " + at.what + " returns"
	c.types.reach(&old.Type, &now.Type, received)
	c.use(&old.Type, &now.Type, received, at)
}

// errorBody compares the body of an error. The error is one in any case.
func (c *calls) errorBody(old, now *model.Content, at spot) {
	at.names = nil // it is no part of a method
	was, is := typeOfContent(old), typeOfContent(now)
	if was == nil && is == nil {
		return
	}
	text := func(r *model.Ref) string {
		if r == nil {
			return "nothing"
		}
		return typeOf(r)
	}
	if was != nil && is != nil && relatedTypes(was, is) {
		c.types.reach(was, is, received)
		return
	}
	if was != nil || is != nil {
		c.add("error-body-changed", received, at, text(was), text(is))
	}
}

// relatedTypes reports whether two uses are of types that are compared part by part, or of the
// same.
func relatedTypes(old, now *model.Ref) bool {
	old, now = alike(old, now)
	if old.Kind == model.Named && now.Kind == model.Named {
		return old.Type.Kind == now.Type.Kind && old.Type.Name == now.Type.Name
	}
	return typeOf(old) == typeOf(now)
}

// headers compares the headers of an operation's successes.
func (c *calls) headers(at spot) {
	old, now := c.old, c.new
	at.where = Where{old.Place, now.Place}
	all := func(op operation) []*model.Header {
		var out []*model.Header
		seen := map[string]bool{}
		for _, r := range op.Responses {
			for _, h := range r.Headers {
				if key := strings.ToLower(h.Wire); !r.Error && r.Low/100 != 1 && !seen[key] {
					seen[key] = true
					out = append(out, h)
				}
			}
		}
		return out
	}
	of := func(h *model.Header) spot {
		is := at
		is.what = "header " + strconv.Quote(h.Wire) + " of what " + at.what + " returns"
		for _, op := range []operation{old, now} {
			for _, r := range structsOf(op) {
				is.names = append(is.names, r.Name, r.Name+".Option", r.Name+"."+h.Name, r.Name+".BadHeaders")
			}
		}
		return is
	}
	m := matchBy(all(old), all(now), func(h *model.Header) string { return strings.ToLower(h.Wire) })
	for _, h := range m.removed {
		c.add("header-removed", received, of(h), fieldOf(&h.Type, h.Presence), "")
	}
	for _, h := range m.added {
		c.add("header-added", received, of(h), "", fieldOf(&h.Type, h.Presence))
	}
	for _, h := range m.both {
		c.types.reach(&h.old.Type, &h.new.Type, received)
		if was, is := fieldOf(&h.old.Type, h.old.Presence), fieldOf(&h.new.Type, h.new.Presence); was != is {
			c.add("header-type-changed", received, of(h.new), was, is)
		}
	}
}
