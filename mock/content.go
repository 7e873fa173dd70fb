package mock

import (
	"net/url"
	"strings"

	"github.com/armsmith/armsmith/generator/judge"
)

// described returns what the body of a call is described by, with the media type as the document has
// it; "" for what it does not describe.
func (c *Call) described() (mediaType string, schema schemaRef) {
	body := c.Operation.kin.RequestBody
	if body == nil || body.Value == nil {
		return "", nil
	}
	found := body.Value.Content.Get(c.Request.Header.Get("Content-Type"))
	for mediaType, described := range body.Value.Content {
		if described == found && found != nil {
			return mediaType, described.Schema
		}
	}
	return "", nil
}

// JSON returns what the body of a call holds, as encoding/json reads it with numbers digit for
// digit, also of XML and of a form; false for what is none of these.
func (c *Call) JSON() (any, bool) {
	sent := c.Request.Header.Get("Content-Type")
	_, schema := c.described()
	switch {
	case isJSON(sent):
		v, err := parsed(c.Body)
		return v, err == nil
	case isXML(sent):
		v, err := fromXML(c.Body, schema)
		return v, err == nil
	case base(sent) == "application/x-www-form-urlencoded":
		form, err := url.ParseQuery(string(c.Body))
		if err != nil {
			return nil, false
		}
		v := fromForm(form, schema)
		return v, v != nil
	}
	return nil, false
}

// deepestForm is how many members of members a name in a form may lead through.
const deepestForm = 200

// fromForm reads a form as its schema says: members of members are in brackets, as in "a[b]=c". It
// is nil for a form that goes too deep.
func fromForm(form url.Values, schema schemaRef) any {
	out := map[string]any{}
	for name, values := range form {
		if strings.Count(name, "[") > deepestForm {
			return nil
		}
		path := strings.Split(strings.ReplaceAll(strings.TrimSuffix(name, "[]"), "]", ""), "[")
		within, at := out, schema
		for _, step := range path[:len(path)-1] {
			inner, is := within[step].(map[string]any)
			if !is {
				inner = map[string]any{}
				within[step] = inner
			}
			within, at = inner, property(at, step)
		}
		last := path[len(path)-1]
		at = property(at, last)
		items := itemsOf(at)
		if items == nil {
			within[last] = textOf(values[0], at)
			continue
		}
		list := []any{}
		for _, text := range values {
			list = append(list, textOf(text, items))
		}
		within[last] = list
	}
	return out
}

// judgedXML holds a body of XML against the document, which kin-openapi cannot read.
func judgedXML(call *Call) []Violation {
	mediaType, schema := call.described()
	if !isXML(call.Request.Header.Get("Content-Type")) || mediaType == "" || len(call.Body) == 0 {
		return nil
	}
	v, err := fromXML(call.Body, schema)
	if err != nil {
		return []Violation{{In: "body", Message: "it is no XML: " + err.Error()}}
	}
	var out []Violation
	for _, o := range call.service.judge.Value(judge.Body{Path: call.Operation.Path, Method: call.Operation.Method, MediaType: mediaType}, toJSON(v)) {
		out = append(out, Violation{In: "body", Pointer: o.Pointer, Message: o.Message})
	}
	return out
}
