package plan

import (
	"regexp"
	"slices"
	"strings"

	"github.com/armsmith/armsmith/generator/load/node"
	"github.com/armsmith/armsmith/generator/model"
)

// nameOf makes the name of an entry that needs one: a component's own, the hint's, or one made of
// the place.
func (b *builder) nameOf(e *entry) *name {
	if component := componentOf(e.schema.ptr); component != "" && len(e.hint.words) == 0 {
		return b.componentName(e.schema.ptr)
	}
	h := e.hint
	if len(h.words) == 0 {
		h = b.placeHint(e.schema.ptr)
	}
	return &name{key: e.schema.ptr, rank: rankInline, parent: h.parent, candidates: slices.Clone(h.words), part: h.part}
}

// componentName returns the name of a component schema. It is declared only when a type comes of
// the component, but what stands inside is named after it in any case.
func (b *builder) componentName(ptr string) *name {
	if n := b.types.names[ptr]; n != nil {
		return n
	}
	s := b.schemaAt(ptr)
	n := &name{key: ptr, rank: rankSchema}
	for _, word := range nameWords(s) {
		n.candidates = append(n.candidates, goName(word))
	}
	n.exact = n.candidates[0] == s.written()
	n.part = len(n.candidates) > 1 && chosenName(s.n) == ""
	b.types.names[ptr] = n
	return n
}

// nameWords are the words a component may be called by, shortest first. The name that the document
// chose for programs wins. A name in a namespace ("io.k8s.api.core.v1.Pod") goes by its last part,
// with the version and what is versioned before it, since versions of a type are meant to live side
// by side.
func nameWords(s schema) []string {
	if chosen := chosenName(s.n); chosen != "" {
		return []string{chosen, s.written()}
	}
	written := s.written()
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

// chosenName is the name that an extension chooses for generated code.
func chosenName(n *node.Node) string {
	for _, keyword := range []string{"x-go-name", "x-ms-client-name"} {
		if name := n.Get(keyword).Str(); strings.TrimSpace(name) != "" {
			return name
		}
	}
	return ""
}

// placeHint names an inline schema by its place in what has a name: the type it stands in, or the
// hint of the schema around it.
func (b *builder) placeHint(ptr string) nameHint {
	for at := len(ptr); ; {
		at = strings.LastIndexByte(ptr[:at], '/')
		if at <= 0 {
			keys := node.Split(ptr)
			return nameHint{words: []string{goName(keys[len(keys)-1])}}
		}
		outer := ptr[:at]
		place := placeWords(ptr[at:])
		if componentOf(outer) != "" {
			return place.in(b.componentName(outer), "*")
		}
		e := b.types.entries[outer]
		switch {
		case e == nil:
		case e.name != nil:
			return place.in(e.name, "*")
		case len(e.hint.words) > 0:
			return place.in(e.hint.parent, e.hint.words...)
		}
	}
}

// place is a way from a schema down to one inside it, in words.
type place struct {
	words string
	long  string // the words when an element goes by its list's name instead of its singular
	self  bool   // it is an element of the outer schema, which is a list, and there are no words
}

// in makes a hint of the words for a place inside something that is called outer.
func (p place) in(parent *name, outer ...string) nameHint {
	h := nameHint{parent: parent, part: p.words != p.long}
	for _, o := range outer {
		if p.self && o == "*" && parent != nil {
			// A list that is a component: Pets holds Pet.
			if one := singularName(parent.String()); one != parent.String() {
				h.words = append(h.words, one)
			}
		}
		if p.self {
			if one := singularName(o); one != o && !strings.HasSuffix(o, "*") {
				h.words = append(h.words, one)
			}
			h.words = append(h.words, o+"Item")
			continue
		}
		h.words = append(h.words, o+p.words)
		if p.words != p.long {
			h.words = append(h.words, o+p.long)
		}
	}
	return h
}

// placeWords puts the keys from a schema down to one inside it into words: a property by its name,
// an element by the singular of its list.
func placeWords(ptr string) place {
	var p place
	keys := node.Split(ptr)
	for i := 0; i < len(keys); i++ {
		switch keys[i] {
		case "properties":
			if i++; i < len(keys) {
				p.add(namePart(keys[i]))
			}
		case "patternProperties":
			i++
			p.add("Value")
		case "additionalProperties", "unevaluatedProperties":
			p.add("Value")
		case "items":
			p.element()
		case "prefixItems":
			i++
			p.element()
		case "allOf", "oneOf", "anyOf":
			i++
		}
	}
	return p
}

func (p *place) add(word string) {
	p.words, p.long, p.self = p.words+word, p.long+word, false
}

// element goes from a list to its elements.
func (p *place) element() {
	if p.words == "" {
		p.self = true
		return
	}
	p.long += "Item"
	if one := singularName(p.words); one != p.words {
		p.words = one
	} else {
		p.words += "Item"
	}
}

// fallback adds a last candidate that says what kind of type it is.
func (n *name) fallback(role string) {
	c := n.candidates[0] + role
	if !slices.Contains(n.candidates, c) {
		n.candidates = append(n.candidates, c)
	}
}

// roleOf is the word for a kind of type in a name that would otherwise collide.
func roleOf(kind model.TypeKind) string {
	switch kind {
	case model.KindEnum:
		return "Enum"
	case model.KindUnion:
		return "Union"
	case model.KindNamed:
		return "Alias"
	}
	return "Model"
}
