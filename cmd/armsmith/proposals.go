package main

import (
	"fmt"
	"io"
	"strings"

	"go.yaml.in/yaml/v4"

	"github.com/armsmith/armsmith/generator/rule"
)

// printProposals prints rules to paste into a configuration.
func printProposals(out io.Writer, rules rule.Set) {
	var pairs []any
	count := 0
	list := func(key string, rules ...*yaml.Node) {
		if count += len(rules); len(rules) > 0 {
			pairs = append(pairs, key, &yaml.Node{Kind: yaml.SequenceNode, Content: rules})
		}
	}
	single := func(key string, value *yaml.Node) {
		count++
		pairs = append(pairs, key, value)
	}
	list("paging", nodesOf(rules.Paging, pagingNode)...)
	list("streaming", nodesOf(rules.Streaming, streamingNode)...)
	list("async", nodesOf(rules.Async, asyncNode)...)
	if k := rules.Idempotency; k != nil {
		single("idempotency", mappingNode(false, "header", k.Header, "operations", textsNode(k.Operations)))
	}
	if e := rules.Errors; e != nil {
		single("errors", mappingNode(true, "okFalse", e.OKFalse, "operations", textsNode(e.Operations)))
	}
	if w := rules.Webhooks; w != nil {
		single("webhooks", webhooksNode(w))
	}
	text, err := yaml.Marshal(mappingNode(false, pairs...))
	if err != nil || count == 0 {
		return
	}
	fmt.Fprintf(out, "\n%s that the document shows and does not say, for %s; infer: true takes all of them\n", plural(count, "rule"), configName)
	for line := range strings.Lines(string(text)) {
		fmt.Fprintf(out, "  %s", line)
	}
}

func nodesOf[R any](rules []R, node func(*R) *yaml.Node) (out []*yaml.Node) {
	for i := range rules {
		out = append(out, node(&rules[i]))
	}
	return out
}

// streamingNode returns a rule for streams as it stands in armsmith.yaml.
func streamingNode(r *rule.Streaming) *yaml.Node {
	return mappingNode(false, "operations", textsNode(r.Operations), "done", r.Done, "flag", r.Flag)
}

// asyncNode returns a rule for jobs as it stands in armsmith.yaml.
func asyncNode(r *rule.Async) *yaml.Node {
	look := mappingNode(true, "operation", r.Look, "id", r.From, "status", r.Status, "done", textsNode(r.Done), "failed", textsNode(r.Failed))
	return mappingNode(false, "operations", textsNode(r.Operations), "look", look)
}

// textsNode returns a list of texts; nil for none.
func textsNode(texts []string) any {
	if len(texts) == 0 {
		return nil
	}
	list := &yaml.Node{Kind: yaml.SequenceNode, Style: yaml.FlowStyle}
	for _, text := range texts {
		list.Content = append(list.Content, &yaml.Node{Kind: yaml.ScalarNode, Tag: "!!str", Value: text})
	}
	return list
}

// pagingNode returns a rule for paging as it stands in armsmith.yaml.
func pagingNode(r *rule.Paging) *yaml.Node {
	pairs := []any{"operations", textsNode(r.Operations), "items", r.Items, "next", r.Next}
	if r.Link {
		pairs = append(pairs, "link", "header")
	}
	if c := r.Cursor; c != nil {
		pairs = append(pairs, "cursor", mappingNode(true, "param", c.Param, "from", c.From, "while", c.While))
	}
	if c := r.Page; c != nil {
		pairs = append(pairs, "page", mappingNode(true, "param", c.Param, "size", c.Size, "while", c.While, "total", c.Total))
	}
	if c := r.Offset; c != nil {
		pairs = append(pairs, "offset", mappingNode(true, "param", c.Param, "limit", c.Size, "while", c.While, "total", c.Total))
	}
	return mappingNode(false, pairs...)
}

// mappingNode returns a mapping of keys and values, of which empty texts are left out.
func mappingNode(flow bool, pairs ...any) *yaml.Node {
	n := &yaml.Node{Kind: yaml.MappingNode}
	if flow {
		n.Style = yaml.FlowStyle
	}
	for i := 0; i < len(pairs); i += 2 {
		value, ok := pairs[i+1].(*yaml.Node)
		if text, isText := pairs[i+1].(string); isText && text != "" {
			value, ok = &yaml.Node{Kind: yaml.ScalarNode, Tag: "!!str", Value: text}, true
		}
		if ok {
			n.Content = append(n.Content, &yaml.Node{Kind: yaml.ScalarNode, Tag: "!!str", Value: pairs[i].(string)}, value)
		}
	}
	return n
}
