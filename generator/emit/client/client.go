// Package client writes what a generated package has once: the Client and how it is made
// (client.go), and the runtime's types and functions under names that users can write
// (aliases.go).
package client

import (
	"cmp"
	"slices"
	"strings"
	"unicode"

	"github.com/dave/jennifer/jen"

	"github.com/armsmith/armsmith/generator/emit/gocode"
	"github.com/armsmith/armsmith/generator/english"
	"github.com/armsmith/armsmith/generator/model"
)

// Client writes client.go.
func Client(pkg *gocode.Package) []jen.Code {
	var out []jen.Code
	if pkg.API.Version != "" {
		out = append(out, versionConst(pkg))
	}
	out = append(out, clientType(pkg), newClient(pkg), doMethod(pkg))
	if pkg.Version != "" && unicode.IsDigit(rune(pkg.Version[0])) { // not one under development
		out = append(out, handshake(pkg))
	}
	if len(pkg.API.Security) > 0 {
		out = append(out, schemesVar(pkg))
	}
	if len(pkg.API.Defaults) > 0 {
		out = append(out, jen.Comment("security is what operations need that the document says nothing else of.").Line().
			Var().Id("security").Op("=").Add(gocode.Requirements(pkg, pkg.API.Defaults)))
	}
	return out
}

// versionConst writes
//
//	// APIVersion is the version of the API that this package was made for.
//	const APIVersion = "2025-06-01"
func versionConst(pkg *gocode.Package) jen.Code {
	return gocode.Doc("APIVersion is the version of the API that this package was made for.").
		Const().Id("APIVersion").Op("=").Lit(pkg.API.Version)
}

