package plan

import "github.com/armsmith/armsmith/generator/model"

// rank is the order in which kinds of names are decided: an earlier one keeps its first choice, a
// later one gives way. So a new operation can never rename a schema's type.
type rank uint8

const (
	rankSchema rank = iota // types of component schemas
	rankNamed              // enums that name themselves (x-ms-enum)
	rankClient             // client types of groups
	rankParams             // parameter and result structs, other types an operation owns
	rankInline             // types of inline schemas
	rankHelper             // unknown variants and wrappers of unions
	rankConst              // enum constants
	rankVar                // unexported descriptors
)

// name is one identifier that will be decided together with all others of its scope.
type name struct {
	// what it names, unique in its scope: settles the order of equals, whatever the document's
	// order
	key    string
	rank   rank
	parent *name // the name that stands for "*" in the candidates
	// in order of preference, valid identifiers except for "*"; the first is numbered when all are
	// taken
	candidates []string
	// the first candidate is spelled in the document like this: it goes before others of its rank
	exact bool
	// the first candidate is only a part of the name in the document: it comes after others
	part  bool
	owner *model.Type // of which it is the name or a part; what is never reached needs no name
	into  []*string
	final string // once decided
}

// to has the decided name stored at p as well.
func (n *name) to(p *string) *name {
	n.into = append(n.into, p)
	return n
}

// nameHint says what an inline schema is called if it turns out to need a name.
type nameHint struct {
	parent *name    // its final name stands for "*" in words; may be nil
	words  []string // candidates such as "*Response", in order of preference
	part   bool     // see name
}

// hint makes a nameHint.
func hint(parent *name, candidates ...string) nameHint {
	return nameHint{parent: parent, words: candidates}
}

// claim is how good a right a name has to its first candidate, against others of its rank.
func (n *name) claim() int {
	switch {
	case n.exact:
		return 2
	case n.part:
		return 0
	}
	return 1
}
