package operation

import (
	"net/http"

	"github.com/armsmith/armsmith/generator/model"
	"github.com/armsmith/armsmith/generator/plan/types"
)

// patch gives the bodies of patches types of their own where their schema is that of whole values
// as well: what is required of those is always sent, and a patch would set to nothing what it does
// not mean to change. A method that the lock knows with the other type keeps it.
func (o *operations) patch(r reader) {
	resources, whole := wholes{}, wholes{}
	for _, p := range o.all {
		resources.operation(p.op, p.op.Method == http.MethodPut)
		whole.operation(p.op, true)
	}
	for _, p := range o.all {
		if !isPatch(p.op) {
			continue
		}
		// Plain JSON may be a command that POST and DELETE take as well: it is a patch of what is
		// put or returned.
		shared := resources
		if p.op.Body.Content.Kind == model.BodyMergePatch {
			shared = whole
		}
		if !shared[types.Underlying(p.op.Body.Content.Type).Type] {
			continue
		}
		body := &p.op.Body.Content
		if r.keepsWhole(p.m) {
			if r.types.Patchable(body.Type) {
				r.doc.Note(p.m.Ptr, p.m.what+" sends all that its body requires, also what a patch does not mean to change: the client was first generated so",
					"write PatchParams for Params in the method's form in armsmith.names to have a type for the patch")
			}
			continue
		}
		ref := body.Type
		ref.Pointer = false
		body.Type, p.op.Body.Presence = types.Presence(r.types.Patch(ref), p.op.Body.Required)
	}
}

// isPatch reports whether an operation sends an object that says what is to change, and no more.
func isPatch(op *model.Operation) bool {
	if op.Body == nil || !types.IsStruct(types.Underlying(op.Body.Content.Type)) {
		return false
	}
	kind := op.Body.Content.Kind
	return kind == model.BodyMergePatch || kind == model.BodyJSON && op.Method == http.MethodPatch
}

// wholes are the types of values that are sent or returned whole.
type wholes map[*model.Type]bool

// operation adds what an operation returns and, where that counts, what it sends.
func (w wholes) operation(op *model.Operation, sends bool) {
	if sends && op.Body != nil && !isPatch(op) {
		w.ref(&op.Body.Content.Type)
	}
	for _, r := range op.Responses {
		if r.Content != nil && !r.Error {
			w.ref(&r.Content.Type)
		}
	}
	if op.LRO != nil && op.LRO.Result != nil {
		w.ref(&op.LRO.Result.Type)
	}
}

func (w wholes) ref(r *model.Ref) {
	if r.Elem != nil {
		w.ref(r.Elem)
	}
	t := r.Type
	if t == nil || w[t] {
		return
	}
	w[t] = true
	for inner := range t.Refs() {
		w.ref(inner)
	}
}
