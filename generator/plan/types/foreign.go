package types

import (
	"fmt"
	"slices"
	"strings"

	"github.com/armsmith/armsmith/generator/finding"
	"github.com/armsmith/armsmith/generator/foreign"
	"github.com/armsmith/armsmith/generator/load"
	"github.com/armsmith/armsmith/generator/load/node"
	"github.com/armsmith/armsmith/generator/model"
	"github.com/armsmith/armsmith/generator/plan/name"
	"github.com/armsmith/armsmith/generator/plan/schema"
	"github.com/armsmith/armsmith/generator/plan/source"
	"github.com/armsmith/armsmith/generator/rule"
)

// standIns are the Go types that stand for schemas and are not generated.
type standIns struct {
	found   foreign.Found
	made    map[foreign.Type]*model.ForeignType
	formats map[string]*rule.Type
	used    map[*rule.Type]bool
	unfit   []*unfit
	place   placing // of what is asked for
}

// unfit is why a type does not stand for schemas for which somebody has said it does.
type unfit struct {
	severity     finding.Severity
	message, fix string
	places       []finding.Place
}

// placing is where what is asked for stands.
type placing uint8

const (
	inJSON  placing = iota
	asText          // outside of JSON, in a parameter or a header
	ownOnly         // where no type can stand that is not generated
)

// Replace has types of the owner's stand for the schemas of formats. Those for other schemas are in
// the document. What is known of them all has been found.
func (p *Planner) Replace(types []rule.Type, found foreign.Found) {
	p.standIns.found = found
	for i := range types {
		if t := &types[i]; t.Format() != "" && p.standIns.formats[t.Format()] == nil {
			p.standIns.formats[t.Format()] = t
		}
	}
}

// Report says which types do not stand where somebody has said they do, each once, and warns of the
// formats that nothing which is generated has.
func (p *Planner) Report() {
	for _, u := range p.standIns.unfit {
		if more := len(u.places) - 1; more > 0 {
			u.message += fmt.Sprintf(" (and %d more)", more)
		}
		p.doc.Findings.Add(u.severity, u.places[0], u.message, u.fix)
	}
	for format, t := range p.standIns.formats {
		if !p.standIns.used[t] {
			p.doc.Findings.Add(finding.Warning, t.Place, "types: nothing that is generated has the format "+format, "correct it, or take it out")
		}
	}
}

// UseAsText is Use for what stands outside of JSON, in a parameter or a header.
func (p *Planner) UseAsText(account *source.Account, s schema.Schema, h name.Hint) model.Ref {
	return p.useIn(asText, account, s, h)
}

// UseOwn is Use for what no Go type that is not generated can stand for, unless the owner has said
// so of this very schema.
func (p *Planner) UseOwn(account *source.Account, s schema.Schema, h name.Hint) model.Ref {
	return p.useIn(ownOnly, account, s, h)
}

func (p *Planner) useIn(place placing, account *source.Account, s schema.Schema, h name.Hint) model.Ref {
	before := p.standIns.place
	p.standIns.place = place
	ref := p.Use(account, s, h)
	p.standIns.place = before
	return ref
}

// standIn is a Go type that is to stand for a schema, as somebody has said.
type standIn struct {
	foreign.Type
	place finding.Place
	by    speaker
}

// speaker is who says that a type stands for a schema.
type speaker uint8

const (
	bySchema speaker = iota // the owner, of this schema
	byFormat                // the owner, of all of a format
	byOther                 // the document, to another generator
)

// replaced is the use of a schema for which a Go type stands that is not generated; ok is false for
// others.
func (p *Planner) replaced(s schema.Schema) (ref model.Ref, ok bool) {
	t, ok := p.standInOf(s)
	if !ok || !p.fits(t, s) {
		return model.Ref{}, false
	}
	made := p.standIns.made[t.Type]
	if made == nil {
		made = &model.ForeignType{Path: t.Path, Name: t.Name, Place: model.Place{File: t.place.File, Line: t.place.Line},
			Comparable: p.standIns.found.Of(t.Type).Comparable}
		p.standIns.made[t.Type] = made
	}
	v, _ := s.Nullable()
	return model.Ref{Kind: model.Foreign, Foreign: made, Nullable: v}, true
}

