package load

import (
	"slices"
	"strings"

	"github.com/armsmith/armsmith/generator/load/node"
	"github.com/armsmith/armsmith/generator/load/shape"
)

// EventsExtension is on a schema of server-sent events (OpenAPI 3.2, itemSchema) whose variants are
// told apart by the events' names. Its value is true.
const EventsExtension = "x-armsmith-events"

// nameEvents gives schemas that describe server-sent events by their names the form of any other
// union that a constant tells apart: each variant requires its event, and its data is what the text
// holds (contentSchema), which is a text only where nothing else is said.
func nameEvents(root *node.Node) {
	schemas := root.Get("components").Get("schemas")
	shape.Walk(root, shape.OpenAPI3["document"], func(n *node.Node, _ *shape.Shape) {
		for mediaType, media := range n.Get("content").Each() {
			if base, _, _ := strings.Cut(mediaType, ";"); strings.EqualFold(strings.TrimSpace(base), "text/event-stream") {
				nameEvent(media.Get("itemSchema").Resolve(schemas), schemas)
			}
		}
	})
}

// nameEvent does so for one schema, if each of its variants has the name of an event.
func nameEvent(item, schemas *node.Node) {
	variants := eventVariants(item, schemas)
	if len(variants) < 2 || item.Has(EventsExtension) {
		return
	}
	var shared *node.Node
	if common := item.Get("properties"); common.Is(node.Map) {
		shared = common.Delete("data")
	}
	for _, v := range variants {
		properties := v.Get("properties")
		data := properties.Get("data")
		switch {
		case data == nil && shared != nil:
			properties.Set("data", shared.Clone())
		case data.Get("contentSchema").Is(node.Map):
			properties.Set("data", data.Get("contentSchema"))
		case data.Is(node.Map) && !data.Has("type") && !data.Has("$ref") && shared.Has("type"):
			data.Set("type", shared.Get("type").Clone())
		}
		if !v.Has("type") {
			v.SetText("type", "object")
		}
		if required := v.Get("required").Strings(); !slices.Contains(required, "event") {
			v.Set("required", node.NewList(v, append(v.Get("required").Elems(), node.NewString("event", v))...))
		}
	}
	item.Set(EventsExtension, node.NewBool(true, item))
}

// eventVariants returns the variants of a schema if each has the name of an event; else nil.
func eventVariants(item, schemas *node.Node) []*node.Node {
	if !item.Is(node.Map) {
		return nil
	}
	alternatives := item.Get("oneOf").Elems()
	if len(alternatives) == 0 {
		alternatives = item.Get("anyOf").Elems()
	}
	var out []*node.Node
	for _, a := range alternatives {
		v := a.Resolve(schemas)
		event := v.Get("properties").Get("event")
		if !event.Get("const").Is(node.String) && len(event.Get("enum").Strings()) != 1 {
			return nil
		}
		out = append(out, v)
	}
	return out
}
