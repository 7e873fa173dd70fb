package load

import (
	"cmp"
	"fmt"
	"slices"
	"strings"

	"github.com/armsmith/armsmith/generator/load/node"
	"github.com/armsmith/armsmith/generator/load/shape"
)

// The files of one service repeat each other: each has the same ErrorResponse. What has one name in
// several files, and means the same in all of them, is one component, documented as in the first of
// the files by name.
//
// Definitions refer to others, and to themselves, so whether two of them are the same depends on
// whether what they refer to is. All that have one name and the same text are taken to be the same
// at first; then those whose references lead to what is known to differ are set apart, until nothing
// changes any more (partition refinement). What is left together cannot be told apart.

// form is what a target says, with a gap for each reference.
type form struct {
	text string
	refs []*node.Node // what stands in the gaps
	// what extends it, if it has a discriminator: that is a part of what it means
	children []*node.Node
}

// classes puts numbers on what is told apart so far.
type classes struct {
	of      map[*node.Node]int
	numbers map[string]int
}

func (c *classes) number(text string) int {
	n, known := c.numbers[text]
	if !known {
		n = len(c.numbers)
		c.numbers[text] = n
	}
	return n
}

// mergeSame makes one target of those that mean the same.
func (j *joiner) mergeSame() {
	groups := j.namesakes()
	if len(groups) == 0 {
		return
	}
	forms, ok := j.forms(groups)
	if !ok {
		return // too much to compare
	}
	class := refine(groups, forms)
	merged := map[*target]*target{}
	for _, group := range groups {
		first := map[int]*target{}
		for _, t := range group {
			n := class[t.node]
			if first[n] == nil {
				first[n] = t
				continue
			}
			merged[t] = first[n]
			delete(j.targets, t.node)
		}
	}
	for _, u := range j.order {
		if one := merged[u.target]; one != nil {
			u.target = one
		}
	}
	j.merged = merged
}

// namesakes returns the targets that share a name, when they stand in more than one file: each
// group with the document's own first, then by place.
func (j *joiner) namesakes() [][]*target {
	named := map[component][]*target{}
	for _, t := range j.targets {
		name := component{t.section, ownName(t)}
		named[name] = append(named[name], t)
	}
	var groups [][]*target
	for _, group := range named {
		elsewhere := func(t *target) bool { return t.src != group[0].src }
		if !slices.ContainsFunc(group, elsewhere) {
			continue
		}
		slices.SortFunc(group, func(a, b *target) int { return cmp.Or(cmp.Compare(j.owned(a), j.owned(b)), compareTargets(a, b)) })
		groups = append(groups, group)
	}
	return groups
}

// owned is 0 for a component of the document, which keeps its place, and 1 for what is none.
func (j *joiner) owned(t *target) int {
	if j.components[t.node].section != "" {
		return 0
	}
	return 1
}

// forms returns what the targets say. It reports false when that is too much.
func (j *joiner) forms(groups [][]*target) (map[*node.Node]form, bool) {
	forms := map[*node.Node]form{}
	children := j.children()
	meaning := &shape.Meaning{Left: maxNodes}
	for _, group := range groups {
		for _, t := range group {
			f := form{}
			meaning.Instead = j.gaps(t, meaning, &f)
			text, ok := meaning.Instead(t.node)
			if !ok {
				text, ok = meaning.Of(t.node, t.shape)
			}
			if !ok || meaning.Left <= 0 {
				return nil, false
			}
			f.text = text
			if t.section != "schemas" { // what a parameter is for is said of where it is used
				f.text += t.node.Get("description").Str()
			}
			if t.node.Has("discriminator") {
				f.children = children[t.node]
			}
			forms[t.node] = f
		}
	}
	return forms, true
}

// gaps returns what is written in the place of a reference, which is noted in the form, together
// with what stands beside the reference.
func (j *joiner) gaps(t *target, meaning *shape.Meaning, f *form) func(*node.Node) (string, bool) {
	return func(n *node.Node) (string, bool) {
		u := j.uses[n]
		switch {
		case u != nil:
			f.refs = append(f.refs, u.target.node)
			if n.Kind != node.Map || isPure(n) {
				return "->", true
			}
			beside := n.Shallow()
			beside.Delete("$ref")
			text, _ := meaning.Of(beside, u.shape)
			return "->" + text, true
		case n != t.node && j.targets[n] != nil:
			f.refs = append(f.refs, n)
			return "->", true
		}
		return "", false
	}
}

// children returns the schemas that extend others, by the schema that they extend.
func (j *joiner) children() map[*node.Node][]*node.Node {
	children := map[*node.Node][]*node.Node{}
	add := func(n *node.Node) {
		for _, item := range n.Get("allOf").Elems() {
			if u := j.uses[item]; u != nil {
				children[u.target.node] = append(children[u.target.node], n)
			}
		}
	}
	for n := range j.targets {
		add(n)
	}
	for n := range j.components {
		if j.targets[n] == nil {
			add(n)
		}
	}
	return children
}

// refine returns the class of each target of the groups: those of one class are the same.
func refine(groups [][]*target, forms map[*node.Node]form) map[*node.Node]int {
	c := &classes{of: map[*node.Node]int{}, numbers: map[string]int{}}
	for i, group := range groups {
		for _, t := range group {
			c.of[t.node] = c.number(fmt.Sprintln(i, forms[t.node].text))
		}
	}
	for known := len(c.numbers); ; {
		next := &classes{of: map[*node.Node]int{}, numbers: map[string]int{}}
		for n, f := range forms {
			next.of[n] = next.number(c.seen(n, f))
		}
		if len(next.numbers) == known {
			return next.of
		}
		c, known = next, len(next.numbers)
	}
}

// seen writes down the class of a target, and those of all that it refers to. What belongs to no
// group is like itself alone.
func (c *classes) seen(n *node.Node, f form) string {
	class := func(n *node.Node) string {
		if number, grouped := c.of[n]; grouped {
			return fmt.Sprint(number)
		}
		return fmt.Sprintf("%p", n)
	}
	var texts, children []string
	for _, ref := range f.refs {
		texts = append(texts, class(ref))
	}
	for _, child := range f.children {
		children = append(children, class(child))
	}
	slices.Sort(children)
	return class(n) + " " + strings.Join(texts, " ") + " / " + strings.Join(children, " ")
}

// referToMerged leaves a reference where something stood that is the same as something else.
func (j *joiner) referToMerged() {
	for t, one := range j.merged {
		if u := j.uses[t.node]; u != nil {
			u.at = node.NewMap(t.node) // it is a reference to what is the same now, and to nothing else
			delete(j.uses, t.node)
		}
		setRef(t.node, one)
	}
}
