package gocode

import (
	"github.com/armsmith/armsmith/generator/model"
)

// Uses is what a package needs re-exported, beyond what every package does.
type Uses struct {
	Kinds         map[model.RefKind]bool
	Pager, Poller bool
	Stream        bool
}

// UsesOf looks through the model for the kinds of values that its fields, parameters and results
// hold.
func UsesOf(pkg *Package) *Uses {
	u := &Uses{Kinds: map[model.RefKind]bool{}}
	for _, t := range pkg.API.Types {
		u.typ(t)
	}
	for _, p := range pkg.API.Params {
		u.ref(&p.Type)
	}
	for _, g := range pkg.API.Groups {
		for _, op := range g.Operations {
			u.operation(op)
		}
	}
	return u
}

func (u *Uses) ref(r *model.Ref) {
	for ; r != nil; r = r.Elem {
		u.Kinds[r.Kind] = true
	}
}

func (u *Uses) typ(t *model.Type) {
	for _, f := range t.AllFields() {
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

func (u *Uses) operation(op *model.Operation) {
	u.Pager = u.Pager || op.Paging != nil
	u.Poller = u.Poller || op.LRO != nil
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
	for _, c := range ResultContents(op) {
		u.ref(&c.Type)
		u.Stream = u.Stream || IsSequence(c)
	}
}
