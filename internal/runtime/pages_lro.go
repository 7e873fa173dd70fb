package runtime

import "context"

// PagesOf returns the pages of a list that a long-running operation makes: resp is its result, the
// first page. spec.First is not used.
func PagesOf[P, T any](ctx context.Context, c *Client, spec PageSpec[P, T], resp *Response, opts []Option) (*Pager[P, T], error) {
	resp.strict = true
	page, err := spec.Decode(resp)
	if err != nil {
		return nil, err
	}
	first := c.NewRequest(spec.Op)
	if resp.call != nil {
		first.version = resp.call.req.version
	}
	p := &Pager[P, T]{ctx: ctx, c: c, spec: spec, opts: opts, first: first}
	p.resume = func(r pageRef) string { return pollToken(c, spec.Op, r, first.version) }
	if resp.op.Method == "GET" { // else the first page cannot be had again
		p.next = pageRef{link: resp.place().String()}
	}
	p.took(resp, page)
	p.ready = page
	return p, nil
}

// pollToken is the token of an operation whose result is at a page; "" for one that cannot be asked
// for.
func pollToken(c *Client, op *Operation, r pageRef, version versionParam) string {
	own := c.NewRequest(op)
	if own.Link(r.link); r.link == "" || own.err != nil {
		return ""
	}
	link := own.link
	if r.from != nil {
		link = r.from.ResolveReference(link)
	}
	s := armState{method: op.Method, kind: armFinal, state: stateInProgress, poll: link.String()}
	return s.token(op.Name, originOf(c.base), version)
}
