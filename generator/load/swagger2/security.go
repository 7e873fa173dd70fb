package swagger2

import (
	"github.com/armsmith/armsmith/generator/load/node"
)

// flowNames are the OAuth 2 flows' names in OpenAPI 3 by those in Swagger 2.0.
var flowNames = map[string]string{"implicit": "implicit", "password": "password", "application": "clientCredentials",
	"accessCode": "authorizationCode"}

func (c *converter) securitySchemes() *node.Node {
	schemes := c.root.Get("securityDefinitions")
	for _, s := range schemes.Each() {
		if !s.Is(node.Map) || s.Ref() != "" {
			continue
		}
		switch s.Get("type").Str() {
		case "basic":
			s.SetText("type", "http")
			s.SetText("scheme", "basic")
		case "oauth2":
			convertFlow(s)
		}
	}
	return schemes
}

// convertFlow moves a scheme's one OAuth 2 flow into flows.
func convertFlow(s *node.Node) {
	if s.Has("flows") { // the document is ahead of its version
		return
	}
	flow := node.NewMap(s)
	for _, key := range []string{"authorizationUrl", "tokenUrl", "scopes"} {
		if value := s.Delete(key); value != nil {
			flow.Set(key, value)
		}
	}
	if !flow.Has("scopes") {
		flow.Set("scopes", node.NewMap(s))
	}
	name := flowNames[s.Get("flow").Str()]
	switch {
	case name != "":
	case flow.Has("authorizationUrl") && flow.Has("tokenUrl"):
		name = "authorizationCode"
	case flow.Has("authorizationUrl"):
		name = "implicit"
	default:
		name = "clientCredentials"
	}
	s.Delete("flow")
	flows := node.NewMap(s)
	flows.Set(name, flow)
	s.Set("flows", flows)
}
