package operation

import (
	"slices"

	"github.com/armsmith/armsmith/generator/model"
)

// What a method takes and returns is its form, and programs are written against it. The lock keeps
// it: what a document comes to say of an operation later is added to the method by options, as far
// as the form can stand.
//
// A form is one word: what is taken, nothing or Params, and what is returned.

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
	if takesParams(op) {
		return "Params" + word
	}
	return word
}

// takesParams reports whether a method takes a struct of parameters.
func takesParams(op *model.Operation) bool {
	return op.Params != nil && !op.Params.Late && (op.Body != nil || slices.ContainsFunc(op.Params.Params, (*model.Param).Asked))
}

// keepForm has a method take what it took, where a call can do without the rest, and the lock
// remember the form. What it returns has been kept by keepResult.
func (o reader) keepForm(m *method, op *model.Operation) {
	book := o.names.Book()
	if takes, returns := cutForm(book.Form(m.called)); returns != "" && !takes && mayComeLate(op) {
		op.Params.Late = true
	}
	book.SetForm(m.called, form(op))
}

// cutForm takes a form apart.
func cutForm(form string) (takes bool, returns string) {
	const params = "Params"
	if len(form) > len(params) && form[:len(params)] == params {
		return true, form[len(params):]
	}
	return false, form
}

// mayComeLate reports whether a call can do without the parameters of an operation.
func mayComeLate(op *model.Operation) bool {
	if !takesParams(op) || op.Body != nil && op.Body.Required || op.Paging != nil && op.Paging.Next != nil {
		return false
	}
	return !slices.ContainsFunc(op.Params.Params, func(p *model.Param) bool { return p.Asked() && p.Required })
}

// streamed reports whether a body is read by the caller.
func streamed(b model.ResultBodyField) bool {
	return b.Content.Type.Kind == model.Stream || b.Content.Kind == model.BodyJSONLines || b.Content.Kind == model.BodyEvents
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
