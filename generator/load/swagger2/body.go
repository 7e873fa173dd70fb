package swagger2

import (
	"slices"
	"strconv"

	"github.com/armsmith/armsmith/generator/load/node"
	"github.com/armsmith/armsmith/generator/load/shape"
)

// isBody reports whether a parameter is what OpenAPI 3 calls a request body, or a part of one.
func isBody(p *node.Node) bool {
	in := p.Get("in").Str()
	return in == "body" || in == "formData"
}

// body gathers what makes an operation's request body.
type body struct {
	consumes []string
	whole    *node.Node
	form     []*node.Node
	index    int // how many other parameters stood before it
}

func (b *body) add(p *node.Node, before int) {
	if p.Get("in").Str() == "formData" {
		if len(b.form) == 0 && b.whole == nil {
			b.index = before
		}
		b.form = append(b.form, p)
	} else if b.whole == nil {
		b.whole, b.index = p, before
	}
}

func (b *body) addInherited(p *node.Node, before int) {
	same := func(own *node.Node) bool { return own.Get("name").Str() == p.Get("name").Str() }
	if p.Get("in").Str() == "formData" && slices.ContainsFunc(b.form, same) {
		return
	}
	b.add(p, before)
}

// request makes the request body, or nil when there is none.
func (b *body) request(op *node.Node) *node.Node {
	switch {
	case b.whole != nil:
		return b.wholeRequest()
	case len(b.form) > 0:
		return b.formRequest(op)
	}
	return nil
}

func (b *body) wholeRequest() *node.Node {
	p := b.whole
	schema := p.Get("schema")
	if schema == nil { // a body without a schema: anything
		schema = node.NewMap(p)
		if p.Has("type") {
			MoveTyped(p)
			schema = p.Get("schema")
		}
	}
	request := node.NewMap(p)
	for _, m := range p.Members {
		if m.Key == "description" || m.Key == "required" || shape.IsExtension(m.Key) {
			request.Append(m)
		}
	}
	request.Set("content", content(schema, b.consumes, p))
	request.SetText(BodyName, p.Get("name").Str())
	request.Set(BodyIndex, node.New(node.Number, strconv.Itoa(b.index), p))
	return request
}

// content makes the map of media types that all hold the same schema.
func content(schema *node.Node, types []string, place *node.Node) *node.Node {
	if len(types) == 0 {
		types = []string{"application/json"}
		if isBinary(schema) {
			types = []string{"application/octet-stream"}
		}
	}
	out := node.NewMap(place)
	for i, t := range types {
		media := node.NewMap(schema)
		if i > 0 {
			schema = schema.Clone()
		}
		media.Set("schema", schema)
		out.Set(t, media)
	}
	return out
}

func isBinary(schema *node.Node) bool {
	return schema.Get("type").Str() == "string" && schema.Get("format").Str() == "binary"
}

const (
	multipart  = "multipart/form-data"
	urlencoded = "application/x-www-form-urlencoded"
)

// formRequest makes one object of form fields, in the order of the document.
func (b *body) formRequest(op *node.Node) *node.Node {
	schema := node.NewMap(op)
	schema.SetText("type", "object")
	properties, required, encoding := node.NewMap(op), node.NewList(op), node.NewMap(op)
	file := false
	for _, p := range b.form {
		name := p.Get("name").Str()
		style := collectionStyle(p, "query")
		property := formProperty(p)
		nestedLists(property)
		file = file || isBinary(property)
		properties.Set(name, property)
		if p.Get("required").True() {
			required.Items = append(required.Items, node.NewString(name, p))
		}
		if style.Len() > 0 {
			if x := style.Delete(Collection); x != nil {
				property.Set(Collection, x)
			}
			encoding.Set(name, style)
		}
	}
	schema.Set("properties", properties)
	if required.Len() > 0 {
		schema.Set("required", required)
	}
	request := node.NewMap(b.form[0])
	media := content(schema, b.formTypes(file), op)
	if encoding.Len() > 0 {
		for _, m := range media.Each() {
			m.Set("encoding", encoding.Clone())
		}
	}
	request.Set("content", media)
	if required.Len() > 0 {
		request.Set("required", node.NewBool(true, op))
	}
	request.Set(BodyIndex, node.New(node.Number, strconv.Itoa(b.index), op))
	return request
}

// formProperty makes a property of a form field: its schema, description and extensions in one.
func formProperty(p *node.Node) *node.Node {
	property := node.NewMap(p)
	for _, m := range p.Members {
		if m.Key == "description" || slices.Contains(schemaFields, m.Key) || shape.IsExtension(m.Key) {
			property.Append(m)
		}
	}
	if property.Get("x-nullable").True() {
		property.Set("nullable", node.NewBool(true, p))
	}
	return property
}

// formTypes returns the content types a form can be sent in. Files need multipart.
func (b *body) formTypes(file bool) []string {
	var types []string
	for _, t := range b.consumes {
		if t == multipart || t == urlencoded && !file {
			types = append(types, t)
		}
	}
	if len(types) == 0 {
		types = []string{urlencoded}
		if file {
			types = []string{multipart}
		}
	}
	return types
}
