package codec

import (
	"github.com/dave/jennifer/jen"

	"github.com/armsmith/armsmith/generator/emit/gocode"
	"github.com/armsmith/armsmith/generator/model"
)

// tables writes expressions that are tables: of a struct the model itself, of a scalar a row of the
// runtime's Scalars, of a list or map a literal.
type tables struct {
	pkg *gocode.Package
	// union returns the table of a union.
	union func(pkg *gocode.Package, t *model.Type) *jen.Statement
}

// static writes tables that are variables of the generated package, and parts of such.
func static(pkg *gocode.Package) tables { return tables{pkg, unionTable} }

// code writes tables that stand in functions, which may be in another package, such as the fake.
func code(pkg *gocode.Package) tables { return tables{pkg, exportedUnionTable} }

// unionTable returns the table of a union: &typeAssetReference.
func unionTable(_ *gocode.Package, t *model.Type) *jen.Statement {
	return gocode.Addr(tableName(gocode.Original(t).Name))
}

// exportedUnionTable finds the table of a union by the variant for what is not known, which has it.
func exportedUnionTable(pkg *gocode.Package, t *model.Type) *jen.Statement {
	return nilOf(pkg, gocode.Original(t).Union.Unknown).Dot("JSONType").Call().Dot("Of")
}

// tableName names the variable that is the table of a type.
func tableName(name string) *jen.Statement { return jen.Id("type" + name) }

// nilOf returns (*Sku)(nil), through which a table refers to that of a model.
func nilOf(pkg *gocode.Package, name string) *jen.Statement {
	return jen.Parens(gocode.Ptr(pkg.Own(name))).Call(jen.Nil())
}

// row is the table of a use of a type, taken apart: what stands in a field of a struct.
type row struct {
	kind string         // Text is rtjson.KindText
	of   *jen.Statement // what it holds, or the table itself; nil for a scalar
}

// row returns the row of a value that is not null.
func (ts tables) row(ref *model.Ref) row {
	switch u := gocode.Under(ref); {
	case u.Kind == model.List:
		return row{"List", ts.of(u.Elem)}
	case u.Kind == model.Map:
		return row{"Map", ts.of(u.Elem)}
	case gocode.IsUnion(u):
		return row{"Union", ts.union(ts.pkg, u.Type)}
	case u.Kind == model.Expandable:
		return row{"Expandable", ts.row(&model.Ref{Kind: model.Named, Type: u.Elem.Type}).of}
	case u.Kind == model.Foreign:
		return row{"Struct", ts.foreign(u)}
	case gocode.IsStruct(u) && ref.Pointer:
		return row{"Ptr", nilOf(ts.pkg, gocode.Original(u.Type).Name)}
	case gocode.IsStruct(u):
		return row{"Struct", nilOf(ts.pkg, gocode.Original(u.Type).Name)}
	default:
		return row{scalarKind(ref), nil}
	}
}

// scalarKind returns the kind of a scalar, whose wire may stand where the named type is used.
func scalarKind(ref *model.Ref) string {
	wire := gocode.Under(ref).Wire
	if wire == model.WireDefault {
		wire = ref.Wire
	}
	w, _ := gocode.WireOfKind(gocode.ScalarKind(ref), wire)
	name := w.Write
	if name == "String" {
		name = "Text"
	}
	return gocode.Pick(w.Quoted, "Quoted"+name, name)
}

// of returns the table of an element of a list or map, which may be null.
func (ts tables) of(ref *model.Ref) *jen.Statement {
	if named := ref.Type; ref.Kind == model.Named && named.Kind == model.KindNamed && holdsItself(named) {
		return nilOf(ts.pkg, gocode.Original(named).Name)
	}
	bare := *ref
	bare.Nullable = false
	if gocode.IsStruct(ref) && ref.Nullable {
		bare.Pointer = true
	}
	r := ts.row(&bare)
	switch {
	case gocode.Under(ref).Kind == model.Foreign && ref.Nullable:
		return ts.literal(append(ts.head("Optional", gocode.Ptr(ts.pkg.ElemOf(ref))), jen.Id("Of").Op(":").Add(r.of)))
	case r.kind == "Struct", r.kind == "Union":
		return r.of
	case r.of == nil && !ref.Nullable, r.kind == "Raw":
		return ts.scalar(r.kind)
	case ref.Nullable && !gocode.HasNil(&bare):
		return ts.scalar("Opt" + r.kind)
	}
	values := append(ts.head(r.kind, gocode.Ptr(ts.pkg.TypeOf(&bare))), jen.Id("Of").Op(":").Add(r.of))
	if r.of == nil { // bytes
		values = values[:len(values)-1]
	}
	if ref.Nullable && !gocode.IsStruct(ref) && !gocode.IsExpandable(ref) {
		values = append(values, jen.Id("Null").Op(":").True())
	}
	return ts.literal(values)
}

