// Package templates holds what is generated or served but is not Go structure: the prose of
// generated packages, and the page of a mock server. A template has hardly a condition; what
// depends on the model is put into words by emit.
package templates

import (
	"embed"
	"io/fs"
	"strings"
	"text/template"
)

//go:embed *.tmpl
var files embed.FS

var all = template.Must(template.New("").Option("missingkey=error").ParseFS(files, "*.tmpl"))

//go:embed mock
var mock embed.FS

// MockPage returns the files of the page that a mock server shows: index.html and what that asks
// for. They are sent as they are.
func MockPage() fs.FS {
	page, err := fs.Sub(mock, "mock")
	if err != nil {
		panic(err) // cannot be: the folder is embedded
	}
	return page
}

// Package is what the templates know of a generated package.
type Package struct {
	Name       string // Go package name
	ImportPath string
	Title      string // the API's name, on one line
	Version    string // the document's version, on one line; may be ""
	Doc        string // the API's description
	Source     string // the document it was generated from
	Call       string // example: how a client is made, as Go code
	Import     string // what imports the package, as it stands in an import declaration
	Usage      string // example: lines of Go that call an operation; "" for none
	Groups     []Group
}

// Group is a group of operations, for tables.
type Group struct {
	Name       string // as one writes it: "client.Tasks"
	Operations []Operation
}

// Operation is one row of a table.
type Operation struct{ Name, Method, Path, Doc string }

// Changes is what the changelog knows of a package and of the one of the version before.
type Changes struct {
	Title, Version, Before string // on one line
	ImportPath, BeforePath string
	List                   string // the changes, as Markdown
}

// Doc returns the text of a package comment.
func Doc(p Package) (string, error) { return execute("doc.tmpl", p) }

// Readme returns a package's README.md.
func Readme(p Package) (string, error) { return execute("readme.tmpl", p) }

// Changelog returns a package's CHANGELOG.md.
func Changelog(c Changes) (string, error) { return execute("changelog.tmpl", c) }

func execute(name string, p any) (string, error) {
	var b strings.Builder
	err := all.ExecuteTemplate(&b, name, p)
	return b.String(), err
}
