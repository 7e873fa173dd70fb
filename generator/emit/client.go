package emit

import (
	"cmp"
	"go/token"
	"slices"
	"strings"
	"unicode"

	"github.com/dave/jennifer/jen"

	"github.com/armsmith/armsmith/generator/english"
	"github.com/armsmith/armsmith/generator/model"
)

// clientFile writes client.go.
func (e *emitter) clientFile() []jen.Code {
	var out []jen.Code
	if e.api.Version != "" {
		out = append(out, e.versionConst())
	}
	out = append(out, e.clientType(), e.newClient())
	if len(e.api.Security) > 0 {
		out = append(out, e.schemesVar())
	}
	if len(e.api.Defaults) > 0 {
		out = append(out, jen.Comment("security is what operations need that the document says nothing else of.").Line().
			Var().Id("security").Op("=").Add(e.requirements(e.api.Defaults)))
	}
	return out
}

// versionConst writes
//
//	// APIVersion is the version of the API that this package was made for.
//	const APIVersion = "2025-06-01"
func (e *emitter) versionConst() jen.Code {
	return doc("APIVersion is the version of the API that this package was made for.").
		Const().Id("APIVersion").Op("=").Lit(e.api.Version)
}

// clientType writes the client:
//
//	// Client calls Azure Batch. It is safe for use by several goroutines.
//	type Client struct {
//		// Tasks ...
//		Tasks *TasksClient
//
//		rt *runtime.Client
//	}
func (e *emitter) clientType() jen.Code {
	return doc("Client calls " + cmp.Or(english.OneLine(e.api.Title), "the service") + ". It is safe for use by several goroutines.").
		Type().Id("Client").StructFunc(func(s *jen.Group) {
		for _, g := range e.api.Groups {
			if g.Name != "" {
				s.Add(doc(english.Type(g.Name, english.Sentence(g.Doc)))).Id(g.Name).Op("*").Id(g.Client)
			}
		}
		s.Line().Id("rt").Op("*").Add(e.rt("Client"))
		for _, p := range e.clientParams() {
			s.Id(fieldName(p)).Add(e.fieldOf(&p.Type, p.Presence))
		}
	})
}

// newClient writes the constructor:
//
//	func NewClient(endpoint string, cred Credential, opts ...Option) (*Client, error) {
//		rt, err := runtime.NewClient(runtime.Config{ ... }, opts...)
//		if err != nil {
//			return nil, err
//		}
//		c := &Client{rt: rt}
//		c.Tasks = &TasksClient{rt: rt}
//		return c, nil
//	}
func (e *emitter) newClient() jen.Code {
	var args []jen.Code
	for _, p := range e.clientArgs() {
		args = append(args, jen.Id(argName(p)).Add(e.fieldOf(&p.Type, p.Presence)))
	}
	if len(e.api.Security) > 0 {
		args = append(args, jen.Id("cred").Id("Credential"))
	}
	args = append(args, jen.Id("opts").Op("...").Id("Option"))
	body := []jen.Code{
		jen.List(jen.Id("rt"), jen.Id("err")).Op(":=").Add(e.rt("NewClient")).Call(e.runtimeConfig(), jen.Id("opts").Op("...")),
		ifErr(jen.Nil(), jen.Id("err")),
		define("c", addr(jen.Id("Client").Values(jen.Id("rt").Op(":").Id("rt")))),
	}
	for _, p := range e.clientParams() {
		body = append(body, assign(jen.Id("c").Dot(fieldName(p)), jen.Id(argName(p))))
	}
	for _, g := range e.api.Groups {
		if g.Name != "" {
			fields := []jen.Code{jen.Id("rt").Op(":").Id("rt")}
			if e.clientState() {
				fields = append(fields, jen.Id("client").Op(":").Id("c"))
			}
			body = append(body, assign(jen.Id("c").Dot(g.Name), addr(jen.Id(g.Client).Values(fields...))))
		}
	}
	body = append(body, jen.Return(jen.Id("c"), jen.Nil()))
	return doc(e.newClientDoc()).Func().Id("NewClient").Params(args...).Params(jen.Op("*").Id("Client"), jen.Error()).Block(body...)
}

