package operation

import (
	"fmt"
	"net/http"
	"slices"
	"strings"

	"github.com/armsmith/armsmith/generator/model"
	"github.com/armsmith/armsmith/generator/plan/name"
	"github.com/armsmith/armsmith/generator/plan/types"
)

// result settles what a method returns: nothing, the body, or a struct of headers and bodies when
// there is more to tell than one body. A pager returns pages and a poller the final value; their
// headers belong to requests that the caller never sees and are left to raw responses.
func (o responses) result(m *method, op *model.Operation) {
	ok := successes(op.Responses)
	if op.LRO != nil {
		op.Result = bodyResult(op.LRO.Result)
		return
	}
	bodies := distinctBodies(ok)
	if m.paged() && len(bodies) > 0 {
		op.Result = bodyResult(bodies[0].Content)
		return
	}
	headers := mergeHeaders(ok)
	if asksWhetherThere(op, headers) {
		op.Result = model.Result{Kind: model.ResultBool}
		return
	}
	statuses := 0
	for _, r := range ok {
		statuses++
		if r.High > r.Low || r.Low == 0 {
			statuses++
		}
	}
	partial := len(bodies) == 1 && slices.ContainsFunc(ok, func(r *model.Response) bool { return r.Content == nil })
	wasStruct := o.returned(m) == results[model.ResultStruct] && len(bodies) == 1
	if len(headers) == 0 && len(bodies) <= 1 && !partial && !wasStruct {
		if len(bodies) == 1 {
			op.Result = bodyResult(bodies[0].Content)
		}
		return
	}
	op.Result = model.Result{Kind: model.ResultStruct, Bodies: bodies, Headers: headers, Status: statuses > 1}
	if len(bodies) == 1 {
		op.Result.Body = bodies[0].Content
	}
	named := o.keepResult(m, op)
	o.names.Declare(&name.Name{Key: m.identity("result"), Also: m.also("result"), Rank: name.RankParams, Candidates: []string{
		m.base + "Response", m.base + "Result", m.group.name + m.goName + "Response"}}).To(&named.Name)
	o.nameResult(m, named)
}

func bodyResult(c *model.Content) model.Result {
	if c == nil {
		return model.Result{}
	}
	return model.Result{Kind: model.ResultBody, Body: c}
}

// successes returns the responses that are not errors; informational ones never reach a caller.
func successes(responses []*model.Response) []*model.Response {
	var out []*model.Response
	for _, r := range responses {
		if !r.Error && r.Low/100 != 1 {
			out = append(out, r)
		}
	}
	return out
}

// asksWhetherThere reports whether an operation only asks whether a resource is there: HEAD, with
// no headers to read. Then 404 is an answer, not an error, whether or not it is documented.
func asksWhetherThere(op *model.Operation, headers []*model.Header) bool {
	if op.Method != http.MethodHead || len(headers) > 0 {
		return false
	}
	for _, r := range op.Responses {
		if r.Low == http.StatusNotFound && r.High == http.StatusNotFound {
			r.Error = false
			return true
		}
	}
	missing := &model.Response{Low: http.StatusNotFound, High: http.StatusNotFound, Doc: "The resource is not there."}
	i := slices.IndexFunc(op.Responses, func(r *model.Response) bool { return r.Low == 0 || r.High > r.Low })
	if i < 0 {
		i = len(op.Responses)
	}
	// among single statuses, before what is less specific
	op.Responses = slices.Insert(op.Responses, i, missing)
	return true
}

// distinctBodies gathers the bodies of success responses, neighbours of one type together.
func distinctBodies(ok []*model.Response) []model.ResultBodyField {
	var out []model.ResultBodyField
	for _, r := range ok {
		if r.Content == nil {
			continue
		}
		last := len(out) - 1
		if last < 0 || out[last].Content.Kind != r.Content.Kind || !types.Same(out[last].Content.Type, r.Content.Type) {
			out = append(out, model.ResultBodyField{Content: r.Content, Low: r.Low, High: r.High})
			continue
		}
		out[last].Content = alsoCalled(out[last].Content, r.Content)
		if r.Low == 0 {
			out[last].Low, out[last].High = 0, 0
		} else {
			out[last].Low, out[last].High = min(out[last].Low, r.Low), max(out[last].High, r.High)
		}
	}
	return out
}

// alsoCalled returns a body that is read under the names of both, which may differ in XML.
func alsoCalled(a, b *model.Content) *model.Content {
	if a.XML == nil || b.XML == nil || a.XML.Name == b.XML.Name || slices.Contains(a.XML.Also, b.XML.Name) {
		return a
	}
	both, x := *a, *a.XML
	x.Also = append(slices.Clone(x.Also), b.XML.Name)
	both.XML = &x
	return &both
}

// mergeHeaders gathers the headers of success responses, each once, in document order.
func mergeHeaders(ok []*model.Response) []*model.Header {
	var out []*model.Header
	for _, r := range ok {
		for _, h := range r.Headers {
			if !slices.ContainsFunc(out, func(x *model.Header) bool { return strings.EqualFold(x.Wire, h.Wire) }) {
				out = append(out, h)
			}
		}
	}
	return out
}

// nameResult names the fields of a result struct: the body is Body, several are called after their
// statuses; a header that wants such a name gives way.
func (o responses) nameResult(m *method, r *model.Result) {
	// a method, where there are secrets, and a field, where headers are more than text
	taken := []string{"LogValue", "BadHeaders"}
	if r.Status {
		taken = append(taken, "StatusCode")
	}
	s := o.names.Inner("result", m.called, taken...)
	for i := range r.Bodies {
		f := &r.Bodies[i]
		word := "Body"
		if len(r.Bodies) > 1 {
			word = statusName(f.Low, f.High)
		}
		s.Declare(&name.Name{Key: fmt.Sprintf(":body %d-%d", f.Low, f.High), Rank: name.RankFirst,
			Candidates: []string{word, word + "Body"}}).To(&f.Name)
	}
	for i, h := range r.Headers {
		c := *h // the response keeps its own name
		r.Headers[i] = &c
		s.Declare(&name.Name{Key: h.Wire, Rank: name.RankSchema, Candidates: []string{h.Name, name.Go(h.Wire), h.Name + "Header"}}).To(&c.Name)
	}
	s.Resolve()
}

// statusName is the Go name of the body that comes with some statuses.
func statusName(low, high int) string {
	switch {
	case low == 0:
		return "Default"
	case low != high:
		return "Body" + string(rune('0'+low/100)) + "XX"
	case http.StatusText(low) == "":
		return name.Go("status " + string(rune('0'+low/100)) + string(rune('0'+low/10%10)) + string(rune('0'+low%10)))
	}
	return name.Go(http.StatusText(low))
}
