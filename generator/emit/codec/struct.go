package codec

import (
	"fmt"
	"slices"
	"strconv"

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

// keys names the table of a level's names.
func (l *level) keys() string {
	if l.index == 0 {
		return "keys" + l.t.Name
	}
	return "flatKeys" + strconv.Itoa(l.index) + l.t.Name
}

func (l *level) method(verb string) string { return verb + "Flat" + strconv.Itoa(l.index) }

// structCodec writes a struct's table of names and its methods.
func structCodec(pkg *gocode.Package, t *model.Type) []jen.Code {
	all := levels(t)
	var out []jen.Code
	for _, l := range all {
		out = append(out, keyTable(pkg, l))
	}
	out = append(out, structDecode(pkg, all[0]), structEncode(pkg, all[0]))
	for _, l := range all[1:] {
		out = append(out, flatDecode(pkg, l), flatEncode(pkg, l))
	}
	out = append(out, toldAs(pkg, t)...)
	return append(out, standardMethods(pkg, t.Name, true, pkg.Secretive[t])...)
}

// keyTable writes the names of an object, in the order of the document, which is the order in which
// they are expected:
//
//	var keysSku = json.Keys{Slot: 3, Names: []string{`,"name":`, `,"tier":`}, Required: 0x1}
func keyTable(pkg *gocode.Package, l *level) jen.Code {
	names := make([]jen.Code, len(l.slots))
	for i, s := range l.slots {
		names[i] = gocode.KeyLit(s.wire)
	}
	slot := (max(0, slices.Index(pkg.API.Types, l.t)) + l.index) % 64
	values := []jen.Code{jen.Id("Slot").Op(":").Lit(slot), jen.Id("Names").Op(":").Index().String().Values(names...)}
	if bits := l.noted(); bits != 0 {
		values = append(values, jen.Id("Required").Op(":").Id(fmt.Sprintf("%#x", bits)))
	}
	if l.typed() {
		values = append(values, jen.Id("Typed").Op(":").True())
	}
	return jen.Var().Id(l.keys()).Op("=").Add(pkg.JSON("Keys")).Values(values...)
}

// typed reports whether members that have no name of their own are the struct's as well.
func (l *level) typed() bool { return l.t.Additional != nil && l.index == 0 }

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
		case f.Presence == model.Plain && !gocode.IsUnion(gocode.Under(&f.Type)) && !f.Type.Pointer,
			f.Presence == model.Nilable && f.Required && f.Type.Nullable:
			bits |= 1 << i
		}
	}
	return bits
}

// structDecode writes the loop over an object's members:
//
//	// DecodeJSON reads m from r.
//	func (m *Sku) DecodeJSON(r *json.Reader) {
//		var c json.Cursor
//		for c.Open(r, &keysSku, &m.Extra); c.Next(r); {
//			switch c.Key {
//			case 0:
//				json.ReadString(&m.Name, r)
//			}
//		}
//	}
func structDecode(pkg *gocode.Package, l *level) jen.Code {
	extra := gocode.Addr(field(l.t.ExtraName))
	return gocode.Doc("DecodeJSON reads m from r.").Add(decodeMethod(pkg, l.t.Name)).Block(decodeLoop(pkg, l, extra))
}

func decodeLoop(pkg *gocode.Package, l *level, extra jen.Code) jen.Code {
	c := jen.Id("c")
	loop := jen.Var().Add(c).Add(pkg.JSON("Cursor")).Line().For(
		jen.Add(c).Dot("Open").Call(jen.Id("r"), gocode.Addr(jen.Id(l.keys())), extra),
		jen.Add(c).Dot("Next").Call(jen.Id("r")),
		jen.Empty(),
	)
	var cases []jen.Code
	for i, s := range l.slots {
		read := readSlot(pkg, s, extra)
		if l.lenient {
			read = tryRead(pkg, s, read)
		}
		cases = append(cases, jen.Case(jen.Lit(i)).Block(read))
	}
	if l.lenient && l.index == 0 {
		cases = append(cases, jen.Default().Block(jen.Id("r").Dot("Skip").Call()))
	}
	if l.typed() {
		read := readerOf(pkg, l.t.Additional)
		entry := pkg.JSON("ReadEntry").Call(gocode.Addr(field(l.t.AdditionalName)), jen.Id("r"), read.function())
		if len(cases) == 0 {
			return loop.Block(entry)
		}
		cases = append(cases, jen.Default().Block(entry))
	}
	if len(cases) == 0 {
		return loop.Block()
	}
	return loop.Block(jen.Switch(jen.Add(c).Dot("Key")).Block(cases...))
}

// field returns m.name.
func field(name string) *jen.Statement { return jen.Id("m").Dot(name) }

