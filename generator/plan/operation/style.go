package operation

import (
	"slices"

	"github.com/armsmith/armsmith/generator/load"
	"github.com/armsmith/armsmith/generator/model"
	"github.com/armsmith/armsmith/generator/plan/source"
	"github.com/armsmith/armsmith/generator/plan/types"
)

// styles are the values of a parameter's style (OpenAPI, Parameter Object, Style Values).
var styles = map[string]model.Style{
	"simple": model.StyleSimple, "form": model.StyleForm, "label": model.StyleLabel, "matrix": model.StyleMatrix,
	"spaceDelimited": model.StyleSpaceDelimited, "pipeDelimited": model.StylePipeDelimited, "deepObject": model.StyleDeepObject,
	"cookie": model.StyleCookie,
}

// collections are the collection formats of Swagger 2.0 that load could not express as a style.
var collections = map[string]model.Style{
	"csv": model.StyleSimple, "ssv": model.StyleSpaceDelimited, "tsv": model.StyleTabDelimited, "pipes": model.StylePipeDelimited,
}

// defaultStyle is how a parameter is written when the document does not say.
func defaultStyle(in model.In) (model.Style, bool) {
	if in == model.InQuery || in == model.InCookie {
		return model.StyleForm, true
	}
	return model.StyleSimple, false
}

// style reads how a parameter's lists and objects are written.
func (o params) style(d declared, asJSON bool) (style model.Style, explode bool) {
	if asJSON {
		return model.StyleJSON, false
	}
	if format := d.Get(load.CollectionExtension).Str(); format != "" {
		if s, ok := collections[format]; ok {
			return s, false
		}
	}
	style, explode = defaultStyle(d.in)
	if written := d.Get("style").Str(); written != "" {
		if s, ok := styles[written]; ok && (s != model.StyleCookie || d.in == model.InCookie) {
			style = s
			explode = s == model.StyleForm || s == model.StyleDeepObject || s == model.StyleCookie
		} else {
			o.doc.Warn(d.Ptr, "parameter "+source.Quote(d.name)+" has the unknown style "+source.Quote(written)+"; the default is used", "")
		}
	}
	if e := d.Get("explode"); e != nil && style != model.StyleDeepObject {
		explode = e.True()
	}
	return style, explode
}

// mostNested is how many lists within one another a style goes into.
const mostNested = 12

// nested reads how the lists are written that are elements of a list, or of such lists in turn.
// Only Swagger 2.0 can say so.
func (o reader) nested(list source.At) []model.Style {
	var out []model.Style
	for len(out) < mostNested {
		list = o.follow(list.To("items"))
		s, ok := collections[list.Get(load.CollectionExtension).Str()]
		if !ok {
			break
		}
		out = append(out, s)
	}
	return out
}

// checkStyle reports a value that its style cannot write: only deepObject, and JSON, go deeper than
// one level.
func (o params) checkStyle(d declared, t model.Ref, style model.Style, lists []model.Style) {
	if style == model.StyleJSON || style == model.StyleDeepObject || d.in == model.InHost {
		return
	}
	t = types.Underlying(t)
	for range lists {
		if t.Kind == model.List {
			t = types.Underlying(*t.Elem)
		}
	}
	nested := func(r *model.Ref) bool {
		u := types.Underlying(*r)
		return u.Kind == model.List || u.Kind == model.Map || u.Kind == model.Named && u.Type.Kind == model.KindStruct
	}
	deep := (t.Kind == model.List || t.Kind == model.Map) && nested(t.Elem)
	if t.Kind == model.Named && t.Type.Kind == model.KindStruct {
		deep = slices.ContainsFunc(t.Type.Fields, func(f *model.Field) bool { return nested(&f.Type) })
	}
	if deep {
		o.doc.Warn(d.Ptr, "parameter "+source.Quote(d.name)+" holds lists or objects in a list or an object, which its style cannot write; a call that sets them is refused",
			"say style: deepObject, or content: application/json")
	}
}
