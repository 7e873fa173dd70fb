package examples

import (
	"encoding/json"
	"slices"
	"strconv"
	"strings"

	"github.com/armsmith/armsmith/generator/finding"
	"github.com/armsmith/armsmith/generator/judge"
	"github.com/armsmith/armsmith/generator/load"
	"github.com/armsmith/armsmith/generator/load/node"
	"github.com/armsmith/armsmith/generator/model"
)

// Body is one body of JSON that a document gives as an example.
type Body struct {
	Place     finding.Place
	Operation string // its identifier, or method and path
	Title     string // of the example; "" for one without
	Status    int    // of the response; 0 for the request
	Value     []byte // as JSON, numbers digit for digit

	content   *model.Content // what the client reads or writes it as
	described judge.Body
}

// Collect returns the bodies of a document's examples that a client reads or writes as JSON, in the
// document's order: those of x-ms-examples, and example and examples of media types.
func Collect(doc *load.Document, api *model.API) []Body {
	c := &collector{doc: doc, methods: map[model.Place][]*model.Operation{}}
	for _, g := range api.Groups {
		for _, op := range g.Operations {
			c.methods[op.Place] = append(c.methods[op.Place], op)
		}
	}
	for op := range doc.Operations() {
		c.operation(op)
	}
	return c.found
}

type collector struct {
	doc     *load.Document
	methods map[model.Place][]*model.Operation // of the client, by where the operation is described
	found   []Body
}

func (c *collector) operation(op load.Operation) {
	place := op.Node.Place()
	methods := c.methods[model.Place{File: place.File, Line: place.Line, Pointer: place.Pointer}]
	if len(methods) == 0 {
		return // it is left out
	}
	request := c.follow(op.Node.Get("requestBody"))
	for title, sample := range op.Node.Get(load.ExamplesExtension).Each() {
		c.sample(op, methods, title, sample, request)
	}
	for mediaType, described := range request.Get("content").Each() {
		c.mediaType(op, methods, "", mediaType, described)
	}
	for status, response := range op.Node.Get("responses").Each() {
		for mediaType, described := range c.follow(response).Get("content").Each() {
			c.mediaType(op, methods, status, mediaType, described)
		}
	}
}

// sample takes the bodies of one entry of x-ms-examples.
func (c *collector) sample(op load.Operation, methods []*model.Operation, title string, sample, request *node.Node) {
	name := request.Get(load.BodyNameExtension).Str()
	if name == "" {
		name = "body"
	}
	if content := requestContent(methods, ""); content != nil {
		c.add(op, title, "", sample.Get("parameters").Get(name), content)
	}
	for status, response := range sample.Get("responses").Each() {
		if described, content := responseContent(methods, status, ""); content != nil {
			body := Body{Status: number(status)}
			c.addAs(body, op, title, described, response.Get("body"), content)
		}
	}
}

// mediaType takes the examples beside a schema.
func (c *collector) mediaType(op load.Operation, methods []*model.Operation, status, mediaType string, described *node.Node) {
	if !strings.Contains(mediaType, "json") {
		return
	}
	content := requestContent(methods, mediaType)
	if status != "" {
		_, content = responseContent(methods, status, mediaType)
	}
	if content == nil {
		return
	}
	c.add(op, "", status, described.Get("example"), content)
	for title, named := range described.Get("examples").Each() {
		c.add(op, title, status, value(c.follow(named)), content)
	}
}

// value is what an Example Object shows: the value, or the data (OpenAPI 3.2), or what is sent, of
// which there is a text.
func value(named *node.Node) *node.Node {
	for _, key := range []string{"dataValue", "value", "serializedValue"} {
		if named.Has(key) {
			return named.Get(key)
		}
	}
	return nil
}

func (c *collector) add(op load.Operation, title, status string, value *node.Node, content *match) {
	c.addAs(Body{Status: number(status)}, op, title, status, value, content)
}

// addAs completes a body and keeps it. A null stands for no body.
func (c *collector) addAs(body Body, op load.Operation, title, status string, value *node.Node, content *match) {
	if value == nil || value.Is(node.Null) {
		return
	}
	id := op.Node.Get("operationId").Str()
	if id == "" {
		id = op.Method + " " + op.Path
	}
	body.Place, body.Operation, body.Title, body.Value = value.Place(), id, title, bodyText(value)
	body.content = content.content
	body.described = judge.Body{Path: op.Path, Method: op.Method, Status: status, MediaType: content.mediaType}
	c.found = append(c.found, body)
}

// bodyText returns the JSON of an example. Some give a whole body as text (OpenAPI, Example Object:
// "use a string value to contain the example"): then it is that text.
func bodyText(value *node.Node) []byte {
	text := strings.TrimSpace(value.Str())
	if (strings.HasPrefix(text, "{") || strings.HasPrefix(text, "[")) && json.Valid([]byte(text)) {
		return []byte(text)
	}
	return value.JSON()
}

// follow returns what a reference leads to.
func (c *collector) follow(n *node.Node) *node.Node {
	if n.Ref() == "" {
		return n
	}
	return n.Resolve(c.doc.Root.Get("components"))
}

// number returns the status that a key of responses stands for: for a range and for default some
// status of theirs.
func number(status string) int {
	n, err := strconv.Atoi(status)
	switch {
	case err == nil:
		return n
	case len(status) == 3:
		return int(status[0]-'0') * 100
	case status == "":
		return 0
	}
	return 500
}

// match is a content of the model, by which of its media types it was found.
type match struct {
	content   *model.Content
	mediaType string
}

// find returns a content that is JSON and of a media type, "" for any.
func find(content *model.Content, mediaType string) *match {
	if content == nil {
		return nil
	}
	isJSON := content.Kind == model.BodyJSON || content.Kind == model.BodyMergePatch
	if isJSON && (mediaType == "" || mediaType == content.MediaType || slices.Contains(content.Others, mediaType)) {
		if mediaType == "" {
			mediaType = content.MediaType
		}
		return &match{content, mediaType}
	}
	for _, other := range content.Alternatives {
		if m := find(other, mediaType); m != nil {
			return m
		}
	}
	return nil
}

func requestContent(methods []*model.Operation, mediaType string) *match {
	for _, op := range methods {
		if op.Body == nil {
			continue
		}
		if m := find(&op.Body.Content, mediaType); m != nil {
			return m
		}
	}
	return nil
}

// responseContent returns what an answer is read as, and the key under which it is documented.
func responseContent(methods []*model.Operation, status, mediaType string) (string, *match) {
	n := number(status)
	for _, op := range methods {
		for _, r := range narrowestFirst(op.Responses) {
			if r.Low == 0 && r.High == 0 || r.Low <= n && n <= r.High {
				if m := find(r.Content, mediaType); m != nil {
					return key(r), m
				}
				break
			}
		}
	}
	return "", nil
}

func narrowestFirst(responses []*model.Response) []*model.Response {
	width := func(r *model.Response) int {
		if r.Low == 0 {
			return 1000
		}
		return r.High - r.Low
	}
	return slices.SortedStableFunc(slices.Values(responses), func(a, b *model.Response) int { return width(a) - width(b) })
}

// key returns the key of a response in its document.
func key(r *model.Response) string {
	switch {
	case r.Low == 0:
		return "default"
	case r.Low == r.High:
		return strconv.Itoa(r.Low)
	}
	return strconv.Itoa(r.Low/100) + "XX"
}
