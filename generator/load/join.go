package load

import (
	"context"
	"fmt"
	"strings"

	"github.com/armsmith/armsmith/generator/finding"
	"github.com/armsmith/armsmith/generator/load/node"
)

// joiner makes one document of a file and all it refers to. It walks the document by its shapes,
// and from each reference on to what it leads to, changing nothing but what can only be copied in
// place (a whole path item, a map, a parameter with overrides). When everything is known, names are
// given to all targets at once, whatever the order they were met in, targets are moved among the
// components, and references are rewritten.
type joiner struct {
	ctx      context.Context
	files    *files
	findings *report
	root     *source
	table    shapes
	schemas  string // where schemas stand in this version: "components/schemas" or "definitions"

	components map[*node.Node]component
	seen       map[visit]bool
	inlining   map[*node.Node]bool
	queue      []todo
	uses       map[*node.Node]*use
	order      []*use // uses in the order met
	targets    map[*node.Node]*target
}

// component is a name in the root document's components.
type component struct{ section, name string }

type visit struct {
	node  *node.Node
	shape *shape
}

type todo struct {
	visit
	owner *node.Node
}

// use is a reference to be rewritten.
type use struct {
	at     *node.Node
	shape  *shape
	target *target
}

// target is what a reference leads to.
type target struct {
	spot
	section string
	name    string // its component's name, once it has one
	renamed bool   // it could not have the name it was written under
}

