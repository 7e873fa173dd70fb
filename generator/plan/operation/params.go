package operation

import (
	"cmp"
	"net/url"
	"slices"
	"strconv"
	"strings"

	"github.com/armsmith/armsmith/generator/load"
	"github.com/armsmith/armsmith/generator/load/node"
	"github.com/armsmith/armsmith/generator/model"
	"github.com/armsmith/armsmith/generator/plan/name"
	"github.com/armsmith/armsmith/generator/plan/schema"
	"github.com/armsmith/armsmith/generator/plan/source"
	"github.com/armsmith/armsmith/generator/plan/types"
)

// params reads the parameters of operations.
type params struct{ reader }

// fill makes the parameter set of a method, without its names and body.
func (o params) fill(m *method, op *model.Operation) {
	declared := o.declared(m.found)
	set := new(model.ParamSet)
	for _, d := range o.onPath(m.found, op, declared) {
		if o.ignoredHeader(m, d) {
			continue
		}
		if p := o.param(m, d); p != nil && !isWritten(p, op.Path) {
			set.Params = append(set.Params, p)
		}
	}
	if len(set.Params) > 0 {
		op.Params = set
	}
}

// isWritten reports whether a parameter's only value stands in the query of the path already, where
// some documents tell operations of one path apart (/blobs?comp=list): it is sent once.
func isWritten(p *model.Param, path string) bool {
	if p.In != model.InQuery || p.Const == nil {
		return false
	}
	_, query, _ := strings.Cut(path, "?")
	query, _, _ = strings.Cut(query, "#")
	values, err := url.ParseQuery(query)
	return err == nil && slices.Equal(values[p.Wire], []string{p.Const.Text})
}

// declared is a Parameter Object as an operation uses it.
type declared struct {
	source.At
	name string
	in   model.In
	of   *model.PartsOf // of a header of parts; else nil
}

// declared returns an operation's parameters in document order: the path's, each replaced by
// the operation's own of that name and place, then the rest of the operation's (OpenAPI, Operation
// Object, parameters).
func (o params) declared(p *found) []declared {
	if p.params != nil {
		return p.params
	}
	out := []declared{}
	for _, list := range []source.At{p.item.To("parameters"), p.To("parameters")} {
		inherited := len(out)
		for _, item := range list.Elements() {
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
				o.doc.Warn(item.Ptr, "parameter "+source.Quote(d.name)+" is there twice; the first one counts", "take one away")
			}
		}
	}
	p.params = o.oneQuery(p, out)
	return p.params
}

// declaredParam reads what identifies a parameter; false when it cannot be sent.
func (o params) declaredParam(item source.At) (declared, bool) {
	a := o.follow(item)
	if a.Has(load.DefectExtension) {
		return declared{}, false
	}
	d := declared{At: a, name: a.Get("name").Str()}
	switch in := a.Get("in").Str(); in {
	case "path":
		d.in = model.InPath
	case "query":
		d.in = model.InQuery
	case "header":
		d.in = model.InHeader
	case "cookie":
		d.in = model.InCookie
	case "querystring":
		d.in = model.InQueryString
	default:
		o.account.Add(source.Defect{Ptr: a.Ptr, Message: "a parameter cannot stand in " + source.Quote(in)})
		return d, false
	}
	if d.name == "" {
		o.account.Add(source.Defect{Ptr: a.Ptr, Message: "a parameter without a name cannot be sent"})
		return d, false
	}
	return d, true
}

// ignoredHeader reports whether a header parameter is not the user's to set: Content-Type follows
// from the body, Accept from the responses, Authorization from the security scheme (OpenAPI,
// Parameter Object, name). Without a security scheme an Authorization header is the only way in,
// and an Accept header of free text the only way to ask; they stay.
func (o params) ignoredHeader(m *method, d declared) bool {
	if d.in != model.InHeader {
		return false
	}
	switch strings.ToLower(d.name) {
	case "content-type":
		return true
	case "accept":
		return len(o.acceptable(d)) > 0
	case "authorization":
		return security(o).isSecured(m.found)
	}
	return false
}

// acceptable returns the media types that an Accept parameter names.
func (o params) acceptable(d declared) []string {
	schema := o.follow(d.To("schema"))
	if c := schema.Get("const").Str(); c != "" {
		return []string{c}
	}
	return schema.Get("enum").Strings()
}