// foreign returns the table of a type that is not generated.
//
//	&rtjson.Type{Kind: rtjson.KindForeign, Self: (*uuid.UUID)(nil),
//		Foreign: rtjson.ForeignOf[uuid.UUID]{}}
func (ts tables) foreign(ref *model.Ref) *jen.Statement {
	t := ts.pkg.TypeOf(ref)
	return ts.literal(append(ts.head("Foreign", gocode.Ptr(t)), jen.Id("Foreign").Op(":").Add(ts.pkg.JSON("ForeignOf").Types(t).Values())))
}

// scalar returns the table of a scalar: &rtjson.Scalars[rtjson.KindInt32].
func (ts tables) scalar(kind string) *jen.Statement {
	return gocode.Addr(ts.pkg.JSON("Scalars").Index(ts.kind(kind)))
}

func (ts tables) kind(name string) *jen.Statement { return ts.pkg.JSON("Kind" + name) }

// head returns what tables begin with; ptr is the type of a pointer to a value.
//
//	Kind: rtjson.KindList, Self: (*[]Sku)(nil)
func (ts tables) head(kind string, ptr jen.Code) []jen.Code {
	return []jen.Code{
		jen.Id("Kind").Op(":").Add(ts.kind(kind)),
		jen.Id("Self").Op(":").Parens(ptr).Call(jen.Nil()),
	}
}

// variable returns what the table of the named type begins with, on two lines.
func (ts tables) variable(kind, name string) []jen.Code {
	head := ts.head(kind, gocode.Ptr(jen.Id(name)))
	return []jen.Code{head[0], jen.Line().Add(head[1])}
}

func (ts tables) literal(values []jen.Code) *jen.Statement {
	return gocode.Addr(ts.pkg.JSON("Type").Values(values...))
}

// field writes a member of the named struct; see rtjson.Field. A pointer is what a member is whose
// kind is not said.
func (ts tables) field(in string, s *slot) jen.Code {
	key := jen.Id("Key").Op(":").Add(gocode.KeyLit(s.wire))
	if s.inner != nil {
		return jen.Values(key, jen.Id("Kind").Op(":").Add(ts.kind("Flat")), jen.Id("Of").Op(":").Add(ts.literal(ts.level(in, s.inner))))
	}
	r, rules := ts.fieldRow(s.field), ts.rules(s.field)
	values := []jen.Code{key}
	if r.kind != "Ptr" {
		values = append(values, jen.Id("Kind").Op(":").Add(ts.kind(r.kind)))
	}
	if r.of != nil {
		values = append(values, jen.Id("Of").Op(":").Add(r.of))
	}
	if rules != nil {
		values = append(values, jen.Id("Rules").Op(":").Add(rules))
	}
	at := jen.Id("At").Op(":").Add(offsetOf(in, s.field.Name))
	if rowWidth(in, s, r)+rulesWidth(rules) > gocode.LongestLine {
		at = jen.Line().Add(at)
	}
	return jen.Values(append(values, at)...)
}

// offsetOf returns the offset of a field: unsafe.Offsetof(Sku{}.Name).
func offsetOf(in, field string) *jen.Statement {
	return jen.Qual("unsafe", "Offsetof").Call(jen.Id(in).Values().Dot(field))
}

// fieldRow returns the row of a field, in which its presence shows.
func (ts tables) fieldRow(f *model.Field) row {
	ref := f.Type
	ref.Nullable = false
	if f.Presence != model.Plain && gocode.IsStruct(&ref) {
		ref.Pointer = true
	}
	r := ts.row(&ref)
	switch {
	case f.Told:
		return row{"Told", nil}
	case f.Presence == model.Optional && r.of == nil:
		return row{"Opt" + r.kind, nil}
	case f.Presence == model.Optional:
		return row{"Optional", ts.of(&ref)}
	case f.Const != nil && r.of == nil && f.Presence == model.Plain && !gocode.HasNil(&ref):
		return row{"Const", ts.literal([]jen.Code{
			jen.Id("Kind").Op(":").Add(ts.kind(r.kind)), jen.Id("Const").Op(":").Add(gocode.RawLit(f.Const.JSON)),
		})}
	}
	return r
}

// rules writes when a member is written: rtjson.NotZero | rtjson.ReadOnly; nil for no rule.
func (ts tables) rules(f *model.Field) *jen.Statement {
	many := gocode.IsMany(&f.Type) || gocode.Under(&f.Type).Kind == model.Bytes || raw(&f.Type)
	rules := []struct {
		name string
		has  bool
	}{
		{"Must", f.Presence == model.Plain && many},
		{"OrNull", f.Required && f.Type.Nullable && f.Presence != model.Plain},
		{"NotZero", !f.ReadOnly && noValue(f)},
		{"ReadOnly", f.ReadOnly},
	}
	var out *jen.Statement
	for _, rule := range rules {
		switch {
		case !rule.has:
		case out == nil:
			out = ts.pkg.JSON(rule.name)
		default:
			out = out.Op("|").Add(ts.pkg.JSON(rule.name))
		}
	}
	return out
}
