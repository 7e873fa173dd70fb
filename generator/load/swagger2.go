package load

import (
	"slices"
	"strings"

	"github.com/armsmith/armsmith/generator/load/node"
)

// converter turns a joined Swagger 2.0 tree into an OpenAPI 3.0 one, in place, so that everything
// keeps where it came from. What the two have in common, extensions included, stays as it is.
type converter struct {
	root               *node.Node
	consumes, produces []string
	parameters         *node.Node // the shared ones, in the form of Swagger 2.0
	responses          *node.Node
}

func convertSwagger2(root *node.Node, findings *report) {
	clean := &cleaner{root: root, findings: findings, swagger2: true}
	clean.object(root, swagger2["document"], "document")
	walkShapes(root, swagger2["document"], func(n *node.Node, s *shape) {
		if s.name == "schema" {
			convertSchema(n)
		}
	})
	c := &converter{
		root:       root,
		consumes:   root.Get("consumes").Strings(),
		produces:   root.Get("produces").Strings(),
		parameters: node.NewMap(root),
		responses:  node.NewMap(root),
	}
	c.document()
}

// walkShapes calls visit for every object below n that the shapes describe, outermost first.
func walkShapes(n *node.Node, s *shape, visit func(*node.Node, *shape)) {
	switch s.kind {
	case kindObject:
		if n.Kind != node.Map || refOf(n) != "" && s.section != "" {
			return
		}
		visit(n, s)
		for _, m := range n.Members {
			if f := s.field(m.Key); f != nil {
				walkShapes(m.Value, f, visit)
			}
		}
	case kindDict:
		for _, m := range n.Members {
			walkShapes(m.Value, s.elem, visit)
		}
	case kindList:
		for _, item := range n.Items {
			walkShapes(item, s.elem, visit)
		}
	}
}

// convertSchema changes what a Swagger 2.0 schema says otherwise.
func convertSchema(n *node.Node) {
	if n.Get("x-nullable").True() && !n.Has("nullable") {
		n.Set("nullable", node.NewBool(true, n.Get("x-nullable")))
	}
	// of items within items
	if format := n.Delete("collectionFormat"); format != nil && format.Str() != "csv" {
		n.Set(CollectionExtension, format)
	}
}

// document rewrites the top level. The members that OpenAPI 3 has under components move there.
func (c *converter) document() {
	if shared := c.root.Delete("parameters"); shared != nil {
		c.parameters = shared
	}
	if shared := c.root.Delete("responses"); shared != nil {
		c.responses = shared
	}
	for _, key := range []string{"paths", "x-ms-paths"} {
		for path, item := range c.root.Get(key).Each() {
			if item.Is(node.Map) && !isExtension(path) {
				c.pathItem(item)
			}
		}
	}
	components := node.NewMap(c.root)
	c.move(components, "schemas", c.root.Delete("definitions"))
	c.move(components, "parameters", c.sharedParameters())
	c.move(components, "responses", c.sharedResponses())
	c.move(components, "securitySchemes", c.securitySchemes())
	servers := c.servers(c.root.Get("schemes").Strings())
	if host := c.root.Get("x-ms-parameterized-host"); host.Is(node.Map) {
		servers = c.parameterizedHost(host)
	}
	version := c.root.Get("swagger")
	members := []node.Member{{Key: "openapi", Value: node.NewString("3.0.3", version)}}
	if servers != nil {
		members = append(members, node.Member{Key: "servers", Value: servers})
	}
	for _, m := range c.root.Members {
		switch m.Key {
		case "swagger", "host", "basePath", "schemes", "consumes", "produces", "securityDefinitions":
		default:
			members = append(members, m)
		}
	}
	if components.Len() > 0 {
		members = append(members, node.Member{Key: "components", Value: components})
	}
	c.root.SetMembers(members)
}

func (c *converter) move(components *node.Node, section string, entries *node.Node) {
	if entries.Len() > 0 {
		components.Set(section, entries)
	}
}

// sharedParameters are those that OpenAPI 3 can share: bodies and form fields have been copied to
// where they are used.
func (c *converter) sharedParameters() *node.Node {
	kept := node.NewMap(c.parameters)
	for name, p := range c.parameters.Each() {
		if refOf(p) == "" && !isBody(p) {
			convertParameter(p)
		}
		if !isBody(resolveShared(p, c.parameters)) {
			kept.Set(name, p)
		}
	}
	return kept
}

