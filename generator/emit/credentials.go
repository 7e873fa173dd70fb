package emit

import (
	"strings"

	"github.com/dave/jennifer/jen"

	"github.com/armsmith/armsmith/generator/english"
	"github.com/armsmith/armsmith/generator/model"
)

// credentials writes the ways to make a credential that the document's security schemes can use:
//
//	// NewKeyCredential returns a credential of one fixed key.
//	func NewKeyCredential(key string) Credential { return runtime.NewKeyCredential(key) }
func (e *emitter) credentials() []jen.Code {
	if len(e.api.Security) == 0 {
		return nil
	}
	kinds := map[model.SecurityKind]bool{}
	for _, s := range e.api.Security {
		kinds[s.Kind] = true
	}
	text, credential := jen.String(), jen.Id("Credential")
	out := []jen.Code{e.reexport("Credential", e.rt, e.credentialDoc())}
	if kinds[model.SecurityOAuth2] || kinds[model.SecurityBearer] {
		out = append(out,
			e.reexport("TokenFunc", e.rt, "TokenFunc gets an access token for scopes, with the time when it expires. claims is what the service demanded in a "+
				"challenge, or \"\". It need not cache."),
			e.function("NewTokenCredential", e.rt, args("get", jen.Id("TokenFunc")), credential,
				"NewTokenCredential returns a credential for bearer tokens, which it caches and refreshes ahead of time."),
			e.reexport("RefreshingTokenFunc", e.rt, "RefreshingTokenFunc is a TokenFunc whose issuer says when it wants to be asked again: after refreshOn."),
			e.function("NewRefreshingTokenCredential", e.rt, args("get", jen.Id("RefreshingTokenFunc")), credential,
				"NewRefreshingTokenCredential is NewTokenCredential for tokens that say when they want to be refreshed."))
	}
	if kinds[model.SecurityAPIKey] || kinds[model.SecurityHTTP] || kinds[model.SecurityBearer] || kinds[model.SecurityOAuth2] {
		out = append(out, e.function("NewKeyCredential", e.rt, args("key", text), credential,
			"NewKeyCredential returns a credential of one fixed key or token."),
			e.function("NewRotatingKeyCredential", e.rt, args("get", jen.Func().Params().String()), credential,
				"NewRotatingKeyCredential is NewKeyCredential for a key that changes: get is asked for it at every try."))
	}
	if kinds[model.SecurityBasic] {
		out = append(out, e.function("NewBasicCredential", e.rt, args("user", nil, "password", text), credential,
			"NewBasicCredential returns a credential of a user name and a password."))
	}
	if len(e.api.Security) > 1 {
		out = append(out, e.function("NewCredentials", e.rt, args("byScheme", mapOf(credential)), jen.Id("Credential"),
			"NewCredentials returns a credential that uses, for each security scheme, the one under the scheme's name in the document."))
	}
	return append(out, e.function("Anonymous", e.rt, nil, jen.Id("Credential"),
		"Anonymous returns a credential that adds nothing to requests."))
}

// credentialDoc tells what the document asks for.
func (e *emitter) credentialDoc() string {
	var lines []string
	for _, s := range e.api.Security {
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
