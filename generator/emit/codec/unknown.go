package codec

import (
	"slices"

	"github.com/dave/jennifer/jen"

	"github.com/armsmith/armsmith/generator/emit/gocode"
	"github.com/armsmith/armsmith/generator/model"
)

// unknownCodec writes the methods of the type that keeps what no variant of a union fits. Where the
// variants share fields, it has these too: they are read one by one, for what is newer than the
// document may have changed any of them.
func unknownCodec(pkg *gocode.Package, t *model.Type) []jen.Code {
	u := t.Union
	all := levels(&model.Type{Kind: model.KindStruct, Name: u.Unknown, Fields: u.Common})
	var out []jen.Code
	if len(u.Common) > 0 {
		for _, l := range all {
			l.lenient = true
			out = append(out, keyTable(pkg, l))
		}
		out = append(out, decodeCommon(pkg, all[0]))
	}
	secret := slices.ContainsFunc(u.Common, func(f *model.Field) bool { return gocode.IsSecretive(&f.Type, pkg.Secretive) })
	out = append(out, unknownEncode(pkg, u, all[0], secret))
	for _, l := range all[1:] {
		out = append(out, flatDecode(pkg, l), flatEncode(pkg, l))
	}
	return append(append(out, marshalMethod(pkg, u.Unknown, secret)), logMethods(pkg, u.Unknown, secret)...)
}

// readUnknown writes the case of what no variant fits:
//
//	*p = &UnknownAssetReference{ReferenceType: kind, Raw: r.Raw()}
//
// or, where the variants share fields,
//
//	m := &UnknownAssetReference{ReferenceType: kind}
//	m.Raw = r.Unknown(m.decodeCommon)
//	*p = m
func readUnknown(t *model.Type, kind jen.Code) []jen.Code {
	u, values := t.Union, jen.Dict{}
	if u.Discriminator != "" && u.FieldName != "" {
		values[jen.Id(u.FieldName)] = kind
	}
	target := jen.Op("*").Id("p")
	if len(u.Common) == 0 {
		values[jen.Id("Raw")] = jen.Id("r").Dot("Raw").Call()
		return []jen.Code{gocode.Assign(target, gocode.Addr(jen.Id(u.Unknown).Values(values)))}
	}
	return []jen.Code{
		gocode.Define("m", gocode.Addr(jen.Id(u.Unknown).Values(values))),
		gocode.Assign(field("Raw"), jen.Id("r").Dot("Unknown").Call(field("decodeCommon"))),
		gocode.Assign(target, jen.Id("m")),
	}
}

// decodeCommon writes the method that reads what all variants share:
//
//	// decodeCommon reads what all variants share, as far as it can be read.
//	func (m *UnknownJob) decodeCommon(r *json.Reader) {
//		var c json.Cursor
//		for c.Open(r, &keysUnknownJob, nil); c.Next(r); {
//			switch c.Key {
//			case 0:
//				json.Try(&m.Status, r, func() { json.ReadOptString(&m.Status, r) })
//			default:
//				r.Skip()
//			}
//		}
//	}
func decodeCommon(pkg *gocode.Package, l *level) jen.Code {
	return gocode.Doc("decodeCommon reads what all variants share, as far as it can be read.").
		Func().Params(jen.Id("m").Add(gocode.Ptr(jen.Id(l.t.Name)))).Id("decodeCommon").Params(readerParam(pkg)).
		Block(decodeLoop(pkg, l, jen.Nil()))
}

// tryRead writes that one member is read, and left out if it cannot be:
//
//	json.Try(&m.Status, r, func() { json.ReadOptString(&m.Status, r) })
func tryRead(pkg *gocode.Package, s *slot, read jen.Code) jen.Code {
	target := jen.New(jen.Struct())
	if s.field != nil {
		target = gocode.Addr(field(s.field.Name))
	}
	return pkg.JSON("Try").Call(target, jen.Id("r"), jen.Func().Params().Add(gocode.Inline(read)))
}

// unknownEncode writes what is kept of an unknown variant:
//
//	func (m *UnknownAssetReference) EncodeJSON(w *json.Writer) {
//		w.Unknown(m.Raw, `,"referenceType":`, m.ReferenceType)
//	}
//
// or, where the variants share fields, what is kept of it if anything is, else the fields. In a log
// the fields stand for what is kept when one of them is a secret:
//
//	func (m *UnknownJob) EncodeJSON(w *json.Writer) {
//		if m.Raw != nil && !w.Redacts() {
//			w.Raw(m.Raw)
//			return
//		}
//		outer := w.Open(nil)
//		json.PutString(w, `,"jobType":`, m.JobType)
//		json.PutOptString(w, `,"status":`, &m.Status)
//		w.Close(outer, nil)
//	}
func unknownEncode(pkg *gocode.Package, u *model.Union, l *level, secret bool) jen.Code {
	told := u.Discriminator != "" && u.FieldName != ""
	method := gocode.Doc("EncodeJSON writes m to w.").Add(encodeMethod(pkg, u.Unknown))
	switch {
	case len(u.Common) == 0 && told:
		return method.Block(jen.Id("w").Dot("Unknown").Call(field("Raw"), gocode.KeyLit(u.Discriminator), field(u.FieldName)))
	case len(u.Common) == 0:
		return method.Block(jen.Id("w").Dot("Raw").Call(field("Raw")))
	}
	kept := gocode.NotNil(field("Raw"))
	if secret {
		kept = jen.Add(kept).Op("&&").Op("!").Id("w").Dot("Redacts").Call()
	}
	body := []jen.Code{
		jen.If(kept).Block(jen.Id("w").Dot("Raw").Call(field("Raw")), jen.Return()),
		gocode.Define("outer", jen.Id("w").Dot("Open").Call(jen.Nil())),
	}
	if told {
		body = append(body, pkg.JSON("PutString").Call(jen.Id("w"), gocode.KeyLit(u.Discriminator), field(u.FieldName)))
	}
	body = append(body, putSlots(pkg, l.slots)...)
	return method.Block(append(body, jen.Id("w").Dot("Close").Call(jen.Id("outer"), jen.Nil()))...)
}
