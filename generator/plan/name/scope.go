package name

import (
	"cmp"
	"slices"
	"strconv"
	"strings"
)

// Scope is a set of identifiers that must differ: those of the package, the fields of one struct,
// the methods of one client. Names are declared first and decided together by Resolve.
type Scope struct {
	taken map[string]bool
	names []*Name

	// of a scope that a lock remembers
	book       *Book
	role       string
	owner      *Name
	recall     *recall // nil until it is asked
	remembered bool
}

// NewScope returns a scope in which the reserved identifiers are taken.
func NewScope(reserved ...string) *Scope {
	s := &Scope{taken: make(map[string]bool, len(reserved))}
	for _, r := range reserved {
		s.taken[r] = true
	}
	return s
}

// Declare adds a name with its candidates; n.Key must be unique. The same *Name is returned.
func (s *Scope) Declare(n *Name) *Name {
	s.names = append(s.names, n)
	if s.book != nil && n.Chosen == nil {
		n.spelled = s.book.spelled
	}
	return n
}

// Book returns the book of a scope that has one.
func (s *Scope) Book() *Book { return s.book }

// id is what tells the scope from all others of its book.
func (s *Scope) id() string {
	if s.owner == nil {
		return s.role
	}
	return s.role + " " + s.owner.id()
}

// was is the id under which a lock knows the scope.
func (s *Scope) was() string {
	if s.owner == nil {
		return s.role
	}
	return s.role + " " + s.owner.wasID()
}

// depth is how many scopes must be decided before this one.
func (s *Scope) depth() int {
	if s.owner == nil {
		return 0
	}
	return 1
}

// Share has the first of several names stand for all of them, which are to be dropped: one thing
// stands in as many places. The lock knows all of them.
func Share(names []*Name) {
	names[0].shared = append(names[0].shared, names[1:]...)
}

// Drop forgets the names that keep does not want, so that they take nothing.
func (s *Scope) Drop(unwanted func(*Name) bool) {
	s.names = slices.DeleteFunc(s.names, unwanted)
}

// Resolve decides all names and stores them where they are wanted. Names are decided by rank, and
// within a rank from parents to children, so that what a name is decided by never depends on what
// comes after it. Calling it again decides what was declared since.
func (s *Scope) Resolve() {
	s.remember()
	undecided := ordered(slices.DeleteFunc(slices.Clone(s.names), func(n *Name) bool { return n.final != "" }))
	slices.SortStableFunc(undecided, func(a, b *Name) int { return cmp.Compare(a.Rank, b.Rank) })
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

// ordered returns names from parents to children, and among equals by what tells them apart, which
// is made once for each.
func ordered(names []*Name) []*Name {
	type standing struct {
		name  *Name
		depth int
		id    string
	}
	all := make([]standing, len(names))
	for i, n := range names {
		all[i] = standing{n, n.depth(), n.id()}
	}
	slices.SortFunc(all, func(a, b standing) int {
		return cmp.Or(cmp.Compare(a.depth, b.depth), cmp.Compare(a.id, b.id))
	})
	out := make([]*Name, len(all))
	for i, s := range all {
		out[i] = s.name
	}
	return out
}

func sameGroup(a, b *Name) bool { return a.Rank == b.Rank && a.depth() == b.depth() }

// decide settles names of equal standing. In each phase all that are left propose their next
// candidate. Who is alone with a free one gets it; of several, the one with the best claim; if none
// is best, all of them go on to their next.
func (s *Scope) decide(group []*Name) {
	left := group
	for phase := 0; len(left) > 0; phase++ {
		wants := make(map[string][]*Name)
		tried := false
		for _, n := range left {
			if phase < len(n.Candidates) {
				c := n.candidate(phase)
				wants[c] = append(wants[c], n)
				tried = true
			}
		}
		if !tried {
			s.number(left)
			return
		}
		var next []*Name
		for _, n := range left {
			if phase < len(n.Candidates) {
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
func winner(names []*Name, phase int) *Name {
	if len(names) == 1 {
		return names[0]
	}
	if phase > 0 {
		return nil
	}
	best := names[0]
	tied := false
	for _, n := range names[1:] {
		switch mine, bests := n.claim(), best.claim(); slices.Compare(mine[:], bests[:]) {
		case 1:
			best, tied = n, false
		case 0:
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
func (s *Scope) number(names []*Name) {
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

// depth is how many levels of names are decided before it.
func (n *Name) depth() int {
	d := n.Below
	for p := n.Parent; p != nil; p = p.Parent {
		d += 1 + p.Below
	}
	return d
}

// candidate returns the name's i-th candidate as its book spells it, its parent's name put in.
func (n *Name) candidate(i int) string {
	c := n.spelled.of(n.Candidates[i])
	if n.Parent == nil {
		return c
	}
	return strings.ReplaceAll(c, "*", n.Parent.String())
}

// String returns the decided name, or what it would be if nothing stood in its way.
func (n *Name) String() string {
	if n.final != "" || len(n.Candidates) == 0 {
		return n.final
	}
	return n.candidate(0)
}