func (c *converter) sharedResponses() *node.Node {
	for _, r := range c.responses.Each() {
		if refOf(r) == "" {
			convertResponse(r, c.produces)
		}
	}
	return c.responses
}

// resolveShared returns the component that a reference names, through further references; else the
// node itself.
func resolveShared(n, shared *node.Node) *node.Node {
	for range maxChain {
		ref := refOf(n)
		if ref == "" {
			return n
		}
		keys := node.Split(ref)
		next := shared.Get(keys[len(keys)-1])
		if next == nil {
			return n
		}
		n = next
	}
	return n
}

// servers makes the servers of host, basePath and schemes; nil when the document names none. A
// client that has the choice between http and https is to take https, so that stands first.
func (c *converter) servers(schemes []string) *node.Node {
	host := c.root.Get("host")
	base := c.basePath()
	if host.Str() == "" {
		if base == "" {
			return nil
		}
		return node.NewList(c.root, server(base, c.root.Get("basePath")))
	}
	list := node.NewList(c.root)
	for _, scheme := range c.schemes(schemes) {
		list.Items = append(list.Items, server(scheme+"://"+strings.TrimSuffix(host.Str(), "/")+base, host))
	}
	return list
}

func (c *converter) schemes(schemes []string) []string {
	if len(schemes) == 0 {
		return []string{"https"}
	}
	if slices.Contains(schemes, "https") {
		rest := slices.DeleteFunc(slices.Clone(schemes), func(s string) bool { return s == "https" })
		return append([]string{"https"}, rest...)
	}
	return schemes
}

func (c *converter) basePath() string {
	base := strings.TrimSuffix(c.root.Get("basePath").Str(), "/")
	if base != "" && !strings.HasPrefix(base, "/") {
		base = "/" + base
	}
	return base
}

func server(url string, place *node.Node) *node.Node {
	s := node.NewMap(place)
	s.SetText("url", url)
	return s
}

// parameterizedHost makes a server with variables of Azure's x-ms-parameterized-host, which stays
// too, its parameters in the form of OpenAPI 3.
func (c *converter) parameterizedHost(host *node.Node) *node.Node {
	template := host.Get("hostTemplate")
	url := template.Str() + c.basePath()
	if prefix := host.Get("useSchemePrefix"); prefix == nil || prefix.True() {
		url = c.schemes(c.root.Get("schemes").Strings())[0] + "://" + url
	}
	variables := node.NewMap(host)
	for _, p := range listOf(host.Get("parameters")) {
		if refOf(p) == "" {
			convertParameter(p)
		}
		p = resolveShared(p, c.parameters)
		if name := p.Get("name").Str(); name != "" {
			variables.Set(name, serverVariable(p))
		}
	}
	for _, name := range templateNames(url) {
		if !variables.Has(name) {
			v := node.NewMap(template)
			v.SetText("default", "")
			variables.Set(name, v)
		}
	}
	s := server(url, template)
	if variables.Len() > 0 {
		s.Set("variables", variables)
	}
	return node.NewList(host, s)
}

// hostServers does the same for an OpenAPI 3 document that names no servers but that.
func hostServers(root, host *node.Node) {
	c := &converter{root: root, parameters: root.Get("components").Get("parameters")}
	root.Set("servers", c.parameterizedHost(host))
}

// serverVariable makes a variable of a parameter that is already in the form of OpenAPI 3.
func serverVariable(p *node.Node) *node.Node {
	v := node.NewMap(p)
	schema := p.Get("schema")
	value := schema.Get("default")
	if enum := schema.Get("enum"); enum.Is(node.List) {
		v.Set("enum", enum.Clone())
		if value == nil && len(enum.Items) == 1 {
			value = enum.Items[0]
		}
	}
	if value == nil {
		value = node.NewString("", p)
	}
	v.Set("default", value.Clone())
	for key, x := range p.Each() {
		if key == "description" || isExtension(key) {
			v.Set(key, x.Clone())
		}
	}
	return v
}

// templateNames returns the names in braces, each once, in order.
func templateNames(template string) []string {
	var names []string
	for len(names) < maxTemplateNames {
		_, rest, found := strings.Cut(template, "{")
		if !found {
			return names
		}
		name, after, found := strings.Cut(rest, "}")
		if !found {
			return names
		}
		if !slices.Contains(names, name) {
			names = append(names, name)
		}
		template = after
	}
	return names
}

// maxTemplateNames bounds the names looked for in one path.
const maxTemplateNames = 100
