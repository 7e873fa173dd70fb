package emit

import (
	"cmp"
	"html"
	"strings"

	"github.com/dave/jennifer/jen"

	"github.com/armsmith/armsmith/generator/english"
	"github.com/armsmith/armsmith/templates"
)

// docFile writes doc.go: the go:generate line. The package's comment stands above its package
// clause.
func (e *emitter) docFile() []jen.Code {
	if e.cfg.Generate == "" {
		return nil
	}
	return []jen.Code{jen.Comment("//go:generate " + english.OneLine(e.cfg.Generate))}
}

// packageComment returns the package's comment as text.
func (e *emitter) packageComment() (string, error) { return templates.Doc(e.prose()) }

// readme returns the package's README.md.
func (e *emitter) readme() ([]byte, error) {
	p := e.prose()
	p.Title, p.Version, p.Source = markdown(p.Title), markdown(p.Version), strings.ReplaceAll(english.OneLine(p.Source), "`", "'")
	text, err := templates.Readme(p)
	return []byte(text), err
}

// prose gathers what the templates tell about the package.
func (e *emitter) prose() templates.Package {
	p := templates.Package{
		Name:       e.api.Package,
		ImportPath: e.cfg.ImportPath,
		Title:      cmp.Or(english.OneLine(e.api.Title), "a service"),
		Version:    english.OneLine(e.api.Version),
		Doc:        e.api.Doc,
		Source:     e.api.Source,
		Call:       e.exampleCall(),
	}
	for _, g := range e.api.Groups {
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

// exampleCall returns the lines that make a client.
//
//	client, err := azurebatch.NewClient(endpoint, cred)
func (e *emitter) exampleCall() string {
	var args []string
	for _, p := range e.clientArgs() {
		args = append(args, argName(p))
	}
	if len(e.api.Security) > 0 {
		args = append(args, "cred")
	}
	return "client, err := " + e.api.Package + ".NewClient(" + strings.Join(args, ", ") + ")"
}

// markdown returns text as it may stand in a line or a table's cell of a Markdown page: no HTML, no
// end of the cell.
func markdown(s string) string {
	s = html.EscapeString(english.OneLine(s))
	return strings.NewReplacer("|", "\\|", "&#39;", "'", "&#34;", `"`).Replace(s)
}
