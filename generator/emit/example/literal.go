package example

import (
	"encoding/base64"
	"encoding/json"
	"maps"
	"math"
	"slices"
	"strconv"
	"strings"
	"time"

	"github.com/dave/jennifer/jen"

	"github.com/armsmith/armsmith/generator/emit/gocode"
	"github.com/armsmith/armsmith/generator/model"
)

// literals writes JSON values as Go literals of the types that the document gives them. Each method
// returns nil for a value that is not what the document says, or that has no literal.
type literals struct {
	pkg    *gocode.Package
	sent   bool         // in requests, which leave out what is read only
	except *model.Field // is left out, wherever it stands
}

// held writes what a field or parameter holds: azureml.Some[int32](3). None is nil as well, for
// what is absent.
func (l literals) held(ref model.Ref, p model.Presence, v any) (value *jen.Statement, none bool) {
	switch {
	case p == model.Optional && v == nil:
		return l.null(&ref), false
	case p == model.Optional:
		present := gocode.Present(ref, p)
		return l.some(present, l.present(present, v)), false
	case p == model.Nilable && v == nil && !gocode.Under(&ref).Kind.IsJSON():
		return nil, true
	default:
		return l.elem(gocode.Present(ref, p), v), false
	}
}

// elem writes an element of a list or map, or a value that is always there.
func (l literals) elem(ref *model.Ref, v any) *jen.Statement {
	optional := ref.Nullable && !gocode.HasNil(ref) && !gocode.IsStruct(ref)
	bare := *ref
	bare.Nullable, bare.Pointer = false, ref.Pointer || ref.Nullable && gocode.IsStruct(ref)
	switch {
	case v == nil && optional:
		return l.null(ref)
	case v == nil && ref.Nullable:
		return l.pkg.Nil(ref)
	case optional:
		return l.some(&bare, l.present(&bare, v))
	default:
		return l.present(&bare, v)
	}
}

func (l literals) null(ref *model.Ref) *jen.Statement {
	bare := *gocode.Present(*ref, model.Optional)
	return l.pkg.Own("Null").Types(l.pkg.TypeOf(&bare)).Call()
}

// some writes an Optional, with its type where the value alone would give it another one.
func (l literals) some(ref *model.Ref, v *jen.Statement) *jen.Statement {
	if v == nil {
		return nil
	}
	if ref.Kind.IsNumber() && ref.Kind != model.Float64 {
		return l.pkg.Own("Some").Types(l.pkg.TypeOf(ref)).Call(v)
	}
	return l.pkg.Own("Some").Call(v)
}

// present writes a value that is there.
func (l literals) present(ref *model.Ref, v any) *jen.Statement {
	switch ref.Kind {
	case model.List:
		return l.list(ref, ref, v)
	case model.Map:
		return l.members(ref, ref, v)
	case model.Expandable:
		return l.expandable(ref, v)
	case model.Named:
		return l.named(ref, v)
	case model.Foreign:
		return nil // how its values are made is not known here
	}
	return l.scalar(ref, ref, v)
}

// expandable writes an identifier or the object: azureml.ByID[*azureml.Sku]("s1"),
// azureml.Expanded(&azureml.Sku{...}).
func (l literals) expandable(ref *model.Ref, v any) *jen.Statement {
	if id, ok := v.(string); ok {
		return l.pkg.Own("ByID").Types(l.pkg.TypeOf(ref.Elem)).Call(jen.Lit(id))
	}
	object := l.present(ref.Elem, v)
	if object == nil {
		return nil
	}
	made := l.pkg.Own("Expanded")
	if gocode.IsUnion(ref.Elem) {
		made.Types(l.pkg.TypeOf(ref.Elem))
	}
	return made.Call(object)
}

