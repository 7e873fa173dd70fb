package changes

import (
	"slices"
	"strings"

	"github.com/armsmith/armsmith/generator/model"
)

// Surface is the exported API of a generated package: what each thing that code can use is, by its
// name. Names of members stand behind their type's: "Pet.Name", "Client.Pets". A variant stands
// behind its union in angle brackets: "Animal<Pet>". The methods that the codec has are left out.
type Surface map[string]Declaration

// Declaration is one exported thing.
type Declaration struct {
	Text string // its Go type; what is equal is the same to all code
	// of a struct: two values can be compared with ==
	Comparable bool
}

// SurfaceOf returns the exported API of the package that a model becomes. What every package has,
// whatever its document, is left out.
func SurfaceOf(api *model.API) Surface {
	s := Surface{}
	s.client(api)
	for _, t := range api.Types {
		s.typ(t)
	}
	s.variants(api.Types)
	s.webhooks(api.Webhooks)
	for _, g := range api.Groups {
		for _, op := range g.Operations {
			s.operation(api, g, op)
		}
	}
	return s
}

func (s Surface) add(name, text string) { s[name] = Declaration{Text: text} }

// client adds what a package has once.
func (s Surface) client(api *model.API) {
	if api.Version != "" {
		s.add("APIVersion", "untyped string")
	}
	s.add("Client", "struct")
	var args []string
	for _, p := range clientArgs(api) {
		args = append(args, fieldOf(&p.Type, p.Presence))
	}
	if len(api.Security) > 0 {
		args = append(args, "Credential")
	}
	s.add("NewClient", "func("+strings.Join(append(args, "...Option"), ", ")+") (*Client, error)")
	for _, g := range api.Groups {
		if g.Name != "" {
			s.add("Client."+g.Name, "*"+g.Client)
			s.add(g.Client, "struct")
		}
	}
	s.credentials(api)
	s.add("Client.Do", "func(context.Context, string, string, any, any, ...Option) error")
	for _, server := range api.Servers {
		s.server(server)
	}
	s.scope(api)
	for _, res := range api.Resources {
		s.resource(res)
	}
}

// server adds a server that has a name.
func (s Surface) server(of *model.Server) {
	if len(of.Variables) == 0 {
		s.add(of.Name, "untyped string")
		return
	}
	var args []string
	for _, v := range of.Variables {
		if v.Enum == nil {
			args = append(args, "string")
			continue
		}
		args = append(args, v.Enum.Name)
		s[v.Enum.Name] = Declaration{Text: "string", Comparable: true}
		for _, value := range v.Enum.Values {
			s.add(value.Name, v.Enum.Name)
		}
	}
	s.add(of.Name, "func("+strings.Join(args, ", ")+") Option")
}

// scope adds what can be said once for many calls.
func (s Surface) scope(api *model.API) {
	if api.In != "" {
		s.add("Client."+api.In, "func(runtime.Scoped) *Client")
	}
	scope := api.Scope
	if scope == nil {
		return
	}
	s[scope.Name] = Declaration{Text: "struct", Comparable: true}
	s.add(scope.Name+".Bind", "func(*runtime.Bound)")
	for _, f := range scope.Fields {
		s.add(scope.Name+"."+f.Name, f.GoType())
	}
}

// resource adds the identifier of a resource.
func (s Surface) resource(res *model.Resource) {
	s[res.Name] = Declaration{Text: "struct", Comparable: true}
	s.add(res.Parse, "func(string) ("+res.Name+", error)")
	s.add(res.Name+".Bind", "func(*runtime.Bound)")
	s.add(res.Name+".String", "func() string")
	s.add(res.Name+".Equal", "func("+res.Name+") bool")
	for _, f := range res.Fields {
		s.add(res.Name+"."+f, "string")
	}
}

// clientArgs are the parameters that NewClient asks for.
func clientArgs(api *model.API) []*model.Param {
	var hosts, others []*model.Param
	for _, p := range api.Params {
		switch {
		case p.Const != nil || p.APIVersion:
		case p.In != model.InHost:
			others = append(others, p)
		case p.Default == nil:
			hosts = append(hosts, p)
		}
	}
	return append(hosts, others...)
}

