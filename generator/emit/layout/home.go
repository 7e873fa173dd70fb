package layout

import (
	"github.com/armsmith/armsmith/generator/model"
)

// homes says which group each type belongs to: the one whose operations come to it in fewer steps
// than all others, or use it more often than all others together where several come as near. A type
// without such a group has none, and neither has what is found through it.
func homes(api *model.API) map[*model.Type]*model.Group {
	found := map[*model.Type]*model.Group{} // nil for one that has no group
	near := votes{}
	for _, g := range api.Groups {
		for _, op := range g.Operations {
			eachOfOperation(op, func(t *model.Type) { near.add(t, g) })
		}
	}
	for len(near) > 0 {
		for t, votes := range near {
			found[t] = winner(votes)
		}
		next := votes{}
		for t := range near {
			eachOfType(t, func(inner *model.Type) {
				if _, known := found[inner]; !known {
					next.add(inner, found[t])
				}
			})
		}
		near = next
	}
	return found
}

// votes counts, for types that are equally near to some operation, how often each group uses them.
// Group nil stands for what has no group.
type votes map[*model.Type]map[*model.Group]int

func (v votes) add(t *model.Type, g *model.Group) {
	if v[t] == nil {
		v[t] = map[*model.Group]int{}
	}
	v[t][g]++
}

// winner returns the group that has more votes than all others together; nil without one.
func winner(votes map[*model.Group]int) *model.Group {
	all := 0
	for _, n := range votes {
		all += n
	}
	for g, n := range votes {
		if 2*n > all {
			return g
		}
	}
	return nil
}

// eachOfOperation calls f with the named types that an operation itself speaks of.
func eachOfOperation(op *model.Operation, f func(*model.Type)) {
	if op.Params != nil {
		for _, p := range op.Params.Params {
			eachOfRef(&p.Type, f)
		}
	}
	if op.Body != nil {
		eachOfContent(&op.Body.Content, f)
	}
	for _, r := range op.Responses {
		for _, h := range r.Headers {
			eachOfRef(&h.Type, f)
		}
		eachOfContent(r.Content, f)
	}
	if op.Paging != nil {
		eachOfRef(&op.Paging.Item, f)
	}
	if op.LRO != nil {
		eachOfContent(op.LRO.Result, f)
	}
}

func eachOfContent(c *model.Content, f func(*model.Type)) {
	if c == nil {
		return
	}
	eachOfRef(&c.Type, f)
	for _, other := range c.Alternatives {
		eachOfContent(other, f)
	}
}

// eachOfType calls f with the named types that a type holds.
func eachOfType(t *model.Type, f func(*model.Type)) {
	for r := range t.Refs() {
		eachOfRef(r, f)
	}
	if t.Same != nil {
		f(t.Same)
	}
}

func eachOfRef(r *model.Ref, f func(*model.Type)) {
	for ; r != nil; r = r.Elem {
		if r.Type != nil {
			f(r.Type)
		}
	}
}
