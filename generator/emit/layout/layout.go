// Package layout decides which file of a generated package a declaration stands in. It knows
// nothing of what the declarations look like, except for roughly how long they are.
//
// A small package has a file for each kind of declaration: models.go, enums.go, unions.go. In a
// large one nobody would find anything there: the types of a group of operations stand in the file
// of that group, or beside it, and no file is longer than a reader, an editor and a review bear. A
// name is then where its first letters say.
package layout

import (
	"slices"
	"strconv"
	"strings"

	"github.com/armsmith/armsmith/generator/model"
)

// Shelf is what stands in one file, with the tables of its types in a second one.
type Shelf struct {
	File  string // base name, without ".go"
	JSON  string // base name of the file of tables
	XML   string // base name of the file that says where the properties stand in XML
	Group *model.Group
	// Client: the type of the group's client stands here
	Client     bool
	Operations []*model.Operation
	Types      []*model.Type
}

// Kinds reports whether the enums and unions of a shelf have files of their own.
func (s *Shelf) Kinds() bool { return s.Group == nil && s.File == "models" }

// Plan returns the files of a package's groups and types.
func Plan(api *model.API) []*Shelf {
	p := planner{taken: map[string]bool{"models": true, "models_json": true, "models_xml": true}}
	for _, g := range api.Groups {
		p.taken[g.File] = true
	}
	types := map[*model.Group][]*model.Type{nil: api.Types}
	if !size(items(api.Types)).fits() {
		types = byGroup(api)
	}
	for _, g := range api.Groups {
		p.group(g, types[g])
	}
	p.types(nil, "", types[nil])
	return p.shelves
}

// byGroup returns the types of each group in their order; those of none under nil.
func byGroup(api *model.API) map[*model.Group][]*model.Type {
	homes := homes(api)
	types := map[*model.Group][]*model.Type{}
	for _, t := range api.Types {
		types[homes[t]] = append(types[homes[t]], t)
	}
	return types
}

type planner struct {
	taken   map[string]bool
	shelves []*Shelf
}

// group plans the files of a group: its client stands in the file that is called after it, with its
// operations and types as far as they fit.
func (p *planner) group(g *model.Group, types []*model.Type) {
	operations := shelve(clientLines(g), operationItems(g))
	for _, part := range operations {
		s := &Shelf{File: g.File, Group: g, Client: true, Operations: part.values}
		if part.label != "" {
			s.File, s.Client = p.name(g.File, part.label, "operations"), false
		}
		p.shelves = append(p.shelves, s)
	}
	first := p.shelves[len(p.shelves)-len(operations)]
	calls, tables := size(operationItems(g)), size(items(types))
	if len(operations) == 1 && tables.plus(lines{decl: calls.decl}).fits() {
		first.Types = types
		first.JSON, first.XML = p.name(g.File, "", "json"), p.name(g.File, "", "xml")
		return
	}
	p.types(g, g.File, types)
}

// types plans the files of types that do not stand with operations.
func (p *planner) types(g *model.Group, file string, types []*model.Type) {
	for _, part := range shelve(lines{}, items(types)) {
		s := &Shelf{Group: g, Types: part.values}
		if file == "" && part.label == "" {
			s.File, s.JSON, s.XML = "models", "models_json", "models_xml"
		} else {
			s.File, s.JSON, s.XML = p.name(file, part.label, "models"), p.name(file, part.label, "json"), p.name(file, part.label, "xml")
		}
		p.shelves = append(p.shelves, s)
	}
}

// longest is how many letters of a label a name has: Windows takes paths of 260 characters in all.
const longest = 40

// name returns a base name that no other file has. Its last word is ours, for the go command builds
// x_linux.go and x_test.go only sometimes.
func (p *planner) name(file, label, kind string) string {
	label = strings.TrimPrefix(label, file+"_")
	label = strings.Trim(label[:min(len(label), longest)], "_")
	words := slices.DeleteFunc([]string{file, label, kind}, func(w string) bool { return w == "" })
	name := strings.Join(words, "_")
	for n := 2; p.taken[name]; n++ {
		name = strings.Join(words, "_") + strconv.Itoa(n)
	}
	p.taken[name] = true
	return name
}
