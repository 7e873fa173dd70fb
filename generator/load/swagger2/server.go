package swagger2

import (
	"slices"
	"strings"

	"github.com/armsmith/armsmith/generator/load/node"
	"github.com/armsmith/armsmith/generator/load/shape"
)

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
	for _, p := range host.Get("parameters").Elems() {
		if p.Ref() == "" {
			convertParameter(p)
		}
		p = p.Resolve(c.parameters)
		if name := p.Get("name").Str(); name != "" {
			variables.Set(name, serverVariable(p))
		}
	}
	for _, name := range shape.TemplateNames(url) {
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

// ParameterizedHost does the same for an OpenAPI 3 document that names no servers but that. The
// parameters are the shared ones.
func ParameterizedHost(root, host, parameters *node.Node) {
	c := &converter{root: root, parameters: parameters}
	root.Set("servers", c.parameterizedHost(host))
}

// Servers makes the servers of a document's operations that have the schemes, or, of none, the
// document's own; nil when it names none. The document is still in the form of Swagger 2.0, and so
// are the parameters, the shared ones; none of it is changed.
func Servers(document *node.Node, schemes []string, parameters *node.Node) *node.Node {
	c := &converter{root: document, parameters: parameters}
	if len(schemes) == 0 {
		schemes = document.Get("schemes").Strings()
	}
	host := document.Get("x-ms-parameterized-host")
	if !host.Is(node.Map) {
		return c.servers(schemes)
	}
	own := host.Clone()
	for i, p := range own.Get("parameters").Elems() {
		own.Get("parameters").Items[i] = p.Resolve(parameters).Clone()
	}
	return c.parameterizedHost(own)
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
		if key == "description" || shape.IsExtension(key) {
			v.Set(key, x.Clone())
		}
	}
	return v
}
