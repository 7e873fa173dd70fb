package main

import (
	"go.yaml.in/yaml/v4"

	"github.com/armsmith/armsmith/generator/rule"
)

// idempotency reads by which header requests are safe to repeat.
func (p *configParser) idempotency(n *yaml.Node) *rule.Idempotency {
	r := &rule.Idempotency{Place: p.place(n)}
	before := len(p.found)
	p.mapping(n,
		key{"header", func(value *yaml.Node) {
			if r.Header = p.text(value); r.Header != "" && !rule.CarriesKey(r.Header) {
				p.fail(value, "name the header that the service's documentation has for keys", "no key can be carried in the header %q", r.Header)
			}
		}},
		key{"operations", func(value *yaml.Node) { r.Operations = p.patterns(value) }})
	if r.Header == "" && len(p.found) == before {
		p.fail(n, "such as: idempotency: {header: Idempotency-Key}", "it does not say in which header keys go")
	}
	return r
}
