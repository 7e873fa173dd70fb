package convert

import (
	"slices"

	"github.com/dave/jennifer/jen"

	"github.com/armsmith/armsmith/generator/changes"
	"github.com/armsmith/armsmith/generator/emit/gocode"
	"github.com/armsmith/armsmith/generator/model"
)

// structFunc writes the function that converts a struct:
//
//	func ToPet(m *older.Pet) *newer.Pet {
//		if m == nil {
//			return nil
//		}
//		out := &newer.Pet{
//			Name:  m.Name,
//			Extra: rtconvert.Extra(m.Extra),
//		}
//		known := &newer.Pet{}
//		rtconvert.Take(&out.Extra, known, &known.Extra, "colour")
//		out.Colour = known.Colour
//		rtconvert.Keep(&out.Extra, &older.Pet{Tag: m.Tag, Extra: m.Extra}, "tag")
//		return out
//	}
func (d *direction) structFunc(t types) jen.Code {
	name := d.names[t]
	both, gone, added := changes.Fields(t.from, t.to)
	fields, unconverted := d.fields(t, both)
	rest, ok := d.additional(t)
	if ok && rest != nil {
		fields = append(fields, line(t.to.AdditionalName, rest))
	} else if !ok {
		d.lose(t.from, t.from.AdditionalName, "the properties that the document does not name are of another type, or of none")
	}
	fields = append(fields, line(t.to.ExtraName, d.runtime("Extra").Call(append([]jen.Code{jen.Id("m").Dot(t.from.ExtraName)}, literals(unconverted)...)...)))
	out := jen.Op("&").Add(d.to.Own(t.to.Name)).Values(append(fields, jen.Line())...)
	body := []jen.Code{jen.If(jen.Id("m").Op("==").Nil()).Block(jen.Return(jen.Nil()))}
	if moves := append(d.take(t, added), d.keep(t, gone)...); len(moves) > 0 {
		body = append(append(body, gocode.Define("out", out)), append(moves, jen.Return(jen.Id("out")))...)
	} else {
		body = append(body, jen.Return(out))
	}
	return d.doc(t, name).Func().Id(name).
		Params(jen.Id("m").Add(gocode.Ptr(d.from.Own(t.from.Name)))).Add(gocode.Ptr(d.to.Own(t.to.Name))).
		Block(body...)
}

// line returns a field of a composite literal, on a line of its own.
func line(name string, v jen.Code) jen.Code { return jen.Line().Id(name).Op(":").Add(v) }

func literals(texts []string) []jen.Code {
	var out []jen.Code
	for _, t := range texts {
		out = append(out, jen.Lit(t))
	}
	return out
}

// fields converts the properties that both versions have, and returns the names in JSON of those
// that it cannot convert.
func (d *direction) fields(t types, both []changes.Pair[*model.Field]) (out []jen.Code, unconverted []string) {
	for _, f := range both {
		if f.Old.Const != nil && f.New.Const != nil && f.Old.Const.JSON != f.New.Const.JSON {
			// each version writes its own where the property is required
			if unconverted = append(unconverted, f.Old.Wire); f.New.Presence != model.Plain {
				d.lose(t.from, f.Old.Name, "it is always another value in the other version")
			}
			continue
		}
		v, note, ok := d.form(formOf(f.Old), formOf(f.New), func() *jen.Statement { return jen.Id("m").Dot(f.Old.Name) })
		if !ok {
			note = "the types of both versions differ"
			unconverted = append(unconverted, f.Old.Wire)
		} else {
			out = append(out, line(f.New.Name, v))
		}
		if note != "" {
			d.lose(t.from, f.Old.Name, note)
		}
	}
	return out, unconverted
}

// additional converts the properties that the document does not name, where it types them.
func (d *direction) additional(t types) (v jen.Code, ok bool) {
	from, to := t.from.Additional, t.to.Additional
	if from == nil {
		return nil, true
	}
	if to == nil {
		return nil, false
	}
	source := func() *jen.Statement { return jen.Id("m").Dot(t.from.AdditionalName) }
	return d.value(&model.Ref{Kind: model.Map, Elem: from}, &model.Ref{Kind: model.Map, Elem: to}, source)
}

// take writes how properties that only this version declares come out of the undeclared ones.
func (d *direction) take(t types, added []*model.Field) []jen.Code {
	moved := slices.DeleteFunc(slices.Clone(added), func(f *model.Field) bool { return why(f, t.from) != "" || t.from.Additional != nil })
	if len(moved) == 0 {
		return nil
	}
	known := func(name string) *jen.Statement { return jen.Id("known").Dot(name) }
	args := []jen.Code{gocode.Addr(jen.Id("out").Dot(t.to.ExtraName)), jen.Id("known"), gocode.Addr(known(t.to.ExtraName))}
	body := []jen.Code{jen.Id("known").Op(":=").Op("&").Add(d.to.Own(t.to.Name)).Values()}
	var assigned []jen.Code
	for _, f := range moved {
		args = append(args, jen.Lit(f.Wire))
		field := func() *jen.Statement { return jen.Id("out").Dot(f.Name) }
		assigned = append(assigned, gocode.Assign(field(), known(f.Name)))
		if f.Required && f.Type.Nullable && f.Presence != model.Plain { // which would be written as null
			assigned = append(assigned, jen.If(d.to.IsAbsent(&f.Type, field(), f.Presence)).Block(
				jen.Id("out").Dot(t.to.ExtraName).Dot("NoteAbsent").Call(jen.Lit(f.Wire))))
		}
	}
	return append(append(body, d.runtime("Take").Call(args...)), assigned...)
}

// keep writes how properties that the other version does not declare become undeclared ones.
func (d *direction) keep(t types, gone []*model.Field) []jen.Code {
	with := func(fields ...jen.Code) jen.Code {
		extra := jen.Id(t.from.ExtraName).Op(":").Id("m").Dot(t.from.ExtraName)
		return jen.Op("&").Add(d.from.Own(t.from.Name)).Values(append(fields, extra)...)
	}
	extra := func() jen.Code { return gocode.Addr(jen.Id("out").Dot(t.to.ExtraName)) }
	var out, fields, names []jen.Code
	for _, f := range gone {
		reason := why(f, t.to)
		if reason == "" && t.to.Closed {
			reason = "the other version refuses properties that it does not declare"
		}
		held := func() jen.Code { return jen.Id("m").Dot(f.Name) }
		field := jen.Id(f.Name).Op(":").Add(held())
		switch {
		case f.Told: // the union writes it
		case reason != "":
			d.lose(t.from, f.Name, reason)
		case f.Const != nil && f.Presence == model.Plain && !gocode.HasNil(&f.Type):
			out = append(out, d.runtime("KeepConst").Call(extra(), held(), with(field), jen.Lit(f.Wire)))
		default:
			fields = append(fields, field)
			names = append(names, jen.Lit(f.Wire))
		}
	}
	if len(names) > 0 {
		out = append(out, d.runtime("Keep").Call(append([]jen.Code{extra(), with(fields...)}, names...)...))
	}
	return out
}

// why says why a property cannot be an undeclared one of a type that does not have it; "" when it
// can.
func why(f *model.Field, other *model.Type) string {
	switch {
	case f.Told:
		return "the union writes it"
	case gocode.IsFile(&f.Type):
		return "a stream has no form in JSON"
	case len(f.Flatten) > 0 || slices.ContainsFunc(other.Fields, func(o *model.Field) bool { return len(o.Flatten) > 0 && o.Flatten[0] == f.Wire }):
		return "the other version has it at another depth"
	}
	return ""
}