func (l literals) named(ref *model.Ref, v any) *jen.Statement {
	t := ref.Type
	switch t.Kind {
	case model.KindStruct:
		s := l.object(t, v)
		if s != nil && ref.Pointer {
			return gocode.Addr(s)
		}
		return s
	case model.KindUnion:
		return l.union(t, v)
	case model.KindEnum:
		return l.enum(ref, v)
	}
	switch of := gocode.Under(ref); of.Kind {
	case model.List:
		return l.list(ref, of, v)
	case model.Map:
		return l.members(ref, of, v)
	case model.Expandable:
		return l.expandable(of, v)
	case model.Named:
		return nil
	default:
		if s := l.scalar(of, of, v); s != nil {
			return l.pkg.TypeOf(ref).Call(s)
		}
		return nil
	}
}

func (l literals) list(ref, of *model.Ref, v any) *jen.Statement {
	elems, ok := l.listed(of, v)
	if !ok {
		return nil
	}
	return l.pkg.TypeOf(ref).Values(elems...)
}

func (l literals) listed(of *model.Ref, v any) (elems []jen.Code, ok bool) {
	values, ok := v.([]any)
	for _, v := range values {
		elem := l.inner(of.Elem, v)
		if elem == nil {
			return nil, false
		}
		elems = append(elems, elem)
	}
	return elems, ok
}

func (l literals) members(ref, of *model.Ref, v any) *jen.Statement {
	elems, ok := l.mapped(of, v)
	if !ok {
		return nil
	}
	return l.pkg.TypeOf(ref).Values(elems...)
}

func (l literals) mapped(of *model.Ref, v any) (elems []jen.Code, ok bool) {
	values, ok := v.(map[string]any)
	for _, name := range slices.Sorted(maps.Keys(values)) {
		elem := l.inner(of.Elem, values[name])
		if elem == nil {
			return nil, false
		}
		elems = append(elems, jen.Lit(name).Op(":").Add(elem))
	}
	return elems, ok
}

// inner writes an element within the literal of a list or map, whose type Go lets be left out.
func (l literals) inner(ref *model.Ref, v any) *jen.Statement {
	var elems []jen.Code
	ok := false
	switch under := gocode.Under(ref); {
	case v == nil:
	case gocode.IsStruct(ref):
		elems, ok = l.fields(ref.Type, v)
	case under.Kind == model.List:
		elems, ok = l.listed(under, v)
	case under.Kind == model.Map:
		elems, ok = l.mapped(under, v)
	}
	if ok {
		return jen.Values(elems...)
	}
	return l.elem(ref, v)
}

// object writes a struct.
func (l literals) object(t *model.Type, v any) *jen.Statement {
	fields, ok := l.fields(t, v)
	if !ok {
		return nil
	}
	return l.pkg.Own(t.Name).Values(fields...)
}

// fields writes the fields of a struct. What it has no field for is left out, as is what it writes
// by itself.
func (l literals) fields(t *model.Type, v any) (out []jen.Code, ok bool) {
	members, ok := v.(map[string]any)
	if !ok {
		return nil, false
	}
	for _, f := range t.Fields {
		v, there := at(members, append(slices.Clone(f.Flatten), f.Wire))
		written := f.Const != nil && f.Presence == model.Plain || f.Told
		switch {
		case l.sent && f.ReadOnly, written, f == l.except, !there && !f.Required:
			continue
		case !there:
			return nil, false
		}
		held, none := l.held(f.Type, f.Presence, v)
		if none {
			continue
		}
		if held == nil {
			return nil, false
		}
		out = append(out, jen.Id(f.Name).Op(":").Add(held))
	}
	return out, true
}

// at follows names into objects.
func at(v any, names []string) (any, bool) {
	for _, name := range names {
		members, ok := v.(map[string]any)
		if !ok {
			return nil, false
		}
		if v, ok = members[name]; !ok {
			return nil, false
		}
	}
	return v, true
}

func (l literals) enum(ref *model.Ref, v any) *jen.Statement {
	base := model.Ref{Kind: ref.Type.Enum.Base, Wire: ref.Wire}
	literal := l.scalar(&base, &base, v)
	if literal == nil {
		return nil
	}
	for _, known := range ref.Type.Enum.Values {
		if text, ok := v.(string); ok && known.Value.Text == text || !ok && known.Value.JSON == jsonText(v) {
			return l.pkg.Own(known.Name)
		}
	}
	return l.pkg.Own(ref.Type.Name).Call(literal)
}

