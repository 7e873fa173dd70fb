package operation

import (
	"github.com/armsmith/armsmith/generator/finding"
	"github.com/armsmith/armsmith/generator/plan/source"
	"github.com/armsmith/armsmith/generator/rule"
)

// unfit is how bad a rule is that does not fit what it is about: an error, unless tolerate says
// that the client is to do without what it gives.
func unfit(tolerate bool) finding.Severity {
	if tolerate {
		return finding.Warning
	}
	return finding.Error
}

// aboutOf is what a rule is about that stands in the document: on is the operation that it stands
// on; nil for one at the root, which may name operations itself.
func (r reader) aboutOf(ext source.At, on *found) rule.About {
	about := rule.About{Place: r.doc.Place(ext.Ptr)}
	if on != nil {
		about.Operations = []string{on.id}
	} else {
		about.Operations = ext.Get("operations").Strings()
	}
	return about
}