// credential is something that a package has for its security schemes.
type credential struct {
	name, text string
	has        func(kinds map[model.SecurityKind]bool, schemes int) bool
}

// credentials are the ways to make a credential, and which schemes can use each.
var credentials = []credential{
	{"Credential", "= runtime.Credential", anyScheme},
	{"Anonymous", "func() Credential", anyScheme},
	{"TokenFunc", "= runtime.TokenFunc", withToken},
	{"NewTokenCredential", "func(TokenFunc) Credential", withToken},
	{"RefreshingTokenFunc", "= runtime.RefreshingTokenFunc", withToken},
	{"NewRefreshingTokenCredential", "func(RefreshingTokenFunc) Credential", withToken},
	{"KeyCredential", "= runtime.KeyCredential", withKey},
	{"NewKeyCredential", "func(string) *KeyCredential", withKey},
	{"NewRotatingKeyCredential", "func(func() string) Credential", withKey},
	{"BasicCredential", "= runtime.BasicCredential", withPassword},
	{"NewBasicCredential", "func(string, string) *BasicCredential", withPassword},
	{"NewCredentials", "func(map[string]Credential) Credential", severalSchemes},
}

func anyScheme(_ map[model.SecurityKind]bool, schemes int) bool { return schemes > 0 }

func severalSchemes(_ map[model.SecurityKind]bool, schemes int) bool { return schemes > 1 }

func withToken(kinds map[model.SecurityKind]bool, _ int) bool {
	return kinds[model.SecurityOAuth2] || kinds[model.SecurityBearer]
}

func withKey(kinds map[model.SecurityKind]bool, _ int) bool {
	return kinds[model.SecurityAPIKey] || kinds[model.SecurityHTTP] || withToken(kinds, 0)
}

func withPassword(kinds map[model.SecurityKind]bool, _ int) bool { return kinds[model.SecurityBasic] }

// credentials adds the ways to make a credential that the document's security schemes can use.
func (s Surface) credentials(api *model.API) {
	kinds := map[model.SecurityKind]bool{}
	for _, scheme := range api.Security {
		kinds[scheme.Kind] = true
	}
	for _, c := range credentials {
		if c.has(kinds, len(api.Security)) {
			s.add(c.name, c.text)
		}
	}
	for _, scheme := range api.Security {
		for _, p := range scheme.Places {
			s.add(p.Name, "untyped string")
		}
	}
}

// operation adds the methods of an operation, its parameters and its result.
func (s Surface) operation(api *model.API, g *model.Group, op *model.Operation) {
	client := methodPrefix(g)
	params := "func(context.Context, "
	if hasParams(op) {
		s.params(api, op)
		if !op.Params.Late {
			params += op.Params.Name + ", "
		}
	}
	params += "...Option) "
	if op.Late != nil {
		s.result(op, op.Late)
		s.add(op.Late.Name+".Option", "func() Option")
	}
	if op.LRO != nil {
		poller := "(*Poller[" + finalType(op) + "], error)"
		s.add(client+op.Name, params+poller)
		s.add(client+"Resume"+strings.TrimPrefix(op.Name, "Begin"), "func(string, ...Option) "+poller)
		return
	}
	if op.Paging != nil {
		s.add(client+op.Name, params+"*"+pagerType(op))
		return
	}
	if how := op.Job; how != nil {
		poller := "(*Poller[" + contentOf(how.Result) + "], error)"
		s.add(client+how.Name, params+poller)
		s.add(client+how.Resume, "func(string, ...Option) "+poller)
	}
	if how := op.Chunks; how != nil {
		s.add(client+how.Name, params+"([]"+elemOf(&how.Result)+", error)")
	}
	switch r := &op.Result; r.Kind {
	case model.ResultNone:
		s.add(client+op.Name, params+"error")
	case model.ResultBool:
		s.add(client+op.Name, params+"(bool, error)")
	case model.ResultStruct:
		s.add(client+op.Name, params+"(*"+r.Name+", error)")
		s.result(op, r)
	case model.ResultBody:
		s.add(client+op.Name, params+"("+resultOf(r.Body)+", error)")
	}
}