// param makes one parameter, or returns the client's own for one that lives there.
func (o params) param(m *method, d declared) *model.Param {
	if d.Get("x-ms-parameter-location").Str() == "client" && !o.isAPIVersion(d) {
		return o.ofClient(d)
	}
	base := m.base
	if strings.HasPrefix(d.Ptr, m.item.Ptr+"/parameters/") {
		// shared by the path's operations: named after none of them
		if base = pathNouns(m.path)[0]; base != "" {
			base = name.Exported(base)
		}
	}
	name := strings.TrimSuffix(paramName(d), "Params")
	long := paramName(d) + "Param"
	if strings.HasSuffix(base, name) {
		long = "Param" // the operation's name says it already: FindPetsByStatusParam
	}
	p := o.make(d, hintAt(d.Ptr, base, name, long))
	p.APIVersion = o.isAPIVersion(d)
	if p.APIVersion {
		p.Const = nil
	}
	return p
}

// make makes a parameter of what the document declares; its Go name is decided with its set's.
func (o params) make(d declared, h name.Hint) *model.Param {
	p := &model.Param{
		Wire: d.name, In: d.in, Of: d.of, Place: o.doc.ModelPlace(d.Ptr), Doc: source.Doc(d.Node), Deprecated: source.Deprecation(d.Node),
		Required:  d.in == model.InPath || d.Get("required").True(),
		Reserved:  d.Get("allowReserved").True() || d.in != model.InQuery && d.Get("x-ms-skip-url-encoding").True(),
		Unescaped: d.in == model.InQuery && d.Get("x-ms-skip-url-encoding").True(),
		Prefix:    d.Get("x-ms-header-collection-prefix").Str(),
		ClientID:  d.Get("x-ms-client-request-id").True() || strings.EqualFold(d.name, "x-ms-client-request-id"),
	}
	place, asJSON := o.schema(d)
	if !place.There() {
		p.Type, p.Presence = types.Presence(model.Ref{Kind: model.String}, p.Required)
		p.Style, p.Explode = defaultStyle(d.in)
		if d.Node == nil {
			return p // a parameter that only the path knows
		}
		o.doc.Warn(d.Ptr, "parameter "+source.Quote(d.name)+" has no schema; it is taken for text", "give it a schema")
		return p
	}
	t := o.useIn(p.In, asJSON, place, h)
	if t.Kind == model.String && d.Get("x-ms-secret").True() {
		t.Kind = model.Secret
	}
	if p.Prefix != "" {
		t = collection()
	}
	if p.In == model.InHeader || p.In == model.InPart {
		t = headerType(p.Wire, t)
	}
	p.Type, p.Presence = types.Presence(t, p.Required)
	s := schema.Of(place)
	p.Checks = o.types.Checks(s)
	p.Default = o.types.Default(s)
	if only := o.types.Const(s); only != nil && p.Required {
		p.Const = only
	} else if only != nil {
		p.Type.Only = only // it may be left out, and so is asked for
	} else {
		examples := append(types.ExamplesAt(d.Node), o.types.Examples(s)...)
		p.Example = types.Example(examples, t, p.Wire, p.Doc, p.Default)
	}
	if p.In == model.InQueryString {
		o.queryString(d, p)
		return p
	}
	p.Style, p.Explode = o.style(d, asJSON)
	p.Nested = o.nested(place)
	o.checkStyle(d, p.Type, p.Style, p.Nested)
	return p
}

// collection is the type of headers that share a prefix: a map of texts by what follows it
// (x-ms-header-collection-prefix).
func collection() model.Ref {
	return model.Ref{Kind: model.Map, Elem: &model.Ref{Kind: model.String}}
}

// schema returns the place of a parameter's schema, and whether the value is written as JSON
// (OpenAPI, Parameter Object, content). A parameter that is written like a schema itself, as in
// Swagger 2.0, is taken for one.
func (o params) schema(d declared) (schema source.At, asJSON bool) {
	if s := d.To("schema"); s.There() {
		return s, false
	}
	if content := d.To("content").Entries(); len(content) > 0 {
		media := content[0]
		kind := mediaKind(media.Key)
		return media.To("schema"), kind == mediaJSON || kind == mediaUnknown
	}
	if d.Has("type") {
		return d.At, false
	}
	return source.At{}, false
}

