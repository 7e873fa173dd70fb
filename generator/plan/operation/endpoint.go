package operation

import (
	"net/url"
	"slices"
	"strings"

	"github.com/armsmith/armsmith/generator/english"
	"github.com/armsmith/armsmith/generator/load/node"
	"github.com/armsmith/armsmith/generator/model"
	"github.com/armsmith/armsmith/generator/plan/name"
	"github.com/armsmith/armsmith/generator/plan/source"
	"github.com/armsmith/armsmith/generator/plan/types"
)

// endpointVariable is the variable of an endpoint that the document leaves to the user.
const endpointVariable = "endpoint"

// endpoint reads where the service is.
type endpoint struct{ reader }

// read finds where the service is: Azure's parameterized host, else the first of the
// document's servers, over TLS where the document offers the same one both ways. A server that is
// missing or relative leaves the host to the user, as the variable {endpoint}.
func (o endpoint) read() {
	servers := o.at("/servers").Elements()
	if host := o.at("/x-ms-parameterized-host"); host.Get("hostTemplate").Str() != "" {
		o.parameterizedHost(host, servers)
		return
	}
	if len(servers) == 0 {
		o.client.endpoint.Template = o.absolute("", "")
		return
	}
	first := secureServer(servers)
	for i, s := range servers {
		e := model.Endpoint{Template: strings.TrimSuffix(s.Get("url").Str(), "/"), Doc: english.Plain(s.Get("description").Str())}
		if i == first {
			e.Template = o.absolute(e.Template, s.Ptr)
			o.serverVariables(s, e.Template)
			e.Others = o.client.endpoint.Others
			o.client.endpoint = e
		} else if e.Template != "" {
			o.client.endpoint.Others = append(o.client.endpoint.Others, e)
		}
	}
}

// secureServer returns the index of the first server, or of its twin over https.
func secureServer(servers []source.At) int {
	rest, plain := strings.CutPrefix(servers[0].Get("url").Str(), "http://")
	if !plain {
		return 0
	}
	return max(0, slices.IndexFunc(servers, func(s source.At) bool { return s.Get("url").Str() == "https://"+rest }))
}

// absolute makes a server template that starts with a scheme, or with the variable {endpoint} that
// the user must give.
func (o endpoint) absolute(template, ptr string) string {
	template = strings.TrimSuffix(template, "/")
	switch {
	case strings.HasPrefix(template, "//"):
		return "https:" + template
	case strings.Contains(template, "://") || strings.HasPrefix(template, "{"):
		return template
	}
	if template != "" && !strings.HasPrefix(template, "/") {
		if host, _, _ := strings.Cut(template, "/"); strings.Contains(host, ".") && !strings.HasPrefix(host, ".") {
			o.doc.Warn(ptr, "the server "+source.Quote(template)+" has no scheme; https is taken", "write it as a URL")
			return "https://" + template
		}
		template = "/" + strings.TrimLeft(strings.TrimPrefix(template, "./"), "/")
	}
	o.client.addHost(declared{name: endpointVariable, in: model.InHost}, &model.Param{
		Doc: "Endpoint is the address of the service, such as https://example.com.", Required: true, Reserved: true,
		Type: model.Ref{Kind: model.String},
	})
	return "{" + endpointVariable + "}" + strings.TrimSuffix(template, "/")
}

// serverVariables makes the variables of a server template (OpenAPI, Server Variable Object).
func (o endpoint) serverVariables(server source.At, template string) {
	for _, n := range templateNames(template) {
		v := server.To("variables").To(n.name)
		p := &model.Param{Doc: english.Plain(v.Get("description").Str()), Reserved: true, Type: model.Ref{Kind: model.String}}
		values := v.Get("enum").Strings()
		if len(values) > 0 {
			p.Doc = strings.TrimSpace(p.Doc + "\n\nOne of " + strings.Join(values, ", ") + ".")
		}
		o.variableDefault(p, n.name, v, values)
		if n.name == endpointVariable && o.client.host[n.name] != nil {
			continue
		}
		o.client.addHost(declared{At: v, name: n.name, in: model.InHost}, p)
	}
}

