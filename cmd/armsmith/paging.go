package main

import (
	"go.yaml.in/yaml/v4"

	"github.com/armsmith/armsmith/generator/rule"
)

// pagings reads the rules that say how the pages of lists follow one another.
func (p ruleReader) pagings(n *yaml.Node) []rule.Paging {
	return listed(p, n, `paging: [{operations: ["list*"], next: links.next}]`,
		func(r *rule.Paging) *rule.About { return &r.About }, p.paging,
		func(r *rule.Paging) (what, fix string) {
			if r.Ways() == 1 {
				return "", ""
			}
			return "the rule does not say how pages follow one another, or says it twice", "give it one of next, link, cursor, page and offset"
		})
}

func (p ruleReader) paging(r *rule.Paging) []key {
	return []key{
		{"items", func(value *yaml.Node) { r.Items = p.text(value) }},
		{"next", func(value *yaml.Node) { r.Next = p.text(value) }},
		{"link", func(value *yaml.Node) {
			if r.Link = value.Value == "header"; !r.Link {
				p.fail(value, "", "want header")
			}
		}},
		{"cursor", func(value *yaml.Node) { r.Cursor = p.cursor(value) }},
		{"page", func(value *yaml.Node) { r.Page = p.counted(value, "size") }},
		{"offset", func(value *yaml.Node) { r.Offset = p.counted(value, "limit") }},
	}
}

func (p ruleReader) cursor(n *yaml.Node) *rule.Cursor {
	c := &rule.Cursor{}
	p.whole(n, []key{
		{"param", func(value *yaml.Node) { c.Param = p.text(value) }},
		{"from", func(value *yaml.Node) { c.From = p.text(value) }},
		{"while", func(value *yaml.Node) { c.While = p.text(value) }},
	}, func() (what, fix string) {
		if c.Param != "" && c.From != "" {
			return "", ""
		}
		return "a cursor needs both param and from", "such as: {param: starting_after, from: data.-1.id}"
	})
	return c
}

// counted reads how pages or items are counted; size is the key for how many items a page has.
func (p ruleReader) counted(n *yaml.Node, size string) *rule.Count {
	c := &rule.Count{}
	if size == "size" {
		c.First = 1
	}
	keys := []key{
		{"param", func(value *yaml.Node) { c.Param = p.text(value) }},
		{size, func(value *yaml.Node) { c.Size = p.text(value) }},
		{"while", func(value *yaml.Node) { c.While = p.text(value) }},
		{"total", func(value *yaml.Node) { c.Total = p.text(value) }},
	}
	if size == "size" {
		keys = append(keys, key{"first", func(value *yaml.Node) { c.First = p.integer(value) }})
	}
	p.whole(n, keys, func() (what, fix string) {
		if c.Param != "" {
			return "", ""
		}
		return "it needs param", "name the parameter that says which page is asked for"
	})
	return c
}
