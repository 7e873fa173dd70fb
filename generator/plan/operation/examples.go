package operation

import (
	"encoding/json"
	"slices"
	"strconv"

	"github.com/armsmith/armsmith/generator/load"
	"github.com/armsmith/armsmith/generator/load/node"
	"github.com/armsmith/armsmith/generator/model"
	"github.com/armsmith/armsmith/generator/plan/source"
)

// samples reads sample calls.
type samples struct{ reader }

// of gathers the sample calls of an operation: Azure's x-ms-examples, which hold whole calls,
// or else what can be put together of the examples beside parameters, bodies and responses.
func (o samples) of(m *method, op *model.Operation) []model.Example {
	if m != m.methods[0] {
		return nil // samples show the preferred body
	}
	var out []model.Example
	for title, sample := range m.Get(load.ExamplesExtension).Each() {
		if sample.Is(node.Map) && (sample.Has("parameters") || sample.Has("responses")) {
			out = append(out, o.azureExample(m, op, title, sample))
		}
	}
	if len(out) > 0 {
		return out
	}
	return o.openExamples(m, op)
}

// azureExample reads one entry of x-ms-examples.
func (o samples) azureExample(m *method, op *model.Operation, title string, sample *node.Node) model.Example {
	e := model.Example{Title: title, Params: map[string]string{}}
	bodyName := o.follow(m.To("requestBody")).Get(load.BodyNameExtension).Str()
	for key, value := range sample.Get("parameters").Each() {
		known := op.Params != nil && slices.ContainsFunc(op.Params.Params, func(p *model.Param) bool { return p.Wire == key })
		known = known || o.client.host[key] != nil
		if op.Body != nil && (key == bodyName || bodyName == "" && !known) {
			e.Body = rawJSON(value)
		} else {
			e.Params[key] = rawJSON(value)
		}
	}
	for status, response := range sample.Get("responses").Each() {
		code, err := strconv.Atoi(status)
		if err != nil || !response.Is(node.Map) {
			continue
		}
		r := model.ExampleResponse{Status: code}
		if body := response.Get("body"); body != nil {
			r.Body = rawJSON(body)
		}
		for name, value := range response.Get("headers").Each() {
			if r.Headers == nil {
				r.Headers = map[string]string{}
			}
			r.Headers[name] = text(value)
		}
		e.Responses = append(e.Responses, r)
	}
	return e
}

// text is a scalar as it stands in a header, or JSON.
func text(n *node.Node) string {
	if n.Is(node.Map) || n.Is(node.List) {
		return rawJSON(n)
	}
	return n.Text
}

// openExamples puts samples together from `example` and `examples`: one for each name used, with
// what bears that name and, where nothing does, the plain example.
func (o samples) openExamples(m *method, op *model.Operation) []model.Example {
	var names []string
	spots := o.exampleSpots(m)
	plain := false
	for _, s := range spots {
		plain = plain || s.Has("example")
		for _, named := range s.To("examples").Entries() {
			if !slices.Contains(names, named.Key) {
				names = append(names, named.Key)
			}
		}
	}
	if len(names) == 0 && plain {
		names = []string{""}
	}
	var out []model.Example
	for _, title := range names {
		e := model.Example{Title: title, Params: map[string]string{}}
		for _, s := range spots {
			s.fill(o.reader, &e)
		}
		if len(e.Params) > 0 || e.Body != "" || len(e.Responses) > 0 {
			out = append(out, e)
		}
	}
	return out
}

// exampleSpot is a place that may hold an example of one part of a call.
type exampleSpot struct {
	source.At
	param  string // wire name of the parameter
	status int    // of the response; 0 with no param: the request body
}

// exampleSpots lists where a method's examples may stand.
func (o samples) exampleSpots(m *method) []exampleSpot {
	var out []exampleSpot
	for _, d := range params(o).declared(m.found) {
		out = append(out, exampleSpot{At: d.At, param: d.name})
	}
	if m.body != nil {
		out = append(out, exampleSpot{At: m.body.first().At})
	}
	for _, r := range m.To("responses").Patterned() {
		status, _, ok := statuses(r.Key)
		if !ok || status == 0 {
			continue
		}
		for _, c := range o.follow(r.At).To("content").Entries() {
			if mediaKind(c.Key) == mediaJSON {
				out = append(out, exampleSpot{At: c.At, status: status})
				break
			}
		}
	}
	return out
}

// fill adds what a spot holds for an example, by its title.
func (s exampleSpot) fill(r reader, e *model.Example) {
	text := s.text(r, e.Title)
	switch {
	case text == "":
	case s.param != "":
		e.Params[s.param] = text
	case s.status != 0:
		e.Responses = append(e.Responses, model.ExampleResponse{Status: s.status, Body: text})
	default:
		e.Body = text
	}
}

// text is what a spot holds for an example, as JSON; "" for nothing: the value, the data (OpenAPI
// 3.2, dataValue) or, of a body, what is sent (serializedValue) where that is JSON.
func (s exampleSpot) text(r reader, title string) string {
	named := r.follow(s.To("examples").To(title))
	for _, key := range []string{"dataValue", "value"} {
		if named.Has(key) {
			return rawJSON(named.Get(key))
		}
	}
	if sent := named.Get("serializedValue").Str(); s.param == "" && json.Valid([]byte(sent)) {
		return sent
	}
	if value := s.Get("example"); value != nil {
		return rawJSON(value)
	}
	return ""
}

// rawJSON writes a value of the document as JSON, its numbers digit for digit.
func rawJSON(n *node.Node) string { return string(n.JSON()) }