// variableDefault settles what a server variable is when the user says nothing. An empty default is
// none: documents write it because OpenAPI wants one. The version of the API is known, and so is a
// variable of one value.
func (o endpoint) variableDefault(p *model.Param, variable string, v source.At, values []string) {
	if v.Get("default").Is(node.String) && v.Get("default").Text == "" {
		if len(values) == 1 {
			p.Default = textLiteral(v.To("enum").Element(0).Node)
		}
	} else {
		p.Default = textLiteral(v.Get("default"))
	}
	info := o.at("/info/version").Str()
	if p.Default == nil && name.Flat(variable) == "apiversion" && info != "" && (len(values) == 0 || slices.Contains(values, info)) {
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
func (o endpoint) parameterizedHost(host source.At, servers []source.At) {
	template := host.Get("hostTemplate").Str()
	if len(servers) > 0 {
		o.client.endpoint.Doc = english.Plain(servers[0].Get("description").Str())
	}
	if len(servers) > 0 && strings.Contains(servers[0].Get("url").Str(), template) {
		template = servers[0].Get("url").Str()
	} else if prefix := host.Get("useSchemePrefix"); prefix == nil || prefix.True() {
		template = "https://" + template
	}
	template = strings.TrimSuffix(template, "/")
	o.client.endpoint.Template = plainTemplate(template)
	for _, item := range host.To("parameters").Elements() {
		a := o.follow(item)
		d := declared{At: a, name: a.Get("name").Str(), in: model.InHost}
		if !strings.Contains(o.client.endpoint.Template, "{"+d.name+"}") {
			o.doc.Warn(a.Ptr, "the host parameter "+source.Quote(d.name)+" has no place in the host template; it is left out", "put {"+d.name+"} into hostTemplate")
			continue
		}
		p := params(o).make(d, hintAt(d.Ptr, paramName(d), "", "Param"))
		p.Reserved = true
		if p.APIVersion = params(o).isAPIVersion(d); p.APIVersion {
			p.Const = nil
		}
		if p.Const != nil { // one value only: there is nothing to ask
			p.Default, p.Const, p.Required, p.Presence = p.Const, nil, false, model.Optional
		}
		if p.Default == nil {
			o.needed(p, a.Ptr)
		}
		o.client.addHost(d, p)
	}
	for _, n := range templateNames(o.client.endpoint.Template) {
		if o.client.host[n.name] == nil {
			o.doc.Warn(host.Ptr, "the host template holds {"+n.name+"}, which is not declared; it is taken for required text", "declare it")
			o.client.addHost(declared{name: n.name, in: model.InHost},
				&model.Param{Required: true, Reserved: true, Type: model.Ref{Kind: model.String}})
		}
	}
}

// needed has the user give a variable of the endpoint, whatever the document says: its place in the
// template cannot stay empty. What is no text in a URL is asked for as text.
func (o endpoint) needed(p *model.Param, ptr string) {
	p.Required, p.Presence = true, model.Plain
	p.Type.Nullable, p.Type.Pointer = false, false
	if !types.IsScalar(types.Underlying(p.Type)) {
		o.doc.Warn(ptr, "the host parameter "+source.Quote(p.Wire)+" is no text; it is asked for as text", "make it a string")
		p.Type, p.Checks = model.Ref{Kind: model.String}, model.Checks{}
	}
}

// of returns the server of an operation or path that has one of its own, "" for the
// client's endpoint. Variables take their defaults; one without becomes the client's.
func (o endpoint) of(p *found) string {
	servers := p.To("servers").Elements()
	if len(servers) == 0 {
		servers = p.item.To("servers").Elements()
	}
	if len(servers) == 0 {
		return ""
	}
	server := servers[secureServer(servers)]
	template := strings.TrimSuffix(server.Get("url").Str(), "/")
	if strings.HasPrefix(template, "/") && !strings.HasPrefix(template, "//") && !strings.HasPrefix(o.client.endpoint.Template, "{") {
		// relative to where the document's server is (RFC 3986, section 5.2)
		if u, err := url.Parse(o.client.endpoint.Template); err == nil {
			template = u.Scheme + "://" + u.Host + template
		}
	}
	if template = o.absolute(template, server.Ptr); template == o.client.endpoint.Template {
		return ""
	}
	for _, n := range templateNames(template) {
		if d := server.To("variables").To(n.name).Get("default"); d != nil && o.client.host[n.name] == nil {
			template = strings.ReplaceAll(template, "{"+n.raw+"}", d.Text)
		}
	}
	o.serverVariables(server, template)
	return template
}
