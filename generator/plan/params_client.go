package plan

import (
	"cmp"
	"slices"

	"github.com/armsmith/armsmith/generator/model"
)

// clientParams are the parameters that live on the client (x-ms-parameter-location: client).
// Operations that declare one of the same name and place share it.
type clientParams struct {
	list  []*model.Param
	names []declared
}

// get returns the client's parameter for a declaration, making it when it is the first.
func (c *clientParams) get(o *operations, d declared) *model.Param {
	for _, p := range c.list {
		if p.Wire == d.name && p.In == d.in {
			return p
		}
	}
	return c.add(d, o.makeParam(d, o.hintAt(d.ptr, paramName(d), "", "Param")))
}

// add keeps a parameter of the client.
func (c *clientParams) add(d declared, p *model.Param) *model.Param {
	p.OnClient = p.In != model.InHost
	c.list = append(c.list, p)
	c.names = append(c.names, d)
	return p
}

// finishClientParams names the client's parameters and puts them into the model: the variables of
// the endpoint, then the others, in the order in which they were met.
func (o *operations) finishClientParams() {
	s := newScope()
	for i, p := range o.client.list {
		d := o.client.names[i]
		first := paramName(d)
		place := [...]string{"Path", "Query", "Header", "Cookie", "Host"}[p.In]
		s.declare(&name{key: place + " " + p.Wire, exact: first == p.Wire,
			candidates: []string{first, first + place, first + place + "Param"}}).to(&p.Name)
	}
	s.resolve()
	slices.SortStableFunc(o.client.list, func(a, b *model.Param) int {
		return cmp.Compare(boolInt(a.In != model.InHost), boolInt(b.In != model.InHost))
	})
	o.api.Params = o.client.list
}

func boolInt(b bool) int {
	if b {
		return 1
	}
	return 0
}
