package operation

import (
	"slices"
	"strings"

	"github.com/armsmith/armsmith/generator/model"
)

// What a method takes and returns is its form, and programs are written against it. The lock keeps
// it: what a document comes to say of an operation later is added to the method by options, as far
// as the form can stand.
//
// A form is one word: what is taken, nothing, Params or PatchParams, and what is returned.
// PatchParams are those of which the body is a patch of its own type.

// results are the words for what methods return.
var results = map[model.ResultKind]string{
	model.ResultNone: "None", model.ResultBody: "Body", model.ResultStruct: "Struct", model.ResultBool: "Bool",
}

// form returns the form of an operation.
func form(op *model.Operation) string {
	word := results[op.Result.Kind]
	switch {
	case op.LRO != nil:
		word = "Poller"
	case op.Paging != nil:
		word = "Pager"
	}
	switch {
	case !op.TakesParams():
		return word
	case takesPatch(op):
		return patchForm + word
	}
	return "Params" + word
}

// patchForm begins the form of a method that takes a patch.
const patchForm = "PatchParams"

func takesPatch(op *model.Operation) bool {
	return op.Body != nil && op.Body.Content.Type.Kind == model.Named && op.Body.Content.Type.Type.Patches != nil
}

// keepsWhole reports whether the lock knows a method that takes what is whole where it could take a
// patch.
func (r reader) keepsWhole(m *method) bool {
	form := r.names.Book().Form(m.called)
	return (form != "" || m.called.Locked() != "") && !strings.HasPrefix(form, patchForm)
}

// keepForms has methods take what they took, where a call can do without the rest, and the lock
// remember their forms. What they return has been kept by keepResult. It needs to know which lists
// page, and how.
func (o *operations) keepForms(r reader) {
	book := r.names.Book()
	for _, p := range o.all {
		if takes, returns := cutForm(book.Form(p.m.called)); returns != "" && !takes && mayComeLate(p.op) {
			p.op.Params.Late = true
		}
		book.SetForm(p.m.called, form(p.op))
	}
}

// cutForm takes a form apart.
func cutForm(form string) (takes bool, returns string) {
	if returns, takes = strings.CutPrefix(form, patchForm); takes {
		return takes, returns
	}
	returns, takes = strings.CutPrefix(form, "Params")
	return takes, returns
}

// mayComeLate reports whether a call can do without the parameters of an operation. Where another
// operation fetches the next page, it takes them from the method.
func mayComeLate(op *model.Operation) bool {
	if !op.TakesParams() || op.Body != nil && op.Body.Required || op.Paging != nil && (op.Paging.Next != nil || op.Paging.Turn != nil) {
		return false
	}
	return !slices.ContainsFunc(op.Params.Params, func(p *model.Param) bool { return p.Asked() && p.Required })
}

// streamed reports whether a body is read by the caller.
func streamed(b model.ResultBodyField) bool {
	return b.Content.Type.Kind == model.Stream || b.Content.Kind.IsSequence()
}

// returned is what the lock says that a method returns, "" when it does not know the method.
func (o reader) returned(m *method) string {
	_, returns := cutForm(o.names.Book().Form(m.called))
	return returns
}

// keepResult has a method return what it did, and returns the struct of the answer: its result, or
// what comes late.
func (o reader) keepResult(m *method, op *model.Operation) *model.Result {
	all := op.Result
	switch returns := o.returned(m); {
	case returns == results[model.ResultBody] && len(all.Bodies) == 1:
		op.Result = bodyResult(all.Bodies[0].Content)
		all.Bodies = nil
	case returns == results[model.ResultNone] && !slices.ContainsFunc(all.Bodies, streamed):
		op.Result = model.Result{}
	default:
		return &op.Result
	}
	op.Late = &all
	return op.Late
}
