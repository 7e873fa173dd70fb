package mock

import (
	"bytes"
	"encoding/json"
	"strings"

	"github.com/armsmith/armsmith/generator/load/node"
)

// example is an example of a body that a document gives.
type example struct {
	name string // "" for one without
	node *node.Node
	sent bool // it is what is sent, as text (serializedValue), and not what that means
}

// examplesOf lists the examples beside a schema.
func examplesOf(mediaType, components *node.Node) []example {
	var out []example
	for name, n := range mediaType.Get("examples").Each() {
		shown := follow(n, components, "examples")
		for _, key := range []string{"dataValue", "value", "serializedValue"} {
			if shown.Has(key) {
				out = append(out, example{name: name, node: shown.Get(key), sent: key == "serializedValue"})
				break
			}
		}
	}
	if mediaType.Has("example") {
		out = append(out, example{node: mediaType.Get("example")})
	}
	return out
}

// samplesOf lists the bodies that whole sample calls (x-ms-examples) have for a response.
func samplesOf(samples *node.Node, status string) []example {
	var out []example
	for title, sample := range samples.Each() {
		if body := sample.Get("responses").Get(status).Get("body"); body != nil && !body.Is(node.Null) {
			out = append(out, example{name: title, node: body})
		}
	}
	return out
}

// body returns an example as the text of a body, and nil where it is not text of a media type: the
// value says more.
func (e example) body(mediaType string) []byte {
	text := e.node.Str()
	trimmed := strings.TrimSpace(text)
	switch {
	case e.sent:
		return []byte(text)
	case isJSON(mediaType) && e.node.Is(node.String) && looksJSON(trimmed):
		return []byte(trimmed) // a whole body as text (OpenAPI, Example Object)
	case isJSON(mediaType):
		return e.node.JSON()
	case e.node.Is(node.String) && isXML(mediaType) && strings.HasPrefix(trimmed, "<"), e.node.Is(node.String) && !isXML(mediaType):
		return []byte(text)
	}
	return nil
}

func looksJSON(text string) bool {
	return (strings.HasPrefix(text, "{") || strings.HasPrefix(text, "[")) && json.Valid([]byte(text))
}

// value returns what an example means, as encoding/json reads it.
func (e example) value() any {
	v, _ := parsed(e.node.JSON()) // what a node writes is JSON
	return v
}

// parsed reads JSON, with numbers digit for digit.
func parsed(data []byte) (any, error) {
	var v any
	in := json.NewDecoder(bytes.NewReader(data))
	in.UseNumber()
	err := in.Decode(&v)
	return v, err
}
