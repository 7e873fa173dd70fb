package xml

import (
	"encoding/xml"
	"slices"
)

// matched says which parts of an element are which properties of a model.
type matched struct {
	elements [][]*node   // by field
	attrs    []*xml.Attr // by field
	rest     []*node     // elements that are no property
	restAttr []xml.Attr  // attributes that are none
	inside   []*node     // by field that stands Inside: what is its own; nil for nothing
}

// scope is the namespace of names without a prefix: the one they are in where they stand, and the
// one they will be in when the model is written. The two differ where a service uses a namespace
// that the description does not mention.
type scope struct{ actual, written string }

func (s scope) has(uri string) bool { return uri == s.actual || uri == s.written }

// within returns the scope inside an element that a field describes.
func (s scope) within(f *Field, n *node) scope {
	if f.Prefix != "" {
		return s
	}
	s.actual = n.name.Space
	if f.Namespace != "" || f.bare {
		s.written = f.Namespace
	}
	return s
}

// closeness is how well a part of a document fits what describes it.
type closeness uint8

const (
	other     closeness = iota
	loosely             // one of the two has a namespace where the other has none
	inherited           // neither has one of its own
	exactly
)

// fits compares a name with that of a field. Parent is the namespace of the element around.
func (f *Field) fits(name xml.Name, s scope, parent string) closeness {
	switch {
	case name.Local != f.Name:
		return other
	case name.Space == f.Namespace && name.Space != "":
		return exactly
	case f.Namespace == "" && s.has(name.Space):
		return inherited
	case name.Space == "", s.has(name.Space), name.Space == parent:
		return loosely
	default:
		return other // a namesake of another namespace
	}
}

// match finds the properties of a model in an element. Of the parts that have the name of one
// property, those are it that fit best; the others are unknown.
func match(t *Type, n *node, s scope) matched {
	m := matched{elements: make([][]*node, len(t.Fields)), attrs: make([]*xml.Attr, len(t.Fields))}
	found := t.find(Element, len(n.children), func(i int) xml.Name { return n.children[i].name }, s, n.name.Space)
	for i, child := range n.children {
		if at := found[i]; at >= 0 {
			m.elements[at] = append(m.elements[at], child)
		} else {
			m.rest = append(m.rest, child)
		}
	}
	// an attribute without a prefix has no namespace
	found = t.find(Attribute, len(n.attrs), func(i int) xml.Name { return n.attrs[i].Name }, scope{}, n.name.Space)
	for i := range n.attrs {
		switch a := &n.attrs[i]; {
		case declares(a) || nilMark(a):
		case found[i] >= 0:
			m.attrs[found[i]] = a
		default:
			m.restAttr = append(m.restAttr, *a)
		}
	}
	for i := range t.Fields {
		if t.Fields[i].Place == Inside {
			m.takeInside(i, &t.Fields[i], n, s)
		}
	}
	return m
}

// takeInside gives a property without an element of its own what stands in an element and is the
// property's, of what is nobody's so far.
func (m *matched) takeInside(i int, f *Field, n *node, s scope) {
	if m.inside == nil {
		m.inside = make([]*node, len(m.elements))
	}
	t := f.Type()
	left := match(t, &node{name: n.name, children: m.rest, attrs: m.restAttr}, s)
	own := &node{name: n.name, children: less(m.rest, left.rest), attrs: less(m.restAttr, left.restAttr)}
	m.rest, m.restAttr = left.rest, left.restAttr
	if t.hasContent() {
		own.text = n.text
	}
	if len(own.children)+len(own.attrs)+len(trim(own.text)) > 0 {
		m.inside[i] = own
	}
}

// less returns those of all that are not left, which are some of them in their order.
func less[T comparable](all, left []T) []T {
	var out []T
	for _, one := range all {
		if len(left) > 0 && left[0] == one {
			left = left[1:]
		} else {
			out = append(out, one)
		}
	}
	return out
}

// hasContent reports whether a property stands in the text of the model's element.
func (t *Type) hasContent() bool {
	return slices.ContainsFunc(t.Fields, func(f Field) bool {
		return f.Place == Content || f.Place == CData || f.Place == Inside && f.Type().hasContent()
	})
}

// find returns for each of n names the index of the property that it stands for, or -1.
func (t *Type) find(place Place, n int, name func(int) xml.Name, s scope, parent string) []int {
	found, how := make([]int, n), make([]closeness, n)
	best := make([]closeness, len(t.Fields))
	for i := range n {
		found[i] = -1
		for j := range t.Fields {
			f := &t.Fields[j]
			if f.Place != place {
				continue
			}
			if fit := f.fits(name(i), s, parent); fit > how[i] {
				found[i], how[i] = j, fit
			}
		}
		if found[i] >= 0 {
			best[found[i]] = max(best[found[i]], how[i])
		}
	}
	for i, at := range found {
		if at >= 0 && how[i] < best[at] {
			found[i] = -1
		}
	}
	return found
}

// declares reports whether a model has a property of that name in JSON.
func (t *Type) declares(name string) bool {
	for i := range t.Fields {
		if t.Fields[i].JSON == name {
			return true
		}
	}
	return false
}

// items returns the elements of a list inside an element: those of the right name or, when there
// are none, all.
func items(elem *Field, n *node, s scope) []*node {
	var found []*node
	best := loosely
	for _, child := range n.children {
		switch fit := elem.fits(child.name, s, n.name.Space); {
		case fit > best:
			found, best = []*node{child}, fit
		case fit == best:
			found = append(found, child)
		}
	}
	if found == nil {
		return n.children
	}
	return found
}
