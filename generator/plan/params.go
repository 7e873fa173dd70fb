package plan

import (
	"slices"
	"strings"

	"github.com/armsmith/armsmith/generator/load"
	"github.com/armsmith/armsmith/generator/load/node"
	"github.com/armsmith/armsmith/generator/model"
)

// params makes the parameter set of a method, without its names and body.
func (o *operations) params(m *method, op *model.Operation) {
	declared := o.declaredParams(m.plan)
	set := new(model.ParamSet)
	for _, d := range o.onPath(m.plan, op, declared) {
		if o.ignoredHeader(m, d) {
			continue
		}
		if p := o.param(m, d); p != nil {
			set.Params = append(set.Params, p)
		}
	}
	if len(set.Params) > 0 {
		op.Params = set
	}
}

// declared is a Parameter Object as an operation uses it.
type declared struct {
	at
	name string
	in   model.In
}

// declaredParams returns an operation's parameters in document order: the path's, each replaced by
// the operation's own of that name and place, then the rest of the operation's (OpenAPI, Operation
// Object, parameters).
func (o *operations) declaredParams(p *plan) []declared {
	if p.params != nil {
		return p.params
	}
	out := []declared{}
	for _, list := range []at{p.item.to("parameters"), p.to("parameters")} {
		inherited := len(out)
		for _, item := range list.items() {
			d, ok := o.declaredParam(item)
			if !ok {
				continue
			}
			i := slices.IndexFunc(out, func(x declared) bool { return x.name == d.name && x.in == d.in })
			switch {
			case i < 0:
				out = append(out, d)
			case i < inherited:
				out[i] = d
			default:
				o.warn(item.ptr, "parameter "+quote(d.name)+" is there twice; the first one counts", "take one away")
			}
		}
	}
	p.params = out
	return out
}

// declaredParam reads what identifies a parameter; false when it cannot be sent.
func (o *operations) declaredParam(item at) (declared, bool) {
	a := o.follow(item)
	if a.Has(load.DefectExtension) {
		return declared{}, false
	}
	d := declared{at: a, name: a.Get("name").Str()}
	switch in := a.Get("in").Str(); in {
	case "path":
		d.in = model.InPath
	case "query":
		d.in = model.InQuery
	case "header":
		d.in = model.InHeader
	case "cookie":
		d.in = model.InCookie
	default:
		o.addDefect(a.ptr, "a parameter cannot stand in "+quote(in))
		return d, false
	}
	if d.name == "" {
		o.addDefect(a.ptr, "a parameter without a name cannot be sent")
		return d, false
	}
	return d, true
}

// ignoredHeader reports whether a header parameter is not the user's to set: Content-Type follows
// from the body, Accept from the responses, Authorization from the security scheme (OpenAPI,
// Parameter Object, name). Without a security scheme an Authorization header is the only way in,
// and an Accept header of free text the only way to ask; they stay.
func (o *operations) ignoredHeader(m *method, d declared) bool {
	if d.in != model.InHeader {
		return false
	}
	switch strings.ToLower(d.name) {
	case "content-type":
		return true
	case "accept":
		return len(o.acceptable(d)) > 0
	case "authorization":
		return len(o.effectiveSecurity(m.plan)) > 0
	}
	return false
}

// acceptable returns the media types that an Accept parameter names.
func (o *operations) acceptable(d declared) []string {
	schema := o.follow(d.to("schema"))
	if c := schema.Get("const").Str(); c != "" {
		return []string{c}
	}
	return schema.Get("enum").Strings()
}

// param makes one parameter, or returns the client's own for one that lives there.
func (o *operations) param(m *method, d declared) *model.Param {
	if d.Get("x-ms-parameter-location").Str() == "client" && !o.isAPIVersion(d) {
		return o.client.get(o, d)
	}
	base := m.base
	if strings.HasPrefix(d.ptr, m.item.ptr+"/parameters/") {
		// shared by the path's operations: named after none of them
		if base = pathNouns(m.path)[0]; base != "" {
			base = exported(base)
		}
	}
	name := strings.TrimSuffix(paramName(d), "Params")
	long := paramName(d) + "Param"
	if strings.HasSuffix(base, name) {
		long = "Param" // the operation's name says it already: FindPetsByStatusParam
	}
	p := o.makeParam(d, o.hintAt(d.ptr, base, name, long))
	p.APIVersion = o.isAPIVersion(d)
	if p.APIVersion {
		p.Const = nil
	}
	return p
}

