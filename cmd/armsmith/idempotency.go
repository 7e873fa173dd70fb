package main

import (
	"go.yaml.in/yaml/v4"

	"github.com/armsmith/armsmith/generator/rule"
)

// idempotency reads by which header requests are safe to repeat.
func (p ruleReader) idempotency(n *yaml.Node) *rule.Idempotency {
	r := &rule.Idempotency{About: rule.About{Place: p.place(n)}}
	p.whole(n, []key{
		{"header", func(value *yaml.Node) {
			if r.Header = p.text(value); r.Header != "" && !rule.CarriesKey(r.Header) {
				p.fail(value, "name the header that the service's documentation has for keys", "no key can be carried in the header %q", r.Header)
			}
		}},
		p.operations(&r.About),
	}, func() (what, fix string) {
		if r.Header != "" {
			return "", ""
		}
		return "it does not say in which header keys go", "such as: idempotency: {header: Idempotency-Key}"
	})
	return r
}
