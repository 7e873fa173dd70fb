// Package name makes Go identifiers: it turns words into candidates, and decides which candidate
// each thing gets when several want the same. It knows Go and English, and nothing of OpenAPI.
//
// Every name is declared in a [Scope] with its candidates in order of preference, and all names of
// a scope are decided together, so that no name depends on the order in which a document lists
// things.
package name

import (
	"slices"

	"github.com/armsmith/armsmith/generator/finding"
)

// Rank is the order in which kinds of names are decided: an earlier one keeps its first choice, a
// later one gives way. So a new operation can never rename a schema's type.
type Rank uint8

// The ranks, first to last.
const (
	RankFirst  Rank = iota // what all others give way to: a request's body, a discriminator
	RankSchema             // types of component schemas
	RankNamed              // enums that name themselves (x-ms-enum)
	RankClient             // client types of groups
	RankParams             // parameter and result structs, other types an operation owns
	RankInline             // types of inline schemas
	RankHelper             // unknown variants and wrappers of unions
	RankConst              // enum constants
	RankVar                // unexported descriptors
)

// Name is one identifier that will be decided together with all others of its scope.
type Name struct {
	// Key says what is named, and is unique in its scope. It settles the order of equals, whatever
	// the document's order, and by it a [Lock] knows the thing again.
	Key string
	// Role is given instead of a Key by a part of its Parent: it says which part.
	Role string
	// Also tells the thing when it stands elsewhere, "" when nothing does: a lock gives a name to
	// the only new thing that is alike when its old owner is gone.
	Also string
	// Place is the pointer in Key, when it is not all of it: what stands below moves with it.
	Place string
	Rank  Rank
	// Parent is the name that stands for "*" in the candidates; nil for none.
	Parent *Name
	// Below is how many names that stand around this one, and are not its parents, are decided
	// before it.
	Below int
	// Candidates are in order of preference, valid identifiers except for "*". The first is
	// numbered when all are taken.
	Candidates []string
	// Exact says that the first candidate is spelled in the document like this: it goes before
	// others of its rank.
	Exact bool
	// Chosen is where the owner of the client says the first candidate: it goes before what a lock
	// has, and no other will do. nil: nowhere
	Chosen *finding.Place
	// Partial says that the first candidate is only a part of the name in the document: it comes
	// after others.
	Partial bool
	// Places is how often the thing occurs: of equal claims, that of what occurs most is the best.
	Places int
	// Owner is the thing of which it is the name or a part; what is never reached needs no name.
	Owner any

	into    []*string
	spelled spelled // how candidates are spelled
	final   string  // once decided
	was     string  // its key in the lock; "" when it is new
	locked  string  // its name in the lock
	shared  []*Name // of the same thing in other places
}

// Locked returns what the lock calls the thing, once [Scope.Recall] has asked it; "" for what is
// new.
func (n *Name) Locked() string { return n.locked }

// InPlace reports whether the lock knows the thing by where it stands now.
func (n *Name) InPlace() bool { return n.was != "" && n.was == n.id() }

// Anew has the thing, and its parts, named as what the lock does not know.
func (n *Name) Anew() { n.was, n.locked = "new "+n.Key, "" }

// id is what tells a name from all others of its scope.
func (n *Name) id() string {
	if n.isPart() {
		return n.Parent.id() + "#" + n.Role
	}
	return n.Key
}

// isPart reports whether a part of the parent is named. The role of an enum's empty value is empty.
func (n *Name) isPart() bool { return n.Parent != nil && (n.Role != "" || n.Key == "") }

// wasID is the id under which a lock may know the name: the parts of what has moved are known
// where that was.
func (n *Name) wasID() string {
	switch {
	case n.was != "":
		return n.was
	case n.isPart():
		return n.Parent.wasID() + "#" + n.Role
	}
	return n.Key
}

// To has the decided name stored at p as well, and until then what it would be if nothing stood in
// its way.
func (n *Name) To(p *string) *Name {
	n.into = append(n.into, p)
	*p = n.String()
	return n
}

// Fallback adds a last candidate: the first with a word behind it that says what is named.
func (n *Name) Fallback(role string) {
	c := n.Candidates[0] + role
	if !slices.Contains(n.Candidates, c) {
		n.Candidates = append(n.Candidates, c)
	}
}

// Hint says what a thing is called if it turns out to need a name.
type Hint struct {
	Parent  *Name    // its final name stands for "*" in Words; may be nil
	Words   []string // candidates such as "*Response", in order of preference
	Partial bool     // see [Name]
	// what is around the thing, where that has no name: it stands at the front of the words
	Within string
}

// NewHint makes a Hint of a parent, which may be nil, and candidates.
func NewHint(parent *Name, candidates ...string) Hint {
	return Hint{Parent: parent, Words: candidates}
}

// Suffixed returns the hint with a suffix behind each of its words.
func (h Hint) Suffixed(suffix string) Hint {
	words := make([]string, len(h.Words))
	for i, w := range h.Words {
		words[i] = w + suffix
	}
	return Hint{Parent: h.Parent, Words: words, Partial: h.Partial, Within: h.Within}
}

// claim is how good a right a name has to its first candidate, against others of its rank.
func (n *Name) claim() [2]int {
	switch {
	case n.Exact:
		return [2]int{2, n.Places}
	case n.Partial:
		return [2]int{0, n.Places}
	}
	return [2]int{1, n.Places}
}
