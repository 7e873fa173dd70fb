package codec

import (
	"slices"

	"github.com/dave/jennifer/jen"

	"github.com/armsmith/armsmith/generator/emit/gocode"
	"github.com/armsmith/armsmith/generator/model"
)

// unknownCodec writes the table and the methods of the type that keeps what no variant of a union
// fits. Where the variants share fields, it has these too: they are read one by one, for what is
// newer than the document may have changed any of them.
//
//	var typeUnknownJob = rtjson.Type{Kind: rtjson.KindUnknown, Of: &typeJob, Unknown: &rtjson.Unknown{
//		Key: `,"jobType":`, Tag: unsafe.Offsetof(UnknownJob{}.JobType),
//		Raw: unsafe.Offsetof(UnknownJob{}.Raw),
//		Common: &rtjson.Type{...},
//	}}
func unknownCodec(pkg *gocode.Package, t *model.Type) []jen.Code {
	u, ts := t.Union, static(pkg)
	part := func(name string, value jen.Code) jen.Code { return jen.Id(name).Op(":").Add(value) }
	parts := []jen.Code{part("Raw", offsetOf(u.Unknown, "Raw"))}
	if u.Discriminator != "" && u.FieldName != "" {
		parts = append(parts, jen.Line().Add(part("Key", gocode.KeyLit(u.Discriminator))), jen.Line().Add(part("Tag", offsetOf(u.Unknown, u.FieldName))))
	}
	if len(u.Common) > 0 {
		all := levels(&model.Type{Kind: model.KindStruct, Name: u.Unknown, Fields: u.Common})
		for _, l := range all {
			l.lenient = true
		}
		parts = append(parts, part("Common", ts.literal(ts.level(u.Unknown, all[0]))))
	}
	secret := slices.ContainsFunc(u.Common, func(f *model.Field) bool { return gocode.IsSecretive(&f.Type, pkg.Secretive) })
	if secret {
		parts = append(parts, part("Secret", jen.True()))
	}
	values := append(ts.variable("Unknown", u.Unknown), part("Of", unionTable(pkg, t)),
		jen.Line().Add(part("Unknown", gocode.Addr(pkg.JSON("Unknown").Values(parts...)))))
	return typeDecl(pkg, u.Unknown, "", secret, values)
}
