// Package swagger2 turns a Swagger 2.0 document into an OpenAPI 3.0 one: bodies, forms, content
// types, styles, servers and security. Package load calls it with a document that it has joined and
// cleaned; everything keeps the place it came from, and what the two versions have in common,
// extensions included, stays as it is.
package swagger2

import (
	"github.com/armsmith/armsmith/generator/load/node"
	"github.com/armsmith/armsmith/generator/load/shape"
)

// The extensions that tell what OpenAPI 3 has no word for. Package load says what each means.
const (
	BodyName   = "x-armsmith-body-name"
	BodyIndex  = "x-armsmith-body-index"
	Collection = "x-armsmith-collection-format"
)

// converter is the state of one conversion.
type converter struct {
	root               *node.Node
	consumes, produces []string
	parameters         *node.Node // the shared ones, in the form of Swagger 2.0
	responses          *node.Node
}

// Convert turns a joined Swagger 2.0 document, each field of which is of its kind, into OpenAPI
// 3.0.
func Convert(root *node.Node) {
	shape.Walk(root, shape.Swagger2["document"], func(n *node.Node, s *shape.Shape) {
		if s.Name == "schema" {
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

// convertSchema changes what a Swagger 2.0 schema says otherwise.
func convertSchema(n *node.Node) {
	if n.Get("x-nullable").True() && !n.Has("nullable") {
		n.Set("nullable", node.NewBool(true, n.Get("x-nullable")))
	}
	if format := n.Delete("collectionFormat"); format != nil { // of items within items
		n.Set(Collection, format)
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
			if item.Is(node.Map) && !shape.IsExtension(path) {
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
		if p.Ref() == "" && !isBody(p) {
			convertParameter(p)
		}
		if !isBody(p.Resolve(c.parameters)) {
			kept.Set(name, p)
		}
	}
	return kept
}

func (c *converter) sharedResponses() *node.Node {
	for _, r := range c.responses.Each() {
		if r.Ref() == "" {
			convertResponse(r, c.produces)
		}
	}
	return c.responses
}
