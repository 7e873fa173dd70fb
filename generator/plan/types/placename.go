package types

import (
	"regexp"
	"slices"
	"strings"

	"github.com/armsmith/armsmith/generator/load/node"
	"github.com/armsmith/armsmith/generator/plan/name"
	"github.com/armsmith/armsmith/generator/plan/schema"
	"github.com/armsmith/armsmith/generator/plan/source"
)

// namer makes the names of types from where their schemas stand.
type namer struct {
	schemas    *schema.Reader
	entries    map[string]*entry
	components map[string]*name.Name // of component schemas, whether or not a type comes of them
}

// of makes the name of an entry that needs one: a component's own, the hint's, or one made of the
// place.
func (n namer) of(e *entry) *name.Name {
	if e.schema.Component() != "" && len(e.hint.Words) == 0 {
		return n.component(e.schema.Ptr)
	}
	if len(e.hint.Words) == 0 {
		e.hint = n.place(e.schema.Ptr)
	}
	if chosen := source.Renamed(e.schema.Node); chosen != nil {
		return &name.Name{Key: e.schema.Ptr, Rank: name.RankInline, Candidates: []string{name.Go(source.ChosenName(e.schema.Node))}, Chosen: chosen}
	}
	return &name.Name{Key: e.schema.Ptr, Rank: name.RankInline, Parent: e.hint.Parent, Candidates: slices.Clone(e.hint.Words), Partial: e.hint.Partial}
}

// component returns the name of a component schema. It is declared only when a type comes of the
// component, but what stands inside is named after it in any case.
func (n namer) component(ptr string) *name.Name {
	if known := n.components[ptr]; known != nil {
		return known
	}
	s := n.schemas.At(ptr)
	made := &name.Name{Key: ptr, Rank: name.RankSchema, Chosen: source.Renamed(s.Node)}
	for _, word := range componentWords(s) {
		made.Candidates = append(made.Candidates, name.Go(word))
	}
	made.Exact = made.Candidates[0] == s.Written()
	made.Partial = len(made.Candidates) > 1 && source.ChosenName(s.Node) == ""
	n.components[ptr] = made
	return made
}

// typeName is the name of the type made of a schema; nil when none is known.
func (n namer) typeName(s schema.Schema) *name.Name {
	if e := n.entries[s.Ptr]; e != nil && e.name != nil {
		return e.name
	}
	if s.Component() != "" {
		return n.component(s.Ptr)
	}
	return nil
}

// outer is what the parts of an entry are named after.
func (n namer) outer(e *entry) name.Hint {
	switch {
	case e.name != nil:
		return name.NewHint(e.name, "*")
	case e.schema.Component() != "" && len(e.hint.Words) == 0:
		return name.NewHint(n.component(e.schema.Ptr), "*")
	case len(e.hint.Words) > 0:
		return e.hint
	}
	return n.place(e.schema.Ptr)
}

// place names an inline schema by its place in what has a name: the type it stands in, or the hint
// of the schema around it.
func (n namer) place(ptr string) name.Hint {
	ptr, _, _ = strings.Cut(ptr, "#") // of what is composed, the place of its last part
	for at := len(ptr); ; {
		at = strings.LastIndexByte(ptr[:at], '/')
		if at <= 0 {
			keys := node.Split(ptr)
			return name.NewHint(nil, name.Go(keys[len(keys)-1]))
		}
		outer := ptr[:at]
		way := wayDown(ptr[at:])
		if schema.ComponentAt(outer) != "" {
			return way.in(name.NewHint(n.component(outer), "*"))
		}
		e := n.entries[outer]
		switch {
		case e == nil:
		case e.name != nil:
			return way.in(name.NewHint(e.name, "*"))
		case len(e.hint.Words) > 0:
			return way.in(e.hint)
		}
	}
}

// componentWords are the words a component may be called by, shortest first. The name that the
// document chose for programs wins. A name in a namespace ("io.k8s.api.core.v1.Pod") goes by its
// last part, with the version and what is versioned before it, since versions of a type are meant
// to live side by side.
func componentWords(s schema.Schema) []string {
	if chosen := source.ChosenName(s.Node); chosen != "" {
		return []string{chosen, s.Written()}
	}
	written := s.Written()
	parts := strings.Split(written, ".")
	if len(parts) == 1 || !dotted.MatchString(written) {
		return []string{written}
	}
	start := len(parts) - 1
	if start > 0 && versioned.MatchString(parts[start-1]) {
		start = max(start-2, 0)
	}
	var words []string
	for ; start >= 0; start-- {
		words = append(words, strings.Join(parts[start:], "."))
	}
	return words
}

var (
	dotted    = regexp.MustCompile(`^[\pL_][\pL\pN_]*(\.[\pL_][\pL\pN_-]*)+$`)
	versioned = regexp.MustCompile(`^[vV][0-9]+([A-Za-z]+[0-9]*)*$`)
)

// way is a way from a schema down to one inside it, in words.
type way struct {
	words string
	long  string // the words when an element goes by its list's name instead of its singular
	self  bool   // it is an element of the outer schema, which is a list, and there are no words
}

// wayDown puts the keys from a schema down to one inside it into words: a property by its name, an
// element by the singular of its list.
func wayDown(ptr string) way {
	var w way
	keys := node.Split(ptr)
	for i := 0; i < len(keys); i++ {
		switch keys[i] {
		case "properties":
			if i++; i < len(keys) {
				w.add(name.Part(keys[i]))
			}
		case "patternProperties":
			i++
			w.add("Value")
		case "additionalProperties", "unevaluatedProperties":
			w.add("Value")
		case "items":
			w.element()
		case "prefixItems":
			i++
			w.element()
		case "allOf", "oneOf", "anyOf":
			i++
		}
	}
	return w
}

func (w *way) add(word string) {
	w.words, w.long, w.self = w.words+word, w.long+word, false
}

// element goes from a list to its elements.
func (w *way) element() {
	if w.words == "" {
		w.self = true
		return
	}
	w.long += "Item"
	if one := name.Singular(w.words); one != w.words {
		w.words = one
	} else {
		w.words += "Item"
	}
}

// in makes a hint of the words for a place inside something that is called as outer says.
func (w way) in(outer name.Hint) name.Hint {
	parent := outer.Parent
	h := name.Hint{Parent: parent, Partial: w.words != w.long, Within: outer.Within}
	for _, o := range outer.Words {
		if w.self && o == "*" && parent != nil {
			// A list that is a component: Pets holds Pet.
			if one := name.Singular(parent.String()); one != parent.String() {
				h.Words = append(h.Words, one)
			}
		}
		if w.self {
			if one := name.Singular(o); one != o && !strings.HasSuffix(o, "*") {
				h.Words = append(h.Words, one)
			}
			h.Words = append(h.Words, o+"Item")
			continue
		}
		h.Words = append(h.Words, o+w.words)
		if w.words != w.long {
			h.Words = append(h.Words, o+w.long)
		}
	}
	return h
}
