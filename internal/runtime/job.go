package runtime

import (
	"cmp"
	"context"
	"errors"
	"slices"
	"strings"
)

// Job tells a [Poller] how to follow an operation whose answer names a job that another operation
// looks at, as the owner of the client says it does (armsmith.yaml, async). Paths are names of
// properties.
type Job struct {
	// Look is the operation that looks; nil when the first answer has its URL.
	Look *Operation
	// At leads to what tells the job from others, or to its URL, in the first answer.
	At []string
	// Header has it instead, if it is not "".
	Header string
	// Status leads to the state of the job in what a look finds.
	Status []string
	// Done and Failed are the states in which it has ended, well and not.
	Done, Failed []string
	// Result leads to the result in what the last look found; without it, that is the result.
	Result []string
	// First says that the first answer is what a look finds, too.
	First bool
}

const armJob armKind = "job"

// BeginJob sends req, which starts a job. look makes the request that looks at it from what the
// first answer tells it from others by; it is nil when that is a URL.
func BeginJob[T any](ctx context.Context, c *Client, req *Request, look func(id string) *Request, spec LROSpec[T], opts ...Option) (*Poller[T], error) {
	p, err := start(ctx, c, req, spec, opts)
	if err != nil {
		return nil, err
	}
	resp := p.last
	p.unseen = missingLooks
	p.arm = armState{method: resp.op.Method, kind: armJob, job: spec.Job, state: stateInProgress, original: resp.url.String()}
	if p.arm.poll, err = p.lookAt(look); err != nil {
		return nil, err
	}
	if spec.Job.First {
		p.arm.state = cmp.Or(spec.Job.state(resp), stateInProgress)
	}
	return p, nil
}

// lookAt finds the URL of the job that the first answer names.
func (p *Poller[T]) lookAt(look func(id string) *Request) (string, error) {
	job, resp := p.spec.Job, p.last
	id, where := scalar(lookup(resp.peek(), job.At...)), strings.Join(job.At, ".")
	if job.Header != "" {
		id, _ = resp.headerText(job.Header)
		id, where = strings.TrimSpace(id), "header "+job.Header
	}
	switch {
	case id == "":
		return "", resp.undecodable(errors.New("the answer does not say at " + where + " which job it has started"))
	case look == nil:
		u, err := parseLink(id)
		if err != nil {
			return "", resp.undecodable(err)
		}
		return resp.place().ResolveReference(u).String(), nil
	}
	req := look(id)
	k := &call{client: p.c, op: req.op, req: req}
	if err := k.prepare(p.opts); err != nil {
		return "", err
	}
	return k.url.String(), nil
}

// state is that of a job in what a look has found; "" when it does not say.
func (j *Job) state(resp *Response) string { return scalar(lookup(resp.peek(), j.Status...)) }

// lookJob takes in what a look at a job has found.
func (s *armState) lookJob(resp *Response) error {
	if err := resp.wholeJSON(); err != nil {
		return err
	}
	state := s.job.state(resp)
	if state == "" {
		return resp.undecodable(errors.New("the answer has no state of the job at " + strings.Join(s.job.Status, ".")))
	}
	s.state = state
	return nil
}

// oneOf reports whether a state is one of those given, in whatever case.
func oneOf(states []string, state string) bool {
	return slices.ContainsFunc(states, func(s string) bool { return strings.EqualFold(s, state) })
}

// within returns the result of a job in what the last look has found. Without a result where one
// should be, the error says so.
func (j *Job) within(resp *Response) ([]byte, error) {
	if len(j.Result) == 0 {
		return nil, nil
	}
	result := lookup(resp.peek(), j.Result...)
	if result == nil {
		return nil, resp.undecodable(errors.New("the job is done, and there is no result at " + strings.Join(j.Result, ".")))
	}
	return result, nil
}
