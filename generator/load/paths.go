package load

import (
	"fmt"
	"maps"
	"slices"
	"strings"

	"github.com/armsmith/armsmith/generator/finding"
	"github.com/armsmith/armsmith/generator/load/node"
	"github.com/armsmith/armsmith/generator/load/shape"
)

// mergePaths moves the paths of Azure's x-ms-paths, whose keys may hold a query to tell them apart,
// to the others.
func mergePaths(root *node.Node) {
	more := root.Delete("x-ms-paths")
	if more.Len() == 0 {
		return
	}
	paths := child(root, "paths")
	for _, m := range more.Members {
		there := paths.Get(m.Key)
		if there == nil {
			paths.Append(m)
			continue
		}
		for key, value := range m.Value.Each() {
			if !there.Has(key) {
				there.Set(key, value)
			}
		}
	}
}

// checker looks for what is well-formed and still wrong: it reports, and changes nothing.
type checker struct {
	root      *node.Node
	findings  *report
	ids       map[string]*node.Node // operationId nodes by their text
	templates map[string]string     // paths by their template without names
}

func check(root *node.Node, findings *report) {
	c := &checker{root: root, findings: findings, ids: map[string]*node.Node{}, templates: map[string]string{}}
	paths := root.Get("paths")
	for path := range paths.Each() {
		if !shape.IsExtension(path) {
			c.template(paths, path)
		}
	}
	for op := range operations(root.Get("paths")) {
		c.operationID(op.Node)
		c.pathParameters(op.Path, op.Item, op.Node)
	}
	for _, item := range root.Get("webhooks").Each() {
		for _, method := range methods {
			c.operationID(item.Get(method))
		}
	}
}

func (c *checker) operationID(op *node.Node) {
	id := op.Get("operationId")
	if id.Str() == "" {
		return
	}
	if first := c.ids[id.Text]; first != nil {
		c.warn(id.Place(), "make each operationId unique", "operationId %q is used already, at %s", id.Text, first.Place())
		return
	}
	c.ids[id.Text] = id
}

func (c *checker) template(paths *node.Node, path string) {
	key := paths.KeyPlace(path)
	if !strings.HasPrefix(path, "/") {
		c.warn(key, "begin it with /", "the path %q does not begin with /", path)
	}
	bare := withoutNames(path)
	if first, ok := c.templates[bare]; ok {
		c.warn(key, "describe it once", "the path %q differs from %q only in the names of parameters", path, first)
		return
	}
	c.templates[bare] = path
}

// withoutNames returns a path template with nothing between its braces.
func withoutNames(path string) string {
	var b strings.Builder
	for {
		before, rest, open := strings.Cut(path, "{")
		_, after, closed := strings.Cut(rest, "}")
		b.WriteString(before)
		if !open || !closed {
			b.WriteString(rest)
			return b.String()
		}
		b.WriteString("{}")
		path = after
	}
}

// pathParameters compares the names in a path with the path parameters described for it.
func (c *checker) pathParameters(path string, item, op *node.Node) {
	described := map[string]bool{}
	for _, owner := range []*node.Node{item, op} {
		for _, p := range owner.Get("parameters").Elems() {
			p = c.parameter(p)
			if name := p.Get("name").Str(); p.Get("in").Str() == "path" {
				described[name] = true
			}
		}
	}
	names := shape.TemplateNames(path)
	for _, name := range names {
		if !described[name] {
			c.warn(op.Place(), "describe it under parameters", "the path %q has a parameter %q that is not described", path, name)
		}
	}
	for _, name := range slices.Sorted(maps.Keys(described)) {
		if !slices.Contains(names, name) && !c.inServer(name) {
			c.warn(op.Place(), "remove it, or add it to the path", "the path parameter %q does not stand in the path %q", name, path)
		}
	}
}

// parameter returns what a parameter or a reference to one describes.
func (c *checker) parameter(p *node.Node) *node.Node {
	return p.Resolve(c.root.Get("components").Get("parameters"))
}

func (c *checker) inServer(name string) bool {
	for _, s := range c.root.Get("servers").Elems() {
		if s.Get("variables").Has(name) {
			return true
		}
	}
	return false
}

func (c *checker) warn(place finding.Place, fix, format string, args ...any) {
	c.findings.Add(finding.Warning, place, fmt.Sprintf(format, args...), fix)
}