// makeParam makes a parameter of what the document declares; its Go name is decided with its set's.
func (o *operations) makeParam(d declared, h nameHint) *model.Param {
	p := &model.Param{
		Wire: d.name, In: d.in, Doc: o.docOf(d.ptr), Deprecated: o.deprecatedOf(d.ptr),
		Required: d.in == model.InPath || d.Get("required").True(),
		Reserved: d.Get("allowReserved").True() || d.Get("x-ms-skip-url-encoding").True(),
		Prefix:   d.Get("x-ms-header-collection-prefix").Str(),
		ClientID: d.Get("x-ms-client-request-id").True() || strings.EqualFold(d.name, "x-ms-client-request-id"),
	}
	schema, asJSON := o.paramSchema(d)
	if !schema.there() {
		p.Type, p.Presence = presence(model.Ref{Kind: model.String}, p.Required)
		p.Style, p.Explode = defaultStyle(d.in)
		if d.Node == nil {
			return p // a parameter that only the path knows
		}
		o.warn(d.ptr, "parameter "+quote(d.name)+" has no schema; it is taken for text", "give it a schema")
		return p
	}
	t := o.typeOf(schema.ptr, h)
	if p.Prefix != "" {
		t = collection()
	}
	if p.In == model.InHeader {
		t = headerType(p.Wire, t)
	}
	p.Type, p.Presence = presence(t, p.Required)
	p.Checks = o.checks(schema.ptr)
	p.Default = o.defaultOf(schema.ptr)
	if p.Required {
		p.Const = o.constOf(schema.ptr)
	}
	p.Style, p.Explode = o.style(d, schema, asJSON)
	return p
}

// collection is the type of headers that share a prefix: a map of texts by what follows it
// (x-ms-header-collection-prefix).
func collection() model.Ref {
	return model.Ref{Kind: model.Map, Elem: &model.Ref{Kind: model.String}}
}

// paramSchema returns the place of a parameter's schema, and whether the value is written as JSON
// (OpenAPI, Parameter Object, content). A parameter that is written like a schema itself, as in
// Swagger 2.0, is taken for one.
func (o *operations) paramSchema(d declared) (schema at, asJSON bool) {
	if s := d.to("schema"); s.there() {
		return s, false
	}
	if content := d.to("content").members(); len(content) > 0 {
		media := content[0]
		kind := mediaKind(media.key)
		return media.to("schema"), kind == mediaJSON || kind == mediaUnknown
	}
	if d.Has("type") {
		return d.at, false
	}
	return at{}, false
}

// isAPIVersion reports whether a parameter carries the version of the API, which the client knows:
// it, or the component it is, is named so, it must be sent, is free text, and the document states
// no other version for it.
func (o *operations) isAPIVersion(d declared) bool {
	if flatName(d.name) != "apiversion" && !strings.Contains(flatName(o.componentOf(d.ptr)), "apiversionparam") {
		return false
	}
	if d.in != model.InPath && d.in != model.InHost && !d.Get("required").True() {
		return false
	}
	place, _ := o.paramSchema(d)
	schema := o.follow(place)
	info := o.at("/info/version").Str()
	if t := schema.Get("type").Str(); t != "" && t != "string" {
		return false
	}
	if values := schema.Get("enum"); values.Is(node.List) && !slices.Contains(values.Strings(), info) {
		return false
	}
	for _, key := range []string{"default", "const"} {
		if v := schema.Get(key); v.Is(node.String) && v.Text != info {
			return false
		}
	}
	return info != ""
}

// paramName is the Go name a parameter would like.
func paramName(d declared) string {
	if name := goNameExtension(d.Node); name != "" {
		return goName(name)
	}
	if d.in == model.InHeader {
		return goName(trimHeaderPrefix(d.name))
	}
	return goName(d.name)
}

// trimHeaderPrefix takes off what marks a header as a vendor's own: x-ms-request-id is RequestID to
// a Go programmer.
func trimHeaderPrefix(header string) string {
	lower := strings.ToLower(header)
	for _, prefix := range []string{"x-ms-", "x-"} {
		if strings.HasPrefix(lower, prefix) && hasLetter(header[len(prefix):]) {
			return header[len(prefix):]
		}
	}
	return header
}

// nameParams settles the names of a method's parameter struct and its fields. Names that collide
// say where they stand.
func (o *operations) nameParams(m *method, op *model.Operation) {
	set := op.Params
	o.names.declare(&name{key: m.key("params"), rank: rankParams, candidates: []string{
		m.base + "Params", m.group.name + m.goName + "Params", m.base + "Parameters"}}).to(&set.Name)
	taken := []string{"LogValue"} // a method, where there are secrets
	if op.Body != nil {
		set.Body = "Body"
		taken = append(taken, "Body")
		if len(op.Body.Content.Others) > 0 {
			set.ContentType = "ContentType"
			taken = append(taken, "ContentType")
		}
	}
	s := newScope(taken...)
	wires := map[*model.Param]declared{}
	for _, d := range o.declaredParams(m.plan) {
		for _, p := range set.Params {
			if p.Wire == d.name && p.In == d.in {
				wires[p] = d
			}
		}
	}
	for _, p := range set.Params {
		if p.OnClient {
			continue // named on the client
		}
		d, ok := wires[p]
		if !ok {
			d = declared{name: p.Wire, in: p.In}
		}
		first := paramName(d)
		place := [...]string{"Path", "Query", "Header", "Cookie", "Host"}[p.In]
		s.declare(&name{key: place + " " + p.Wire, exact: first == p.Wire,
			candidates: []string{first, first + place, goName(p.Wire) + place, goName(p.Wire) + place + "Param"}}).to(&p.Name)
	}
	s.resolve()
}
