package types

import (
	"cmp"
	"slices"
	"strings"

	"github.com/armsmith/armsmith/generator/load/node"
	"github.com/armsmith/armsmith/generator/plan/name"
)

// place is where an inline schema stands, in words.
type place struct {
	entry  *entry
	anchor *name.Name // the component it stands in; nil in an operation
	within string     // what the operation is called
	words  []string   // on the way down from there; the last one is its own
	long   []string   // the candidates that say all of it
}

// isTop reports whether a place is in an operation itself, with nothing between.
func (at *place) isTop() bool { return at.anchor == nil && len(at.words) == 1 }

// own is the last word of a place.
func (at *place) own() string { return at.words[len(at.words)-1] }

// around is the word nearest around the last one.
func (at *place) around() string {
	switch {
	case len(at.words) > 1:
		return at.words[len(at.words)-2]
	case at.anchor != nil:
		return at.anchor.String()
	}
	return at.within
}

// head is what the place stands in, as a word.
func (at *place) head() string {
	if at.anchor != nil {
		return at.anchor.String()
	}
	return at.within
}

// length is how much there is to say of a place.
func (at *place) length() int { return len(strings.Replace(at.long[0], "*", at.head(), 1)) }

// compare puts places in order: those of which there is the least to say first.
func (at *place) compare(other *place) int {
	return cmp.Or(at.length()-other.length(), strings.Compare(at.head(), other.head()),
		slices.Compare(at.words, other.words), slices.Compare(at.long, other.long))
}

// up is the word so many levels above the last one, "" past the top.
func (at *place) up(level int) string {
	i := len(at.words) - 1 - level
	switch {
	case i >= 0:
		return at.words[i]
	case i == -1:
		return at.head()
	}
	return ""
}

// placeFinder finds the places of inline schemas from their names: the parent of a name is that of
// the type around it.
type placeFinder struct {
	byName map[*name.Name]*entry
	known  map[*name.Name]*place
}

// of returns the place of an inline schema that has a name. It is nil for one that is not called
// after anything around it: the body of an operation.
func (f placeFinder) of(n *name.Name) *place {
	if known, ok := f.known[n]; ok {
		return known
	}
	at := f.find(n)
	f.known[n] = at
	return at
}

func (f placeFinder) find(n *name.Name) *place {
	e := f.byName[n]
	if e == nil {
		return nil
	}
	own, inside := strings.CutPrefix(n.Candidates[0], "*")
	switch {
	case n.Parent == nil:
		own, found := strings.CutPrefix(n.Candidates[0], e.hint.Within)
		if !found || e.hint.Within == "" || own == "" || !isParameter(e.schema.Ptr) {
			return nil
		}
		return &place{entry: e, within: e.hint.Within, words: []string{own}, long: n.Candidates}
	case !inside || own == "":
		return nil
	}
	at := place{entry: e}
	around := f.byName[n.Parent]
	switch outer := f.outer(n.Parent); {
	case outer != nil:
		at.anchor, at.within, at.words = outer.anchor, outer.within, slices.Clone(outer.words)
	case around != nil && around.hint.Within != "" && n.Parent.Parent == nil:
		at.within = n.Parent.Candidates[0] // the body, which is called after its operation
	default:
		at.anchor = n.Parent
	}
	for _, c := range n.Candidates {
		if own, ok := strings.CutPrefix(c, "*"); ok {
			at.long = append(at.long, f.long(n.Parent)+own)
		}
	}
	if isAlternative(e, around) {
		if len(at.words) == 0 {
			return &place{entry: e, anchor: at.anchor, within: at.within, words: []string{own}, long: at.long}
		}
		own = qualify(at.words[len(at.words)-1], own)
		at.words = at.words[:len(at.words)-1]
	}
	at.words = append(at.words, own)
	return &at
}

// outer is the place of the type around another. That of an alternative is its union's.
func (f placeFinder) outer(n *name.Name) *place {
	e, at := f.byName[n], f.of(n)
	if e == nil || n.Parent == nil || f.byName[n.Parent] == nil || !isOption(e.schema.Ptr) {
		return at
	}
	around := f.byName[n.Parent]
	if isAlternative(e, around) {
		return f.outer(n.Parent)
	}
	rest, below := strings.CutPrefix(e.schema.Ptr, around.schema.Ptr)
	if at == nil || !below {
		return at
	}
	union := *at
	union.words = append(slices.Clone(at.words[:len(at.words)-1]), wayDown(rest).words)
	return &union
}

// isOption reports whether a schema is an alternative.
func isOption(ptr string) bool {
	keys := node.Split(ptr)
	return len(keys) > 1 && (keys[len(keys)-2] == "oneOf" || keys[len(keys)-2] == "anyOf")
}

// long is all that a name says, with a star for the component it begins with.
func (f placeFinder) long(n *name.Name) string {
	if n.Rank != name.RankInline {
		return "*"
	}
	if n.Parent == nil {
		return n.Candidates[0]
	}
	own, _ := strings.CutPrefix(n.Candidates[0], "*")
	return f.long(n.Parent) + own
}

// isAlternative reports whether an entry is an alternative of the one around it, and has no place
// of its own.
func isAlternative(e, around *entry) bool {
	if around == nil {
		return false
	}
	inner, _, _ := strings.Cut(e.schema.Ptr, "#")
	outer, _, _ := strings.Cut(around.schema.Ptr, "#")
	rest, below := strings.CutPrefix(inner, outer)
	return below && wayDown(rest).words == "" && !wayDown(rest).self
}

// isParameter reports whether a schema is that of a parameter or a header, or stands in one.
func isParameter(ptr string) bool {
	return strings.Contains(ptr, "/parameters/") || strings.Contains(ptr, "/headers/")
}
