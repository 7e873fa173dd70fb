package main

import (
	"go.yaml.in/yaml/v4"

	"github.com/armsmith/armsmith/generator/rule"
)

// auth reads what calls need to be let in where the document does not say it.
func (p ruleReader) auth(n *yaml.Node) *rule.Auth {
	a := &rule.Auth{About: rule.About{Place: p.place(n)}}
	p.whole(n, []key{
		{"scheme", func(value *yaml.Node) { a.Scheme = p.text(value) }},
		{"scopes", func(value *yaml.Node) { a.Scopes = p.texts(value) }},
		{"bearer", func(value *yaml.Node) { a.Bearer = p.boolean(value) }},
		{"basic", func(value *yaml.Node) { a.Basic = p.boolean(value) }},
		{"header", func(value *yaml.Node) { a.Header = p.text(value) }},
		{"query", func(value *yaml.Node) { a.Query = p.text(value) }},
		p.operations(&a.About),
	}, func() (what, fix string) {
		switch {
		case a.Ways() != 1:
			return "the rule does not say how calls are let in, or says it twice", "such as: auth: {bearer: true}, or {scheme: the name of one that the document declares}"
		case a.Scopes != nil && a.Scheme == "":
			return "scopes are those of a scheme", "name the scheme that they are of"
		}
		return "", ""
	})
	return a
}
