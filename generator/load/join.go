package load

import (
	"context"
	"iter"
	"strings"

	"github.com/armsmith/armsmith/generator/load/node"
	"github.com/armsmith/armsmith/generator/load/shape"
)

// joiner makes one document of a file and all it refers to. It walks the document by its shapes,
// and from each reference on to what it leads to, changing nothing but what can only be copied in
// place (a whole path item, a map, a parameter with overrides). When everything is known, names are
// given to all targets at once, whatever the order they were met in, targets are moved among the
// components, and references are rewritten.
type joiner struct {
	*resolver
	ctx context.Context

	seen     map[visit]bool
	inlining map[*node.Node]bool
	queue    []todo
	uses     map[*node.Node]*use
	order    []*use // uses in the order met
	targets  map[*node.Node]*target
	merged   map[*target]*target // what is the same as something else, and what
}

// component is a name in the root document's components.
type component struct{ section, name string }

type visit struct {
	node  *node.Node
	shape *shape.Shape
}

type todo struct {
	visit
	owner *node.Node
}

// use is a reference to be rewritten.
type use struct {
	at     *node.Node
	shape  *shape.Shape
	target *target
}

// target is what a reference leads to.
type target struct {
	spot
	shape   *shape.Shape
	section string
	name    string // its component's name, once it has one
	renamed bool   // it could not have the name it was written under
}

// sections returns the root document's components: each section's name with the map that holds it.
func (j *joiner) sections() iter.Seq2[string, *node.Node] {
	return func(yield func(string, *node.Node) bool) {
		for s, section := range j.sectionsOf(j.root.root) {
			if !yield(s.Elem.Section, section) {
				return
			}
		}
	}
}

// sectionsOf returns the components of a document: the shape of each section with the map that holds
// it.
func (j *joiner) sectionsOf(document *node.Node) iter.Seq2[*shape.Shape, *node.Node] {
	return func(yield func(*shape.Shape, *node.Node) bool) {
		holder, prefix := document, ""
		if strings.HasPrefix(j.schemas, "components/") {
			holder, prefix = holder.Get("components"), "components"
		}
		for name, section := range holder.Each() {
			keys := []string{name}
			if prefix != "" {
				keys = []string{prefix, name}
			}
			s := j.table.At(keys)
			if s == nil || s.Kind != shape.Dict || s.Elem.Section == "" || !section.Is(node.Map) {
				continue
			}
			if !yield(s, section) {
				return
			}
		}
	}
}

// holder returns the map of a section of the root document, made when it is not there.
func (j *joiner) holder(section string) *node.Node {
	if section == "schemas" && j.schemas == "definitions" {
		section = "definitions"
	}
	at := j.root.root
	if strings.HasPrefix(j.schemas, "components/") {
		at = child(at, "components")
	}
	return child(at, section)
}

// child returns the map under a key, made when there is none.
func child(n *node.Node, key string) *node.Node {
	c := n.Get(key)
	if !c.Is(node.Map) {
		c = node.NewMap(n)
		n.Set(key, c)
	}
	return c
}

// join does the whole of it. It stops early when the context ends.
func (j *joiner) join() error {
	j.openComponents()
	j.enqueue(j.root.root, j.table["document"], j.root.root)
	for {
		for len(j.queue) > 0 {
			if err := j.ctx.Err(); err != nil {
				return err
			}
			next := j.queue[len(j.queue)-1]
			j.queue = j.queue[:len(j.queue)-1]
			j.walk(next.node, next.shape, next.owner, 0)
		}
		if !(subtypes{j, map[*node.Node]bool{}}).add() {
			break
		}
	}
	j.mergeSame()
	j.name()
	j.hoist()
	j.referToMerged()
	j.rewrite()
	return nil
}

