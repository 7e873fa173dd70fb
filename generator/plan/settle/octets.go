package settle

import (
	"slices"
	"strings"

	"github.com/armsmith/armsmith/generator/load/node"
	"github.com/armsmith/armsmith/generator/model"
	"github.com/armsmith/armsmith/generator/plan/schema"
	"github.com/armsmith/armsmith/generator/plan/types"
)

// octets makes files of the parts of multipart bodies that hold octets: those that say so, and in
// OpenAPI 3.1 those that say nothing, as octets are what such a part is by default (Encoding
// Object, contentType).
type octets struct {
	schemas   *schema.Reader
	made      []types.Made
	byDefault bool
}

func (o octets) settle(api *model.API) {
	for _, g := range api.Groups {
		for _, op := range g.Operations {
			if op.Body == nil || op.Body.Content.Kind != model.BodyMultipart {
				continue
			}
			for _, part := range op.Body.Content.Parts {
				if o.byDefault && !strings.Contains(part.Type, "json") && !types.IsText(part.Type) {
					o.unsaid(part.Field, op.Body.Content.Type.Type)
				}
			}
		}
	}
}

// unsaid makes a file of a field whose schema says nothing, or of a list of such.
func (o octets) unsaid(f *model.Field, in *model.Type) {
	i := slices.IndexFunc(o.made, func(m types.Made) bool { return m.Type == in })
	if i < 0 || len(f.Flatten) > 0 {
		return
	}
	p := o.schemas.Merge(o.made[i].Schema).ByName[f.Wire]
	if p == nil {
		return
	}
	s := o.schemas.Target(o.schemas.Together(p.Defs))
	file := model.Ref{Kind: model.File}
	switch {
	case f.Type.Kind == model.Any && o.saysNothing(s):
		f.Type = file
		if f.Presence == model.Nilable {
			f.Presence = model.Optional
		}
	case f.Type.Kind == model.List && f.Type.Elem.Kind == model.Any && o.saysNothing(o.schemas.Items(o.schemas.Merge(s))):
		f.Type.Elem = &file
	}
}

// saysNothing reports whether there is a schema that says nothing.
func (o octets) saysNothing(s schema.Schema) bool {
	return s.Is(node.Map) && o.schemas.IsAnything(s)
}

// binary settles what raw bytes are: a file in a multipart body, by itself or in a list, and text
// in JSON.
func binary(r *model.Ref, how usage) {
	if r.Elem != nil {
		ownElem(r)
		if r.Kind == model.Map || r.Elem.Elem != nil {
			how &^= inMultipart // such a part is written as JSON
		}
		binary(r.Elem, how)
		return
	}
	if r.Kind != model.Bytes || r.Wire != model.WireRaw {
		return
	}
	if how&inMultipart != 0 {
		r.Kind, r.Wire = model.File, model.WireDefault
	} else {
		r.Kind, r.Wire = model.String, model.WireDefault
	}
}