func jsonText(v any) string {
	text, err := json.Marshal(v)
	if err != nil {
		return ""
	}
	return string(text)
}

// scalar writes a value without parts.
func (l literals) scalar(ref, of *model.Ref, v any) *jen.Statement {
	if of.Kind.IsJSON() {
		return l.pkg.TypeOf(ref).Call(gocode.RawLit(jsonText(v)))
	}
	text, isText := v.(string)
	number, isNumber := v.(json.Number)
	if of.Wire == model.WireString && isText {
		number, isNumber, isText = json.Number(text), true, false
	}
	switch {
	case of.Kind == model.Bool:
		if b, ok := v.(bool); ok && of.Wire != model.WireString {
			return jen.Lit(b)
		}
		return nil
	case isNumber && of.Kind.IsNumber():
		return l.number(of.Kind, number)
	case isText:
		return l.text(of, text)
	}
	return nil
}

// number writes a number that its Go type holds.
func (l literals) number(kind model.RefKind, n json.Number) *jen.Statement {
	switch kind {
	case model.Float64:
		f, err := strconv.ParseFloat(string(n), 64)
		if err != nil || math.IsInf(f, 0) || math.IsNaN(f) {
			return nil
		}
		return jen.Lit(f)
	case model.Number:
		return l.pkg.Scalar(kind).Call(jen.Lit(string(n)))
	}
	i, err := strconv.ParseInt(string(n), 10, bits[kind])
	if err != nil || i < 0 && kind >= model.Uint8 {
		return nil
	}
	return jen.Op(strconv.FormatInt(i, 10))
}

// bits are how many bits of an int64 a kind has.
var bits = map[model.RefKind]int{
	model.Int8: 8, model.Int16: 16, model.Int32: 32, model.Int64: 64, model.Uint8: 9, model.Uint16: 17, model.Uint32: 33, model.Uint64: 64,
}

// text writes what is a string in JSON.
func (l literals) text(ref *model.Ref, text string) *jen.Statement {
	switch ref.Kind {
	case model.String:
		return jen.Lit(text)
	case model.Secret, model.Date, model.TimeOfDay, model.ETag:
		return l.pkg.Scalar(ref.Kind).Call(jen.Lit(text))
	case model.Duration:
		if ref.Wire != model.WireDefault {
			return nil
		}
		return l.pkg.Scalar(ref.Kind).Call(jen.Lit(text))
	case model.Time:
		return l.time(ref, text)
	case model.Bytes:
		return l.bytes(ref, text)
	}
	return nil
}

// time writes an instant: azureml.NewTime(time.Date(2026, 3, 1, 10, 11, 12, 0, time.UTC)).
func (l literals) time(ref *model.Ref, text string) *jen.Statement {
	layout := time.RFC3339
	if ref.Wire == model.WireRFC7231 {
		layout = time.RFC1123
	}
	t, err := time.Parse(layout, text)
	if err != nil || ref.Wire == model.WireUnix {
		return nil
	}
	t = t.UTC()
	date := jen.Qual("time", "Date").Call(jen.Lit(t.Year()), jen.Qual("time", t.Month().String()), jen.Lit(t.Day()),
		jen.Lit(t.Hour()), jen.Lit(t.Minute()), jen.Lit(t.Second()), jen.Lit(t.Nanosecond()), jen.Qual("time", "UTC"))
	return l.pkg.Own("NewTime").Call(date)
}

// bytes writes []byte("abc").
func (l literals) bytes(ref *model.Ref, text string) *jen.Statement {
	encoding := base64.StdEncoding
	switch ref.Wire {
	case model.WireRaw:
		return jen.Index().Byte().Call(jen.Lit(text))
	case model.WireBase64URL:
		encoding, text = base64.RawURLEncoding, strings.TrimRight(text, "=")
	}
	data, err := encoding.DecodeString(text)
	if err != nil {
		return nil
	}
	return jen.Index().Byte().Call(jen.Lit(string(data)))
}
