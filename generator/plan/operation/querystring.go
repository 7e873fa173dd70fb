package operation

import (
	"slices"

	"github.com/armsmith/armsmith/generator/model"
	"github.com/armsmith/armsmith/generator/plan/source"
	"github.com/armsmith/armsmith/generator/plan/types"
)

// This file is about parameters that are the whole query (OpenAPI 3.2, in: querystring).

// queryString says how such a parameter is written: by its media type, as a body would be.
func (o params) queryString(d declared, p *model.Param) {
	media := d.To("content").Entries()
	if len(media) == 0 {
		o.doc.Warn(d.Ptr, "parameter "+source.Quote(d.name)+" is the whole query, of which only a media type says how it is written; it is sent as a form",
			"give it content instead of a schema")
		p.Style = model.StyleForm
		return
	}
	first := media[0]
	scalar := types.IsScalar(types.Underlying(p.Type))
	switch kind := o.bodyKind(first.Key, first.To("schema")); {
	case kind == model.BodyForm:
		p.Style = model.StyleForm
		c := &model.Content{Type: p.Type, Kind: kind}
		bodies(o).parts(c, first.At)
		p.Parts = c.Parts
	case kind == model.BodyJSON || kind == model.BodyMergePatch:
		p.Style = model.StyleJSON
	case scalar:
		p.Style = model.StyleSimple
	default:
		o.doc.Warn(first.Ptr, "the query cannot hold "+source.Quote(first.Key)+"; it is sent as JSON", "describe it as a form, as JSON or as text")
		p.Style = model.StyleJSON
	}
}

// oneQuery reports parameters that would be in each other's way in the query, and returns those
// that are not: a parameter that is the whole query stands alone there.
func (o params) oneQuery(f *found, all []declared) []declared {
	whole := slices.IndexFunc(all, func(d declared) bool { return d.in == model.InQueryString })
	if whole < 0 {
		return all
	}
	kept := all[:0:0]
	for i, d := range all {
		switch {
		case i > whole && d.in == model.InQueryString:
			o.doc.Warn(d.Ptr, f.what+" has a second parameter that is the whole query; it is left out", "describe both as one")
			continue
		case d.in == model.InQuery:
			o.doc.Warn(d.Ptr, "the parameter "+source.Quote(d.name)+" stands in a query of which "+source.Quote(all[whole].name)+" is the whole; both are sent",
				"make it a property of the other")
		}
		kept = append(kept, d)
	}
	return kept
}
