package plan

import (
	"fmt"
	"slices"

	"github.com/armsmith/armsmith/generator/finding"
	"github.com/armsmith/armsmith/generator/foreign"
	"github.com/armsmith/armsmith/generator/load"
	"github.com/armsmith/armsmith/generator/load/node"
	"github.com/armsmith/armsmith/generator/plan/source"
	"github.com/armsmith/armsmith/generator/plan/types"
	"github.com/armsmith/armsmith/generator/rule"
)

// What documents say to other generators and what changes nothing here.
const (
	typeExtension    = "x-go-type"
	pointerExtension = "x-go-type-skip-optional-pointer"
	tagsExtension    = "x-oapi-codegen-extra-tags"
)

// noted are these in the order of their notes.
var noted = []string{typeExtension, pointerExtension, tagsExtension}

// data are the keywords whose values are not the document's own words.
var data = []string{"example", "examples", "default", "enum", "const", "x-ms-examples"}

// noteForeign says of each extension of another generator that changes nothing here, once, what
// there is instead.
func noteForeign(doc *source.Document) {
	met := map[string][]*node.Node{}
	visitForeign(doc.Loaded.Root, met)
	for _, keyword := range noted {
		places := met[keyword]
		if len(places) == 0 {
			continue
		}
		what, fix := "is not needed: Optional[T] tells what is absent from what is empty, without pointers", ""
		switch keyword {
		case typeExtension:
			what = "says nothing of where the type is: the type is the one that the schema describes"
			fix = "add x-go-type-import: {path: ...}, or write the schema under types in armsmith.yaml"
		case tagsExtension:
			what = "is ignored: the codec has tables of its own, and fields no tags"
		}
		if more := len(places) - 1; more > 0 {
			what += fmt.Sprintf(" (and %d more)", more)
		}
		doc.Findings.Add(finding.Note, places[0].Place(), keyword+" "+what, fix)
	}
}

// visitForeign finds the extensions in a part of a document.
func visitForeign(n *node.Node, met map[string][]*node.Node) {
	for key, value := range n.Each() {
		switch {
		case key == typeExtension && namesGoType(n): // package types reads it
		case slices.Contains(noted, key):
			met[key] = append(met[key], value)
		case !slices.Contains(data, key):
			visitForeign(value, met)
		}
	}
	for _, item := range n.Elems() {
		visitForeign(item, met)
	}
}

func namesGoType(n *node.Node) bool {
	_, ok := types.GoType(n)
	return ok
}

// StandIns returns the Go types that a document or its owner puts in the place of schemas.
func StandIns(doc *load.Document, owners []rule.Type) []foreign.Type {
	var out []foreign.Type
	add := func(t foreign.Type) {
		if !slices.Contains(out, t) {
			out = append(out, t)
		}
	}
	for _, t := range owners {
		add(foreign.Type{Path: t.Path, Name: t.Name})
	}
	eachStandIn(doc.Root, add)
	return out
}

// eachStandIn finds the types that a part of a document names.
func eachStandIn(n *node.Node, add func(foreign.Type)) {
	if t, ok := types.GoType(n); ok {
		add(t)
	}
	if path, name, ok := rule.SplitType(n.Get(load.TypeExtension).Str()); ok {
		add(foreign.Type{Path: path, Name: name})
	}
	for key, value := range n.Each() {
		if !slices.Contains(data, key) {
			eachStandIn(value, add)
		}
	}
	for _, item := range n.Elems() {
		eachStandIn(item, add)
	}
}
