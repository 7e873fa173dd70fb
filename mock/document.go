package mock

import (
	"context"
	"fmt"
	"strings"
	"unicode"

	"github.com/getkin/kin-openapi/openapi3"

	"github.com/armsmith/armsmith/generator"
	"github.com/armsmith/armsmith/generator/finding"
	"github.com/armsmith/armsmith/generator/judge"
	"github.com/armsmith/armsmith/generator/load"
	"github.com/armsmith/armsmith/generator/model"
)

// Document is an API that can be served: what its description says, and what its operations are to
// a client.
type Document struct {
	Name     string // short, for paths and messages: that of the client's package
	Loaded   *load.Document
	API      *model.API
	Findings finding.List // what is wrong with the description

	kin        *openapi3.T
	operations []*Operation
	byKin      map[*openapi3.Operation]*Operation
	byPath     map[string]*Operation // by method and shape of the path
	endless    string                // a component that is composed of itself, see Unjudged; "" for none
}

// Read reads a document as the generator does, with the rules of its owner. What a defect reaches
// is not served, and the findings say so; only a document of which nothing can be made is an error.
func Read(ctx context.Context, cfg generator.Config) (*Document, error) {
	cfg.Tolerate = true
	in, err := generator.Inspect(ctx, cfg)
	if err != nil {
		return nil, err
	}
	if in.Document == nil || in.API == nil {
		return nil, &generator.Error{Findings: in.Findings}
	}
	doc := NewDocument(in.Document, in.API)
	doc.Findings = in.Findings
	if cfg.Package == "" && cfg.Out == "" {
		doc.Name = nameOf(in.API.Title)
	}
	switch {
	case len(doc.Operations()) > 0:
	case len(doc.LeftOut()) > 0 && len(in.Findings) > 0: // which tell why
		return nil, &generator.Error{Findings: in.Findings}
	default:
		return nil, fmt.Errorf("%s has no operation that can be served; `armsmith inspect` says what it has", in.API.Source)
	}
	return doc, nil
}

// NewDocument returns a document that has been loaded and planned already.
func NewDocument(loaded *load.Document, api *model.API) *Document {
	d := &Document{Name: api.Package, Loaded: loaded, API: api, kin: judge.Document(loaded),
		byKin: map[*openapi3.Operation]*Operation{}, byPath: map[string]*Operation{}}
	d.endless = judge.Endless(d.kin)
	d.operations = operationsOf(d)
	for _, op := range d.operations {
		d.byKin[op.kin] = op
		if at := op.Method + " " + shapeOf(op.Path); d.byPath[at] == nil { // paths that a fragment tells apart are one
			d.byPath[at] = op
		}
	}
	return d
}

// Unjudged returns the name of a component whose schema is composed of itself; "" for none. The
// judge would not come to an end with it, so that neither the requests for such a document nor its
// answers are judged.
func (d *Document) Unjudged() string { return d.endless }

// Operations returns the operations that are served, in the document's order.
func (d *Document) Operations() []*Operation { return served(d.operations, true) }

// LeftOut returns the operations that are not served, since a defect of the document reaches them.
func (d *Document) LeftOut() []*Operation { return served(d.operations, false) }

func served(all []*Operation, whole bool) []*Operation {
	var out []*Operation
	for _, op := range all {
		if (len(op.Methods) > 0) == whole {
			out = append(out, op)
		}
	}
	return out
}

// nameOf makes a short name of a title.
func nameOf(title string) string {
	var b strings.Builder
	for _, r := range strings.ToLower(title) {
		if unicode.IsLetter(r) && r < unicode.MaxASCII || unicode.IsDigit(r) && r < unicode.MaxASCII && b.Len() > 0 {
			b.WriteRune(r)
		}
		if b.Len() == 24 {
			break
		}
	}
	if b.Len() == 0 {
		return "api"
	}
	return b.String()
}