// standInOf returns the type that is to stand for a schema. The owner goes before the document, and
// who names a schema before who names a format.
func (p *Planner) standInOf(s schema.Schema) (t standIn, ok bool) {
	if n := s.Get(load.TypeExtension); n != nil {
		path, name, ok := rule.SplitType(n.Str())
		if !ok {
			p.doc.Fail(s.Ptr+"/"+load.TypeExtension, "it names no Go type", "write the import path, a dot and the name: github.com/google/uuid.UUID")
		}
		return standIn{foreign.Type{Path: path, Name: name}, n.Place(), bySchema}, ok
	}
	if named, ok := GoType(s.Node); ok {
		return standIn{named, s.Get("x-go-type").Place(), byOther}, true
	}
	r := p.standIns.formats[s.Get("format").Str()]
	if r == nil || s.Has("enum") || s.Has("const") {
		return standIn{}, false // a format with known values is an enum
	}
	p.standIns.used[r] = true
	return standIn{foreign.Type{Path: r.Path, Name: r.Name}, r.Place, byFormat}, true
}

// fits reports whether a type stands for a schema where that is asked for. What the owner has said
// of a schema holds, and is an error where it cannot be; anything else gives way to the type that
// the schema describes, which is said once.
func (p *Planner) fits(t standIn, s schema.Schema) bool {
	can := p.standIns.found.Of(t.Type)
	text := p.standIns.place == asText && can.Wrong == "" && !can.Text
	switch {
	case t.by == bySchema:
		return true
	case t.by == byOther && can.Wrong != "":
		p.standIns.addUnfit(finding.Warning, t.place, "x-go-type: "+can.Wrong+"; the type is the one that the schema describes",
			can.Fix+"; or name a type of yours for the schema under types in armsmith.yaml")
		return false
	case text && t.by == byOther:
		p.standIns.addUnfit(finding.Warning, t.place, "x-go-type: "+t.String()+" has no MarshalText and UnmarshalText; parameters and headers have the type that the schema describes",
			"give it the methods, or name another type for the schema under types in armsmith.yaml")
		return false
	case text:
		p.standIns.addUnfit(finding.Note, t.place, "types: "+t.String()+" has no MarshalText and UnmarshalText; parameters and headers of the format "+s.Get("format").Str()+" keep the type that they have without",
			"give it the methods")
		return false
	}
	return p.standIns.place != ownOnly
}

// addUnfit notes that a type does not stand for a schema, as is said at a place.
func (s *standIns) addUnfit(severity finding.Severity, place finding.Place, message, fix string) {
	i := slices.IndexFunc(s.unfit, func(u *unfit) bool { return u.message == message })
	if i < 0 {
		i, s.unfit = len(s.unfit), append(s.unfit, &unfit{severity: severity, message: message, fix: fix})
	}
	if u := s.unfit[i]; !slices.Contains(u.places, place) {
		u.places = append(u.places, place)
	}
}

// GoType reads what other generators are told of a schema: x-go-type beside x-go-type-import, or
// both in one.
func GoType(n *node.Node) (t foreign.Type, ok bool) {
	ext := n.Get("x-go-type")
	if pkg := ext.Get("import").Get("package").Str(); pkg != "" {
		t.Path, t.Name, ok = rule.SplitType(pkg + "." + ext.Get("type").Str())
	} else if from := n.Get("x-go-type-import").Get("path").Str(); from != "" {
		t.Path, t.Name, ok = rule.SplitType(from + "." + ext.Str()[strings.LastIndexByte(ext.Str(), '.')+1:])
	}
	return t, ok
}
