package load

import (
	"fmt"
	"strings"

	"github.com/armsmith/armsmith/generator/finding"
	"github.com/armsmith/armsmith/generator/load/node"
	"github.com/armsmith/armsmith/generator/load/shape"
)

// reference deals with an object that is a reference: to be rewritten later, or copied in now.
func (j *joiner) reference(n *node.Node, s *shape.Shape, owner *node.Node) {
	if s.Section == "" || s.Name != "schema" && !isPure(n) {
		j.inline(n, s, owner)
		return
	}
	at, problem := j.follow(n, s, false)
	if problem != "" {
		j.defect(n, problem, owner)
		return
	}
	if at.node == n {
		j.defect(n, fmt.Sprintf("$ref %q leads back to itself", n.Ref()), owner)
		return
	}
	if is := j.table.At(at.keys); is != nil && is.Section != s.Section && is.Section != "" && alike(is, s, at.node) {
		j.warn(n, fmt.Sprintf("$ref %q leads to %s where %s is expected; it is read as one", n.Ref(), is.An(), s.An()))
		j.inline(n, s, owner)
		return
	}
	j.use(n, s, at)
}

func (j *joiner) use(n *node.Node, s *shape.Shape, at spot) {
	t := j.targets[at.node]
	if t != nil && t.section != s.Section {
		if n.Kind == node.String {
			*n = *node.New(node.Null, "null", n)
		}
		j.defect(n, fmt.Sprintf("$ref %q leads to what stands for one of the %s elsewhere, where %s is expected", n.Ref(), t.section, s.An()), n)
		return
	}
	if t == nil {
		t = &target{spot: at, shape: s, section: s.Section}
		if c, ok := j.components[at.node]; ok && c.section == s.Section {
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
	if problem == "" && at.node.Ref() != "" && isPure(at.node) && j.components[at.node].section == "" {
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
func (j *joiner) inline(n *node.Node, s *shape.Shape, owner *node.Node) {
	if j.inlining[n] {
		return // a reference that leads back to itself, found out by whoever began
	}
	j.inlining[n] = true
	defer delete(j.inlining, n)
	at, problem := j.follow(n, s, true)
	if problem == "" && at.node.Ref() != "" {
		if j.inlining[at.node] {
			problem = fmt.Sprintf("$ref %q leads back to itself", n.Ref())
		} else {
			j.inline(at.node, s, owner)
		}
	}
	if problem != "" {
		if s.Kind != shape.Object {
			n.Become(node.New(node.Null, "null", n))
			j.warn(n, problem)
			if s.Elem != nil && s.Elem.Kind == shape.Object {
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
