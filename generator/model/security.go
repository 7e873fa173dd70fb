package model

// SecurityKind is the kind of a security scheme.
type SecurityKind uint8

// The kinds of security schemes (OpenAPI, Security Scheme Object, type and scheme).
const (
	SecurityOAuth2 SecurityKind = iota // OAuth 2.0 and OpenID Connect: a bearer token for scopes
	SecurityBearer                     // a bearer token
	SecurityBasic                      // a user name and a password
	SecurityAPIKey                     // a key in a header, a query parameter or a cookie
	SecurityHTTP                       // another scheme of the Authorization header, named by Scheme
)

// SecurityScheme is one documented way to authenticate.
type SecurityScheme struct {
	ID     string // name in the document
	Kind   SecurityKind
	Doc    string
	In     In     // SecurityAPIKey
	Key    string // SecurityAPIKey: parameter name
	Scheme string // SecurityHTTP: scheme name as sent
	Scopes []Scope
	Places []AuthPlace // SecurityOAuth2: where tokens are had, for programs to name
}

// AuthPlace is an address of an authorization server: a constant of the package.
type AuthPlace struct {
	Name string // Go constant: "TokenURL"
	URL  string
	Doc  string // what it is for: "answers tokens"
}

// Scope is one OAuth 2.0 scope.
type Scope struct{ Name, Doc string }

// SecurityRequired is one alternative: every use must be satisfied.
type SecurityRequired []SecurityUse

// SecurityUse is a scheme with the scopes an operation needs.
type SecurityUse struct {
	Scheme *SecurityScheme
	Scopes []string
}
