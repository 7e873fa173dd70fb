package codec

import (
	"github.com/dave/jennifer/jen"

	"github.com/armsmith/armsmith/generator/emit/gocode"
	"github.com/armsmith/armsmith/generator/model"
)

// This file tells how wide the rows of tables are, so that a row stands on one line where it fits.

// rowWidth returns how many columns the row of a member of the named struct takes, without its
// rules.
func rowWidth(in string, s *slot, r row) int {
	width := len("        {Key: `,\"\":`, At: unsafe.Offsetof({}.)},") + len(s.wire) + len(in) + len(s.field.Name)
	if r.kind != "Ptr" {
		width += len("Kind: rtjson.Kind, ") + len(r.kind)
	}
	switch {
	case r.of == nil:
		return width
	case r.kind == "Const":
		return width + len("Of: &rtjson.Type{Kind: rtjson.Kind, Const: ``}, ") + len(scalarKind(&s.field.Type)) + len(s.field.Const.JSON)
	}
	return width + ofWidth(&s.field.Type)
}

// ofWidth returns how many columns what a field holds takes in its row.
func ofWidth(ref *model.Ref) int {
	u, held := gocode.Under(ref), ref
	if gocode.IsMany(u) {
		ref = u.Elem // and no further: a list may hold itself
		u = gocode.Under(ref)
	}
	if u.Kind == model.Expandable && ref == held {
		u = gocode.Under(u.Elem)
	}
	switch {
	case gocode.IsMany(u), u.Kind == model.Expandable, u.Kind == model.Foreign:
		return gocode.LongestLine // a table within the row
	case gocode.IsUnion(u):
		return len("Of: &type, ") + len(gocode.Original(u.Type).Name)
	case gocode.IsStruct(u):
		return len("Of: (*)(nil), ") + len(gocode.Original(u.Type).Name)
	default:
		return len("Of: &rtjson.Scalars[rtjson.Kind], ") + len(scalarKind(ref))
	}
}

// rulesWidth returns how many columns the rules of a member take.
func rulesWidth(rules *jen.Statement) int {
	if rules == nil {
		return 0
	}
	return len("Rules: rtjson.ReadOnly, ")
}