// isAPIVersion reports whether a parameter carries the version of the API, which the client knows:
// it, or the component it is, is named so, it must be sent, is free text, and the document states
// no other version for it.
func (o params) isAPIVersion(d declared) bool {
	if name.Flat(d.name) != "apiversion" && !strings.Contains(name.Flat(source.Component(d.Ptr)), "apiversionparam") {
		return false
	}
	if d.in != model.InPath && d.in != model.InHost && !d.Get("required").True() {
		return false
	}
	place, _ := o.schema(d)
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

// ofClient is the client's parameter that an operation declares, made when it is the first.
func (o params) ofClient(d declared) *model.Param {
	if p := o.client.param(d); p != nil {
		return p
	}
	return o.client.add(d, o.make(d, hintAt(d.Ptr, paramName(d), "", "Param")))
}

// placeWords say where a parameter stands, in its name.
var placeWords = [...]string{model.InPath: "Path", model.InQuery: "Query", model.InHeader: "Header", model.InCookie: "Cookie", model.InHost: "Host",
	model.InQueryString: "QueryString", model.InPart: "Part"}

// paramName is the Go name a parameter would like.
func paramName(d declared) string {
	if chosen := source.ChosenName(d.Node); chosen != "" {
		return name.Go(chosen)
	}
	switch d.in {
	case model.InHeader:
		return name.Go(trimHeaderPrefix(d.name))
	case model.InPart:
		return partsWord(d.of) + name.Go(trimHeaderPrefix(d.name))
	}
	return name.Go(d.name)
}

// trimHeaderPrefix takes off what marks a header as a vendor's own: x-ms-request-id is RequestID to
// a Go programmer.
func trimHeaderPrefix(header string) string {
	lower := strings.ToLower(header)
	for _, prefix := range []string{"x-ms-", "x-"} {
		if strings.HasPrefix(lower, prefix) && name.HasLetter(header[len(prefix):]) {
			return header[len(prefix):]
		}
	}
	return header
}

// pathPosition says which variable of its path a parameter is: what it is called there is not sent.
func pathPosition(path string, p *model.Param) string {
	before, _, found := strings.Cut(path, "{"+p.Wire+"}")
	if p.In != model.InPath || !found {
		return ""
	}
	return "variable " + strconv.Itoa(strings.Count(before, "{"))
}

// name settles the names of a method's parameter struct and its fields. Names that collide
// say where they stand.
func (o params) name(m *method, op *model.Operation) {
	set := op.Params
	o.names.Declare(&name.Name{Key: m.identity("params"), Also: m.also("params"), Rank: name.RankParams, Candidates: []string{
		m.base + "Params", m.group.name + m.goName + "Params", m.base + "Parameters"}}).To(&set.Name)
	s := o.names.Inner("params", m.called, "LogValue") // a method, where there are secrets
	if op.Body != nil {
		s.Declare(&name.Name{Key: ":body", Rank: name.RankFirst, Candidates: []string{"Body", "RequestBody"}}).To(&set.Body)
		if len(op.Body.Content.Others) > 0 {
			s.Declare(&name.Name{Key: ":type", Rank: name.RankFirst,
				Candidates: []string{"ContentType", "BodyContentType"}}).To(&set.ContentType)
		}
	}
	wires := map[*model.Param]declared{}
	for _, d := range slices.Concat(o.declared(m.found), m.partHeaders) {
		for _, p := range set.Params {
			if p.Wire == d.name && p.In == d.in && p.Of == d.of {
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
		place, key := placeWords[p.In], placeWords[p.In]+" "+p.Wire
		if p.Of != nil {
			key = place + " " + cmp.Or(p.Of.Name, strconv.Itoa(p.Of.From)) + " " + p.Wire
		}
		s.Declare(&name.Name{Key: key, Also: pathPosition(op.Path, p), Rank: name.RankSchema, Exact: first == p.Wire,
			Chosen:     source.Renamed(d.Node),
			Candidates: []string{first, first + place, name.Go(p.Wire) + place, name.Go(p.Wire) + place + "Param"}}).To(&p.Name)
	}
	s.Resolve()
}
