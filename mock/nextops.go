package mock

import (
	"regexp"
	"slices"

	"github.com/armsmith/armsmith/generator/model"
)

var wholePath = regexp.MustCompile(`^/?\{[^{}]*\}$`)

// byParam reports whether a client has another operation give the page behind one of an operation's
// and says which one in a parameter of that; otherwise it goes to the link that the page has.
func byParam(m *model.Operation) bool {
	next := m.Paging.Next
	if next == nil || next.Params == nil || wholePath.MatchString(next.Path) {
		return false
	}
	return slices.ContainsFunc(next.Params.Params, func(p *model.Param) bool {
		known := m.Params != nil && slices.ContainsFunc(m.Params.Params, func(own *model.Param) bool { return own.Wire == p.Wire })
		return p.Asked() && (m.Paging.Carries(p) || p.Required && !known)
	})
}
