package main

import (
	"go.yaml.in/yaml/v4"

	"github.com/armsmith/armsmith/generator/rule"
)

// errors reads how the body of a success says that it is an error.
func (p ruleReader) errors(n *yaml.Node) *rule.Errors {
	r := &rule.Errors{About: rule.About{Place: p.place(n)}}
	p.whole(n, []key{
		{"okFalse", func(value *yaml.Node) { r.OKFalse = p.text(value) }},
		p.operations(&r.About),
	}, func() (what, fix string) {
		if r.OKFalse != "" {
			return "", ""
		}
		return "it does not say which property tells an error", "such as: errors: {okFalse: ok}"
	})
	return r
}
