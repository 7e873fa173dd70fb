package operation

import (
	"cmp"
	"slices"

	"github.com/armsmith/armsmith/generator/model"
	"github.com/armsmith/armsmith/generator/plan/name"
	"github.com/armsmith/armsmith/generator/plan/source"
)

// client is what belongs to the client rather than to one operation: where the service is, and the
// parameters that live there (the endpoint's variables, x-ms-parameter-location: client).
// Operations that declare such a parameter of one name and place share it.
type client struct {
	endpoint model.Endpoint
	params   []*model.Param
	declared []declared              // of each of them
	host     map[string]*model.Param // variables of the endpoint, by wire name
}

// param returns the client's parameter of a name and place, or nil.
func (c *client) param(d declared) *model.Param {
	for _, p := range c.params {
		if p.Wire == d.name && p.In == d.in {
			return p
		}
	}
	return nil
}

// add keeps a parameter of the client.
func (c *client) add(d declared, p *model.Param) *model.Param {
	p.OnClient = p.In != model.InHost
	c.params = append(c.params, p)
	c.declared = append(c.declared, d)
	return p
}

// addHost adds a variable of the endpoint, unless it is there.
func (c *client) addHost(variable declared, p *model.Param) {
	if c.host[variable.name] != nil {
		return
	}
	p.Wire, p.In = variable.name, model.InHost
	c.host[variable.name] = p
	c.add(variable, p)
}

// finish names the client's parameters and returns them: the variables of the endpoint, then the
// others, in the order in which they were met.
func (c *client) finish(r reader) []*model.Param {
	names := r.names.Inner("client", nil)
	for i, p := range c.params {
		first := paramName(c.declared[i])
		names.Declare(&name.Name{Key: placeWords[p.In] + " " + p.Wire, Exact: first == p.Wire, Chosen: source.Renamed(c.declared[i].Node),
			Candidates: []string{first, first + placeWords[p.In], first + placeWords[p.In] + "Param"}}).To(&p.Name)
	}
	names.Resolve()
	slices.SortStableFunc(c.params, func(a, b *model.Param) int {
		return cmp.Compare(rank(a), rank(b))
	})
	return c.params
}

// rank puts the variables of the endpoint first.
func rank(p *model.Param) int {
	if p.In == model.InHost {
		return 0
	}
	return 1
}
