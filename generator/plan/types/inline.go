package types

import (
	"cmp"
	"slices"
	"strings"

	"github.com/armsmith/armsmith/generator/model"
	"github.com/armsmith/armsmith/generator/plan/name"
)

// This file names the types of inline schemas. The rule, in three sentences:
//
// A type is called after the component or the operation that it stands in, the word nearest around
// it, and its own; words between are taken in, nearest first, where two would be called the same,
// and no word is said twice. One that stands in several places is called after what these have in
// common: what they all stand in, or else the nearest words around all of them, and the words that
// their own end in. Where they have nothing in common, a noun stands alone, and anything else is
// called as in the place that most are like.
//
// So a name depends on the places of the type itself, and on no other schema as long as nothing
// wants the same name.

// NameInline gives the types of inline schemas their candidates, from the places in which each
// stands. It relies on no two of the types being the same.
func (p *Planner) NameInline(made []Made) {
	finder := placeFinder{byName: make(map[*name.Name]*entry), known: make(map[*name.Name]*place)}
	for _, e := range p.made {
		finder.byName[e.name] = e
	}
	type standing struct {
		Made
		places []*place
	}
	var all []standing
	for _, m := range made {
		if m.Name.Rank != name.RankInline {
			continue
		}
		d := standing{Made: m}
		for _, n := range m.Names() {
			if at := finder.of(n); at != nil {
				d.places = append(d.places, at)
			}
		}
		if len(d.places) > 0 {
			all = append(all, d)
		}
	}
	for _, d := range all { // names are read above and written here: parents are named themselves
		namesake := nameAfter(d.Name, d.Type.Kind, d.places).entry.typ
		d.Type.Schema, d.Type.Place = namesake.Schema, namesake.Place
	}
}

// nameAfter gives a name its candidates from the places of what it names, and returns the place
// that it is called as in.
func nameAfter(n *name.Name, kind model.TypeKind, places []*place) *place {
	n.Places = len(places)
	places = slices.SortedFunc(slices.Values(inComponents(places)), (*place).compare)
	typical := typical(places)
	n.Parent, n.Below = typical.anchor, level(places)
	head := typical.within
	if n.Parent != nil {
		head = "*"
		n.Below--
	}
	var candidates []string
	around, own := typical.words[:len(typical.words)-1], ownInCommon(places)
	n.Partial = n.Partial || own != typical.own()
	if shareAnchor(places) {
		for i := max(len(around)-1, 0); i >= 0; i-- {
			candidates = append(candidates, join(append(append([]string{head}, around[i:]...), own)...))
		}
		n.Partial = n.Partial || len(around) > 1
	} else {
		around = append([]string{head}, around...)
		candidates = append(candidates, inCommon(kind, places))
		for i := len(around) - 1; i >= 0; i-- {
			candidates = append(candidates, join(append(slices.Clone(around[i:]), own)...))
		}
		n.Partial = true
	}
	n.Candidates = nil
	for _, c := range append(candidates, typical.long...) {
		if c != "" && !slices.Contains(n.Candidates, c) {
			n.Candidates = append(n.Candidates, c)
		}
	}
	return typical
}

// inComponents returns the places that are in components, or all if none is: what a component holds
// is not called after the operations that use it as well.
func inComponents(places []*place) []*place {
	if !slices.ContainsFunc(places, func(at *place) bool { return at.anchor != nil }) {
		return places
	}
	return slices.DeleteFunc(slices.Clone(places), func(at *place) bool { return at.anchor == nil })
}

// level is how deep the highest of several places is.
func level(places []*place) int {
	return len(slices.MinFunc(places, func(a, b *place) int { return len(a.words) - len(b.words) }).words)
}

// inCommon is what places have in common, with what the type is called in all of them; "" when that
// says too little.
func inCommon(kind model.TypeKind, places []*place) string {
	own := ownInCommon(places)
	nearest := cmp.Or(sharedAround(places), mostAround(places))
	if nearest == "" && kind == model.KindEnum && len(name.Words(own)) < 2 {
		return "" // a Type or a Status is that of something
	}
	return name.Exported(join(nearest, own))
}

// ownInCommon is what a type is called in all of its places: the words that its properties end in,
// where these are several of one kind.
func ownInCommon(places []*place) string {
	own := places[0].own()
	for _, at := range places[1:] {
		if at.own() != own {
			own = commonWords(own, at.own())
		}
	}
	return cmp.Or(own, places[0].own())
}

// sharedAround returns the words that all of what is around several places ends in, or begins with.
// That operations share a verb says nothing.
func sharedAround(places []*place) string {
	nearest := places[0].around()
	for _, at := range places {
		if nearest = commonWords(nearest, at.around()); at.isTop() {
			return ""
		}
	}
	return nearest
}

// mostAround returns the word around more than half of several places, "" if there is none.
func mostAround(places []*place) string {
	count := map[string]int{}
	for _, at := range places {
		if w := at.around(); !at.isTop() {
			if count[w]++; 2*count[w] > len(places) {
				return w
			}
		}
	}
	return ""
}

// commonWords are the words that both end in, or else begin with.
func commonWords(a, b string) string {
	x, y := name.Words(a), name.Words(b)
	if a == "" || b == "" {
		return ""
	}
	n := 0
	for n < min(len(x), len(y)) && x[len(x)-1-n] == y[len(y)-1-n] {
		n++
	}
	if n > 0 {
		return strings.Join(x[len(x)-n:], "")
	}
	for n < min(len(x), len(y)) && x[n] == y[n] {
		n++
	}
	return strings.Join(x[:n], "")
}

func shareAnchor(places []*place) bool {
	for _, at := range places[1:] {
		if at.anchor != places[0].anchor || at.within != places[0].within {
			return false
		}
	}
	return true
}

// typical returns the place that most of several are like, by the words around from the nearest one
// on. Of equals it is the one that says the least.
func typical(places []*place) *place {
	for level := 1; len(places) > 1; level++ {
		count := map[string]int{}
		for _, at := range places {
			count[at.up(level)]++
		}
		most := places[0].up(level)
		for _, at := range places {
			if w := at.up(level); count[w] > count[most] {
				most = w
			}
		}
		if most == "" {
			break
		}
		places = slices.DeleteFunc(slices.Clone(places), func(at *place) bool { return at.up(level) != most })
	}
	return places[0]
}

// join puts words together, saying what one ends in and the next begins with once.
func join(words ...string) string {
	var out []string
	for _, word := range words {
		if word == "" {
			continue
		}
		next := name.Words(word)
		overlap := 0
		for n := 1; n <= min(len(out), len(next)); n++ {
			if slices.Equal(out[len(out)-n:], next[:n]) {
				overlap = n
			}
		}
		out = append(out, next[overlap:]...)
	}
	return strings.Join(out, "")
}

// qualify puts a word behind that of what it is a part of, unless they would say no more.
func qualify(outer, word string) string {
	if joined := join(outer, word); joined != outer {
		return joined
	}
	return outer + word
}
