package main

import (
	"strconv"

	"go.yaml.in/yaml/v4"

	"github.com/armsmith/armsmith/generator/rule"
)

// pagings reads the rules that say how the pages of lists follow one another.
func (p *configParser) pagings(n *yaml.Node) []rule.Paging {
	return listed(p, n, `paging: [{operations: ["list*"], next: links.next}]`,
		func(r *rule.Paging) *rule.About { return &r.About }, p.paging,
		func(r *rule.Paging) (what, fix string) {
			if r.Ways() == 1 {
				return "", ""
			}
			return "the rule does not say how pages follow one another, or says it twice", "give it one of next, link, cursor, page and offset"
		})
}

func (p *configParser) paging(r *rule.Paging) []key {
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

func (p *configParser) cursor(n *yaml.Node) *rule.Cursor {
	c := &rule.Cursor{}
	before := len(p.found)
	p.mapping(n,
		key{"param", func(value *yaml.Node) { c.Param = p.text(value) }},
		key{"from", func(value *yaml.Node) { c.From = p.text(value) }},
		key{"while", func(value *yaml.Node) { c.While = p.text(value) }})
	if len(p.found) == before && (c.Param == "" || c.From == "") {
		p.fail(n, "such as: {param: starting_after, from: data.-1.id}", "a cursor needs both param and from")
	}
	return c
}

// counted reads how pages or items are counted; size is the key for how many items a page has.
func (p *configParser) counted(n *yaml.Node, size string) *rule.Count {
	c := &rule.Count{}
	if size == "size" {
		c.First = 1
	}
	before := len(p.found)
	keys := []key{
		{"param", func(value *yaml.Node) { c.Param = p.text(value) }},
		{size, func(value *yaml.Node) { c.Size = p.text(value) }},
		{"while", func(value *yaml.Node) { c.While = p.text(value) }},
		{"total", func(value *yaml.Node) { c.Total = p.text(value) }},
	}
	if size == "size" {
		keys = append(keys, key{"first", func(value *yaml.Node) { c.First = p.integer(value) }})
	}
	p.mapping(n, keys...)
	if len(p.found) == before && c.Param == "" {
		p.fail(n, "name the parameter that says which page is asked for", "it needs param")
	}
	return c
}

func (p *configParser) integer(n *yaml.Node) int64 {
	number, err := strconv.ParseInt(n.Value, 10, 64)
	if n.Kind != yaml.ScalarNode || err != nil || number < 0 {
		p.fail(n, "", "want a number")
	}
	return number
}