// openComponents reads in sections of components that are themselves references, so that their
// entries are known by name before anything else is looked at.
func (j *joiner) openComponents() {
	for _, doc := range j.documents {
		j.openSections(doc.root)
	}
	if j.several() {
		j.shareComponents()
		return
	}
	for name, section := range j.sections() {
		for key, n := range section.Each() {
			j.components[n] = component{name, key}
		}
	}
}

func (j *joiner) openSections(document *node.Node) {
	doc := j.table["document"]
	if c := doc.Fields["components"]; c != nil {
		components := document.Get("components")
		j.open(components, c, document)
		for key, section := range components.Each() {
			if s := c.Field(key); s != nil {
				j.open(section, s, components)
			}
		}
		return
	}
	for key, section := range document.Each() {
		if s := doc.Field(key); s != nil && s.Kind == shape.Dict {
			j.open(section, s, document)
		}
	}
}

// shareComponents makes the components of several documents known: each is one of the document that
// they become. No document's own names come before another's.
func (j *joiner) shareComponents() {
	for _, doc := range j.documents {
		for s, section := range j.sectionsOf(doc.root) {
			for _, n := range section.Each() {
				if n.Kind != node.Null && n.Ref() == "" && j.targets[n] == nil {
					at := spot{n, doc, node.Split(n.Pointer())}
					j.targets[n] = &target{spot: at, shape: s.Elem, section: s.Elem.Section}
				}
			}
		}
	}
}

func (j *joiner) open(n *node.Node, s *shape.Shape, owner *node.Node) {
	if n.Ref() != "" {
		j.inline(n, s, owner)
	}
}

func (j *joiner) enqueue(n *node.Node, s *shape.Shape, owner *node.Node) {
	j.queue = append(j.queue, todo{visit{n, s}, owner})
}

// walk looks at a value that must have the shape. The owner is the object it belongs to.
func (j *joiner) walk(n *node.Node, s *shape.Shape, owner *node.Node, depth int) {
	if n == nil || s.Kind == shape.Any || depth > maxDepth {
		return
	}
	if s.Kind == shape.SchemaRef {
		j.schemaText(n)
		return
	}
	if n.Kind != node.Map && n.Kind != node.List {
		return
	}
	if v := (visit{n, s}); j.seen[v] {
		return
	} else {
		j.seen[v] = true
	}
	if s.Name == "schema" && n.Get("$dynamicRef").Is(node.String) && !n.Has("$ref") {
		n.Rename("$dynamicRef", "$ref") // what it leads to where nothing overrides it
	}
	if n.Ref() != "" && !j.isItem(n, s) {
		j.reference(n, s, owner)
	}
	j.inside(n, s, owner, depth)
}

// isItem reports whether a reference that stands where a list should is one of its items, and not
// to a list.
func (j *joiner) isItem(n *node.Node, s *shape.Shape) bool {
	if s.Kind != shape.List || s.Elem.Section == "" {
		return false
	}
	_, problem := j.follow(n, s, true)
	return problem != ""
}

// inside looks at what is in a value. One object where a list should be, and a list where one
// should be, are looked at as well, since cleaning may make something of them.
func (j *joiner) inside(n *node.Node, s *shape.Shape, owner *node.Node, depth int) {
	switch {
	case s.Kind == shape.Object && n.Kind == node.List:
		for _, item := range n.Items {
			j.walk(item, s, owner, depth+1)
		}
		return
	case s.Kind == shape.List && n.Kind == node.Map:
		j.walk(n, s.Elem, owner, depth+1)
		return
	}
	switch s.Kind {
	case shape.Object:
		// of two uses that exclude each other, the order must not decide
		for _, m := range n.Sorted() {
			if f := s.Field(m.Key); f != nil {
				j.walk(m.Value, f, n, depth+1)
			}
		}
	case shape.Dict:
		for _, m := range n.Sorted() {
			j.walk(m.Value, s.Elem, owner, depth+1)
		}
	case shape.List:
		for _, item := range n.Items {
			j.walk(item, s.Elem, owner, depth+1)
		}
	}
}
