// Package operation plans the operations of a document: which methods there are and in which group,
// what each takes and returns, how lists go on and long-running operations end, and what belongs to
// the client as a whole (endpoint, security, shared parameters).
//
// It goes in four steps, which [Plan] shows: a survey finds every operation and settles groups and
// method names; then each operation is made, in document order, on an account of its own; then what
// needs all operations; then what belongs to the client. Types come from package types, and are
// whole when an operation gets them; names of the package's scope are decided later, for all at
// once.
package operation

import (
	"strings"

	"github.com/armsmith/armsmith/generator/english"
	"github.com/armsmith/armsmith/generator/model"
	"github.com/armsmith/armsmith/generator/plan/name"
	"github.com/armsmith/armsmith/generator/plan/source"
	"github.com/armsmith/armsmith/generator/plan/types"
	"github.com/armsmith/armsmith/generator/rule"
)

// Plan fills in the API's operation groups and what belongs to the client. Operations that a defect
// reaches are left out when tolerate says so; otherwise each defect is an error. Names that are
// unique in the package are declared in names. The rules are the owner's.
func Plan(api *model.API, doc *source.Document, planner *types.Planner, names *name.Scope, rules rule.Set, tolerate bool) {
	r := reader{doc: doc, types: planner, names: names, rules: rules,
		client: &client{host: map[string]*model.Param{}}, secured: &schemes{}}
	security{r}.read()
	endpoint{r}.read()

	groups := r.survey()
	hooks := r.surveyWebhooks(groups)
	r.unusedRules(groups)
	r.unusedFilters(groups)
	groups.nameMethods(names)

	made := r.operations(groups, tolerate)
	made.identify(r, tolerate)
	made.retry(r)
	api.Retry = r.retries(r.at("/" + retriesExtension))
	made.tellErrors(r, tolerate)
	made.patch(r)
	made.page(r, tolerate)
	made.keepForms(r)
	made.stream(r, tolerate)
	made.chunk(r, tolerate)
	made.follow(r, tolerate)

	api.Webhooks = r.webhooks(hooks, tolerate)
	api.Groups = r.finishGroups(groups, api.Webhooks)
	security{r}.unusedAuth()
	security{r}.offer(api.Groups)
	api.Security, api.Defaults = r.secured.finish(api.Groups)
	security{r}.namePlaces(api.Security)
	api.Params = r.client.finish(r)
	api.Scope, api.Resources = r.scope(api.Groups), r.resources(api.Groups)
	r.bind(api)
	api.Endpoint, api.Servers = r.client.endpoint, endpoint{r}.servers()
}

// planned is a method with the operation that was made of it.
type planned struct {
	m  *method
	op *model.Operation
}

// operations are those that were made, for what needs all of them.
type operations struct {
	byID map[string]*model.Operation
	all  []planned
}

// operations makes every operation of the document and puts those that are kept into their groups.
func (r reader) operations(groups *groups, tolerate bool) *operations {
	out := &operations{byID: map[string]*model.Operation{}}
	for _, f := range groups.found {
		r.account = new(source.Account)
		r.account.Placeholder(f.At)
		var ops []*model.Operation
		var all []planned
		for _, m := range f.methods {
			op := r.operation(m)
			ops = append(ops, op)
			all = append(all, planned{m, op})
		}
		if r.doc.LeaveOut(f.Ptr, f.what, r.account, tolerate) {
			continue
		}
		out.add(r.doc, f, ops[0])
		out.all = append(out.all, all...)
		f.group.operations = append(f.group.operations, ops...)
	}
	return out
}

// add knows an operation by its identifier.
func (o *operations) add(doc *source.Document, f *found, op *model.Operation) {
	first := o.byID[f.id]
	if first == nil || !f.Has("operationId") {
		o.byID[f.id] = op
		return
	}
	doc.Warn(f.Ptr+"/operationId", "operationId "+source.Quote(f.id)+" is also that of "+first.Method+" "+first.Path+
		"; the method is called "+op.Name, "give each operation an identifier of its own")
}

// operation makes one method.
func (r reader) operation(m *method) *model.Operation {
	op := &model.Operation{
		ID: m.id, Name: m.goName, Method: m.method, Path: m.path, Place: r.doc.ModelPlace(m.Ptr),
		Doc: m.withChoice(operationDoc(m.At)), Deprecated: source.Deprecation(m.Node),
		DocsURL: m.Get("externalDocs").Get("url").Str(),
		Host:    endpoint{r}.of(m.found),
	}
	m.declareVar(r.names, op)
	params{r}.fill(m, op)
	bodies{r}.request(m, op)
	if op.Params != nil {
		params{r}.name(m, op)
	}
	responses{r}.fill(m, op)
	op.Security = security{r}.of(m.found)
	op.Examples = samples{r}.of(m, op)
	return op
}

// withChoice adds to an operation's documentation what sets a method apart from its siblings.
func (m *method) withChoice(doc string) string {
	if m.body != nil && len(m.body.media) > 0 && m.suffix != "" && m.suffix != "Stream" {
		doc += "\n\nThe body is sent as " + m.body.first().Key + "."
	}
	if m.stream {
		doc += "\n\nThe response is read as a stream."
	}
	return strings.TrimSpace(doc)
}

// operationDoc puts an operation's summary before its description, unless they say the same.
func operationDoc(op source.At) string {
	summary, text := english.Plain(op.Get("summary").Str()), english.Plain(op.Get("description").Str())
	s, d := strings.TrimRight(summary, ". "), strings.TrimRight(text, ". ")
	switch {
	case d == "" || s == d:
		return summary
	case s == "" || strings.HasPrefix(d, s):
		return text
	}
	return summary + "\n\n" + text
}
