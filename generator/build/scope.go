package build

// scope is a set of identifiers that must differ: those of the package, the fields of one struct, the methods of one
// client. Names are declared first and decided together by resolve.
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

// resolve decides all names and stores them where they are wanted.
func (s *scope) resolve() {}
