package settle

import (
	"github.com/armsmith/armsmith/generator/model"
	"github.com/armsmith/armsmith/generator/plan/name"
	"github.com/armsmith/armsmith/generator/plan/source"
	"github.com/armsmith/armsmith/generator/plan/types"
)

// Names settles what needs the names of the types: the constants that literals go by, the methods
// that seal unions, which types are the same, and what the variants of a union share. It relies on
// all names being decided.
func Names(doc *source.Document, api *model.API, made []types.Made, book *name.Book) {
	for _, t := range api.Types {
		if t.Union != nil {
			t.Union.Marker = "is" + t.Name
		}
		for _, f := range t.AllFields() {
			nameLiterals(f)
		}
	}
	if api.Webhooks != nil {
		api.Webhooks.Marker = "is" + api.Webhooks.Event
	}
	for _, g := range api.Groups {
		for _, op := range g.Operations {
			// its elements as their use has settled them
			if p := op.Paging; p != nil && len(p.Items) > 0 {
				p.Item = *types.Underlying(p.Items[len(p.Items)-1].Type).Elem
			}
		}
	}
	sameNamed(doc, api, made)
	bases(made, book)
}

// nameLiterals has the literals of a field of an enum's type bear the names of its constants.
func nameLiterals(f *model.Field) {
	if f.Type.Kind != model.Named || f.Type.Type.Kind != model.KindEnum {
		return
	}
	for _, l := range []*model.Literal{f.Const, f.Default} {
		if l == nil {
			continue
		}
		for _, v := range f.Type.Type.Enum.Values {
			if v.Value.Text == l.Text {
				l.JSON, l.Go = v.Value.JSON, v.Name
			}
		}
	}
}
