package main

import (
	"fmt"
	"io"
	"slices"
	"strings"

	"go.yaml.in/yaml/v4"

	"github.com/armsmith/armsmith/generator/english"
	"github.com/armsmith/armsmith/generator/finding"
	"github.com/armsmith/armsmith/generator/model"
	"github.com/armsmith/armsmith/generator/rule"
)

// webhooks reads how webhooks are signed and told apart.
func (p ruleReader) webhooks(n *yaml.Node) *rule.Webhooks {
	w := &rule.Webhooks{Place: p.place(n)}
	p.whole(n, []key{
		{"signature", func(value *yaml.Node) { w.Signature = p.signature(value) }},
		{"event", func(value *yaml.Node) { w.Event = p.eventPlaces(value) }},
	}, func() (what, fix string) {
		if w.Signature != rule.SignatureUnsaid || len(w.Event) > 0 {
			return "", ""
		}
		return "the rule says neither signature nor event", "such as: webhooks: {signature: standard-webhooks}"
	})
	return w
}

func (p ruleReader) signature(n *yaml.Node) rule.Signature {
	s := rule.Signature(n.Value)
	if n.Kind != yaml.ScalarNode || !slices.Contains(rule.Signatures, s) {
		var known []string
		for _, scheme := range rule.Signatures {
			known = append(known, string(scheme))
		}
		p.fail(n, "", "want %s", english.List(known, "or"))
	}
	return s
}

// eventPlaces reads where a request says which webhook it is: one place, or several that say it
// together.
func (p ruleReader) eventPlaces(n *yaml.Node) []string {
	if n.Kind == yaml.ScalarNode {
		n = &yaml.Node{Kind: yaml.SequenceNode, Line: n.Line, Column: n.Column, Content: []*yaml.Node{n}}
	}
	texts := p.texts(n)
	for i, item := range n.Content {
		if i >= len(texts) || texts[i] == "" {
			continue
		}
		bare := strings.TrimPrefix(strings.TrimPrefix(texts[i], "header:"), "body:")
		if len(rule.Path(bare)) == 0 {
			p.fail(item, "such as header:X-Event, or type, a property of the payload", "%q names no place", texts[i])
		}
	}
	return texts
}

// webhooksNode returns a rule for webhooks as it stands in armsmith.yaml.
func webhooksNode(w *rule.Webhooks) *yaml.Node {
	pairs := []any{"signature", string(w.Signature)}
	if len(w.Event) == 1 {
		return mappingNode(true, append(pairs, "event", w.Event[0])...)
	}
	return mappingNode(true, append(pairs, "event", textsNode(w.Event))...)
}

// printWebhooks lists webhooks with their payloads, and says what a request tells them by.
func printWebhooks(out io.Writer, hooks *model.Webhooks) {
	if hooks == nil {
		return
	}
	var places []string
	for _, t := range hooks.Tells {
		place := strings.Join(t.Path, ".")
		if t.Header != "" {
			place = "the header " + t.Header
		}
		places = append(places, finding.Visible(place))
	}
	by := ""
	if len(places) > 0 {
		by = ", told by " + english.List(places, "and")
	}
	fmt.Fprintf(out, "\n%s, %s%s\n", hooks.Event, plural(len(hooks.All), "webhook"), by)
	for _, w := range hooks.All {
		body := ""
		if w.Body != nil {
			body = goType(w.Body.Type)
		}
		fmt.Fprintf(out, "  %s\t%s\t%s\t%s\n", w.Name, w.Method, finding.Visible(w.ID), body)
	}
}
