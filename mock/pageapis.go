package mock

import (
	"cmp"
	"fmt"
	"net/http"
	"strconv"
	"strings"

	"github.com/armsmith/armsmith/generator/model"
)

// pageAPI is a document in the list of the page.
type pageAPI struct {
	Name    string      `json:"name"`
	Title   string      `json:"title"`
	Version string      `json:"version"`
	Path    string      `json:"path"` // where its paths begin
	Client  string      `json:"client"`
	Groups  []pageGroup `json:"groups"`
	LeftOut []string    `json:"leftOut"` // operations that a defect reaches
}

// pageGroup is a group of operations, as a client has it.
type pageGroup struct {
	Name       string          `json:"name"`
	Operations []pageOperation `json:"operations"`
}

// pageOperation is an operation in the list of the page.
type pageOperation struct {
	Key        string `json:"key"` // by which the page asks for it
	ID         string `json:"id"`
	Method     string `json:"method"`
	Path       string `json:"path"`
	Summary    string `json:"summary"`
	Call       string `json:"call"` // "Pets.List"
	Deprecated bool   `json:"deprecated,omitempty"`
}

// apis lists what is served.
func (p *page) apis(req *http.Request) []pageAPI {
	out := []pageAPI{}
	for i, shown := range p.shown {
		d := shown.doc
		api := pageAPI{Name: d.Name, Title: d.API.Title, Version: d.API.Version, Path: shown.prefix + shown.main,
			Groups: []pageGroup{}, LeftOut: []string{}}
		api.Client, _ = shown.paste().Client(rootOf(req, api.Path)) // without it the page has a line less
		groups := map[*model.Group]int{}
		for n, op := range d.operations {
			if len(op.Methods) == 0 {
				api.LeftOut = append(api.LeftOut, op.Method+" "+op.Path)
				continue
			}
			g := p.groups[op.Methods[0]]
			at, there := groups[g]
			if !there {
				at = len(api.Groups)
				groups[g] = at
				api.Groups = append(api.Groups, pageGroup{Name: g.Name})
			}
			api.Groups[at].Operations = append(api.Groups[at].Operations, pageOperation{
				Key: fmt.Sprintf("%d.%d", i, n), ID: op.ID, Method: op.Method, Path: op.Path,
				Summary: summary(op), Call: callName(g, op.Methods[0]), Deprecated: op.kin.Deprecated,
			})
		}
		out = append(out, api)
	}
	return out
}

// summary is what an operation does, on one line.
func summary(op *Operation) string {
	text := cmp.Or(op.kin.Summary, op.Methods[0].Doc)
	line, _, _ := strings.Cut(strings.TrimSpace(text), "\n")
	return fmt.Sprintf("%.300s", line)
}

func callName(g *model.Group, op *model.Operation) string {
	if g.Name == "" {
		return op.Name
	}
	return g.Name + "." + op.Name
}

// key is how the page names an operation: the number of the document and that of the operation.
func (p *page) key(op *Operation) string {
	for i, shown := range p.shown {
		if shown.doc == op.Document {
			return fmt.Sprintf("%d.%d", i, op.number)
		}
	}
	return ""
}

// find returns the operation that a key names; nil for none.
func (p *page) find(key string) (*shownAPI, *Operation) {
	doc, op, _ := strings.Cut(key, ".")
	i, err := strconv.Atoi(doc)
	if err != nil || i < 0 || i >= len(p.shown) {
		return nil, nil
	}
	all := p.shown[i].doc.operations
	n, err := strconv.Atoi(op)
	if err != nil || n < 0 || n >= len(all) || len(all[n].Methods) == 0 {
		return nil, nil
	}
	return p.shown[i], all[n]
}
