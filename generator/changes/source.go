package changes

import (
	"maps"
	"slices"
	"strings"
)

// sources answers, name by name, whether code that compiles with the old package compiles with the
// new one. A change of the document claims the names that it is about; what differs and nothing
// claims is a change of its own, so that none is lost.
type sources struct {
	old, new Surface
	claimed  map[string]bool
}

func newSources(old, new Surface) *sources {
	return &sources{old: old, new: new, claimed: map[string]bool{}}
}

// verdict judges one name.
func (s *sources) verdict(name string) Verdict {
	was, existed := s.old[name]
	is, exists := s.new[name]
	switch {
	case !existed && !exists, existed && exists && was == is:
		return None
	case !existed:
		return Compatible
	case !exists, was.Text != is.Text, was.Comparable && !is.Comparable:
		return Breaking
	}
	return Compatible
}

// claim judges the names that a change is about.
func (s *sources) claim(names ...string) Verdict {
	worst := None
	for _, name := range names {
		s.claimed[name] = true
		worst = max(worst, s.verdict(name))
	}
	return worst
}

// left returns the changes of the exported API that nothing has claimed. Of a type that comes or
// goes its members are not listed.
func (s *sources) left() []Change {
	names := map[string]bool{}
	for _, surface := range []Surface{s.old, s.new} {
		for name := range surface {
			if v := s.verdict(name); v != None && !s.claimed[name] && !s.goesWithOwner(name, v) {
				names[name] = true
			}
		}
	}
	var out []Change
	for _, name := range slices.Sorted(maps.Keys(names)) {
		out = append(out, s.declaration(name))
	}
	return out
}

// goesWithOwner reports whether a member comes or goes with its type.
func (s *sources) goesWithOwner(member string, v Verdict) bool {
	end := strings.IndexAny(member, ".<")
	if end < 0 {
		return false
	}
	_, existed := s.old[member[:end]]
	_, exists := s.new[member[:end]]
	return existed != exists && s.verdict(member[:end]) == v
}

// declaration makes the change of a name.
func (s *sources) declaration(name string) Change {
	was, existed := s.old[name]
	is, exists := s.new[name]
	rule := "declaration-changed"
	switch {
	case !existed:
		rule = "declaration-added"
	case !exists:
		rule = "declaration-removed"
	}
	old, now := was.Text, is.Text
	if old == now && was.Comparable != is.Comparable {
		old, now = map[bool]string{true: "comparable with ==", false: "not comparable"}[was.Comparable],
			map[bool]string{true: "comparable with ==", false: "not comparable"}[is.Comparable]
	}
	change := ruleOf(rule).change(both, s.verdict(name), fact{goName: name, what: name, old: old, new: now})
	change.Names = []string{name}
	return change
}
