package swagger2

import (
	"slices"

	"github.com/armsmith/armsmith/generator/load/node"
	"github.com/armsmith/armsmith/generator/load/shape"
)

var methods2 = []string{"get", "put", "post", "delete", "options", "head", "patch"}

// pathItem converts a path's operations. A body or form field that the path states for all of them
// moves into each.
func (c *converter) pathItem(item *node.Node) {
	var bodies []*node.Node
	if list := item.Get("parameters"); list != nil {
		var rest []*node.Node
		for _, p := range list.Items {
			if isBody(p.Resolve(c.parameters)) {
				bodies = append(bodies, p)
			} else {
				rest = append(rest, c.parameter(p))
			}
		}
		list.Items = rest
	}
	for _, method := range methods2 {
		if op := item.Get(method); op.Is(node.Map) {
			c.operation(op, bodies)
		}
	}
}

func (c *converter) operation(op *node.Node, inherited []*node.Node) {
	consumes, produces := c.consumes, c.produces
	if own := op.Delete("consumes"); own != nil {
		consumes = own.Strings()
	}
	ownProduces := op.Delete("produces")
	if ownProduces != nil {
		produces = ownProduces.Strings()
	}
	b := body{consumes: consumes}
	var rest []*node.Node
	for _, p := range op.Get("parameters").Elems() {
		if resolved := p.Resolve(c.parameters); isBody(resolved) {
			b.add(resolved.Clone(), len(rest))
		} else {
			rest = append(rest, c.parameter(p))
		}
	}
	for _, p := range inherited {
		b.addInherited(p.Resolve(c.parameters).Clone(), len(rest))
	}
	if list := op.Get("parameters"); list != nil {
		list.Items = rest
	}
	if request := b.request(op); request != nil {
		op.Set("requestBody", request)
	}
	c.operationResponses(op, produces)
	if schemes := op.Delete("schemes"); schemes.Len() > 0 && !c.root.Has("x-ms-parameterized-host") &&
		!slices.Equal(schemes.Strings(), c.root.Get("schemes").Strings()) {
		if servers := c.servers(schemes.Strings()); servers != nil {
			op.Set("servers", servers)
		}
	}
}

// operationResponses converts an operation's responses. A shared one that this operation sends in
// other content types is copied.
func (c *converter) operationResponses(op *node.Node, produces []string) {
	for code, r := range op.Get("responses").Each() {
		switch {
		case !r.Is(node.Map) || shape.IsExtension(code):
		case r.Ref() == "":
			convertResponse(r, produces)
		case !slices.Equal(produces, c.produces):
			if shared := r.Resolve(c.responses); shared.Ref() == "" && shared.Has("schema") {
				r.Become(shared.Clone())
				convertResponse(r, produces)
			}
		}
	}
}