// readSlot writes the statement of one case.
func readSlot(pkg *gocode.Package, s *slot, extra jen.Code) jen.Code {
	if s.inner != nil {
		method := jen.Parens(gocode.Ptr(jen.Id(s.inner.t.Name))).Dot(s.inner.method("decode"))
		return pkg.JSON("ReadFlat").Call(jen.Id("m"), jen.Id("r"), extra, method)
	}
	target, ref := gocode.Addr(field(s.field.Name)), s.field.Type
	ref.Nullable = false
	if s.field.Presence != model.Plain && gocode.IsStruct(&ref) {
		ref.Pointer = true
	}
	switch {
	case s.field.Presence != model.Optional:
		return readerOf(pkg, &ref).into(target)
	case textual(&ref):
		return pkg.JSON("ReadOptString").Call(target, jen.Id("r"))
	default:
		return pkg.JSON("ReadOpt").Call(target, jen.Id("r"), readerOf(pkg, &ref).function())
	}
}

// structEncode writes the fields of an object one by one:
//
//	// EncodeJSON writes m to w.
//	func (m *Sku) EncodeJSON(w *json.Writer) {
//		outer := w.Open(&m.Extra)
//		json.PutString(w, `,"name":`, m.Name)
//		w.Close(outer, &keysSku)
//	}
func structEncode(pkg *gocode.Package, l *level) jen.Code {
	extra := gocode.Addr(field(l.t.ExtraName))
	body := []jen.Code{gocode.Define("outer", jen.Id("w").Dot("Open").Call(extra))}
	body = append(body, putSlots(pkg, l.slots)...)
	if l.t.Additional != nil {
		write := writerOf(pkg, l.t.Additional)
		body = append(body, pkg.JSON("PutEntries").Call(jen.Id("w"), field(l.t.AdditionalName), gocode.Addr(jen.Id(l.keys())), write.function()))
	}
	body = append(body, jen.Id("w").Dot("Close").Call(jen.Id("outer"), gocode.Addr(jen.Id(l.keys()))))
	return gocode.Doc("EncodeJSON writes m to w.").Add(encodeMethod(pkg, l.t.Name)).Block(body...)
}

// putSlots writes the statements that write the members of an object. Those that are read-only are
// under the condition that such are written, neighbours together:
//
//	if w.ReadOnly() {
//		json.PutOptString(w, `,"state":`, &m.State)
//	}
func putSlots(pkg *gocode.Package, slots []*slot) []jen.Code {
	readOnly := func(s *slot) bool { return s.field != nil && s.field.ReadOnly }
	var out []jen.Code
	for len(slots) > 0 {
		n := 0
		var block []jen.Code
		for ; n < len(slots) && readOnly(slots[n]); n++ {
			block = append(block, putSlot(pkg, slots[n]))
		}
		if n > 0 {
			out, slots = append(out, jen.If(jen.Id("w").Dot("ReadOnly").Call()).Block(block...)), slots[n:]
			continue
		}
		out, slots = append(out, putSlot(pkg, slots[0])), slots[1:]
	}
	return out
}

// putSlot writes the statement that writes one member, and what becomes of one that a request needs
// and that has no value:
//
//	if !w.Lacks(`,"when":`, m.When.IsZero()) {
//		json.Put(w, `,"when":`, &m.When, json.WriteTime)
//	}
func putSlot(pkg *gocode.Package, s *slot) jen.Code {
	if s.inner != nil {
		method := jen.Parens(gocode.Ptr(jen.Id(s.inner.t.Name))).Dot(s.inner.method("encode"))
		return put(pkg, "PutFlat", s, jen.Id("m"), gocode.Addr(jen.Id(s.inner.keys())), method)
	}
	f, put := s.field, putField(pkg, s)
	if f.Required && f.Type.Nullable && f.Presence != model.Plain {
		put.Line().Id("w").Dot("PutNull").Call(gocode.KeyLit(s.wire), gocode.IsAbsent(field(f.Name), f.Presence))
	}
	if zero := noValue(pkg, f); zero != nil && !f.ReadOnly {
		return jen.If(jen.Op("!").Id("w").Dot("Lacks").Call(gocode.KeyLit(s.wire), zero)).Block(put)
	}
	return put
}

// noValue writes the condition that a required field holds the zero value of its Go type, which is
// none that the document allows: m.When.IsZero(). Nil is that there is no such value, for a plain
// string, number or boolean is what it is.
func noValue(pkg *gocode.Package, f *model.Field) jen.Code {
	if f.Presence != model.Plain || f.Const != nil || f.Told {
		return nil
	}
	v := field(f.Name)
	t := gocode.Under(&f.Type)
	row, _ := gocode.ScalarOf(t)
	switch {
	case gocode.IsUnion(t), f.Type.Pointer:
		return v.Op("==").Nil()
	case t.Kind == model.Named:
		return noMember(t, row, v)
	case row.Missing == gocode.MissingZero && f.Type.Kind == t.Kind:
		return v.Dot("IsZero").Call()
	case row.Missing == gocode.MissingZero: // a type that is defined by it has no methods
		return v.Op("==").Parens(pkg.TypeOf(&f.Type).Values())
	case row.Missing == gocode.MissingEmpty && !gocode.IsLiteral(t):
		return v.Op("==").Lit("")
	}
	return nil
}

