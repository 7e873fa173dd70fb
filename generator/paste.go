package generator

import (
	"github.com/armsmith/armsmith/generator/emit/example"
	"github.com/armsmith/armsmith/generator/emit/gocode"
	"github.com/armsmith/armsmith/generator/model"
)

// Paste writes lines of Go that use the client of an API, for people to paste. It may be used by
// several goroutines.
type Paste struct {
	pkg    *gocode.Package
	groups map[*model.Operation]*model.Group
}

// NewPaste returns what writes lines for the client of an API, which they know as a package of the
// name given.
func NewPaste(api *model.API, name string) *Paste {
	named := *api
	named.Package = name
	pkg := gocode.New(&named)
	pkg.ImportPath, pkg.Runtime = "example.com/"+name, "example.com/runtime"
	p := &Paste{pkg: pkg, groups: map[*model.Operation]*model.Group{}}
	for _, g := range api.Groups {
		for _, op := range g.Operations {
			p.groups[op] = g
		}
	}
	return p
}

// Client returns the line that makes a client which calls a service at a URL that takes any
// credential, such as a mock server.
func (p *Paste) Client(url string) (string, error) { return example.Making(p.pkg, url) }

// Call returns the lines that call an operation with what a sample of a call has. They stand in a
// function that has ctx and client, and returns an error. What a call needs and the sample does not
// have is the name of a variable that is still to be declared.
func (p *Paste) Call(op *model.Operation, sample model.Example) (string, error) {
	return example.Calling(p.pkg, p.groups[op], op, sample)
}
