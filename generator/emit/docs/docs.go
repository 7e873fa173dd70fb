// Package docs writes what a person reads before the code: the package's comment, README.md and
// CHANGELOG.md, whose words are in the templates.
package docs

import (
	"cmp"
	"html"
	"strings"

	"github.com/dave/jennifer/jen"

	"github.com/armsmith/armsmith/generator/emit/gocode"
	"github.com/armsmith/armsmith/generator/english"
	"github.com/armsmith/armsmith/generator/model"
	"github.com/armsmith/armsmith/templates"
)

// Directives writes doc.go: the go:generate line. The package's comment stands above its package
// clause.
func Directives(pkg *gocode.Package) []jen.Code {
	if pkg.Generate == "" {
		return nil
	}
	return []jen.Code{jen.Comment("//go:generate " + english.OneLine(pkg.Generate))}
}

// PackageComment returns the package's comment as text.
func PackageComment(pkg *gocode.Package) (string, error) { return templates.Doc(packageProse(pkg)) }

// Readme returns the package's README.md, with the lines of a call and the import that they need.
func Readme(pkg *gocode.Package, imported, usage string) ([]byte, error) {
	p := packageProse(pkg)
	p.Import, p.Usage = imported, usage
	if name, _, ok := strings.Cut(imported, " "); ok {
		p.Call = exampleCall(pkg, name)
	}
	p.Title, p.Version, p.Source = markdown(p.Title), markdown(p.Version), strings.ReplaceAll(english.OneLine(p.Source), "`", "'")
	text, err := templates.Readme(p)
	return []byte(text), err
}

// Changelog returns the package's CHANGELOG.md: what has changed since the version before, which is
// imported from the path given. The changes are Markdown already.
func Changelog(pkg *gocode.Package, before *model.API, beforePath, changes string) ([]byte, error) {
	text, err := templates.Changelog(templates.Changes{
		Title:      cmp.Or(markdown(pkg.API.Title), "a service"),
		Version:    markdown(pkg.API.Version),
		Before:     markdown(before.Version),
		ImportPath: pkg.ImportPath,
		BeforePath: beforePath,
		List:       strings.TrimSpace(changes),
	})
	return []byte(text), err
}

// packageProse gathers what the templates tell about the package.
func packageProse(pkg *gocode.Package) templates.Package {
	p := templates.Package{
		Name:       pkg.API.Package,
		ImportPath: pkg.ImportPath,
		Title:      cmp.Or(english.OneLine(pkg.API.Title), "a service"),
		Version:    english.OneLine(pkg.API.Version),
		Doc:        pkg.API.Doc,
		Source:     pkg.API.Source,
		Call:       exampleCall(pkg, pkg.API.Package),
	}
	for _, g := range pkg.API.Groups {
		group := templates.Group{Name: "Client"}
		if g.Name != "" {
			group.Name += "." + g.Name
		}
		for _, op := range g.Operations {
			group.Operations = append(group.Operations, templates.Operation{
				Name: op.Name, Method: op.Method, Path: strings.ReplaceAll(markdown(op.Path), "`", "'"), Doc: markdown(english.FirstSentence(op.Doc)),
			})
		}
		p.Groups = append(p.Groups, group)
	}
	return p
}

// exampleCall returns the line that makes a client of a package by its name.
//
//	client, err := azurebatch.NewClient(endpoint, cred)
func exampleCall(pkg *gocode.Package, name string) string {
	var args []string
	for _, p := range gocode.ClientArgs(pkg) {
		args = append(args, gocode.ArgName(p))
	}
	if len(pkg.API.Security) > 0 {
		args = append(args, "cred")
	}
	return "client, err := " + name + ".NewClient(" + strings.Join(args, ", ") + ")"
}

// markdown returns text as it may stand in a line or a table's cell of a Markdown page: no HTML, no
// end of the cell.
func markdown(s string) string {
	s = html.EscapeString(english.OneLine(s))
	return strings.NewReplacer("|", "\\|", "&#39;", "'", "&#34;", `"`).Replace(s)
}
