package rule

import (
	"path"
	"slices"
	"strings"

	"github.com/armsmith/armsmith/generator/finding"
)

// Filter says which operations of a document are meant: those that Tags, Operations or Paths name
// (all, when none of the three is given), as far as they also meet the conditions, which are the
// rest.
type Filter struct {
	Place      finding.Place
	Tags       []Pattern
	Operations []Pattern // operationIds, or "GET /pets" for an operation without one
	Paths      []Pattern // where * is any part of a segment, and ** any number of segments
	Methods    []string  // of HTTP, in upper case; none: any
	Deprecated *bool
	Internal   *bool // x-internal
}

// Pattern is a text of a rule that names one thing or, with *, ? and [a-z], several.
type Pattern struct {
	Text  string
	Place finding.Place
}

// Subject is an operation as rules see it.
type Subject struct {
	ID, Method, Path     string
	Tags                 []string
	Deprecated, Internal bool
}

// Keeps reports whether an operation is to be part of the client.
func (s *Set) Keeps(op Subject) bool {
	return (s.Include == nil || s.Include.Fits(op)) && (s.Exclude == nil || !s.Exclude.Fits(op))
}

// Fits reports whether an operation is meant.
func (f *Filter) Fits(op Subject) bool {
	named := len(f.Tags)+len(f.Operations)+len(f.Paths) == 0 ||
		slices.ContainsFunc(f.Tags, func(p Pattern) bool { return p.NamesTag(op) }) ||
		slices.ContainsFunc(f.Operations, func(p Pattern) bool { return p.NamesID(op) }) ||
		slices.ContainsFunc(f.Paths, func(p Pattern) bool { return p.NamesPath(op) })
	return named && (len(f.Methods) == 0 || slices.Contains(f.Methods, op.Method)) &&
		is(f.Deprecated, op.Deprecated) && is(f.Internal, op.Internal)
}

func is(want *bool, value bool) bool { return want == nil || *want == value }

// NamesTag reports whether the operation has such a tag.
func (p Pattern) NamesTag(op Subject) bool { return matches([]string{p.Text}, op.Tags...) }

// NamesID reports whether the operation has such an operationId.
func (p Pattern) NamesID(op Subject) bool { return matches([]string{p.Text}, op.ID) }

// NamesPath reports whether the operation has such a path.
func (p Pattern) NamesPath(op Subject) bool {
	return segmentsMatch(strings.Split(p.Text, "/"), strings.Split(op.Path, "/"))
}

// segmentsMatch matches the segments of a path one by one, and ** with any number of them.
func segmentsMatch(pattern, segments []string) bool {
	if len(pattern) == 0 {
		return len(segments) == 0
	}
	if pattern[0] == "**" {
		for n := range len(segments) + 1 {
			if segmentsMatch(pattern[1:], segments[n:]) {
				return true
			}
		}
		return false
	}
	if len(segments) == 0 {
		return false
	}
	fits, err := path.Match(pattern[0], segments[0])
	return (pattern[0] == segments[0] || err == nil && fits) && segmentsMatch(pattern[1:], segments[1:])
}