// newClientDoc says where the client sends its requests, and what it needs for that.
func (e *emitter) newClientDoc() string {
	text := "NewClient returns a client; it sends nothing."
	switch t := e.api.Endpoint.Template; {
	case t == "":
		text += " The document names no server: say where it is with WithEndpoint."
	default:
		text += " Requests go to " + english.OneLine(t) + " unless WithEndpoint says otherwise."
	}
	paras := []string{text}
	for _, p := range e.api.Params {
		if p.Doc != "" && slices.Contains(e.clientArgs(), p) {
			paras = append(paras, english.WithNotes(english.Sentence(argDoc(p)), limits(&p.Checks)))
		}
	}
	for _, other := range e.api.Endpoint.Others {
		paras = append(paras, english.Paragraph("Another server: "+english.OneLine(other.Template)+pick(other.Doc == "", "", ", "+english.LowerFirst(english.OneLine(other.Doc)))))
	}
	return strings.Join(paras, "\n\n")
}

// argDoc describes an argument of NewClient.
func argDoc(p *model.Param) string {
	if name := argName(p); len(p.Doc) > len(name) && strings.EqualFold(p.Doc[:len(name)+1], name+" ") {
		return "The " + name + p.Doc[len(name):]
	}
	return english.Type("The "+argName(p), p.Doc)
}

// runtimeConfig writes what the runtime must know of the package and its service:
//
//	runtime.Config{
//		Package: "azurebatch",
//		Version: APIVersion,
//		Endpoint: "{endpoint}",
//		Variables: []runtime.Pair{{Name: "endpoint", Value: endpoint}},
//		APIVersion: APIVersion,
//		Credential: cred,
//	}
func (e *emitter) runtimeConfig() jen.Code {
	field := func(name string, v jen.Code) jen.Code { return jen.Line().Id(name).Op(":").Add(v) }
	fields := []jen.Code{field("Package", jen.Lit(e.api.Package))}
	if e.api.Version != "" {
		fields = append(fields, field("Version", jen.Id("APIVersion")), field("APIVersion", jen.Id("APIVersion")))
	}
	fields = append(fields, field("Endpoint", jen.Lit(e.api.Endpoint.Template)))
	var vars []jen.Code
	for _, p := range e.api.Params {
		switch {
		case p.In != model.InHost:
		case p.APIVersion:
			fields = append(fields, field("VersionVariable", jen.Lit(p.Wire)))
		default:
			vars = append(vars, jen.Values(jen.Id("Name").Op(":").Lit(p.Wire), jen.Id("Value").Op(":").Add(e.variable(p))))
		}
	}
	if len(vars) > 0 {
		fields = append(fields, field("Variables", slice(e.rt("Pair")).Values(vars...)))
	}
	if len(e.api.Security) > 0 {
		fields = append(fields, field("Credential", jen.Id("cred")))
	}
	return e.rt("Config").Values(append(fields, jen.Line())...)
}

// variable writes the value of a variable of the endpoint.
func (e *emitter) variable(p *model.Param) jen.Code {
	switch {
	case p.Const != nil:
		return jen.Lit(p.Const.Text)
	case p.Default != nil:
		return jen.Lit(p.Default.Text)
	default:
		return e.text(&p.Type, jen.Id(argName(p)))
	}
}

// clientArgs returns the parameters that NewClient asks for: the variables of the endpoint that
// have no value of their own, and what the client keeps for its operations.
func (e *emitter) clientArgs() []*model.Param {
	var out []*model.Param
	for _, p := range e.api.Params {
		if p.In == model.InHost && p.Const == nil && p.Default == nil && !p.APIVersion {
			out = append(out, p)
		}
	}
	return append(out, e.clientParams()...)
}

