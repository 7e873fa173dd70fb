package codec

import (
	"fmt"
	"slices"

	"github.com/dave/jennifer/jen"

	"github.com/armsmith/armsmith/generator/emit/gocode"
	"github.com/armsmith/armsmith/generator/model"
)

// slot is one name of an object: a field, or an object of fields that stand one level deeper in
// JSON than in Go.
type slot struct {
	wire  string
	field *model.Field
	inner *level
}

// level is one object of a struct in JSON: usually the only one.
type level struct {
	t     *model.Type
	index int // 0 for the struct's own object, else the number of the inner one
	slots []*slot
	// a member that cannot be read is left out (see unknownCodec)
	lenient bool
}

// levels arranges the fields of a struct as JSON has them (x-ms-client-flatten). The first level is
// the object itself.
func levels(t *model.Type) []*level {
	all := []*level{{t: t}}
	for _, f := range t.Fields {
		if gocode.IsFile(&f.Type) {
			continue
		}
		at := all[0]
		for _, name := range f.Flatten {
			s := at.find(name)
			if s == nil {
				s = &slot{wire: name}
				at.slots = append(at.slots, s)
			}
			if s.inner == nil {
				s.inner = &level{t: t, index: len(all)}
				all = append(all, s.inner)
			}
			at = s.inner
		}
		if s := at.find(f.Wire); s == nil {
			at.slots = append(at.slots, &slot{wire: f.Wire, field: f})
		}
	}
	return all
}

func (l *level) find(wire string) *slot {
	for _, s := range l.slots {
		if s.wire == wire {
			return s
		}
	}
	return nil
}

// structCodec writes the table of a struct and its methods:
//
//	var typeSku = rtjson.Type{Kind: rtjson.KindStruct, ..., Fields: []rtjson.Field{
//		{Key: `,"name":`, Kind: rtjson.KindText, At: unsafe.Offsetof(Sku{}.Name)},
//	}}
func structCodec(pkg *gocode.Package, t *model.Type) []jen.Code {
	ts := static(pkg)
	values := ts.level(t.Name, levels(t)[0])
	if t.Additional != nil {
		values = append(values, jen.Id("Rest").Op(":").Add(gocode.Addr(pkg.JSON("Field").Values(
			jen.Id("At").Op(":").Add(offsetOf(t.Name, t.AdditionalName)), jen.Id("Kind").Op(":").Add(ts.kind("Map")),
			jen.Id("Of").Op(":").Add(ts.of(t.Additional)),
		))))
	}
	return typeDecl(pkg, t.Name, "Replace", pkg.Secretive[t], values)
}

// level writes the table of one object of the named struct.
func (ts tables) level(in string, l *level) []jen.Code {
	slot := (max(0, slices.Index(ts.pkg.API.Types, l.t)) + l.index) % 64
	values := []jen.Code{jen.Id("Kind").Op(":").Add(ts.kind("Struct")), jen.Id("Slot").Op(":").Lit(slot)}
	if bits := l.noted(); bits != 0 {
		values = append(values, jen.Id("Required").Op(":").Id(fmt.Sprintf("%#x", bits)))
	}
	if l.lenient {
		values = append(values, jen.Id("Lenient").Op(":").True())
	}
	values = append(values, jen.Line().Id("Self").Op(":").Parens(gocode.Ptr(jen.Id(in))).Call(jen.Nil()))
	if l.t.ExtraName != "" && l.index == 0 {
		extra := jen.Id("Extra").Op(":").Add(offsetOf(in, l.t.ExtraName)).Op("+").Lit(1)
		if len("    Self: (*)(nil), Extra: unsafe.Offsetof({}.) + 1,")+2*len(in)+len(l.t.ExtraName) > gocode.LongestLine {
			extra = jen.Line().Add(extra)
		}
		values = append(values, extra)
	}
	if len(l.slots) == 0 {
		return values
	}
	var fields []jen.Code
	for _, s := range l.slots {
		fields = append(fields, jen.Line().Add(ts.field(in, s)))
	}
	return append(values, jen.Line().Id("Fields").Op(":").Index().Add(ts.pkg.JSON("Field")).Values(append(fields, jen.Line())...))
}

// noted returns the bits of the fields whose absence is noted, for writing would make it up: the
// required ones that Go cannot show as absent and that are written all the same, as far as there
// are bits. A constant is no invention, and an inner object has no notes of its own.
func (l *level) noted() (bits uint64) {
	if l.index > 0 {
		return 0
	}
	for i, s := range l.slots[:min(len(l.slots), 64)] {
		f := s.field
		switch {
		case f == nil || f.Const != nil || f.Told:
		case f.Presence == model.Plain && !gocode.IsUnion(gocode.Under(&f.Type)) && !gocode.IsExpandable(&f.Type) && !f.Type.Pointer,
			f.Presence == model.Nilable && f.Required && f.Type.Nullable:
			bits |= 1 << i
		}
	}
	return bits
}

// noValue reports whether the zero value of a required field's Go type is none that the document
// allows; a plain string, number or boolean is what it is.
func noValue(f *model.Field) bool {
	if f.Presence != model.Plain || f.Const != nil || f.Told {
		return false
	}
	t := gocode.Under(&f.Type)
	row, _ := gocode.ScalarOf(t)
	switch {
	case gocode.IsUnion(t), gocode.IsExpandable(t), f.Type.Pointer:
		return true
	case t.Kind == model.Named:
		return noMember(t)
	case row.Missing == gocode.MissingZero:
		return true
	}
	return row.Missing == gocode.MissingEmpty && !gocode.IsLiteral(t)
}

// noMember reports whether the zero value of an enum is none of its values.
func noMember(t *model.Ref) bool {
	if t.Type.Kind != model.KindEnum || t.Type.Enum.Base == model.Bool {
		return false
	}
	var text string // of the zero value
	if t.Type.Enum.Base.IsNumber() {
		text = "0"
	}
	isZero := func(value model.EnumValue) bool { return value.Value.Text == text }
	return !slices.ContainsFunc(t.Type.Enum.Values, isZero)
}
