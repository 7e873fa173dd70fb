package main

import (
	"go.yaml.in/yaml/v4"

	"github.com/armsmith/armsmith/generator/rule"
)

// auth reads what calls need to be let in where the document does not say it.
func (p *configParser) auth(n *yaml.Node) *rule.Auth {
	a := &rule.Auth{About: rule.About{Place: p.place(n)}}
	before := len(p.found)
	p.mapping(n,
		key{"scheme", func(value *yaml.Node) { a.Scheme = p.text(value) }},
		key{"scopes", func(value *yaml.Node) { a.Scopes = p.texts(value) }},
		key{"bearer", func(value *yaml.Node) { a.Bearer = p.boolean(value) }},
		key{"basic", func(value *yaml.Node) { a.Basic = p.boolean(value) }},
		key{"header", func(value *yaml.Node) { a.Header = p.text(value) }},
		key{"query", func(value *yaml.Node) { a.Query = p.text(value) }},
		key{"operations", func(value *yaml.Node) { a.Operations = p.patterns(value) }})
	switch {
	case len(p.found) > before:
	case a.Ways() != 1:
		p.fail(n, "such as: auth: {bearer: true}, or {scheme: the name of one that the document declares}",
			"the rule does not say how calls are let in, or says it twice")
	case a.Scopes != nil && a.Scheme == "":
		p.fail(n, "name the scheme that they are of", "scopes are those of a scheme")
	}
	return a
}