// methodPrefix is what stands before the name of a method of a group.
func methodPrefix(g *model.Group) string {
	if g.Name == "" {
		return "Client."
	}
	return g.Client + "."
}

func pagerType(op *model.Operation) string {
	return "Pager[" + contentOf(op.Result.Body) + ", " + itemOf(&op.Paging.Item) + "]"
}

// finalType is the type of a long-running operation's result.
func finalType(op *model.Operation) string {
	switch {
	case op.Paging != nil:
		return pagerType(op)
	case op.LRO.Result == nil:
		return "struct{}"
	}
	return contentOf(op.LRO.Result)
}

// hasParams reports whether an operation has a parameter struct.
func hasParams(op *model.Operation) bool {
	return op.Params != nil && op.Params.Name != "" &&
		(op.Params.Body != "" || op.Params.ContentType != "" || slices.ContainsFunc(op.Params.Params, (*model.Param).Asked))
}

func (s Surface) params(api *model.API, op *model.Operation) {
	set, whole := op.Params, true
	for _, p := range set.Params {
		if p.Asked() {
			s.add(set.Name+"."+p.Name, fieldOf(&p.Type, p.Presence))
			whole = whole && comparableType(&p.Type, p.Presence)
		}
	}
	if set.Body != "" {
		s.add(set.Name+"."+set.Body, bodyOf(op.Body))
		whole = whole && !isSequence(&op.Body.Content) && comparableType(&op.Body.Content.Type, op.Body.Presence)
	}
	if set.ContentType != "" {
		s.add(set.Name+"."+set.ContentType, "string")
	}
	if set.Late {
		s.add(set.Name+".Option", "func("+pick(keepsParams(api), "*Client", "")+") Option")
	}
	s[set.Name] = Declaration{Text: "struct", Comparable: whole}
}

// keepsParams reports whether the client keeps parameters for its operations.
func keepsParams(api *model.API) bool {
	return slices.ContainsFunc(clientArgs(api), func(p *model.Param) bool { return p.In != model.InHost })
}

func (s Surface) result(op *model.Operation, r *model.Result) {
	whole := true
	if r.Status {
		s.add(r.Name+".StatusCode", "int")
	}
	for _, h := range r.Headers {
		s.add(r.Name+"."+h.Name, fieldOf(&h.Type, h.Presence))
		whole = whole && comparableType(&h.Type, h.Presence)
	}
	if slices.ContainsFunc(r.Headers, mayBeBad) {
		s.add(r.Name+".BadHeaders", "http.Header")
		whole = false
	}
	for i := range r.Bodies {
		b := &r.Bodies[i]
		t, presence := contentOf(b.Content), model.Plain
		if mayLack(op, r, b) {
			t, presence = resultOf(b.Content), model.Nilable
		}
		s.add(r.Name+"."+b.Name, t)
		whole = whole && (isSequence(b.Content) || comparableType(&b.Content.Type, presence))
	}
	s[r.Name] = Declaration{Text: "struct", Comparable: whole}
}

// mayLack reports whether some success comes without a body of the result.
func mayLack(op *model.Operation, result *model.Result, b *model.ResultBodyField) bool {
	for _, r := range op.Responses {
		if !r.Error && r.Low/100 != 1 && (r.Content == nil || r.Low != 0 && b.Low != 0 && (r.Low < b.Low || r.High > b.High)) {
			return true
		}
	}
	return len(result.Bodies) > 1
}

// mayBeBad reports whether a header can be something else than the document says.
func mayBeBad(h *model.Header) bool {
	switch r := under(&h.Type); r.Kind {
	case model.String, model.ETag, model.Any, model.Dynamic:
		return false
	case model.List, model.Map:
		return h.Prefix == "" && under(r.Elem).Kind != model.String
	case model.Named:
		return r.Type.Kind != model.KindEnum || r.Type.Enum.Base != model.String
	}
	return true
}
