package types

import (
	"strings"

	"github.com/armsmith/armsmith/generator/finding"
	"github.com/armsmith/armsmith/generator/load"
	"github.com/armsmith/armsmith/generator/model"
	"github.com/armsmith/armsmith/generator/plan/schema"
	"github.com/armsmith/armsmith/generator/rule"
)

// foreign are the types of the owner's that stand for schemas.
type foreign struct {
	made    map[[2]string]*model.ForeignType
	formats map[string]*rule.Type
	used    map[*rule.Type]bool
	outside bool // of JSON: what is asked for is a text
}

// Replace has types of the owner's stand for the schemas of formats. Those for other schemas are in
// the document.
func (p *Planner) Replace(types []rule.Type) {
	for i := range types {
		if t := &types[i]; t.Format() != "" && p.foreign.formats[t.Format()] == nil {
			p.foreign.formats[t.Format()] = t
		}
	}
}

// Unused warns of the formats that nothing which is generated has.
func (p *Planner) Unused() {
	for format, t := range p.foreign.formats {
		if !p.foreign.used[t] {
			p.doc.Findings.Add(finding.Warning, t.Place, "types: nothing in a body of JSON has the format "+format, "correct it, or take it out")
		}
	}
}

// replaced is the use of a schema for which a type of the owner's stands; ok is false for others.
func (p *Planner) replaced(s schema.Schema) (ref model.Ref, ok bool) {
	var path, name string
	place := p.doc.ModelPlace(s.Ptr)
	if n := s.Get(load.TypeExtension); n != nil {
		if path, name, ok = rule.SplitType(n.Str()); !ok {
			p.doc.Fail(s.Ptr+"/"+load.TypeExtension, "it names no Go type", "write the import path, a dot and the name: github.com/google/uuid.UUID")
			return model.Ref{}, false
		}
		place = model.Place{File: n.Place().File, Line: n.Place().Line}
	} else if path, name, ok = goType(s); ok && p.foreign.outside {
		return model.Ref{}, false // written for others, who can have it there
	} else if !ok {
		t := p.foreign.formats[s.Get("format").Str()]
		if t == nil || p.foreign.outside {
			return model.Ref{}, false
		}
		p.foreign.used[t] = true
		path, name = t.Path, t.Name
		place = model.Place{File: t.Place.File, Line: t.Place.Line}
	}
	made := p.foreign.made[[2]string{path, name}]
	if made == nil {
		made = &model.ForeignType{Path: path, Name: name, Place: place}
		p.foreign.made[[2]string{path, name}] = made
	}
	v, _ := s.Nullable()
	return model.Ref{Kind: model.Foreign, Foreign: made, Nullable: v}, true
}

// goType reads what other generators are told: x-go-type beside x-go-type-import, or both in one.
func goType(s schema.Schema) (path, name string, ok bool) {
	ext := s.Get("x-go-type")
	if pkg := ext.Get("import").Get("package").Str(); pkg != "" {
		return rule.SplitType(pkg + "." + ext.Get("type").Str())
	}
	if from := s.Get("x-go-type-import").Get("path").Str(); from != "" {
		return rule.SplitType(from + "." + ext.Str()[strings.LastIndexByte(ext.Str(), '.')+1:])
	}
	return "", "", false
}