// clientParams returns the parameters that the client keeps and its operations send.
func (e *emitter) clientParams() []*model.Param {
	var out []*model.Param
	for _, p := range e.api.Params {
		if p.In != model.InHost && p.Const == nil && !p.APIVersion {
			out = append(out, p)
		}
	}
	return out
}

// clientState reports whether operations need the Client besides the runtime's, for the parameters
// that it keeps.
func (e *emitter) clientState() bool { return len(e.clientParams()) > 0 }

// argName returns the name of a parameter of the client as an argument of NewClient: SubscriptionID
// -> subscriptionID.
func argName(p *model.Param) string {
	runes := []rune(p.Name)
	for i, r := range runes {
		if i > 0 && i+1 < len(runes) && !unicode.IsUpper(runes[i+1]) {
			break
		}
		runes[i] = unicode.ToLower(r)
	}
	name := string(runes)
	switch name {
	case "rt", "err", "c", "cred", "opts", "runtime", "string":
		return name + "Param"
	}
	if token.IsKeyword(name) {
		return name + "Param"
	}
	return name
}

// schemesVar writes the security schemes:
//
//	// schemes are the ways to authenticate that the document knows.
//	var schemes = [...]runtime.Scheme{
//		{ID: "azure_auth", Kind: runtime.SchemeOAuth2},
//	}
func (e *emitter) schemesVar() jen.Code {
	var items []jen.Code
	for _, s := range e.api.Security {
		fields := []jen.Code{jen.Id("ID").Op(":").Lit(s.ID), jen.Id("Kind").Op(":").Add(e.schemeKind(s.Kind))}
		switch s.Kind {
		case model.SecurityAPIKey:
			fields = append(fields, jen.Id("In").Op(":").Add(e.place(s.In)), jen.Id("Name").Op(":").Lit(s.Key))
		case model.SecurityHTTP:
			fields = append(fields, jen.Id("Name").Op(":").Lit(s.Scheme))
		}
		items = append(items, jen.Line().Values(fields...))
	}
	return jen.Comment("// schemes are the ways to authenticate that the document knows.").Line().
		Var().Id("schemes").Op("=").Index(jen.Op("...")).Add(e.rt("Scheme")).Values(append(items, jen.Line())...)
}

func (e *emitter) schemeKind(k model.SecurityKind) jen.Code {
	return e.rt(map[model.SecurityKind]string{
		model.SecurityOAuth2: "SchemeOAuth2", model.SecurityBearer: "SchemeBearer", model.SecurityBasic: "SchemeBasic",
		model.SecurityAPIKey: "SchemeKey", model.SecurityHTTP: "SchemeHTTP",
	}[k])
}

// requirements writes alternatives of authentication:
//
//	[]runtime.Requirement{{{Scheme: &schemes[0], Scopes: []string{"user_impersonation"}}}}
func (e *emitter) requirements(alternatives []model.SecurityRequired) jen.Code {
	var out []jen.Code
	for _, alternative := range alternatives {
		var uses []jen.Code
		for _, u := range alternative {
			fields := []jen.Code{jen.Id("Scheme").Op(":").Op("&").Id("schemes").Index(jen.Lit(e.schemeIndex(u.Scheme)))}
			if len(u.Scopes) > 0 {
				var scopes []jen.Code
				for _, s := range u.Scopes {
					scopes = append(scopes, jen.Lit(s))
				}
				fields = append(fields, jen.Id("Scopes").Op(":").Index().String().Values(scopes...))
			}
			uses = append(uses, jen.Values(fields...))
		}
		out = append(out, jen.Values(uses...))
	}
	return slice(e.rt("Requirement")).Values(out...)
}

func (e *emitter) schemeIndex(s *model.SecurityScheme) int {
	for i, known := range e.api.Security {
		if known == s {
			return i
		}
	}
	return 0
}
