package main

import (
	"go.yaml.in/yaml/v4"

	"github.com/armsmith/armsmith/generator/rule"
)

// streaming reads what is said of streams: one rule for all of them, or a list of rules for some.
func (p ruleReader) streaming(n *yaml.Node) []rule.Streaming {
	const example = `streaming: {done: "[DONE]"}`
	says := func(r *rule.Streaming) (what, fix string) {
		if r.Done == "" && r.Flag == "" {
			return "the rule says nothing of streams", "such as: " + example
		}
		return "", ""
	}
	if n.Kind != yaml.MappingNode {
		return listed(p, n, `streaming: [{operations: [createChat], done: "[DONE]"}]`,
			func(r *rule.Streaming) *rule.About { return &r.About }, p.streamingKeys, says)
	}
	r := rule.Streaming{About: rule.About{Place: p.place(n)}}
	p.whole(n, append([]key{p.operations(&r.About)}, p.streamingKeys(&r)...), func() (what, fix string) { return says(&r) })
	return []rule.Streaming{r}
}

func (p ruleReader) streamingKeys(r *rule.Streaming) []key {
	return []key{
		{"done", func(value *yaml.Node) { r.Done = p.text(value) }},
		{"flag", func(value *yaml.Node) { r.Flag = p.text(value) }},
	}
}
