package operation

import (
	"slices"

	"github.com/armsmith/armsmith/generator/finding"
	"github.com/armsmith/armsmith/generator/rule"
)

// unusedRules warns of the rules that are about no operation of the document.
func (r reader) unusedRules(all *groups) {
	for i := range r.rules.Paging {
		p := &r.rules.Paging[i]
		r.unusedRule("paging", p.About, all, func(f *found) bool { return f.paging == p })
	}
	for i := range r.rules.Streaming {
		if s := &r.rules.Streaming[i]; !s.All() {
			r.unusedRule("streaming", s.About, all, func(f *found) bool { return f.streaming == s })
		}
	}
	for i := range r.rules.Chunks {
		c := &r.rules.Chunks[i]
		r.unusedRule("chunks", c.About, all, func(f *found) bool { return f.chunks == c })
	}
	for i := range r.rules.Async {
		a := &r.rules.Async[i]
		r.unusedRule("async", a.About, all, func(f *found) bool { return f.async == a })
	}
}

func (r reader) unusedRule(kind string, a rule.About, all *groups, uses func(*found) bool) {
	if !slices.ContainsFunc(all.found, uses) {
		r.doc.Findings.Add(finding.Warning, a.Place, kind+": no operation of the document has such an operationId, or a rule before it is about them all",
			"correct operations, or take the rule out; `armsmith inspect` lists the operations")
	}
}
