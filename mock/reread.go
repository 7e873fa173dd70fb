package mock

import (
	"net/http"
	"net/url"
	"slices"

	"github.com/getkin/kin-openapi/openapi3"

	"github.com/armsmith/armsmith/generator/judge"
)

// reread returns what the document has against a request of which kin-openapi has found something,
// or nothing, where that reads too little: it cannot read XML, of forms it reads scalars and plain
// lists alone (and none whose schema does not say that it is an object), and of parameters no lists
// below deepObject and nothing whose schema has no type.
func reread(call *Call, found []Violation) []Violation {
	if call.service.doc.endless != "" {
		return found
	}
	own, read := call.judgedBody()
	found = slices.DeleteFunc(found, func(v Violation) bool {
		return read && v.In == "body" || isIgnored(v.In, v.Name) || call.readsWell(v.In, v.Name)
	})
	return append(found, own...)
}

// rereadAnswer is [reread] for an answer, of which kin-openapi takes any text for a string.
func rereadAnswer(call *Call, a *Answer, body []byte, found []Violation) []Violation {
	if a.Response == nil || a.Content == nil || base(a.MediaType) != "text/plain" || call.service.doc.endless != "" {
		return found
	}
	found = slices.DeleteFunc(found, func(v Violation) bool { return v.In == "body" })
	v := formReader{nil, call.service.allows}.texts([]string{string(body)}, a.Content.Schema, nil)
	return append(found, call.bodyObjections(judge.Body{Status: a.Response.Key, MediaType: a.Content.MediaType}, v)...)
}

// bodyObjections returns what the document has against a body of the call's operation.
func (c *Call) bodyObjections(at judge.Body, v any) (wrong []Violation) {
	at.Path, at.Method = c.Operation.Path, c.Operation.Method
	for _, o := range c.service.judge.Value(at, toJSON(v)) {
		wrong = append(wrong, Violation{In: "body", Pointer: o.Pointer, Message: o.Message})
	}
	return wrong
}

// isIgnored reports whether a parameter says nothing (OpenAPI, Parameter Object, name).
func isIgnored(in, name string) bool {
	return in == openapi3.ParameterInHeader && slices.Contains([]string{"Accept", "Content-Type", "Authorization"}, http.CanonicalHeaderKey(name))
}

// judgedBody holds a body that kin-openapi does not read well against the document; false for one
// that it does.
func (c *Call) judgedBody() (wrong []Violation, read bool) {
	sent := c.Request.Header.Get("Content-Type")
	mediaType, described := c.described()
	if mediaType == "" || len(c.Body) == 0 && !isXML(sent) {
		return nil, false
	}
	if len(c.Body) == 0 { // of XML
		if c.Operation.kin.RequestBody.Value.Required {
			wrong = []Violation{{In: "body", Message: "there is none, and there must be"}}
		}
		return wrong, true
	}
	v, known, err := c.converted(described)
	switch {
	case known:
	case base(sent) == "text/plain":
		v = formReader{nil, c.mayHold}.texts([]string{string(c.Body)}, described.Schema, nil)
	default:
		return nil, false
	}
	if err != nil {
		return []Violation{{In: "body", Message: "it is no " + pick(isXML(sent), "XML", base(sent)) + ": " + err.Error()}}, true
	}
	return c.bodyObjections(judge.Body{MediaType: mediaType}, v), true
}

// readsWell reports whether a parameter, read as forms are, is what its schema says, or is not
// there and need not be: kin-openapi objects to some that it cannot read although they are not.
func (c *Call) readsWell(in, name string) bool {
	for _, p := range c.Operation.parameters() {
		if p.In != in || p.Name != name || p.Schema == nil || p.Schema.Value == nil {
			continue
		}
		form, e := c.asForm(p)
		whole := &openapi3.SchemaRef{Value: &openapi3.Schema{Properties: openapi3.Schemas{name: p.Schema}}}
		read, err := formReader{map[string]*openapi3.Encoding{name: e}, c.mayHold}.read(form, whole)
		v, there := read[name]
		return err == nil && (!there && !p.Required || there && c.mayHold(p.Schema.Value, v))
	}
	return false
}

// asForm returns the parameters of a call that are where one of them is as the fields of a form,
// and how that one is written; none for what is written in no way that forms know.
func (c *Call) asForm(p *openapi3.Parameter) (url.Values, *openapi3.Encoding) {
	style, err := p.SerializationMethod()
	if err != nil {
		return nil, nil
	}
	e := &openapi3.Encoding{Style: style.Style, Explode: &style.Explode}
	out := url.Values{}
	switch p.In {
	case openapi3.ParameterInQuery:
		return c.local.URL.Query(), e
	case openapi3.ParameterInCookie:
		for _, cookie := range c.Request.Cookies() {
			out.Add(cookie.Name, cookie.Value)
		}
	case openapi3.ParameterInHeader:
		out[p.Name] = c.Request.Header.Values(p.Name)
	case openapi3.ParameterInPath:
		out.Set(p.Name, c.Values[p.Name])
	}
	if style.Style == openapi3.SerializationSimple { // the same as form, not exploded
		e.Style, e.Explode = openapi3.SerializationForm, new(false)
	}
	return out, e
}

// mayHold reports whether a schema allows a value in a request.
func (c *Call) mayHold(schema *openapi3.Schema, v any) bool {
	return len(c.objections(func() []Violation { return told(c.service.judge.Sent(schema, v)) })) == 0
}
