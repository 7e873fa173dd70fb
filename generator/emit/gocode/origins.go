package gocode

import (
	"github.com/armsmith/armsmith/generator/model"
)

// origins says of each type where a reader meets it first, for those that the document does not
// describe:
//
//	// OrderStatus is the value of Order.Status.
//	// Tag is an item of Pet.Tags, among others.
//	// UploadFileRequest is the body of PetClient.UploadFile.
func origins(api *model.API) map[*model.Type]string {
	o := originFinder{first: map[*model.Type]string{}, others: map[*model.Type]bool{}}
	for _, t := range api.Types {
		if t.Union != nil {
			for _, v := range t.Union.Variants {
				o.ref(&v.Type, "a variant of "+t.Name, t.Name)
			}
		}
	}
	for _, g := range api.Groups {
		for _, op := range g.Operations {
			o.operation(op, g.Client+"."+op.Name)
		}
	}
	if api.Webhooks != nil {
		for _, w := range api.Webhooks.All {
			if w.Body != nil {
				o.ref(&w.Body.Type, "the body of "+w.Name, "the body of "+w.Name)
			}
		}
	}
	for _, t := range api.Types {
		for _, f := range t.Fields {
			o.value(&f.Type, t.Name+"."+f.Name)
		}
		o.ref(t.Additional, "a value of "+t.Name, t.Name)
		o.value(t.Target, t.Name)
	}
	for _, t := range api.Types {
		if t.Union != nil {
			o.common(t.Union)
		}
	}
	for t := range o.others {
		o.first[t] += ", among others"
	}
	return o.first
}

// originFinder keeps the first place of each type, and whether there are more.
type originFinder struct {
	first  map[*model.Type]string
	others map[*model.Type]bool
}

func (o *originFinder) operation(op *model.Operation, method string) {
	if op.Body != nil {
		o.ref(&op.Body.Content.Type, "the body of "+method, "the body of "+method)
	}
	for _, c := range ResultContents(op) {
		o.ref(&c.Type, "what "+method+" returns", "what "+method+" returns")
	}
	for _, r := range op.Results() {
		for _, h := range r.Headers {
			o.value(&h.Type, r.Name+"."+h.Name)
		}
	}
	if op.Params != nil {
		for _, p := range op.Params.Params {
			o.value(&p.Type, op.Params.Name+"."+p.Name)
		}
	}
	for _, r := range op.Responses {
		if r.Error && r.Content != nil {
			o.ref(&r.Content.Type, "the error of "+method, "the error of "+method)
		}
	}
}

// common notes the types of the fields that variants share where nothing else has them.
func (o *originFinder) common(u *model.Union) {
	for _, f := range u.Common {
		last := &f.Type
		for last.Elem != nil {
			last = last.Elem
		}
		if _, known := o.first[last.Type]; !known {
			o.value(&f.Type, u.Unknown+"."+f.Name)
		}
	}
}

// value notes the type of a field or parameter.
func (o *originFinder) value(r *model.Ref, place string) { o.ref(r, "the value of "+place, place) }

// ref notes the named type that a reference leads to: what it is when it stands there itself, and
// what its list is called.
func (o *originFinder) ref(r *model.Ref, itself, list string) {
	for ; r != nil; r = r.Elem {
		switch r.Kind {
		case model.List:
			itself = "an item of " + list
		case model.Map:
			itself = "a value of " + list
		case model.Expandable:
			itself = "the object of " + list
		case model.Named:
			if _, known := o.first[r.Type]; known {
				o.others[r.Type] = true
			} else {
				o.first[r.Type] = itself
			}
		}
	}
}
