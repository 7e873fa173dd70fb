package runtime

import (
	"errors"
	"io"
	"iter"
	"strings"

	"github.com/armsmith/armsmith/internal/runtime/json"
)

// Stream yields what All does, but each item as soon as it has arrived: the first one of a large
// page is there long before the last. Of a page there is never more in memory than what has arrived
// and is not yet yielded, the largest item, and what the page holds besides its items; [Limits]
// bound each item and the rest of the page, not the page.
//
// What stands in the page besides the items, its undeclared members too, is read when they have
// been yielded, and the list goes on from there. A page must therefore name its list once. An item
// that cannot be read is an error with its place in the page, after all items before it; All yields
// none of such a page.
//
// The request lasts as long as the loop over its page, which [WithTimeout] bounds; one that is left
// closes it. A connection that breaks is tried again if nothing of the page has been yielded, else
// it is an error. After both, another loop asks for the page again, and leaves out as many items
// as have been yielded of it.
//
// Items that arrived together share memory: at most 32 KiB of the page, if none is larger itself.
// Pages that are not JSON in UTF-8, and those of a list that is all of its page's meaning, are read
// as a whole, as All does.
func (p *Pager[P, T]) Stream() iter.Seq2[T, error] {
	return func(yield func(T, error) bool) {
		for p.items(yield) {
			more, err := p.pass(yield)
			if err != nil {
				var none T
				yield(none, err)
			}
			if !more {
				return
			}
		}
	}
}

// pass goes through the next page while it arrives. It is false at the end of the list, and when
// the loop is left.
func (p *Pager[P, T]) pass(yield func(T, error) bool) (bool, error) {
	if p.ready != nil || p.spec.Op.List == nil {
		return p.turn()
	}
	for n := 1; ; n++ {
		resp, err := p.ask((*Client).DoStream)
		if resp == nil {
			return false, err
		}
		a := arrival[P, T]{Pager: p, resp: resp, stream: resp.octets(), yield: yield}
		more, err := a.read()
		a.stream.Close()
		if a.broken == nil {
			return more, err
		}
		call := resp.call
		wait, again := call.again(p.ctx, n, nil, a.broken)
		if !again || a.yielded {
			return false, p.failed(call.failed(a.broken, n))
		}
		if sleep(p.ctx, wait) != nil {
			return false, p.failed(call.failed(ctxError(p.ctx), n))
		}
	}
}

// arrival is a page that arrives.
type arrival[P, T any] struct {
	*Pager[P, T]
	resp    *Response
	stream  io.ReadCloser
	yield   func(T, error) bool
	yielded bool  // something of it
	broken  error // of the connection, or ErrTooLarge
}

// read goes through the page. See [Pager.pass] for what it returns.
func (a *arrival[P, T]) read() (more bool, err error) {
	resp := a.resp
	if !resp.isPlainJSON() {
		if err := resp.Buffer(); err != nil {
			return false, a.failed(err)
		}
		return a.rest(false)
	}
	cut := json.NewCutter(a.stream, resp.limit, a.spec.Op.List...)
	if resp.tellsDrift() {
		resp.drifter = newDrifter(resp)
	}
	for seen := 0; ; {
		elements, err := cut.Next()
		var wrong *json.Error
		switch {
		case err == io.EOF:
			resp.body, resp.stream = cut.Rest(), nil
			resp.drifter.placed(nil)
			return a.rest(cut.Found())
		case errors.As(err, &wrong):
			return false, a.failed(resp.undecodable(err))
		case err != nil:
			a.broken = err
			return false, nil
		}
		if left, err := a.elements(cut, elements, &seen); left || err != nil {
			return false, err
		}
	}
}

// elements yields some items.
func (a *arrival[P, T]) elements(cut *json.Cutter, e json.Elements, seen *int) (left bool, err error) {
	own := *a.resp
	own.body, own.stream = cut.Enclosed(e), nil
	own.drifter.placed(func(path string) string { return cut.Place(path, e) })
	page, err := a.spec.Decode(&own)
	if err != nil && e.Count > 1 { // those before the one that cannot be read are yielded
		for one := range e.Each() {
			if left, err := a.elements(cut, one, seen); left || err != nil {
				return left, err
			}
		}
		return false, nil
	}
	if err != nil {
		cut.Locate(err, e)
		return false, a.failed(withoutRaw(err))
	}
	for at := 0; ; at++ {
		item, more := a.spec.Item(page, at)
		if !more {
			return false, nil
		}
		if *seen++; *seen <= a.skip {
			continue
		}
		a.skip, a.yielded = *seen, true
		if !a.yield(item, nil) {
			return true, nil
		}
	}
}

// rest reads what there is besides the items, or all of a page whose items could not be told from
// the rest.
func (a *arrival[P, T]) rest(cut bool) (more bool, err error) {
	page, err := a.Pager.read(a.resp)
	if err != nil {
		return false, withoutRaw(err)
	}
	if cut {
		a.skip = 0
	} else {
		a.open(page)
	}
	return true, nil
}

// withoutRaw takes the body out of an error that has only a part of it.
func withoutRaw(err error) error {
	var e *DecodeError
	if errors.As(err, &e) {
		e.Raw = nil
	}
	return err
}

// isPlainJSON reports whether the body is JSON in UTF-8, as far as its header says.
func (r *Response) isPlainJSON() bool {
	t := r.MediaType()
	if lists(r.op.Undecoded, t) || !lists(r.op.Accept, t) && !mayBeJSON(t) {
		return false
	}
	switch strings.ToLower(r.Charset()) {
	case "", "utf-8", "utf8", "us-ascii", "ascii":
		return true
	}
	return false
}
