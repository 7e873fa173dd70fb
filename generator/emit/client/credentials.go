package client

import (
	"strings"

	"github.com/dave/jennifer/jen"

	"github.com/armsmith/armsmith/generator/emit/gocode"
	"github.com/armsmith/armsmith/generator/english"
	"github.com/armsmith/armsmith/generator/model"
)

// credentialDecls writes the ways to make a credential that the document's security schemes can
// use:
//
//	// NewKeyCredential returns a credential of one key or token.
//	func NewKeyCredential(key string) *KeyCredential { return runtime.NewKeyCredential(key) }
func credentialDecls(pkg *gocode.Package) []jen.Code {
	if len(pkg.API.Security) == 0 {
		return nil
	}
	kinds := map[model.SecurityKind]bool{}
	for _, s := range pkg.API.Security {
		kinds[s.Kind] = true
	}
	text, credential := jen.String(), jen.Id("Credential")
	out := []jen.Code{gocode.Reexport("Credential", pkg.RT, credentialDoc(pkg))}
	if kinds[model.SecurityOAuth2] || kinds[model.SecurityBearer] {
		out = append(out,
			gocode.Reexport("TokenFunc", pkg.RT, "TokenFunc gets an access token for scopes, with the time when it expires. claims is what the service demanded in a "+
				"challenge, or \"\". It need not cache."),
			gocode.Function("NewTokenCredential", pkg.RT, gocode.Args("get", jen.Id("TokenFunc")), credential,
				"NewTokenCredential returns a credential for bearer tokens, which it caches and refreshes ahead of time."),
			gocode.Reexport("RefreshingTokenFunc", pkg.RT, "RefreshingTokenFunc is a TokenFunc whose issuer says when it wants to be asked again: after refreshOn."),
			gocode.Function("NewRefreshingTokenCredential", pkg.RT, gocode.Args("get", jen.Id("RefreshingTokenFunc")), credential,
				"NewRefreshingTokenCredential is NewTokenCredential for tokens that say when they want to be refreshed."))
	}
	if kinds[model.SecurityAPIKey] || kinds[model.SecurityHTTP] || kinds[model.SecurityBearer] || kinds[model.SecurityOAuth2] {
		out = append(out, gocode.Reexport("KeyCredential", pkg.RT, "KeyCredential is a Credential of one key or token. SetKey replaces it while calls are made."),
			gocode.Function("NewKeyCredential", pkg.RT, gocode.Args("key", text), jen.Op("*").Id("KeyCredential"),
				"NewKeyCredential returns a credential of one key or token."),
			gocode.Function("NewRotatingKeyCredential", pkg.RT, gocode.Args("get", jen.Func().Params().String()), credential,
				"NewRotatingKeyCredential is NewKeyCredential for a key that changes: get is asked for it at every try."))
	}
	if kinds[model.SecurityBasic] {
		out = append(out, gocode.Reexport("BasicCredential", pkg.RT, "BasicCredential is a Credential of a user name and a password. Set replaces them while "+
			"calls are made."), gocode.Function("NewBasicCredential", pkg.RT, gocode.Args("user", nil, "password", text), jen.Op("*").Id("BasicCredential"),
			"NewBasicCredential returns a credential of a user name and a password."))
	}
	if len(pkg.API.Security) > 1 {
		out = append(out, gocode.Function("NewCredentials", pkg.RT, gocode.Args("byScheme", gocode.MapOf(credential)), jen.Id("Credential"),
			"NewCredentials returns a credential that uses, for each security scheme, the one under the scheme's name in the document."))
	}
	return append(out, gocode.Function("Anonymous", pkg.RT, nil, jen.Id("Credential"),
		"Anonymous returns a credential that adds nothing to requests."))
}

// credentialDoc tells what the document asks for.
func credentialDoc(pkg *gocode.Package) string {
	var lines []string
	for _, s := range pkg.API.Security {
		line := "- " + english.OneLine(s.ID) + ": " + schemeDoc(s)
		if s.Doc != "" {
			line += ". " + english.Sentence(english.OneLine(s.Doc))
		}
		lines = append(lines, line)
	}
	return "Credential proves to the service who is calling. The document knows:\n\n" + strings.Join(lines, "\n")
}

// schemeDoc puts a security scheme in words.
func schemeDoc(s *model.SecurityScheme) string {
	switch s.Kind {
	case model.SecurityOAuth2:
		return "an OAuth 2.0 access token"
	case model.SecurityBearer:
		return "a bearer token"
	case model.SecurityBasic:
		return "a user name and a password"
	case model.SecurityAPIKey:
		return "a key in the " + []string{"path", "query", "header", "cookie", "host"}[s.In] + " (" + english.OneLine(s.Key) + ")"
	default:
		return "the HTTP authentication scheme " + english.OneLine(s.Scheme)
	}
}