// handshake writes what holds a client and its runtime to one version of armsmith:
//
//	// If this does not compile, the runtime is of another version of armsmith: ...
//	const _ = runtime.RunArmsmithGenerate_0_1_0
func handshake(pkg *gocode.Package) jen.Code {
	version := strings.Map(func(r rune) rune {
		if unicode.IsLetter(r) || unicode.IsDigit(r) {
			return r
		}
		return '_'
	}, pkg.Version)
	return jen.Comment("If this does not compile, the runtime is of another version of armsmith: run armsmith generate, which writes both.").Line().
		Const().Id("_").Op("=").Add(pkg.RT("RunArmsmithGenerate_" + version))
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
func clientType(pkg *gocode.Package) jen.Code {
	return gocode.Doc("Client calls " + cmp.Or(english.OneLine(pkg.API.Title), "the service") + ". It is safe for use by several goroutines.").
		Type().Id("Client").StructFunc(func(s *jen.Group) {
		for _, g := range pkg.API.Groups {
			if g.Name != "" {
				s.Add(gocode.Doc(english.Type(g.Name, english.Sentence(g.Doc)))).Id(g.Name).Op("*").Id(g.Client)
			}
		}
		s.Line().Id("rt").Op("*").Add(pkg.RT("Client"))
		for _, p := range gocode.ClientParams(pkg) {
			field := pkg.FieldOf(&p.Type, p.Presence)
			if gocode.IsSecretive(&p.Type, pkg.Secretive) {
				field = pkg.Value("Sealed").Types(field)
			}
			s.Id(gocode.FieldName(p)).Add(field)
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
func newClient(pkg *gocode.Package) jen.Code {
	var args []jen.Code
	for _, p := range gocode.ClientArgs(pkg) {
		args = append(args, jen.Id(gocode.ArgName(p)).Add(pkg.FieldOf(&p.Type, p.Presence)))
	}
	if len(pkg.API.Security) > 0 {
		args = append(args, jen.Id("cred").Id("Credential"))
	}
	args = append(args, jen.Id("opts").Op("...").Id("Option"))
	body := []jen.Code{
		jen.List(jen.Id("rt"), jen.Id("err")).Op(":=").Add(pkg.RT("NewClient")).Call(runtimeConfig(pkg), jen.Id("opts").Op("...")),
		gocode.IfErr(jen.Nil(), jen.Id("err")),
		gocode.Define("c", gocode.Addr(jen.Id("Client").Values(jen.Id("rt").Op(":").Id("rt")))),
	}
	for _, p := range gocode.ClientParams(pkg) {
		arg := jen.Id(gocode.ArgName(p))
		if gocode.IsSecretive(&p.Type, pkg.Secretive) {
			arg = pkg.Value("Seal").Call(arg)
		}
		body = append(body, gocode.Assign(jen.Id("c").Dot(gocode.FieldName(p)), arg))
	}
	body = append(body, groupFields(pkg)...)
	body = append(body, jen.Return(jen.Id("c"), jen.Nil()))
	return gocode.Doc(newClientDoc(pkg)).Func().Id("NewClient").Params(args...).Params(jen.Op("*").Id("Client"), jen.Error()).Block(body...)
}

// doMethod writes the way to what the document does not describe:
//
//	func (c *Client) Do(
//		ctx context.Context, method, path string, body, out any, opts ...Option,
//	) error {
//		return c.rt.Send(ctx, method, path, body, out, opts...)
//	}
func doMethod(pkg *gocode.Package) jen.Code {
	return gocode.Doc("Do makes a call that has no method of its own, with the client's credential, retries and limits. The path is relative to the "+
		"endpoint, and may have a query. What goes in is nil, a []byte, an io.Reader, url.Values, or anything else as JSON; what comes out goes into "+
		"a *[]byte or an io.Writer as it comes, is decoded from JSON into anything else, and for nil is not read.").
		Func().Params(jen.Id("c").Op("*").Id("Client")).Id("Do").Params(jen.Id("ctx").Qual("context", "Context"), jen.List(jen.Id("method"), jen.Id("path")).String(),
		jen.List(jen.Id("body"), jen.Id("out")).Any(), jen.Id("opts").Op("...").Id("Option")).Error().Block(
		jen.Return(jen.Id("c").Dot("rt").Dot("Send").Call(jen.Id("ctx"), jen.Id("method"), jen.Id("path"), jen.Id("body"), jen.Id("out"), jen.Id("opts").Op("..."))))
}

// groupFields writes the statements that make the groups of the client c on rt:
//
//	c.Tasks = &TasksClient{rt: rt}
func groupFields(pkg *gocode.Package) []jen.Code {
	var out []jen.Code
	for _, g := range pkg.API.Groups {
		if g.Name == "" {
			continue
		}
		fields := []jen.Code{jen.Id("rt").Op(":").Id("rt")}
		if gocode.ClientState(pkg) {
			fields = append(fields, jen.Id("client").Op(":").Id("c"))
		}
		out = append(out, gocode.Assign(jen.Id("c").Dot(g.Name), gocode.Addr(jen.Id(g.Client).Values(fields...))))
	}
	return out
}

// newClientDoc says where the client sends its requests, and what it needs for that.
func newClientDoc(pkg *gocode.Package) string {
	text := "NewClient returns a client; it sends nothing."
	switch t := pkg.API.Endpoint.Template; {
	case t == "":
		text += " The document names no server: say where it is with WithEndpoint."
	default:
		text += " Requests go to " + english.OneLine(t) + " unless WithEndpoint says otherwise."
	}
	paras := []string{text}
	for _, p := range pkg.API.Params {
		if p.Doc != "" && slices.Contains(gocode.ClientArgs(pkg), p) {
			paras = append(paras, english.WithNotes(english.Sentence(argDoc(p)), gocode.Limits(&p.Checks)))
		}
	}
	for _, other := range pkg.API.Endpoint.Others {
		paras = append(paras, english.Paragraph("Another server: "+english.OneLine(other.Template)+gocode.Pick(other.Doc == "", "", ", "+english.LowerFirst(english.OneLine(other.Doc)))))
	}
	return strings.Join(paras, "\n\n")
}

// argDoc describes an argument of NewClient.
func argDoc(p *model.Param) string {
	if name := gocode.ArgName(p); len(p.Doc) > len(name) && strings.EqualFold(p.Doc[:len(name)+1], name+" ") {
		return "The " + name + p.Doc[len(name):]
	}
	return english.Type("The "+gocode.ArgName(p), p.Doc)
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
//		Schemes: schemes[:],
//		NeedsCredential: true,
//	}
func runtimeConfig(pkg *gocode.Package) jen.Code {
	field := func(name string, v jen.Code) jen.Code { return jen.Line().Id(name).Op(":").Add(v) }
	fields := []jen.Code{field("Package", jen.Lit(pkg.API.Package))}
	if pkg.API.Version != "" {
		fields = append(fields, field("Version", jen.Id("APIVersion")), field("APIVersion", jen.Id("APIVersion")))
	}
	fields = append(fields, field("Endpoint", jen.Lit(pkg.API.Endpoint.Template)))
	var vars []jen.Code
	for _, p := range pkg.API.Params {
		switch {
		case p.In != model.InHost:
		case p.APIVersion:
			fields = append(fields, field("VersionVariable", jen.Lit(p.Wire)))
		default:
			vars = append(vars, jen.Values(jen.Id("Name").Op(":").Lit(p.Wire), jen.Id("Value").Op(":").Add(variableValue(pkg, p))))
		}
	}
	if len(vars) > 0 {
		fields = append(fields, field("Variables", gocode.Slice(pkg.RT("Pair")).Values(vars...)))
	}
	if len(pkg.API.Security) > 0 {
		fields = append(fields, field("Credential", jen.Id("cred")), field("Schemes", jen.Id("schemes").Index(jen.Op(":"))))
		if len(pkg.API.Defaults) > 0 {
			fields = append(fields, field("Security", jen.Id("security")))
		}
		if needsCredential(pkg) {
			fields = append(fields, field("NeedsCredential", jen.True()))
		}
	}
	if pkg.API.Retry != nil {
		fields = append(fields, field("Retry", gocode.RetryPolicy(pkg, pkg.API.Retry)))
	}
	return pkg.RT("Config").Values(append(fields, jen.Line())...)
}

// needsCredential reports whether some operation cannot be called without a credential.
func needsCredential(pkg *gocode.Package) bool {
	for _, g := range pkg.API.Groups {
		for _, op := range g.Operations {
			need := op.Security
			if need == nil {
				need = pkg.API.Defaults
			}
			if len(need) > 0 && !slices.ContainsFunc(need, func(r model.SecurityRequired) bool { return len(r) == 0 }) {
				return true
			}
		}
	}
	return false
}

// variableValue writes the value of a variable of the endpoint.
func variableValue(pkg *gocode.Package, p *model.Param) jen.Code {
	switch {
	case p.Const != nil:
		return jen.Lit(p.Const.Text)
	case p.Default != nil:
		return jen.Lit(p.Default.Text)
	default:
		return gocode.Text(pkg, &p.Type, jen.Id(gocode.ArgName(p)))
	}
}

// schemesVar writes the security schemes:
//
//	// schemes are the ways to authenticate that the document knows.
//	var schemes = [...]runtime.Scheme{
//		{ID: "azure_auth", Kind: runtime.SchemeOAuth2},
//	}
func schemesVar(pkg *gocode.Package) jen.Code {
	var items []jen.Code
	for _, s := range pkg.API.Security {
		fields := []jen.Code{jen.Id("ID").Op(":").Lit(s.ID), jen.Id("Kind").Op(":").Add(schemeKind(pkg, s.Kind))}
		switch s.Kind {
		case model.SecurityAPIKey:
			fields = append(fields, jen.Id("In").Op(":").Add(gocode.PlaceOf(pkg, s.In)), jen.Id("Name").Op(":").Lit(s.Key))
		case model.SecurityHTTP:
			fields = append(fields, jen.Id("Name").Op(":").Lit(s.Scheme))
		}
		items = append(items, jen.Line().Values(fields...))
	}
	return jen.Comment("// schemes are the ways to authenticate that the document knows.").Line().
		Var().Id("schemes").Op("=").Index(jen.Op("...")).Add(pkg.RT("Scheme")).Values(append(items, jen.Line())...)
}

func schemeKind(pkg *gocode.Package, k model.SecurityKind) jen.Code {
	return pkg.RT(map[model.SecurityKind]string{
		model.SecurityOAuth2: "SchemeOAuth2", model.SecurityBearer: "SchemeBearer", model.SecurityBasic: "SchemeBasic",
		model.SecurityAPIKey: "SchemeKey", model.SecurityHTTP: "SchemeHTTP",
	}[k])
}
