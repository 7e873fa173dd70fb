package emit

import (
	"fmt"
	"slices"
	"strconv"

	"github.com/dave/jennifer/jen"

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
}

// levels arranges the fields of a struct as JSON has them (x-ms-client-flatten). The first level is
// the object itself.
func levels(t *model.Type) []*level {
	all := []*level{{t: t}}
	for _, f := range t.Fields {
		if isFile(&f.Type) {
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
func (e *emitter) structCodec(t *model.Type) []jen.Code {
	all := levels(t)
	var out []jen.Code
	for _, l := range all {
		out = append(out, e.keyTable(l))
	}
	out = append(out, e.structDecode(all[0]), e.structEncode(all[0]))
	for _, l := range all[1:] {
		out = append(out, e.flatDecode(l), e.flatEncode(l))
	}
	return append(out, e.standardMethods(t.Name, true, e.secretive[t])...)
}

// keyTable writes the names of an object, in the order of the document, which is the order in which
// they are expected:
//
//	var keysSku = json.Keys{Slot: 3, Names: []string{`,"name":`, `,"tier":`}, Required: 0x1}
func (e *emitter) keyTable(l *level) jen.Code {
	names := make([]jen.Code, len(l.slots))
	for i, s := range l.slots {
		names[i] = keyLit(s.wire)
	}
	slot := (slices.Index(e.api.Types, l.t) + l.index) % 64
	values := []jen.Code{jen.Id("Slot").Op(":").Lit(slot), jen.Id("Names").Op(":").Index().String().Values(names...)}
	if bits := l.noted(); bits != 0 {
		values = append(values, jen.Id("Required").Op(":").Id(fmt.Sprintf("%#x", bits)))
	}
	if l.typed() {
		values = append(values, jen.Id("Typed").Op(":").True())
	}
	return jen.Var().Id(l.keys()).Op("=").Add(e.json("Keys")).Values(values...)
}

// typed reports whether members that have no name of their own are the struct's as well.
func (l *level) typed() bool { return l.t.Additional != nil && l.index == 0 }

// noted returns the bits of the fields whose absence is noted, for writing would make it up: the
// required ones that Go cannot show as absent, as far as there are bits. A constant is no
// invention, and an inner object has no notes of its own.
func (l *level) noted() (bits uint64) {
	if l.index > 0 {
		return 0
	}
	for i, s := range l.slots[:min(len(l.slots), 64)] {
		if f := s.field; f != nil && f.Presence == model.Plain && f.Const == nil && !isUnion(under(&f.Type)) && !f.Type.Pointer {
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
func (e *emitter) structDecode(l *level) jen.Code {
	extra := addr(field(l.t.ExtraName))
	return doc("DecodeJSON reads m from r.").Add(e.decodeMethod(l.t.Name)).Block(e.decodeLoop(l, extra))
}

func (e *emitter) decodeLoop(l *level, extra jen.Code) jen.Code {
	c := jen.Id("c")
	loop := jen.Var().Add(c).Add(e.json("Cursor")).Line().For(
		jen.Add(c).Dot("Open").Call(jen.Id("r"), addr(jen.Id(l.keys())), extra),
		jen.Add(c).Dot("Next").Call(jen.Id("r")),
		jen.Empty(),
	)
	var cases []jen.Code
	for i, s := range l.slots {
		cases = append(cases, jen.Case(jen.Lit(i)).Block(e.readSlot(s, extra)))
	}
	if l.typed() {
		read := e.reader(l.t.Additional)
		entry := e.json("ReadEntry").Call(addr(field(l.t.AdditionalName)), jen.Id("r"), read.function())
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
func (e *emitter) readSlot(s *slot, extra jen.Code) jen.Code {
	if s.inner != nil {
		method := jen.Parens(ptr(jen.Id(s.inner.t.Name))).Dot(s.inner.method("decode"))
		return e.json("ReadFlat").Call(jen.Id("m"), jen.Id("r"), extra, method)
	}
	target, ref := addr(field(s.field.Name)), s.field.Type
	ref.Nullable = false
	if s.field.Presence != model.Plain && isStruct(&ref) {
		ref.Pointer = true
	}
	switch {
	case s.field.Presence != model.Optional:
		return e.reader(&ref).into(target)
	case textual(&ref):
		return e.json("ReadOptString").Call(target, jen.Id("r"))
	default:
		return e.json("ReadOpt").Call(target, jen.Id("r"), e.reader(&ref).function())
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
func (e *emitter) structEncode(l *level) jen.Code {
	extra := addr(field(l.t.ExtraName))
	body := []jen.Code{define("outer", jen.Id("w").Dot("Open").Call(extra))}
	body = append(body, e.putSlots(l.slots)...)
	if l.t.Additional != nil {
		write := e.writer(l.t.Additional)
		body = append(body, e.json("PutEntries").Call(jen.Id("w"), field(l.t.AdditionalName), addr(jen.Id(l.keys())), write.function()))
	}
	body = append(body, jen.Id("w").Dot("Close").Call(jen.Id("outer"), addr(jen.Id(l.keys()))))
	return doc("EncodeJSON writes m to w.").Add(e.encodeMethod(l.t.Name)).Block(body...)
}

// putSlots writes the statements that write the members of an object. Those that are read-only are
// under the condition that such are written, neighbours together:
//
//	if w.ReadOnly() {
//		json.PutOptString(w, `,"state":`, &m.State)
//	}
func (e *emitter) putSlots(slots []*slot) []jen.Code {
	readOnly := func(s *slot) bool { return s.field != nil && s.field.ReadOnly }
	var out []jen.Code
	for len(slots) > 0 {
		n := 0
		var block []jen.Code
		for ; n < len(slots) && readOnly(slots[n]); n++ {
			block = append(block, e.putSlot(slots[n]))
		}
		if n > 0 {
			out, slots = append(out, jen.If(jen.Id("w").Dot("ReadOnly").Call()).Block(block...)), slots[n:]
			continue
		}
		out, slots = append(out, e.putSlot(slots[0])), slots[1:]
	}
	return out
}

// putSlot writes the statement that writes one member, and what becomes of one that a request needs
// and that has no value:
//
//	if !w.Lacks(`,"when":`, m.When.IsZero()) {
//		json.Put(w, `,"when":`, &m.When, json.WriteTime)
//	}
func (e *emitter) putSlot(s *slot) jen.Code {
	if s.inner != nil {
		method := jen.Parens(ptr(jen.Id(s.inner.t.Name))).Dot(s.inner.method("encode"))
		return e.put("PutFlat", s, jen.Id("m"), addr(jen.Id(s.inner.keys())), method)
	}
	f, put := s.field, e.putField(s)
	if f.Required && f.Presence == model.Optional && f.Type.Nullable {
		put.Line().Id("w").Dot("PutNull").Call(keyLit(s.wire), field(f.Name).Dot("IsAbsent").Call())
	}
	if zero := e.noValue(f); zero != nil && !f.ReadOnly {
		return jen.If(jen.Op("!").Id("w").Dot("Lacks").Call(keyLit(s.wire), zero)).Block(put)
	}
	return put
}

// noValue writes the condition that a required field holds the zero value of its Go type, which is
// none that the document allows: m.When.IsZero(). Nil is that there is no such value, for a plain
// string, number or boolean is what it is.
func (e *emitter) noValue(f *model.Field) jen.Code {
	if f.Presence != model.Plain || f.Const != nil {
		return nil
	}
	v := field(f.Name)
	t := under(&f.Type)
	switch {
	case isUnion(t), f.Type.Pointer:
		return v.Op("==").Nil()
	case t.Kind == model.Time && f.Type.Kind == model.Time:
		return v.Dot("IsZero").Call()
	case t.Kind == model.Time:
		return v.Op("==").Parens(e.typeOf(&f.Type).Values())
	case t.Kind == model.Date, t.Kind == model.TimeOfDay, t.Kind == model.Duration && t.Wire == model.WireDefault:
		return v.Op("==").Lit("")
	case t.Kind != model.Named || t.Type.Kind != model.KindEnum:
		return nil
	}
	zero := map[model.RefKind]string{model.String: "", model.Int32: "0", model.Int64: "0", model.Uint64: "0", model.Float64: "0"}
	text, ok := zero[t.Type.Enum.Base]
	if !ok || slices.ContainsFunc(t.Type.Enum.Values, func(value model.EnumValue) bool { return value.Value.Text == text }) {
		return nil
	}
	if text == "" {
		return v.Op("==").Lit("")
	}
	return v.Op("==").Lit(0)
}

// putField writes the statement that writes the member of a field.
func (e *emitter) putField(s *slot) *jen.Statement {
	f, ref := s.field, s.field.Type
	ref.Nullable = false
	v := field(f.Name)
	if f.Presence != model.Plain && isStruct(&ref) {
		ref.Pointer = true
	}
	write := e.writer(&ref)
	switch {
	case f.Presence == model.Optional && textual(&ref):
		return e.put("PutOptString", s, addr(v))
	case f.Presence == model.Optional:
		return e.put("PutOpt", s, addr(v), e.writer(&ref).function())
	case isUnion(under(&ref)):
		return e.put("PutUnion", s, v)
	case isStruct(under(&ref)) && ref.Pointer:
		return e.put("PutPtr", s, v, write.arg)
	}
	required := f.Presence == model.Plain
	switch kind := under(&ref).Kind; {
	case kind == model.Map && raw(under(&ref).Elem):
		return e.put(map[bool]string{true: "PutRequiredRawMap", false: "PutRawMap"}[required], s, v)
	case (kind == model.List || kind == model.Map) && required:
		return e.put(map[model.RefKind]string{model.List: "PutRequiredList", model.Map: "PutRequiredMap"}[kind], s, v, write.arg)
	case kind == model.Map && textual(under(&ref).Elem) && !under(&ref).Elem.Nullable:
		return e.put("PutStringMap", s, v)
	case kind == model.List || kind == model.Map:
		return e.put(map[model.RefKind]string{model.List: "PutList", model.Map: "PutMap"}[kind], s, v, write.arg)
	case (kind == model.Bytes || kind == model.Any) && !required:
		return e.put("PutBytes", s, addr(v), write.function())
	case f.Const != nil && kind != model.Any && kind != model.Bytes && !isStruct(under(&ref)):
		return e.put("PutConst", s, addr(v), write.function(), rawLit(f.Const.JSON))
	case textual(&ref):
		return e.put("PutString", s, v)
	default:
		return e.put("Put", s, addr(v), write.function())
	}
}

// put returns json.Put...(w, `,"name":`, args...).
func (e *emitter) put(fn string, s *slot, args ...jen.Code) *jen.Statement {
	return e.json(fn).Call(append([]jen.Code{jen.Id("w"), keyLit(s.wire)}, args...)...)
}

// flatDecode writes the loop over the members of an object whose fields stand in the struct around
// it:
//
//	func (m *Sku) decodeFlat1(r *json.Reader, rest *Members) {
//		var c json.Cursor
//		for c.Open(r, &flatKeys1Sku, rest); c.Next(r); ...
//	}
func (e *emitter) flatDecode(l *level) jen.Code {
	return jen.Func().Params(jen.Id("m").Add(ptr(jen.Id(l.t.Name)))).Id(l.method("decode")).
		Params(e.readerParam(), jen.Id("rest").Add(ptr(e.own("Members")))).
		Block(e.decodeLoop(l, jen.Id("rest")))
}

// flatEncode writes the fields of such an object:
//
//	func (m *Sku) encodeFlat1(w *json.Writer) {
//		json.PutString(w, `,"name":`, m.Name)
//	}
func (e *emitter) flatEncode(l *level) jen.Code {
	body := e.putSlots(l.slots)
	return jen.Func().Params(jen.Id("m").Add(ptr(jen.Id(l.t.Name)))).Id(l.method("encode")).
		Params(e.writerParam()).Block(body...)
}
