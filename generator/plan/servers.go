package plan

import (
	"net/url"
	"slices"
	"strings"

	"github.com/armsmith/armsmith/generator/load/node"
	"github.com/armsmith/armsmith/generator/model"
)

// endpointVariable is the variable of an endpoint that the document leaves to the user.
const endpointVariable = "endpoint"

// buildEndpoint finds where the service is: Azure's parameterized host, else the first of the
// document's servers, over TLS where the document offers the same one both ways. A server that is
// missing or relative leaves the host to the user, as the variable {endpoint}.
func (o *operations) buildEndpoint() {
	servers := o.at("/servers").items()
	if host := o.at("/x-ms-parameterized-host"); host.Get("hostTemplate").Str() != "" {
		o.parameterizedHost(host, servers)
		return
	}
	if len(servers) == 0 {
		o.api.Endpoint.Template = o.absolute("", "")
		return
	}
	first := secureServer(servers)
	for i, s := range servers {
		e := model.Endpoint{Template: strings.TrimSuffix(s.Get("url").Str(), "/"), Doc: plainText(s.Get("description").Str())}
		if i == first {
			e.Template = o.absolute(e.Template, s.ptr)
			o.serverVariables(s, e.Template)
			e.Others = o.api.Endpoint.Others
			o.api.Endpoint = e
		} else if e.Template != "" {
			o.api.Endpoint.Others = append(o.api.Endpoint.Others, e)
		}
	}
}

// secureServer returns the index of the first server, or of its twin over https.
func secureServer(servers []at) int {
	rest, plain := strings.CutPrefix(servers[0].Get("url").Str(), "http://")
	if !plain {
		return 0
	}
	return max(0, slices.IndexFunc(servers, func(s at) bool { return s.Get("url").Str() == "https://"+rest }))
}

// absolute makes a server template that starts with a scheme, or with the variable {endpoint} that
// the user must give.
func (o *operations) absolute(template, ptr string) string {
	template = strings.TrimSuffix(template, "/")
	switch {
	case strings.HasPrefix(template, "//"):
		return "https:" + template
	case strings.Contains(template, "://") || strings.HasPrefix(template, "{"):
		return template
	}
	if template != "" && !strings.HasPrefix(template, "/") {
		if host, _, _ := strings.Cut(template, "/"); strings.Contains(host, ".") && !strings.HasPrefix(host, ".") {
			o.warn(ptr, "the server "+quote(template)+" has no scheme; https is taken", "write it as a URL")
			return "https://" + template
		}
		template = "/" + strings.TrimLeft(strings.TrimPrefix(template, "./"), "/")
	}
	o.hostParam(declared{name: endpointVariable, in: model.InHost}, &model.Param{
		Doc: "Endpoint is the address of the service, such as https://example.com.", Required: true, Reserved: true,
		Type: model.Ref{Kind: model.String},
	})
	return "{" + endpointVariable + "}" + strings.TrimSuffix(template, "/")
}

// hostParam adds a variable of the endpoint to the client, unless it is there.
func (o *operations) hostParam(d declared, p *model.Param) {
	if o.host == nil {
		o.host = map[string]*model.Param{}
	}
	if o.host[d.name] != nil {
		return
	}
	p.Wire, p.In = d.name, model.InHost
	o.host[d.name] = p
	o.client.add(d, p)
}

// serverVariables makes the variables of a server template (OpenAPI, Server Variable Object).
func (o *operations) serverVariables(server at, template string) {
	for _, n := range templateNames(template) {
		v := server.to("variables").to(n.name)
		p := &model.Param{Doc: plainText(v.Get("description").Str()), Reserved: true, Type: model.Ref{Kind: model.String}}
		values := v.Get("enum").Strings()
		if len(values) > 0 {
			p.Doc = strings.TrimSpace(p.Doc + "\n\nOne of " + strings.Join(values, ", ") + ".")
		}
		o.variableDefault(p, n.name, v, values)
		if n.name == endpointVariable && o.host[n.name] != nil {
			continue
		}
		o.hostParam(declared{at: v, name: n.name, in: model.InHost}, p)
	}
}

// variableDefault settles what a server variable is when the user says nothing. An empty default is
// none: documents write it because OpenAPI wants one. The version of the API is known, and so is a
// variable of one value.
func (o *operations) variableDefault(p *model.Param, name string, v at, values []string) {
	if v.Get("default").Is(node.String) && v.Get("default").Text == "" {
		if len(values) == 1 {
			p.Default = textLiteral(v.to("enum").item(0).Node)
		}
	} else {
		p.Default = textLiteral(v.Get("default"))
	}
	info := o.at("/info/version").Str()
	if p.Default == nil && flatName(name) == "apiversion" && info != "" && (len(values) == 0 || slices.Contains(values, info)) {
		p.APIVersion = true
	}
	if p.Default == nil {
		p.Required = true
	} else {
		p.Presence = model.Optional
	}
}

