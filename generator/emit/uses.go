package emit

import "github.com/armsmith/armsmith/generator/model"

// uses is what a package needs re-exported, beyond what every package does.
type uses struct {
	kinds         map[model.RefKind]bool
	pager, poller bool
	stream        bool
}

// uses looks through the model for the kinds of values that its fields, parameters and results
// hold.
func (e *emitter) uses() *uses {
	u := &uses{kinds: map[model.RefKind]bool{}}
	for _, t := range e.api.Types {
		u.typ(t)
	}
	for _, p := range e.api.Params {
		u.ref(&p.Type)
	}
	for _, g := range e.api.Groups {
		for _, op := range g.Operations {
			u.operation(op)
		}
	}
	return u
}

func (u *uses) ref(r *model.Ref) {
	for ; r != nil; r = r.Elem {
		u.kinds[r.Kind] = true
	}
}

func (u *uses) typ(t *model.Type) {
	for _, f := range t.Fields {
		u.ref(&f.Type)
	}
	u.ref(t.Additional)
	u.ref(t.Target)
	if t.Union != nil {
		for _, v := range t.Union.Variants {
			u.ref(&v.Type)
		}
	}
}

func (u *uses) operation(op *model.Operation) {
	u.pager = u.pager || op.Paging != nil
	u.poller = u.poller || op.LRO != nil
	if op.Params != nil {
		for _, p := range op.Params.Params {
			u.ref(&p.Type)
		}
	}
	if op.Body != nil {
		u.ref(&op.Body.Content.Type)
	}
	for _, h := range op.Result.Headers {
		u.ref(&h.Type)
	}
	for _, c := range resultContents(op) {
		u.ref(&c.Type)
		u.stream = u.stream || isSequence(c)
	}
}

// resultContents returns all bodies that an operation can return.
func resultContents(op *model.Operation) []*model.Content {
	var out []*model.Content
	if op.Result.Body != nil {
		out = append(out, op.Result.Body)
	}
	for _, b := range op.Result.Bodies {
		if b.Content != nil {
			out = append(out, b.Content)
		}
	}
	if op.LRO != nil && op.LRO.Result != nil {
		out = append(out, op.LRO.Result)
	}
	return out
}
