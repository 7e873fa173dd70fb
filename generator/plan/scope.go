package plan

import (
	"cmp"
	"slices"
	"strconv"
	"strings"
)

// scope is a set of identifiers that must differ: those of the package, the fields of one struct,
// the methods of one client. Names are declared first and decided together by resolve.
type scope struct {
	taken map[string]bool
	names []*name
}

// newScope returns a scope in which the reserved identifiers are taken.
func newScope(reserved ...string) *scope {
	s := &scope{taken: make(map[string]bool, len(reserved))}
	for _, r := range reserved {
		s.taken[r] = true
	}
	return s
}

// declare adds a name with its candidates; n.key must be unique. The same *name is returned.
func (s *scope) declare(n *name) *name {
	s.names = append(s.names, n)
	return n
}

// drop forgets the names that keep does not want, so that they take nothing.
func (s *scope) drop(unwanted func(*name) bool) {
	s.names = slices.DeleteFunc(s.names, unwanted)
}

// resolve decides all names and stores them where they are wanted. Names are decided by rank, and
// within a rank from parents to children, so that what a name is decided by never depends on what
// comes after it. Calling it again decides what was declared since.
func (s *scope) resolve() {
	undecided := slices.DeleteFunc(slices.Clone(s.names), func(n *name) bool { return n.final != "" })
	slices.SortFunc(undecided, func(a, b *name) int {
		return cmp.Or(cmp.Compare(a.rank, b.rank), cmp.Compare(a.depth(), b.depth()), cmp.Compare(a.key, b.key))
	})
	for len(undecided) > 0 {
		end := 1
		for end < len(undecided) && sameGroup(undecided[0], undecided[end]) {
			end++
		}
		s.decide(undecided[:end])
		undecided = undecided[end:]
	}
	for _, n := range s.names {
		for _, p := range n.into {
			*p = n.final
		}
	}
}

func sameGroup(a, b *name) bool { return a.rank == b.rank && a.depth() == b.depth() }

// decide settles names of equal standing. In each phase all that are left propose their next
// candidate. Who is alone with a free one gets it; of several, the one with the best claim; if none
// is best, all of them go on to their next.
func (s *scope) decide(group []*name) {
	left := group
	for phase := 0; len(left) > 0; phase++ {
		wants := make(map[string][]*name)
		tried := false
		for _, n := range left {
			if phase < len(n.candidates) {
				c := n.candidate(phase)
				wants[c] = append(wants[c], n)
				tried = true
			}
		}
		if !tried {
			s.number(left)
			return
		}
		var next []*name
		for _, n := range left {
			if phase < len(n.candidates) {
				c := n.candidate(phase)
				if !s.taken[c] && winner(wants[c], phase) == n {
					n.final = c
					continue
				}
			}
			next = append(next, n)
		}
		for _, n := range left {
			if n.final != "" {
				s.taken[n.final] = true
			}
		}
		left = next
	}
}

// winner returns who of several names gets what all of them want: the only one; or, of first
// candidates, the one with the best claim.
func winner(names []*name, phase int) *name {
	if len(names) == 1 {
		return names[0]
	}
	if phase > 0 {
		return nil
	}
	best := names[0]
	tied := false
	for _, n := range names[1:] {
		switch {
		case n.claim() > best.claim():
			best, tied = n, false
		case n.claim() == best.claim():
			tied = true
		}
	}
	if tied {
		return nil
	}
	return best
}

// number gives names that collide to the last a number each, in the order of their keys; the first
// needs none when its first choice is still free.
func (s *scope) number(names []*name) {
	for _, n := range names {
		base := n.candidate(0)
		c := base
		for i := 2; s.taken[c]; i++ {
			c = base + numberSuffix(base, i)
		}
		n.final = c
		s.taken[c] = true
	}
}

// numberSuffix keeps a number apart from the digits that a name ends in: V1 numbered 2 is V1_2, not
// V12.
func numberSuffix(base string, i int) string {
	if endsInDigit(base) {
		return "_" + strconv.Itoa(i)
	}
	return strconv.Itoa(i)
}

// depth is how many parents a name has that are decided before it.
func (n *name) depth() int {
	d := 0
	for p := n.parent; p != nil; p = p.parent {
		d++
	}
	return d
}

// candidate returns the name's i-th candidate, its parent's name put in.
func (n *name) candidate(i int) string {
	c := n.candidates[i]
	if n.parent == nil {
		return c
	}
	return strings.ReplaceAll(c, "*", n.parent.String())
}

// String returns the decided name, or what it would be if nothing stood in its way.
func (n *name) String() string {
	if n.final != "" || len(n.candidates) == 0 {
		return n.final
	}
	return n.candidate(0)
}
