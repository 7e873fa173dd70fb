package changes

import (
	"math/big"
	"strings"

	"github.com/armsmith/armsmith/generator/model"
)

// use compares two uses of types in the same place: what may stand there. Types of one kind that
// have names are compared as a pair, not here.
func (d *differences) use(old, now *model.Ref, s side, at spot) {
	if old == nil || now == nil || s == 0 {
		return
	}
	if old.Nullable != now.Nullable && !old.Kind.IsJSON() && !now.Kind.IsJSON() {
		d.add(pick(now.Nullable, "null-allowed", "null-refused"), s, at, typeOf(old), pick(now.Nullable, typeOf(now)+" or null", typeOf(now)))
	}
	d.literals("constant-changed", old.Only, now.Only, s, at)
	if old.Checks != nil || now.Checks != nil {
		d.limits(pick(old.Checks == nil, &model.Checks{}, old.Checks), pick(now.Checks == nil, &model.Checks{}, now.Checks), s, at)
	}
	old, now = alike(old, now)
	was, is := typeOf(old), typeOf(now)
	switch {
	case old.Kind == now.Kind && (old.Kind == model.List || old.Kind == model.Map):
		at.what = "an element of " + at.what
		d.use(old.Elem, now.Elem, s, at)
	case old.Kind == model.Expandable && now.Kind == model.Expandable:
		at.what = "the object of " + at.what
		// any object is read as the one that the client knows: what comes is taken for it
		if rule := readAnyway[relate(setOf(old.Elem), setOf(now.Elem))]; rule != "" {
			d.add(rule, s, at, typeOf(old.Elem), typeOf(now.Elem))
			return
		}
		d.use(old.Elem, now.Elem, s, at)
	case old.Kind == model.Named && now.Kind == model.Named && old.Type.Kind == now.Type.Kind:
		d.form(old, now, s, at) // the rest is said of the pair
	default:
		rule := relate(setOf(old), setOf(now))
		if rule == "" {
			d.form(old, now, s, at)
			return
		}
		if rule == "values-listed" {
			is = valuesText(now.Type.Enum)
		}
		if rule == "values-freed" {
			was = valuesText(old.Type.Enum)
		}
		d.add(rule, s, at, was, is)
	}
}

// readAnyway says which rule holds, in the place of another, for what an old client reads whatever
// it is.
var readAnyway = map[string]string{"type-widened": "format-widened", "type-changed": "format-changed"}

// presentUse compares the uses of a type that may be absent: null may be no news then.
func (d *differences) presentUse(old, now model.Ref, presence model.Presence, s side, at spot) {
	if !old.Nullable && now.Nullable && presence != model.Plain {
		d.add("null-allowed-for-optional", s, at, "", "")
		now.Nullable = false
	}
	d.use(&old, &now, s, at)
}

// form reports that the same travels, under another type of Go. Whether a value is held by pointer
// follows from whether it may be absent, which is a matter of its own.
func (d *differences) form(old, now *model.Ref, s side, at spot) {
	if was, is := strings.TrimPrefix(typeOf(old), "*"), strings.TrimPrefix(typeOf(now), "*"); was != is {
		d.add("form-changed", s, at, was, is)
	}
}

// literals compares single values: constants, defaults.
func (d *differences) literals(rule string, old, now *model.Literal, s side, at spot) {
	text := func(l *model.Literal) string {
		if l == nil {
			return "nothing"
		}
		return l.JSON
	}
	if was, is := text(old), text(now); was != is {
		if rule == "constant-changed" {
			switch {
			case old == nil:
				rule = "constant-added"
			case now == nil:
				rule = "constant-lifted"
			}
		}
		d.add(rule, s, at, was, is)
	}
}

// deprecated compares whether something is.
func (d *differences) deprecated(old, now string, at spot) {
	if old == "" && now != "" {
		d.add("deprecated", both, at, "", pick(now == " ", "the document does not say why", now))
	}
}

// set is what values a use of a type may have, as far as a program minds.
type set struct {
	anything bool
	token    string // of JSON: "bool", "number", "string", "object", "array", or a union of them
	low      string // of whole numbers; "" for numbers with fractions
	high     string
	format   string // of strings; "" for any text
	strict   bool   // what is not of the format is refused when read
	listed   bool   // an enum
	parts    string // of an object or a list, how its parts have types: "" for anything
	union    *model.Union
}

// intervals are the bounds of whole numbers.
var intervals = map[model.RefKind][2]string{
	model.Int8: {"-128", "127"}, model.Int16: {"-32768", "32767"},
	model.Int32: {"-2147483648", "2147483647"}, model.Int64: {"-9223372036854775808", "9223372036854775807"},
	model.Uint8: {"0", "255"}, model.Uint16: {"0", "65535"}, model.Uint32: {"0", "4294967295"}, model.Uint64: {"0", "18446744073709551615"},
}