// sections returns the root document's components: each section's name with the map that holds it.
func (j *joiner) sections() func(yield func(string, *node.Node) bool) {
	return func(yield func(string, *node.Node) bool) {
		holder, prefix := j.root.root, ""
		if strings.HasPrefix(j.schemas, "components/") {
			holder, prefix = holder.Get("components"), "components"
		}
		for name, section := range holder.Each() {
			keys := []string{name, "*"}
			if prefix != "" {
				keys = []string{prefix, name, "*"}
			}
			s := j.table.at(keys)
			if s == nil || s.section == "" || !section.Is(node.Map) {
				continue
			}
			if !yield(s.section, section) {
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
		if !j.addSubtypes() {
			break
		}
	}
	j.name()
	j.hoist()
	j.rewrite()
	return nil
}

// openComponents reads in sections of components that are themselves references, so that their
// entries are known by name before anything else is looked at.
func (j *joiner) openComponents() {
	doc := j.table["document"]
	if c := doc.fields["components"]; c != nil {
		components := j.root.root.Get("components")
		j.open(components, c, j.root.root)
		for key, section := range components.Each() {
			if s := c.field(key); s != nil {
				j.open(section, s, components)
			}
		}
	} else {
		for key, section := range j.root.root.Each() {
			if s := doc.field(key); s != nil && s.kind == kindDict {
				j.open(section, s, j.root.root)
			}
		}
	}
	for name, section := range j.sections() {
		for key, n := range section.Each() {
			j.components[n] = component{name, key}
		}
	}
}

func (j *joiner) open(n *node.Node, s *shape, owner *node.Node) {
	if refOf(n) != "" {
		j.inline(n, s, owner)
	}
}

func (j *joiner) enqueue(n *node.Node, s *shape, owner *node.Node) {
	j.queue = append(j.queue, todo{visit{n, s}, owner})
}

// walk looks at a value that must have the shape. The owner is the object it belongs to.
func (j *joiner) walk(n *node.Node, s *shape, owner *node.Node, depth int) {
	if n == nil || s.kind == kindAny || depth > maxDepth {
		return
	}
	if s.kind == kindSchemaRef {
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
	if s.name == "schema" && n.Get("$dynamicRef").Is(node.String) && !n.Has("$ref") {
		n.Rename("$dynamicRef", "$ref") // what it leads to where nothing overrides it
	}
	if refOf(n) != "" && !j.isItem(n, s) {
		j.reference(n, s, owner)
	}
	j.inside(n, s, owner, depth)
}

// isItem reports whether a reference that stands where a list should is one of its items, and not
// to a list.
func (j *joiner) isItem(n *node.Node, s *shape) bool {
	if s.kind != kindList || s.elem.section == "" {
		return false
	}
	_, problem := j.follow(n, s, true)
	return problem != ""
}

// inside looks at what is in a value. One object where a list should be, and a list where one
// should be, are looked at as well, since cleaning may make something of them.
func (j *joiner) inside(n *node.Node, s *shape, owner *node.Node, depth int) {
	switch {
	case s.kind == kindObject && n.Kind == node.List:
		for _, item := range n.Items {
			j.walk(item, s, owner, depth+1)
		}
		return
	case s.kind == kindList && n.Kind == node.Map:
		j.walk(n, s.elem, owner, depth+1)
		return
	}
	switch s.kind {
	case kindObject:
		for _, m := range n.Members {
			if f := s.field(m.Key); f != nil {
				j.walk(m.Value, f, n, depth+1)
			}
		}
	case kindDict:
		for _, m := range n.Members {
			j.walk(m.Value, s.elem, owner, depth+1)
		}
	case kindList:
		for _, item := range n.Items {
			j.walk(item, s.elem, owner, depth+1)
		}
	}
}

// reference deals with an object that is a reference: to be rewritten later, or copied in now.
func (j *joiner) reference(n *node.Node, s *shape, owner *node.Node) {
	if s.section == "" || s.name != "schema" && !isPure(n) {
		j.inline(n, s, owner)
		return
	}
	at, problem := j.follow(n, s, false)
	if problem != "" {
		j.defect(n, problem, owner)
		return
	}
	if at.node == n {
		j.defect(n, fmt.Sprintf("$ref %q leads back to itself", refOf(n)), owner)
		return
	}
	if is := j.table.at(at.keys); is != nil && is.section != s.section && is.section != "" && alike(is, s, at.node) {
		j.warn(n, fmt.Sprintf("$ref %q leads to a %s where a %s is expected; it is read as one", refOf(n), is.name, s.name))
		j.inline(n, s, owner)
		return
	}
	j.use(n, s, at)
}

func (j *joiner) use(n *node.Node, s *shape, at spot) {
	t := j.targets[at.node]
	if t != nil && t.section != s.section {
		if n.Kind == node.String {
			*n = *node.New(node.Null, "null", n)
		}
		j.defect(n, fmt.Sprintf("$ref %q leads to what stands for one of the %s elsewhere, where a %s is expected", refOf(n), t.section, s.name), n)
		return
	}
	if t == nil {
		t = &target{spot: at, section: s.section}
		if c, ok := j.components[at.node]; ok && c.section == s.section {
			t.name = c.name
		}
		j.targets[at.node] = t
		j.enqueue(at.node, s, at.node)
	}
	u := &use{at: n, shape: s, target: t}
	j.uses[n] = u
	j.order = append(j.order, u)
}

// schemaText deals with a string that names a schema: a discriminator's mapping, some x-ms
// extensions. A bare name is a component's.
func (j *joiner) schemaText(n *node.Node) {
	text := n.Str()
	if text == "" || j.uses[n] != nil {
		return
	}
	s := j.table["schema"]
	from := j.sourceFor(n)
	var at spot
	problem := "leads nowhere"
	if !strings.ContainsAny(text, "#/") {
		at, problem = j.component(text, from)
	}
	if problem != "" {
		at, problem = j.lookup(text, n)
	}
	if problem == "" {
		problem = j.mismatch(at, s)
	}
	if problem == "" && refOf(at.node) != "" && isPure(at.node) && j.components[at.node].section == "" {
		at, problem = j.follow(at.node, s, false)
	}
	if problem != "" {
		j.findings.Add(finding.Warning, n.Place(), fmt.Sprintf("%q %s; it is left out", text, problem), "name a schema of the document")
		*n = *node.New(node.Null, "null", n)
		return
	}
	j.use(n, s, at)
}

// component finds a schema by its bare name: in the file that names it, or in the document.
func (j *joiner) component(name string, from *source) (spot, string) {
	keys := append(strings.Split(j.schemas, "/"), name)
	for _, src := range []*source{from, j.root} {
		if n, found := src.root.Find(keys...); found == len(keys) {
			return spot{n, src, keys}, ""
		}
	}
	return spot{}, "leads nowhere"
}

// inline puts what a reference leads to in its place. What is written beside the reference
// overrides it.
func (j *joiner) inline(n *node.Node, s *shape, owner *node.Node) {
	if j.inlining[n] {
		return // a reference that leads back to itself, found out by whoever began
	}
	j.inlining[n] = true
	defer delete(j.inlining, n)
	at, problem := j.follow(n, s, true)
	if problem == "" && refOf(at.node) != "" {
		if j.inlining[at.node] {
			problem = fmt.Sprintf("$ref %q leads back to itself", refOf(n))
		} else {
			j.inline(at.node, s, owner)
		}
	}
	if problem != "" {
		if s.kind != kindObject {
			n.Become(node.New(node.Null, "null", n))
			j.warn(n, problem)
			if s.elem != nil && s.elem.kind == kindObject {
				mark(owner, problem)
			}
			return
		}
		j.defect(n, problem, owner)
		return
	}
	siblings := n.Members
	n.Become(at.node)
	for _, m := range siblings {
		if m.Key != "$ref" && n.Kind == node.Map {
			n.Set(m.Key, m.Value)
		}
	}
}

func (j *joiner) warn(n *node.Node, problem string) {
	j.findings.Add(finding.Warning, n.Place(), problem, "correct the reference")
}

// defect makes a placeholder of a reference that cannot be followed.
func (j *joiner) defect(n *node.Node, problem string, _ *node.Node) {
	j.warn(n, problem)
	n.Delete("$ref")
	mark(n, problem)
}

// mark notes on an object that something of it is missing. The first defect is the one told.
func mark(n *node.Node, message string) {
	if n.Is(node.Map) && !n.Has(DefectExtension) {
		n.SetText(DefectExtension, message)
	}
}
