package propose

import (
	"slices"
	"strings"

	"github.com/armsmith/armsmith/generator/model"
	"github.com/armsmith/armsmith/generator/rule"
)

// The states that services have in common, as flat spells them.
var (
	doneStates   = []string{"done", "finished", "completed", "complete", "succeeded", "success", "successful"}
	failedStates = []string{"failed", "failure", "error", "errored", "cancelled", "canceled", "aborted", "expired", "timedout", "rejected"}
	openStates   = []string{"pending", "queued", "running", "inprogress", "processing", "started", "scheduled", "validating", "finalizing", "notstarted", "waiting"}
	stateNames   = []string{"status", "state", "jobstatus", "jobstate"}
)

// Jobs returns a rule for each operation that seems to start a job which another one looks at: a
// POST that answers with an identifier and a state, and a GET one segment below it that answers the
// same.
func Jobs(api *model.API) []rule.Async {
	looks := map[string]*model.Operation{} // by the path of what they look at
	for op := range operations(api) {
		if at := strings.LastIndexByte(op.Path, '/'); op.Method == "GET" && at > 0 && strings.HasPrefix(op.Path[at:], "/{") && strings.HasSuffix(op.Path, "}") {
			looks[op.Path[:at]] = op
		}
	}
	var out []rule.Async
	for op := range operations(api) {
		if r := jobOf(op, looks[strings.TrimSuffix(op.Path, "/")]); r != nil && !slices.ContainsFunc(out, func(a rule.Async) bool { return a.Operations[0] == op.ID }) {
			out = append(out, *r)
		}
	}
	return out
}

// jobOf returns how the job is followed that an operation seems to start.
func jobOf(op, look *model.Operation) *rule.Async {
	if op.Method != "POST" || op.Job != nil || op.LRO != nil || op.Paging != nil || look == nil || look.LRO != nil || look.Paging != nil {
		return nil
	}
	first, found := op.Result.Body, look.Result.Body
	if first == nil || found == nil || first.Kind != model.BodyJSON || found.Kind != model.BodyJSON || look.Params == nil {
		return nil
	}
	at := strings.LastIndexByte(look.Path, '/')
	param := strings.Trim(look.Path[at:], "/{}")
	id := slices.IndexFunc(fields(&first.Type), func(f *model.Field) bool { return flat(f.Wire) == "id" || flat(f.Wire) == flat(param) })
	if id < 0 {
		return nil
	}
	for _, f := range fields(&found.Type) {
		done, failed, open := states(f)
		if slices.Contains(stateNames, flat(f.Wire)) && len(done) > 0 && open {
			return &rule.Async{
				About: rule.About{Operations: []string{op.ID}}, Look: look.ID, From: fields(&first.Type)[id].Wire,
				Status: f.Wire, Done: done, Failed: failed,
			}
		}
	}
	return nil
}

// states returns which of the values of an enum say that a job has ended, well and not, and whether
// any says that it has not.
func states(f *model.Field) (done, failed []string, open bool) {
	r := under(&f.Type)
	if r.Kind != model.Named || r.Type.Original().Enum == nil {
		return nil, nil, false
	}
	for _, v := range r.Type.Original().Enum.Values {
		switch name := flat(v.Value.Text); {
		case slices.Contains(doneStates, name):
			done = append(done, v.Value.Text)
		case slices.Contains(failedStates, name):
			failed = append(failed, v.Value.Text)
		case slices.Contains(openStates, name):
			open = true
		}
	}
	return done, failed, open
}
