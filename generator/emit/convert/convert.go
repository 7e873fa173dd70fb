// Package convert writes the package that turns the models of the version before into those of a
// client, and back: a function for each struct and union that stands in the same place of both
// versions, as package changes finds them. What holds values and what moves between fields and
// undeclared properties is not here but in internal/runtime/convert.
package convert

import (
	"slices"
	"strconv"
	"strings"

	"github.com/dave/jennifer/jen"

	"github.com/armsmith/armsmith/generator/changes"
	"github.com/armsmith/armsmith/generator/emit/gocode"
	"github.com/armsmith/armsmith/generator/emit/layout"
	"github.com/armsmith/armsmith/generator/english"
	"github.com/armsmith/armsmith/generator/model"
)

// Files returns the files of package convert of the client now, which comes after that of before.
// Both are to use one runtime.
func Files(before, now *gocode.Package) []gocode.File {
	pairs := changes.Correspond(before.API, now.API)
	to := newDirection("To", before, now, pairs)
	from := newDirection("From", now, before, swapped(pairs))
	aliases := map[string]string{before.ImportPath: "older", now.ImportPath: "newer"}
	lint := deprecated(before.API) || deprecated(now.API)
	files := []gocode.File{{Path: "convert/doc.go", Comment: comment(before, now, to, from), Decls: func(*gocode.Package) []jen.Code { return nil }}}
	for _, d := range []*direction{to, from} {
		for label, functions := range layout.Divide(d.out, (*function).key, (*function).lines) {
			path := "convert/" + strings.ToLower(d.prefix)
			if label != "" {
				path += "_" + label + "_models"
			}
			files = append(files, gocode.File{Path: path + ".go", Lint: lint, Aliases: aliases, Decls: func(*gocode.Package) []jen.Code {
				var out []jen.Code
				for _, f := range functions {
					out = append(out, f.code)
				}
				return out
			}})
		}
	}
	return files
}

// function converts one type.
type function struct {
	types
	code jen.Code
}

func (f *function) key() string { return f.to.Name }

// lines estimates how long the function is.
func (f *function) lines() int {
	n := 10 + len(f.to.AllFields()) + len(f.from.AllFields())
	if f.from.Union != nil {
		n += 4 * len(f.from.Union.Variants)
	}
	return n
}

func swapped(pairs []changes.Pair[*model.Type]) []changes.Pair[*model.Type] {
	var out []changes.Pair[*model.Type]
	for _, p := range pairs {
		out = append(out, changes.Pair[*model.Type]{Old: p.New, New: p.Old})
	}
	return out
}

// deprecated reports whether a document says so of a type or a property.
func deprecated(api *model.API) bool {
	return slices.ContainsFunc(api.Types, func(t *model.Type) bool {
		return t.Deprecated != "" || slices.ContainsFunc(t.AllFields(), func(f *model.Field) bool { return f.Deprecated != "" })
	})
}

// types are two types of which one becomes the other.
type types struct{ from, to *model.Type }

// direction is one of the two ways to convert. Functions are written when something needs them,
// from a queue that the pairs of types begin.
type direction struct {
	prefix   string // of function names
	from, to *gocode.Package
	names    map[types]string
	taken    map[string]bool
	refused  map[types]bool // lists and maps whose elements cannot be converted
	queue    []types
	out      []*function
	losses   []loss
}

func newDirection(prefix string, from, to *gocode.Package, pairs []changes.Pair[*model.Type]) *direction {
	d := &direction{prefix: prefix, from: from, to: to, names: map[types]string{}, taken: map[string]bool{}, refused: map[types]bool{}}
	for _, p := range pairs {
		if p.Old.Kind == model.KindStruct || p.Old.Kind == model.KindUnion {
			d.function(p.Old, p.New)
		}
	}
	for len(d.queue) > 0 {
		next := d.queue[0]
		d.queue = d.queue[1:]
		switch next.from.Kind {
		case model.KindStruct:
			d.out = append(d.out, &function{next, d.structFunc(next)})
		case model.KindUnion:
			d.out = append(d.out, &function{next, d.unionFunc(next)})
		case model.KindNamed:
			d.out = append(d.out, &function{next, d.namedFunc(next)})
		case model.KindEnum: // converted where it stands
		}
	}
	return d
}

// function returns the name of the function that converts a type, which is called after the type of
// the newer version.
func (d *direction) function(from, to *model.Type) string {
	key := types{gocode.Original(from), gocode.Original(to)}
	if name := d.names[key]; name != "" {
		return name
	}
	newer, older := key.to.Name, key.from.Name
	if d.prefix == "From" {
		newer, older = older, newer
	}
	name := d.prefix + newer
	for n := 1; d.taken[name]; n++ {
		name = d.prefix + newer + "As" + older
		if n > 1 {
			name += strconv.Itoa(n)
		}
	}
	d.names[key], d.taken[name] = name, true
	d.queue = append(d.queue, key)
	return name
}

// doc says what a function returns.
func (d *direction) doc(t types, name string) *jen.Statement {
	was, is := "new", "old"
	if d.prefix == "To" {
		was, is = "old", "new"
	}
	return gocode.Doc(name + " returns " + english.An(t.from.Name) + " of the " + was + " version as " + english.An(t.to.Name) + " of the " + is + " one; nil stays nil.")
}

// runtime names a function of the runtime's package for conversions.
func (d *direction) runtime(name string) *jen.Statement {
	return jen.Qual(d.to.Runtime+"/convert", name)
}
