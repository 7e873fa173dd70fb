// Package gocode is the vocabulary that all rooms of emit share: the Go types that the model's
// types become, the names of the runtime, comments, literals, what a value looks like as text, and
// how a file is rendered. It decides nothing about what a file declares; the rooms do.
//
// Jennifer's statements are mutable, and one that is used twice grows twice: every function here
// returns a fresh one.
package gocode

import (
	"github.com/dave/jennifer/jen"

	"github.com/armsmith/armsmith/generator/model"
)

// Package is the Go package that is being written: the model it is written from, where packages are
// imported from, and what is asked of the model as a whole. It does not change once made, so that
// files can be written in parallel.
type Package struct {
	API        *model.API
	ImportPath string // of the package itself
	Runtime    string // import path of the runtime
	Version    string // of armsmith, for the first line of each file
	Generate   string // command of the package's go:generate line; "" for none

	// Markers holds, by type name, the markers of the unions that the type is a variant of.
	Markers map[string][]string
	// Origins says where types are met, for their comments.
	Origins map[*model.Type]string
	// Secretive are the types that hold a secret.
	Secretive map[*model.Type]bool
}

// New returns the package that api describes. The caller sets where it is imported from.
func New(api *model.API) *Package {
	return &Package{API: api, Markers: unionMarkers(api.Types), Origins: origins(api), Secretive: secretive(api.Types)}
}

// Own names an identifier of the generated package: unqualified in the package itself, qualified in
// its fake.
func (pkg *Package) Own(name string) *jen.Statement { return jen.Qual(pkg.ImportPath, name) }

// RT names an identifier of the runtime.
func (pkg *Package) RT(name string) *jen.Statement { return jen.Qual(pkg.Runtime, name) }

// JSON names an identifier of the runtime's JSON package.
func (pkg *Package) JSON(name string) *jen.Statement {
	return jen.Qual(pkg.Runtime+"/json", name)
}

// Value names an identifier of the runtime's package of values.
func (pkg *Package) Value(name string) *jen.Statement {
	return jen.Qual(pkg.Runtime+"/value", name)
}

// Fake names an identifier of the runtime's package for fakes.
func (pkg *Package) Fake(name string) *jen.Statement {
	return jen.Qual(pkg.Runtime+"/fake", name)
}

// XML names an identifier of the runtime's XML package.
func (pkg *Package) XML(name string) *jen.Statement {
	return jen.Qual(pkg.Runtime+"/xml", name)
}