// textLiteral makes a literal of a scalar that is used as text.
func textLiteral(n *node.Node) *model.Literal {
	if n == nil || n.Kind == node.Map || n.Kind == node.List || n.Kind == node.Null {
		return nil
	}
	return &model.Literal{JSON: rawJSON(node.NewString(n.Text, n)), Text: n.Text}
}

// parameterizedHost reads Azure's x-ms-parameterized-host. Load has made a server of it, with the
// scheme and base path of Swagger 2.0; a document that names servers of its own beside it means its
// host.
func (o *operations) parameterizedHost(host at, servers []at) {
	template := host.Get("hostTemplate").Str()
	if len(servers) > 0 {
		o.api.Endpoint.Doc = plainText(servers[0].Get("description").Str())
	}
	if len(servers) > 0 && strings.Contains(servers[0].Get("url").Str(), template) {
		template = servers[0].Get("url").Str()
	} else if prefix := host.Get("useSchemePrefix"); prefix == nil || prefix.True() {
		template = "https://" + template
	}
	template = strings.TrimSuffix(template, "/")
	o.api.Endpoint.Template = plainTemplate(template)
	for _, item := range host.to("parameters").items() {
		a := o.follow(item)
		d := declared{at: a, name: a.Get("name").Str(), in: model.InHost}
		if !strings.Contains(o.api.Endpoint.Template, "{"+d.name+"}") {
			o.warn(a.ptr, "the host parameter "+quote(d.name)+" has no place in the host template; it is left out", "put {"+d.name+"} into hostTemplate")
			continue
		}
		p := o.makeParam(d, o.hintAt(d.ptr, paramName(d), "", "Param"))
		p.Reserved = true
		if p.APIVersion = o.isAPIVersion(d); p.APIVersion {
			p.Const = nil
		}
		if p.Const != nil { // one value only: there is nothing to ask
			p.Default, p.Const, p.Required, p.Presence = p.Const, nil, false, model.Optional
		}
		if p.Default == nil {
			o.needed(p, a.ptr)
		}
		o.hostParam(d, p)
	}
	for _, n := range templateNames(o.api.Endpoint.Template) {
		if o.host[n.name] == nil {
			o.warn(host.ptr, "the host template holds {"+n.name+"}, which is not declared; it is taken for required text", "declare it")
			o.hostParam(declared{name: n.name, in: model.InHost},
				&model.Param{Required: true, Reserved: true, Type: model.Ref{Kind: model.String}})
		}
	}
}

// needed has the user give a variable of the endpoint, whatever the document says: its place in the
// template cannot stay empty. What is no text in a URL is asked for as text.
func (o *operations) needed(p *model.Param, ptr string) {
	p.Required, p.Presence = true, model.Plain
	p.Type.Nullable, p.Type.Pointer = false, false
	if !isScalar(underlying(p.Type)) {
		o.warn(ptr, "the host parameter "+quote(p.Wire)+" is no text; it is asked for as text", "make it a string")
		p.Type, p.Checks = model.Ref{Kind: model.String}, model.Checks{}
	}
}

// operationHost returns the server of an operation or path that has one of its own, "" for the
// client's endpoint. Variables take their defaults; one without becomes the client's.
func (o *operations) operationHost(p *plan) string {
	servers := p.to("servers").items()
	if len(servers) == 0 {
		servers = p.item.to("servers").items()
	}
	if len(servers) == 0 {
		return ""
	}
	server := servers[secureServer(servers)]
	template := strings.TrimSuffix(server.Get("url").Str(), "/")
	if strings.HasPrefix(template, "/") && !strings.HasPrefix(template, "//") && !strings.HasPrefix(o.api.Endpoint.Template, "{") {
		// relative to where the document's server is (RFC 3986, section 5.2)
		if u, err := url.Parse(o.api.Endpoint.Template); err == nil {
			template = u.Scheme + "://" + u.Host + template
		}
	}
	if template = o.absolute(template, server.ptr); template == o.api.Endpoint.Template {
		return ""
	}
	for _, n := range templateNames(template) {
		if d := server.to("variables").to(n.name).Get("default"); d != nil && o.host[n.name] == nil {
			template = strings.ReplaceAll(template, "{"+n.raw+"}", d.Text)
		}
	}
	o.serverVariables(server, template)
	return template
}