// noMember writes the condition that an enum holds its zero value, where that is none of its
// values.
func noMember(t *model.Ref, row gocode.Scalar, v *jen.Statement) jen.Code {
	if t.Type.Kind != model.KindEnum || t.Type.Enum.Base == model.Bool {
		return nil
	}
	var text string // of the zero value
	if t.Type.Enum.Base.IsNumber() {
		text = "0"
	}
	isZero := func(value model.EnumValue) bool { return value.Value.Text == text }
	if slices.ContainsFunc(t.Type.Enum.Values, isZero) {
		return nil
	}
	return v.Op("==").Add(row.Zero(jen.Null()))
}

// putField writes the statement that writes the member of a field.
func putField(pkg *gocode.Package, s *slot) *jen.Statement {
	f, ref := s.field, s.field.Type
	ref.Nullable = false
	v := field(f.Name)
	if f.Presence != model.Plain && gocode.IsStruct(&ref) {
		ref.Pointer = true
	}
	write := writerOf(pkg, &ref)
	switch {
	case f.Presence == model.Optional && textual(&ref):
		return put(pkg, "PutOptString", s, gocode.Addr(v))
	case f.Presence == model.Optional:
		return put(pkg, "PutOpt", s, gocode.Addr(v), writerOf(pkg, &ref).function())
	case gocode.IsUnion(gocode.Under(&ref)):
		return put(pkg, gocode.Pick(tells(gocode.Under(&ref).Type, 0), "PutTelling", "PutUnion"), s, v)
	case gocode.IsStruct(gocode.Under(&ref)) && ref.Pointer:
		return put(pkg, "PutPtr", s, v, write.arg)
	}
	if f.Told {
		return put(pkg, "PutTold", s, jen.String().Parens(v))
	}
	required := f.Presence == model.Plain
	switch kind := gocode.Under(&ref).Kind; {
	case kind == model.Map && raw(gocode.Under(&ref).Elem):
		return put(pkg, map[bool]string{true: "PutRequiredRawMap", false: "PutRawMap"}[required], s, v)
	case (kind == model.List || kind == model.Map) && required:
		return put(pkg, map[model.RefKind]string{model.List: "PutRequiredList", model.Map: "PutRequiredMap"}[kind], s, v, write.arg)
	case kind == model.Map && textual(gocode.Under(&ref).Elem) && !gocode.Under(&ref).Elem.Nullable:
		return put(pkg, "PutStringMap", s, v)
	case kind == model.List || kind == model.Map:
		return put(pkg, map[model.RefKind]string{model.List: "PutList", model.Map: "PutMap"}[kind], s, v, write.arg)
	case (kind == model.Bytes || kind.IsJSON()) && !required:
		return put(pkg, "PutBytes", s, gocode.Addr(v), write.function())
	case f.Const != nil && !kind.IsJSON() && kind != model.Bytes && !gocode.IsStruct(gocode.Under(&ref)):
		return put(pkg, "PutConst", s, gocode.Addr(v), write.function(), gocode.RawLit(f.Const.JSON))
	case textual(&ref):
		return put(pkg, "PutString", s, v)
	default:
		return put(pkg, "Put", s, gocode.Addr(v), write.function())
	}
}

// put returns json.Put...(w, `,"name":`, args...).
func put(pkg *gocode.Package, fn string, s *slot, args ...jen.Code) *jen.Statement {
	return pkg.JSON(fn).Call(append([]jen.Code{jen.Id("w"), gocode.KeyLit(s.wire)}, args...)...)
}

// flatDecode writes the loop over the members of an object whose fields stand in the struct around
// it:
//
//	func (m *Sku) decodeFlat1(r *json.Reader, rest *Members) {
//		var c json.Cursor
//		for c.Open(r, &flatKeys1Sku, rest); c.Next(r); ...
//	}
func flatDecode(pkg *gocode.Package, l *level) jen.Code {
	return jen.Func().Params(jen.Id("m").Add(gocode.Ptr(jen.Id(l.t.Name)))).Id(l.method("decode")).
		Params(readerParam(pkg), jen.Id("rest").Add(gocode.Ptr(pkg.Own("Members")))).
		Block(decodeLoop(pkg, l, jen.Id("rest")))
}

// flatEncode writes the fields of such an object:
//
//	func (m *Sku) encodeFlat1(w *json.Writer) {
//		json.PutString(w, `,"name":`, m.Name)
//	}
func flatEncode(pkg *gocode.Package, l *level) jen.Code {
	body := putSlots(pkg, l.slots)
	return jen.Func().Params(jen.Id("m").Add(gocode.Ptr(jen.Id(l.t.Name)))).Id(l.method("encode")).
		Params(writerParam(pkg)).Block(body...)
}
