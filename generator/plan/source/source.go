// Package source is the joined document as the rooms of plan read it: places that know what stands
// there, references followed, findings reported where they belong, and accounts of the defects that
// an operation reaches. It decides nothing about the API.
//
// It relies on what load guarantees: every reference is local, and where one leads nowhere there is
// a placeholder that says so ([load.DefectExtension]).
package source

import (
	"strings"

	"github.com/armsmith/armsmith/generator/finding"
	"github.com/armsmith/armsmith/generator/load"
	"github.com/armsmith/armsmith/generator/model"
)

// MaxRefs bounds a chain of references.
const MaxRefs = 64

// Document is a loaded document and what was found while it was planned.
type Document struct {
	Loaded   *load.Document
	Findings finding.List
}

// New returns the document for one run of plan.
func New(loaded *load.Document) *Document { return &Document{Loaded: loaded} }

// At returns the place that a JSON pointer of the joined document names.
func (d *Document) At(ptr string) At { return At{ptr, d.Loaded.Node(ptr)} }

// Place returns where in the sources the thing at a pointer stands.
func (d *Document) Place(ptr string) finding.Place { return d.Loaded.Place(ptr) }

// ModelPlace is [Document.Place] as the model keeps it.
func (d *Document) ModelPlace(ptr string) model.Place {
	p := d.Place(ptr)
	return model.Place{File: p.File, Line: p.Line, Pointer: p.Pointer}
}

// Note, Warn and Fail report a finding at a pointer of the joined document.
func (d *Document) Note(ptr, message, fix string) {
	d.Findings.Add(finding.Note, d.Place(ptr), message, fix)
}

// Warn is [Document.Note] for a defect that does not stop anything from being generated.
func (d *Document) Warn(ptr, message, fix string) {
	d.Findings.Add(finding.Warning, d.Place(ptr), message, fix)
}

// Fail is [Document.Note] for a defect that stops what it reaches from being generated.
func (d *Document) Fail(ptr, message, fix string) {
	d.Findings.Add(finding.Error, d.Place(ptr), message, fix)
}

// Follow goes where a reference leads, and puts a placeholder met there on the account.
func (d *Document) Follow(account *Account, a At) At {
	for range MaxRefs {
		ref := a.Get("$ref").Str()
		if !strings.HasPrefix(ref, "#/") {
			break
		}
		a = d.At(ref[1:])
	}
	if a.There() {
		account.Placeholder(a)
	}
	return a
}

// Quote puts text of the document in quotes for a message.
func Quote(s string) string {
	const longest = 120
	if len(s) > longest {
		s = strings.ToValidUTF8(s[:longest], "") + "..."
	}
	return `"` + s + `"`
}
