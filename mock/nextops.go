package mock

import (
	"regexp"
	"slices"
	"strings"

	"github.com/armsmith/armsmith/generator/model"
)

// carriage is how the operation that gives the pages behind the first gets to know which one.
type carriage uint8

const (
	byLink  carriage = iota // the link is got as it is: there is no other operation, or its path is the link
	byParam                 // in one of its parameters
	byNone                  // not at all: there is one such page
)

var wholePath = regexp.MustCompile(`^/?\{[^{}]*\}$`)

// carriageOf returns how a client has another operation give the page behind one of an operation's.
func carriageOf(m *model.Operation) carriage {
	next := m.Paging.Next
	switch {
	case next == nil || next.Params == nil || wholePath.MatchString(next.Path):
		return byLink
	case next == m: // it has the link of the page before in its parameters
		return byParam
	}
	for _, p := range next.Params.Params {
		known := m.Params != nil && slices.ContainsFunc(m.Params.Params, func(own *model.Param) bool { return own.Wire == p.Wire })
		link := m.Paging.NextLink
		if !known && p.Asked() && (p.Required || len(link) > 0 && strings.EqualFold(p.Wire, link[len(link)-1].Wire)) {
			return byParam
		}
	}
	return byNone
}
