package operation

import (
	"cmp"
	"fmt"
	"slices"

	"github.com/armsmith/armsmith/generator/finding"
	"github.com/armsmith/armsmith/generator/load/node"
	"github.com/armsmith/armsmith/generator/plan/source"
	"github.com/armsmith/armsmith/generator/rule"
)

// Subject returns what an Operation Object is to the owner's rules.
func Subject(op *node.Node, method, path string) rule.Subject {
	return rule.Subject{
		ID: cmp.Or(op.Get("operationId").Str(), method+" "+path), Method: method, Path: path, Tags: op.Get("tags").Strings(),
		Deprecated: op.Get("deprecated").True(), Internal: op.Get("x-internal").True(),
	}
}

// unusedFilters warns of what the owner's filters name and the document does not have, and refuses
// filters that leave nothing.
func (r reader) unusedFilters(all *groups) {
	for key, f := range map[string]*rule.Filter{"include": r.rules.Include, "exclude": r.rules.Exclude} {
		if f == nil {
			continue
		}
		r.unused(all, key, "tag", f.Tags, rule.Pattern.NamesTag)
		r.unused(all, key, "operationId", f.Operations, rule.Pattern.NamesID)
		r.unused(all, key, "path", f.Paths, rule.Pattern.NamesPath)
		if len(f.Tags)+len(f.Operations)+len(f.Paths) == 0 && !slices.ContainsFunc(all.subjects, f.Fits) {
			r.doc.Findings.Add(finding.Warning, f.Place, key+": no operation of the document is like that", "take it out")
		}
	}
	if len(all.subjects) > 0 && len(all.found) == 0 && all.hooks == 0 {
		place := finding.Place{}
		if r.rules.Include != nil {
			place = r.rules.Include.Place
		} else if r.rules.Exclude != nil {
			place = r.rules.Exclude.Place
		}
		r.doc.Findings.Add(finding.Error, place, "include and exclude leave no operation of the document", "`armsmith inspect` lists the operations")
	}
}

// unused warns of patterns that name nothing.
func (r reader) unused(all *groups, key, kind string, patterns []rule.Pattern, names func(rule.Pattern, rule.Subject) bool) {
	for _, p := range patterns {
		if !slices.ContainsFunc(all.subjects, func(op rule.Subject) bool { return names(p, op) }) {
			r.doc.Findings.Add(finding.Warning, p.Place, fmt.Sprintf("%s: no operation of the document has the %s %s", key, kind, source.Quote(p.Text)),
				"correct it, or take it out; `armsmith inspect` lists the operations")
		}
	}
}
