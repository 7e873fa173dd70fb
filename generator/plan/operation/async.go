package operation

import (
	"strings"

	"github.com/armsmith/armsmith/generator/load"
	"github.com/armsmith/armsmith/generator/load/node"
	"github.com/armsmith/armsmith/generator/model"
	"github.com/armsmith/armsmith/generator/plan/name"
	"github.com/armsmith/armsmith/generator/plan/source"
	"github.com/armsmith/armsmith/generator/plan/types"
	"github.com/armsmith/armsmith/generator/rule"
)

// asyncRule finds the rule that says how the job is followed that an operation starts: the owner's,
// or else the document's own; nil when there is none.
func (r reader) asyncRule(f *found) *rule.Async {
	if owners := rule.For(r.rules.Async, f.id); owners != nil {
		return owners
	}
	ext := f.To(load.AsyncExtension)
	if !ext.Is(node.Map) {
		return nil
	}
	look := ext.Get("look")
	a := &rule.Async{
		About: r.aboutOf(ext, f),
		Look:  look.Get("operation").Str(), Param: look.Get("param").Str(), From: look.Get("url").Str(), Status: look.Get("status").Str(),
		Done: look.Get("done").Strings(), Failed: look.Get("failed").Strings(), Result: look.Get("result").Str(),
	}
	if a.Look != "" {
		a.From = look.Get("id").Str()
	}
	return a
}

// declareJob names the methods that start a job and follow it, and take that up again.
func (m *method) declareJob(s *name.Scope) {
	if m.async == nil || m != m.methods[0] {
		return
	}
	for _, sibling := range []struct {
		role, verb string
		to         *string
	}{{"job", "Begin", &m.job}, {"resume job", "Resume", &m.resumeJob}} {
		called := sibling.verb + m.name.methods[0]
		s.Declare(&name.Name{Key: m.identity(sibling.role), Also: m.also(sibling.role), Rank: name.RankFirst,
			Candidates: []string{called, called + "Job", called + "Operation"}}).To(sibling.to)
	}
}

// follow gives the operations that a rule is about the method that starts a job and follows it. A
// rule that does not fit is an error, unless tolerate says so: then the method is left out.
func (o *operations) follow(r reader, tolerate bool) {
	for _, p := range o.all {
		if p.m.job == "" {
			continue
		}
		f := follower{rule: p.m.async, op: p.op, job: &model.Job{Name: p.m.job, Resume: p.m.resumeJob, Done: p.m.async.Done, Failed: p.m.async.Failed}}
		switch why := f.plan(o); {
		case why == "":
			p.op.Job = f.job
		case !p.m.async.Inferred:
			r.doc.Findings.Add(unfit(tolerate), p.m.async.Place, "async of "+p.m.what+": "+why,
				"correct the rule, or leave the operation out of it; `armsmith inspect` shows what it takes and returns")
		}
	}
}

// follower holds a rule against the operation that it is about. Its methods return why the rule
// does not fit.
type follower struct {
	rule *rule.Async
	op   *model.Operation
	job  *model.Job
}

func (f *follower) plan(all *operations) string {
	if lacks := f.rule.Lacks(); lacks != "" {
		return "the rule says no " + lacks
	}
	if f.op.LRO != nil || f.op.Paging != nil {
		return "it is long-running by itself, or answers in pages"
	}
	first, found := jsonAnswer(f.op), jsonAnswer(f.op)
	if f.rule.Look != "" {
		look := all.byID[f.rule.Look]
		if look == nil {
			return "the document has no operation " + source.Quote(f.rule.Look)
		}
		f.job.Look, found = look, jsonAnswer(look)
		if why := f.look(); why != "" {
			return why
		}
	}
	if found == nil {
		return "what a look finds is no JSON"
	}
	if why := f.start(first); why != "" {
		return why
	}
	return f.end(first, found)
}

// look finds the parameter that tells the job from others, and sees that the operation knows all
// others.
func (f *follower) look() string {
	look := f.job.Look
	if look.Method != "GET" || look.Host != "" || look.LRO != nil || look.Paging != nil {
		return "the operation that looks must be a plain GET"
	}
	for _, p := range asked(look) {
		switch {
		case p.Wire == f.rule.Param, f.rule.Param == "" && p.Required && !knows(f.op, p):
			if f.job.Param != nil {
				return source.Quote(p.Wire) + " and " + source.Quote(f.job.Param.Wire) + " of the operation that looks are both unknown: the rule must say which tells the job from others (param)"
			}
			f.job.Param = p
		case p.Required && !knows(f.op, p):
			return "nothing says what " + source.Quote(p.Wire) + " of the operation that looks is to be"
		case p.Required && p.In != model.InPath && p.In != model.InQuery:
			return "the operation that looks needs " + source.Quote(p.Wire) + ", which is neither in its path nor in its query"
		}
	}
	if f.job.Param == nil {
		return "the operation that looks has no parameter that tells the job from others (param)"
	}
	return ""
}

// start finds what the first answer says of the job.
func (f *follower) start(first *model.Content) string {
	if f.job.Header = rule.Header(f.rule.From); f.job.Header != "" {
		return ""
	}
	if first == nil {
		return "its answer is no JSON, so it says nothing at " + source.Quote(f.rule.From)
	}
	f.job.From = fieldsAt(first.Type, rule.Path(f.rule.From))
	if f.job.From == nil {
		return "its answer has no " + source.Quote(f.rule.From)
	}
	return ""
}

// end finds what a look says of the job.
func (f *follower) end(first, found *model.Content) string {
	f.job.First = first != nil && types.Same(first.Type, found.Type)
	if f.job.Status = fieldsAt(found.Type, rule.Path(f.rule.Status)); f.job.Status == nil {
		return "what a look finds has no " + source.Quote(f.rule.Status)
	}
	if f.rule.Result == "" {
		f.job.Result = found
		return ""
	}
	if f.job.Path = fieldsAt(found.Type, rule.Path(f.rule.Result)); f.job.Path == nil {
		return "what a look finds has no " + source.Quote(f.rule.Result)
	}
	f.job.Result = &model.Content{MediaType: "application/json", Kind: model.BodyJSON, Type: f.job.Path[len(f.job.Path)-1].Type}
	f.job.Result.Type.Nullable, f.job.Result.Type.Pointer = false, false
	return ""
}

// asked returns the parameters that callers of an operation give.
func asked(op *model.Operation) (out []*model.Param) {
	if op.Params == nil {
		return nil
	}
	for _, p := range op.Params.Params {
		if p.Asked() {
			out = append(out, p)
		}
	}
	return out
}

// knows reports whether callers of an operation give a parameter of another one.
func knows(op *model.Operation, p *model.Param) bool {
	for _, own := range asked(op) {
		if own.Wire == p.Wire {
			return true
		}
	}
	return false
}

// jsonAnswer returns the first answer of success in JSON that an operation has; nil for none.
func jsonAnswer(op *model.Operation) *model.Content {
	for _, r := range successes(op.Responses) {
		if r.Content != nil && r.Content.Kind == model.BodyJSON && !strings.HasPrefix(r.Content.MediaType, "text/") {
			return r.Content
		}
	}
	return nil
}
