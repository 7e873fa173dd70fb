package mock

import (
	"net/http"
	"slices"
	"strconv"
	"strings"
	"sync/atomic"

	"github.com/getkin/kin-openapi/openapi3"

	"github.com/armsmith/armsmith/generator/model"
)

// jobs takes jobs through their states until they are done, if the document's owner says how they
// are followed (async in armsmith.yaml).
type jobs struct {
	*service
	starts map[*Operation]*model.Job
	looks  map[*Operation]*model.Job // the operations that look at them
	last   atomic.Int64
	begun  *memory[string, *begun]
}

func newJobs(s *service) *jobs {
	j := &jobs{service: s, starts: map[*Operation]*model.Job{}, looks: map[*Operation]*model.Job{},
		begun: newMemory[string, *begun](mostOperations)}
	looks := map[*model.Operation]*model.Job{}
	for _, op := range s.doc.operations {
		for _, m := range op.Methods {
			if m.Job != nil {
				j.starts[op], looks[m.Job.Look] = m.Job, m.Job
			}
		}
	}
	for _, op := range s.doc.operations {
		for _, m := range op.Methods {
			if job := looks[m]; job != nil {
				j.looks[op] = job
			}
		}
	}
	return j
}

const jobLink = "job"

// behave is a [Behavior].
func (j *jobs) behave(next Answerer) Answerer {
	return func(call *Call) *Answer {
		start, look := j.starts[call.Operation], j.looks[call.Operation]
		switch {
		case call.Prefer != (Prefer{}):
		case call.link.kind == jobLink && start != nil:
			b, there := j.begun.get(strconv.Itoa(call.link.number))
			if !there {
				return Refuse(http.StatusNotFound, "no job %d has begun", call.link.number)
			}
			return j.shown(b.result, start, b.look())
		case start != nil:
			return j.start(call, next(call), start)
		case look != nil:
			a := next(call)
			b, there := j.begun.get(jobKey(look, call.sent(look.Param.In, look.Param.Wire)))
			if !there || a.own || a.Status/100 != 2 {
				return a
			}
			return j.shown(a, look, b.look())
		}
		return next(call)
	}
}

// jobKey identifies a job that another operation looks at.
func jobKey(job *model.Job, id string) string { return job.Name + " " + id }

// start returns the answer that says which job has begun.
func (j *jobs) start(call *Call, a *Answer, job *model.Job) *Answer {
	if a.own || a.Status/100 != 2 || a.Stream != nil {
		return a
	}
	n := int(j.last.Add(1))
	path := pathOfFields(job.From)
	schema := schemaAt(a.schema(), path)
	out := a.Copy()
	if job.First {
		out = j.shown(a, job, false).Copy()
	}
	said := textAt(out.Value, path)
	if job.Header != "" {
		said, schema = out.Header.Get(job.Header), nil
	}
	var id any = said
	switch {
	case job.Look == nil:
		id = call.url(jobLink, n)
	case said == "":
		id = identifier(schema, n)
	}
	if job.Header != "" {
		out.Header.Set(job.Header, scalar(id))
	} else if scalar(id) != said {
		out = out.With(j.put(out.Value, out.schema(), path, id))
	}
	if job.Look == nil {
		j.begun.put(strconv.Itoa(n), &begun{result: out})
	} else {
		j.begun.put(jobKey(job, scalar(id)), &begun{})
	}
	return out
}

// shown returns the answer to a look at a job, which is done or not.
func (j *jobs) shown(a *Answer, job *model.Job, done bool) *Answer {
	path := pathOfFields(job.Status)
	v := j.put(a.Value, a.schema(), path, stateOf(job, schemaAt(a.schema(), path), done))
	result := pathOfFields(job.Path)
	if found, _ := valueAt(v, result); done && len(result) > 0 && found == nil {
		schema := schemaAt(a.schema(), result)
		made, _ := j.maker.Value(schema, "result of "+job.Name)
		v = j.put(v, a.schema(), result, made)
	}
	out := a.With(v)
	out.Status, out.own = http.StatusOK, a.Response == nil || a.Status != http.StatusOK
	return out
}

// stateOf returns the state of a job, done or not, as a value of its schema.
func stateOf(job *model.Job, schema schemaRef, done bool) any {
	ends := func(state string) bool {
		is := func(other string) bool { return strings.EqualFold(state, other) }
		return slices.ContainsFunc(job.Done, is) || slices.ContainsFunc(job.Failed, is)
	}
	state := "running"
	switch {
	case done && len(job.Done) > 0:
		state = job.Done[0]
	case isOf(schema, openapi3.TypeBoolean):
		state = strconv.FormatBool(ends("false"))
	default:
		for _, s := range parts(schema) {
			for _, v := range s.Enum {
				if text, is := v.(string); is && !ends(text) {
					return text
				}
			}
		}
	}
	switch isTrue, err := strconv.ParseBool(state); {
	case err == nil && isOf(schema, openapi3.TypeBoolean):
		return isTrue
	case isOf(schema, openapi3.TypeInteger) && !isOf(schema, openapi3.TypeString):
		if n, err := strconv.Atoi(state); err == nil {
			return number(n)
		}
		return number(-1) // a state that no client waits for
	}
	return state
}
