package main

import (
	"go.yaml.in/yaml/v4"

	"github.com/armsmith/armsmith/generator/rule"
)

// chunks reads the rules that say how operations are called for lists of any length.
func (p ruleReader) chunks(n *yaml.Node) []rule.Chunks {
	return listed(p, n, "chunks: [{operations: [Tasks_Add], items: tasks}]",
		func(c *rule.Chunks) *rule.About { return &c.About }, p.chunk,
		func(*rule.Chunks) (what, fix string) { return "", "" })
}

func (p ruleReader) chunk(c *rule.Chunks) []key {
	return []key{
		{"items", func(value *yaml.Node) { c.Items = p.text(value) }},
		{"size", func(value *yaml.Node) { c.Size = p.count(value) }},
		{"results", func(value *yaml.Node) { c.Results = p.text(value) }},
		{"key", func(value *yaml.Node) {
			p.mapping(value,
				key{"item", func(value *yaml.Node) { c.ItemKey = p.text(value) }},
				key{"result", func(value *yaml.Node) { c.ResultKey = p.text(value) }})
		}},
		{"status", func(value *yaml.Node) {
			p.mapping(value,
				key{"result", func(value *yaml.Node) { c.Status = p.text(value) }},
				key{"done", func(value *yaml.Node) { c.Done = p.texts(value) }},
				key{"again", func(value *yaml.Node) { c.Again = p.texts(value) }})
		}},
	}
}