// formats are the kinds of text that mean something besides being text.
var formats = map[model.RefKind]string{
	model.Bytes: "base64", model.Time: "date-time", model.Date: "date", model.TimeOfDay: "time", model.Duration: "duration",
}

// setOf returns the set of a use.
func setOf(r *model.Ref) set {
	r = under(r)
	switch r.Kind {
	case model.Any, model.Dynamic, model.Foreign:
		return set{anything: true}
	case model.List:
		return set{token: "array", parts: pick(r.Elem.Kind.IsJSON(), "", "elements")}
	case model.Map:
		return set{token: "object", parts: pick(r.Elem.Kind.IsJSON(), "", "elements")}
	case model.Expandable:
		return set{token: "union", union: &model.Union{Variants: []*model.Variant{{Type: model.Ref{Kind: model.String}}, {Type: *r.Elem}}}}
	case model.File, model.Stream:
		return set{token: "stream"}
	case model.Named:
		return setOfType(r.Type)
	}
	return setOfScalar(r.Kind, r.Wire)
}

func setOfType(t *model.Type) set {
	switch t.Kind {
	case model.KindEnum:
		s := setOfScalar(t.Enum.Base, model.WireDefault)
		s.listed = true
		return s
	case model.KindUnion:
		return set{token: "union", union: t.Union}
	case model.KindStruct, model.KindNamed:
	}
	if len(t.Fields) == 0 && t.Additional != nil {
		return setOf(&model.Ref{Kind: model.Map, Elem: t.Additional})
	}
	return set{token: "object", parts: "properties"}
}

func setOfScalar(k model.RefKind, w model.Wire) set {
	row, _ := k.Scalar()
	s := set{token: "string", format: formats[k], strict: k == model.Bytes}
	bounds, whole := intervals[k]
	switch {
	case row.JSON == model.JSONBool:
		s.token = "bool"
	case k.IsNumber():
		s.token = "number"
	}
	if whole {
		s.low, s.high = bounds[0], bounds[1]
	}
	switch w {
	case model.WireString:
		s.token += " in a string"
	case model.WireUnix, model.WireSeconds, model.WireMillis:
		s.token, s.format = "number", row.Go+wireNames[w]
	case model.WireRFC7231, model.WireBase64URL, model.WireRaw:
		s.format += wireNames[w]
	case model.WireDefault:
	}
	return s
}

var wireNames = map[model.Wire]string{
	model.WireUnix: " in seconds since 1970", model.WireSeconds: " in seconds", model.WireMillis: " in milliseconds",
	model.WireRFC7231: " of HTTP", model.WireBase64URL: " of URLs", model.WireRaw: " as octets",
}

// contains reports whether all values of a set are in another.
func (s set) contains(t set) bool {
	switch {
	case s.anything || t.anything:
		return s.anything
	case s.union != nil:
		return t.union == nil && hasVariant(s.union, t)
	case s.token != t.token || s.listed && !t.listed:
		return false
	case s.format != "":
		return s.format == t.format
	case s.token == "object" || s.token == "array":
		return s.parts == "" || s.parts == t.parts
	case s.low == "":
		return true
	}
	return t.low != "" && !less(t.low, s.low) && !less(s.high, t.high)
}

// hasVariant reports whether some variant of a union has all values of a set.
func hasVariant(u *model.Union, t set) bool {
	for _, v := range u.Variants {
		if inner := setOf(&v.Type); inner.union == nil && inner.contains(t) {
			return true
		}
	}
	return false
}

// reads reports whether a client that was made for one set can read the values of another.
func (s set) reads(t set) bool {
	s.listed, t.listed = false, false
	if s.token == "string" && t.token == "string" && !s.strict {
		return true // kept as it came
	}
	return s.contains(t)
}

// relate returns the rule for the step from one set to another; "" when they are the same.
func relate(old, now set) string {
	wider, narrower := now.contains(old), old.contains(now)
	unlisted := old
	unlisted.listed = now.listed
	switch {
	case wider && narrower:
		return ""
	case old.listed != now.listed && unlisted.contains(now) && now.contains(unlisted):
		return pick(now.listed, "values-listed", "values-freed")
	case wider:
		return pick(old.reads(now), "format-widened", "type-widened")
	case narrower:
		return "type-narrowed"
	}
	return pick(old.reads(now), "format-changed", "type-changed")
}

// less compares two numbers of JSON.
func less(a, b string) bool {
	x, y := number(a), number(b)
	return x != nil && y != nil && x.Cmp(y) < 0
}

// number reads a number of JSON, as exactly as comparing it needs; nil when it is none.
func number(text string) *big.Float {
	f, _, err := big.ParseFloat(text, 10, 256, big.ToNearestEven)
	if err != nil {
		return nil
	}
	return f
}

func valuesText(e *model.Enum) string {
	var texts []string
	for _, v := range e.Values {
		texts = append(texts, v.Value.JSON)
	}
	return strings.Join(texts, ", ")
}
