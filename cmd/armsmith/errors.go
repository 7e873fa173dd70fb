package main

import (
	"go.yaml.in/yaml/v4"

	"github.com/armsmith/armsmith/generator/rule"
)

// errors reads how the body of a success says that it is an error.
func (p *configParser) errors(n *yaml.Node) *rule.Errors {
	r := &rule.Errors{About: rule.About{Place: p.place(n)}}
	before := len(p.found)
	p.mapping(n,
		key{"okFalse", func(value *yaml.Node) { r.OKFalse = p.text(value) }},
		key{"operations", func(value *yaml.Node) { r.Operations = p.patterns(value) }})
	if r.OKFalse == "" && len(p.found) == before {
		p.fail(n, "such as: errors: {okFalse: ok}", "it does not say which property tells an error")
	}
	return r
}
