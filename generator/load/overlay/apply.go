package overlay

import (
	"encoding/json"
	"fmt"
	"slices"

	"github.com/theory/jsonpath"

	"github.com/armsmith/armsmith/generator/finding"
	"github.com/armsmith/armsmith/generator/load/node"
)

// Apply applies the actions in their order to each of the documents. An action that matches nothing
// in any of them is a warning, and one that does not fit what it matches an error. Take is asked
// before nodes are added: when it refuses, Apply gives up with an error, and returns false.
func (o *Overlay) Apply(documents []*node.Node, take func(nodes int) bool, report Report) bool {
	targets := make([]*target, len(documents))
	for i, root := range documents {
		u := unsharer{seen: map[*node.Node]bool{}, path: map[*node.Node]bool{}, take: take}
		if u.visit(root); u.refused {
			report(finding.Error, root.Place(), "the document contains itself or repeats itself without end, so no overlay can be applied to it",
				"take out aliases (*name)")
			return false
		}
		targets[i] = &target{root: root}
	}
	for _, a := range o.actions {
		c := change{action: a, lists: o.lists, take: take, report: report}
		found := 0
		for _, t := range targets {
			found += c.apply(t)
			o.Removed = append(o.Removed, c.taken...)
			c.taken = nil
			if c.refused {
				report(finding.Error, a.node.Place(), "the action makes the document too large", "")
				return false
			}
		}
		if found == 0 {
			report(finding.Warning, a.node.Get("target").Place(),
				fmt.Sprintf("the overlay's target %s matches nothing", a.node.Get("target").Str()), "correct it, or take the action out")
		}
	}
	return true
}

// target is a document that an overlay changes, and its values as the query library wants them,
// which are made anew after a change.
type target struct {
	root   *node.Node
	values any
}

// find returns the nodes that a query selects, in the order of their places, with their parents.
func (t *target) find(path *jsonpath.Path) []selected {
	if t.values == nil {
		t.values = values(t.root)
	}
	located := path.SelectLocated(t.values).Deduplicate()
	located.Sort()
	var out []selected
	for _, l := range located {
		n, _ := t.root.Follow(l.Path.Pointer())
		var parent *node.Node
		if len(l.Path) > 0 {
			parent, _ = t.root.Follow(l.Path[:len(l.Path)-1].Pointer())
		}
		out = append(out, selected{n, parent})
	}
	return out
}

// selected is a node that a query has found. The root has no parent.
type selected struct{ node, parent *node.Node }

// values turns a node into what the query library searches.
func values(n *node.Node) any {
	switch n.Kind {
	case node.Map:
		out := make(map[string]any, n.Len())
		for key, value := range n.Each() {
			out[key] = values(value)
		}
		return out
	case node.List:
		out := make([]any, len(n.Items))
		for i, item := range n.Items {
			out[i] = values(item)
		}
		return out
	case node.String:
		return n.Text
	case node.Number:
		return json.Number(n.Text)
	case node.Bool:
		return n.True()
	default:
		return nil
	}
}

// change is an action at work.
type change struct {
	action
	lists   bool
	take    func(nodes int) bool
	report  Report
	refused bool
	taken   []Removal
}

// apply changes a document. It returns how many nodes the action's target has matched there.
func (c *change) apply(t *target) int {
	found := t.find(c.target)
	if len(found) == 0 {
		return 0
	}
	update := c.update
	if c.copy != nil {
		sources := t.find(c.copy)
		if len(sources) != 1 {
			c.fail(c.node.Get("copy"), fmt.Sprintf("copy selects %d values, not one", len(sources)))
			return len(found)
		}
		update = sources[0].node.Clone() // a copy may be of what it is put into
	}
	defer func() { t.values = nil }()
	for _, s := range found {
		if c.remove {
			c.removed(s)
		} else {
			c.merge(s.node, update)
		}
		if c.refused {
			break
		}
	}
	return len(found)
}

// removed takes a node out of what holds it.
func (c *change) removed(s selected) {
	c.taken = append(c.taken, Removal{s.node.Place(), c.node.Get("target").Place()})
	switch {
	case s.parent == nil:
		c.fail(c.node.Get("target"), "the document itself cannot be removed")
	case s.parent.Is(node.List):
		s.parent.Items = slices.DeleteFunc(s.parent.Items, func(n *node.Node) bool { return n == s.node })
	default:
		for key, value := range s.parent.Each() {
			if value == s.node {
				s.parent.Delete(key)
				return
			}
		}
	}
}

// merge puts what an update says into a node (Overlay Specification, Action Object): objects are
// merged member by member, lists are joined, and scalars are replaced. An entry that is no list is
// appended to a list that was selected.
func (c *change) merge(into, update *node.Node) {
	switch {
	case into.Is(node.List) && (!c.lists || !update.Is(node.List)):
		c.add(into, update)
	default:
		c.combine(into, update, "")
	}
}

func (c *change) combine(into, update *node.Node, path string) {
	switch {
	case into.Is(node.Map) && update.Is(node.Map):
		for key, value := range update.Each() {
			was := into.Get(key)
			switch {
			case was != nil:
				c.combine(was, value, path+"/"+node.Escape(key))
			case c.grow(value):
				into.Set(key, value.Clone())
			}
		}
	case into.Is(node.List) && update.Is(node.List):
		for _, item := range update.Items {
			c.add(into, item)
		}
	case isScalar(into) && isScalar(update), into.Is(node.Null) && c.grow(update):
		into.Become(update.Clone())
	case update.Is(node.Null): // a key without a value, as between comments
	case path == "":
		c.fail(c.node, fmt.Sprintf("the target is %s in %s, which %s cannot be put into", into.Kind.An(), into.Place(), update.Kind.An()))
	default:
		c.fail(update, fmt.Sprintf("%s is %s in %s, and %s here", path[1:], into.Kind.An(), into.Place(), update.Kind.An()))
	}
}

func isScalar(n *node.Node) bool { return !n.Is(node.Map) && !n.Is(node.List) }

// add appends an entry to a list.
func (c *change) add(list, entry *node.Node) {
	if c.grow(entry) {
		list.Items = append(list.Items, entry.Clone())
	}
}

// grow reports whether a node may be added.
func (c *change) grow(n *node.Node) bool {
	c.refused = c.refused || !c.take(count(n))
	return !c.refused
}

func count(n *node.Node) int {
	total := 1
	for _, value := range n.Each() {
		total += count(value)
	}
	for _, item := range n.Elems() {
		total += count(item)
	}
	return total
}

func (c *change) fail(n *node.Node, message string) {
	c.report(finding.Error, n.Place(), message, "")
}
