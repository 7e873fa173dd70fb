// Package model is the API as we mean to generate it: data only, decided once and read by every
// emitter.
//
// It stands between build, which makes it from a document, and emit, which writes Go from it.
// Everything a person could argue about (what is one type and what are two, what a thing is called,
// which fields may be absent, what an operation returns) is settled here, so that an emitter only
// spells it out and never invents a name. The package imports nothing but the standard library and
// knows neither kin-openapi nor jennifer.
//
// Where comments speak of the document's order, lists and the entries of maps alike stand as the
// document has them (parameters, enum values, paths, schemas, properties). The order of a map means
// nothing (RFC 8259, section 4): no name depends on it, and nothing but the order of declarations.
package model

// API is everything that one generated package holds.
type API struct {
	Package string // Go package name, such as "azureml"
	Title   string // info.title
	Version string // info.version, which for Azure's documents is the api-version
	Doc     string // info.description, as plain text
	Source  string // the document's path as the user gave it, with forward slashes

	// every named type, in the document's order, helpers after what they help
	Types  []*Type
	Groups []*Group // operation groups, in the document's order
	// parameters of the client itself: host variables and x-ms-parameter-location: client
	Params   []*Param
	Endpoint Endpoint // where the service is
	// the servers among which callers can choose, by name; none: there is no choice
	Servers  []*Server
	Security []*SecurityScheme // the schemes that some operation uses, in the document's order
	Scope    *CallScope        // nil: no group of operations shares parameters
	// what has an identifier of its own, sorted by path
	Resources []*Resource
	// method of the client that takes a Scope, or the identifier of a resource: "In"; "" without
	// both
	In       string
	Webhooks *Webhooks // nil: the service sends none
	// security that holds unless an operation says otherwise; empty: none
	Defaults []SecurityRequired
	Retry    *Retry // of calls, unless their operation says otherwise; nil: the runtime's default
}

// CallScope is what can be said once for many calls: the parameters that all operations of some
// group share.
type CallScope struct {
	Name   string // Go type: "Scope"
	Fields []ScopeField
}

// ScopeField is one parameter of a CallScope, wherever it occurs.
type ScopeField struct {
	Name string // Go name
	Wire string
	In   In
	Doc  string
	// Integer: it is an int64, of which 0 says nothing; a string otherwise
	Integer bool
}

// GoType is the type of the field.
func (f ScopeField) GoType() string {
	if f.Integer {
		return "int64"
	}
	return "string"
}

// Resource is what a path identifies that has the form of Azure Resource Manager's: pairs of a type
// and a name, behind a provider.
type Resource struct {
	Name   string   // Go type of the identifier: "DeploymentID"
	Parse  string   // Go function that reads one: "ParseDeploymentID"
	Path   string   // template
	Fields []string // Go names of its variables, in their order
}

// Endpoint is where requests go. Template may hold {variables}, each of which is a Param of the API
// with In == InHost.
type Endpoint struct {
	// such as "https://management.azure.com" or "{endpoint}"; "" when the document names none
	Template string
	Others   []Endpoint // further servers the document offers, for the documentation
	Doc      string
}

// Place is where in the sources something of the model was described.
type Place struct {
	File    string
	Line    int    // 1-based; 0 when unknown
	Pointer string // JSON pointer within File, as it was written
}

// Group is a set of operations that a user finds under one field of the client. A group without a
// Name holds the operations that stand on the client itself.
type Group struct {
	Name       string // field of Client: "BatchDeployments"
	Client     string // its type: "BatchDeploymentsClient"
	File       string // base name of the file that holds it, without ".go"
	Doc        string
	Operations []*Operation
}
