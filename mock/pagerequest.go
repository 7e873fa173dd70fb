package mock

import (
	"maps"
	"net/http"
	"slices"
	"strings"

	"github.com/getkin/kin-openapi/openapi3"

	"github.com/armsmith/armsmith/generator/judge"
	"github.com/armsmith/armsmith/generator/model"
	"github.com/armsmith/armsmith/mock/sample"
)

// madeRequest is a request of an operation that the document allows: one that it shows, with the
// rest made up.
type madeRequest struct {
	values []pageValue
	bodies []pageBody
	sample model.Example // the same, for a call in Go
}

// pageValue is a value of a request outside of its body, as it is sent.
type pageValue struct {
	In       string   `json:"in"` // "path", "query", "header" or "cookie"
	Name     string   `json:"name"`
	Value    string   `json:"value"`
	On       bool     `json:"on"`       // it is sent
	Required bool     `json:"required"` // it must be
	Secret   bool     `json:"secret,omitempty"`
	Type     string   `json:"type,omitempty"`
	Doc      string   `json:"doc,omitempty"`
	Choices  []string `json:"choices,omitempty"`
}

// made makes a request of an operation.
func (api *shownAPI) made(op *Operation) *madeRequest {
	m := &madeRequest{values: []pageValue{}, bodies: []pageBody{}, sample: model.Example{Params: map[string]string{}}}
	if shown := op.Methods[0].Examples; len(shown) > 0 {
		maps.Copy(m.sample.Params, shown[0].Params)
		m.sample.Body = shown[0].Body
	}
	maker := api.maker
	maker.Request = true
	for _, p := range op.parameters() {
		if name := http.CanonicalHeaderKey(p.Name); p.In != openapi3.ParameterInHeader || name != "Accept" && name != "Content-Type" {
			m.parameter(api, op, p, maker) // the others go with the body (OpenAPI, Parameter Object, name)
		}
	}
	for _, v := range credentials(op) {
		m.values = slices.DeleteFunc(m.values, func(other pageValue) bool { return other.In == v.In && strings.EqualFold(other.Name, v.Name) })
		m.values = append(m.values, v)
	}
	m.body(api, op, maker)
	return m
}

// parameter makes a value of a parameter. One that need not be there and that the document shows no
// example of is only offered.
func (m *madeRequest) parameter(api *shownAPI, op *Operation, p *openapi3.Parameter, maker sample.Maker) {
	text, shown := m.sample.Params[p.Name]
	if shown = shown && api.fits(p.Schema, text); !shown {
		text = api.valueOf(op, p, maker)
		delete(m.sample.Params, p.Name)
	}
	v, err := parsed([]byte(text))
	if err != nil {
		return
	}
	on := p.Required || shown
	if on {
		m.sample.Params[p.Name] = text
	}
	row := pageValue{In: p.In, On: on, Required: p.Required, Doc: p.Description}
	if p.Schema != nil && p.Schema.Value != nil {
		row.Type = typeName(p.Schema.Value)
		row.Choices = choices(p.Schema.Value)
	}
	for _, sent := range spelled(p, v) {
		row.Name, row.Value = sent.Name, sent.Value
		m.values = append(m.values, row)
	}
}

// fits reports whether JSON is what a schema says. Examples often are not.
func (api *shownAPI) fits(schema schemaRef, text string) bool {
	v, err := asKin([]byte(text))
	return err == nil && (schema == nil || schema.Value == nil || api.allows(schema.Value, v))
}

// valueOf returns the example of a parameter, or a value made up, as JSON.
func (api *shownAPI) valueOf(op *Operation, p *openapi3.Parameter, maker sample.Maker) string {
	examples := []any{p.Example}
	for _, name := range slices.Sorted(maps.Keys(p.Examples)) {
		if e := p.Examples[name].Value; e != nil {
			examples = append(examples, e.Value)
		}
	}
	for _, v := range examples {
		if text := string(toJSON(v)); v != nil && api.fits(p.Schema, text) {
			return text
		}
	}
	schema := p.Schema
	for _, content := range p.Content {
		schema = content.Schema
	}
	v, _ := maker.Value(schema, op.Method+" "+op.Path+" "+p.Name)
	return string(toJSON(v))
}

// body makes the body in each of the media types that the document has for it.
func (m *madeRequest) body(api *shownAPI, op *Operation, maker sample.Maker) {
	if op.kin.RequestBody == nil || op.kin.RequestBody.Value == nil {
		return
	}
	shown := m.sample.Body
	m.sample.Body = ""
	components := op.Document.Loaded.Root.Get("components")
	for mediaType, described := range follow(op.node.Get("requestBody"), components, "requestBodies").Get("content").Each() {
		kin := op.kin.RequestBody.Value.Content[mediaType]
		if kin == nil {
			continue
		}
		sent := concrete(mediaType, "")
		right := func(data []byte) bool {
			return data != nil && (!isJSON(sent) || len(api.judge.Value(judge.Body{Path: op.Path, Method: op.Method, MediaType: mediaType}, data)) == 0)
		}
		data := []byte(shown)
		if !isJSON(sent) || shown == "" || !right(data) {
			sent, data = bodyFor(examplesOf(described, components), sent, kin, right)
		}
		if data == nil {
			v, _ := maker.Value(kin.Schema, op.Method+" "+op.Path+" body")
			sent, data = encoded(v, sent, kin)
		}
		if isJSON(sent) {
			data = pretty(data)
			if m.sample.Body == "" {
				m.sample.Body = string(data)
			}
		}
		m.bodies = append(m.bodies, pageBody{Type: sent, Text: string(data)})
	}
}

// bodyFor returns the first example that is right, and the media type that it is sent in; nil for
// none.
func bodyFor(examples []example, mediaType string, kin *openapi3.MediaType, right func([]byte) bool) (string, []byte) {
	for _, e := range examples {
		sent, data := mediaType, e.body(mediaType)
		if data == nil {
			sent, data = encoded(e.value(), mediaType, kin)
		}
		if right(data) {
			return sent, data
		}
	}
	return mediaType, nil
}

// credentials are what the operation asks for, without a secret: any will do.
func credentials(op *Operation) []pageValue {
	alternatives := op.Methods[0].Security
	if alternatives == nil {
		alternatives = op.Document.API.Defaults
	}
	var out []pageValue
	if len(alternatives) == 0 {
		return out
	}
	for _, use := range alternatives[0] {
		v := pageValue{In: "header", Name: "Authorization", On: true, Required: true, Secret: true, Type: "credential", Value: "Bearer any"}
		switch s := use.Scheme; s.Kind {
		case model.SecurityBasic:
			v.Value = "Basic YW55OmFueQ==" // any:any
		case model.SecurityHTTP:
			v.Value = s.Scheme + " any"
		case model.SecurityAPIKey:
			v.Name, v.Value = s.Key, "any"
			v.In = map[model.In]string{model.InQuery: "query", model.InCookie: "cookie", model.InHeader: "header"}[s.In]
		}
		out = append(out, v)
	}
	return out
}
