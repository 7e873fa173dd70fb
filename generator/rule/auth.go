package rule

// Auth says what calls need to be let in where the document does not say it, in exactly one of five
// ways: Scheme, Bearer, Basic, Header or Query. It is about all such operations, unless it names
// some.
type Auth struct {
	About
	Scheme string   // a security scheme that the document declares
	Scopes []string // of the Scheme, if it is one of OAuth 2.0
	Bearer bool     // a token in the Authorization header
	Basic  bool     // a user name and a password
	Header string   // the header that takes a key
	Query  string   // the query parameter that takes a key
}

// Ways returns how many ways a rule says.
func (a *Auth) Ways() int {
	return count(a.Scheme != "", a.Bearer, a.Basic, a.Header != "", a.Query != "")
}
