package codec

import (
	"encoding/base64"
	"encoding/json"
	"fmt"
	"math/rand/v2"
	"slices"
	"strconv"
	"strings"

	"github.com/armsmith/armsmith/generator/emit/gocode"
	"github.com/armsmith/armsmith/generator/model"
)

// random writes JSON that fits a model: members in any order, with white space, escapes, nulls and
// undeclared members.
type random struct {
	*rand.Rand
	ordered bool // members in the order of the document
	depth   int
}

func (g *random) chance(percent int) bool { return g.IntN(100) < percent }

// spaced puts white space around a token now and then.
func (g *random) spaced(token string) string {
	if g.chance(10) {
		return " \n\t"[:1+g.IntN(3)] + token + strings.Repeat(" ", g.IntN(12))
	}
	return token
}

// text returns a string and the JSON of it, escaped in one of the ways there are.
func (g *random) text(s string) string {
	out := gocode.JSONText(s)
	if s != "" && g.chance(10) {
		out = fmt.Sprintf(`"\u%04x%s`, s[0], gocode.JSONText(s[1:])[1:])
		if s[0] >= 0x80 {
			return gocode.JSONText(s)
		}
	}
	return out
}

var words = []string{"", "a", "Default", "some words, not few", "日本語", "emoji 😀", `quotes " and \ slashes`, "line\nend", "/subscriptions/0000/x", "1", "null"}

func (g *random) word() string { return words[g.IntN(len(words))] }

func (g *random) pick(texts ...string) string { return texts[g.IntN(len(texts))] }

// value writes a value of a type.
func (g *random) value(r *model.Ref) string {
	if r.Nullable && g.chance(30) {
		return "null"
	}
	switch r.Kind {
	case model.List:
		items := make([]string, g.count())
		for i := range items {
			items[i] = g.spaced(g.deeper(r.Elem))
		}
		return "[" + strings.Join(items, ",") + "]"
	case model.Map:
		items := make([]string, g.count())
		for i := range items {
			items[i] = g.text("k"+strconv.Itoa(i)+g.word()) + g.spaced(":") + g.deeper(r.Elem)
		}
		return "{" + strings.Join(items, g.spaced(",")) + "}"
	case model.Expandable:
		if g.depth > 4 || g.chance(50) {
			return g.pick(g.text(g.word()), "7", "[]")
		}
		return g.deeper(r.Elem)
	case model.Named:
		return g.named(r)
	default:
		return g.scalar(r.Kind, r.Wire)
	}
}

func (g *random) count() int {
	if g.depth > 4 {
		return 0
	}
	return g.IntN(4)
}

func (g *random) deeper(r *model.Ref) string {
	g.depth++
	defer func() { g.depth-- }()
	return g.value(r)
}

func (g *random) named(r *model.Ref) string {
	switch t := r.Type; t.Kind {
	case model.KindEnum:
		return g.scalar(t.Enum.Base, r.Wire)
	case model.KindStruct:
		return g.object(t, nil)
	case model.KindUnion:
		if t.Union.Discriminator == "" && g.chance(15) {
			return g.pick("true", `{"neither":1}`, `{}`)
		}
		if g.chance(15) && t.Union.Discriminator != "" {
			return g.pick(`{"x":[1],"kind":"new"}`, `{"kind":3}`, `{}`, `"odd"`, `[{"kind":"circle"}]`)
		}
		v := t.Union.Variants[g.IntN(len(t.Union.Variants))]
		return g.value(&v.Type)
	default:
		return g.value(t.Target)
	}
}

func (g *random) scalar(kind model.RefKind, wire model.Wire) string {
	bare := ""
	switch kind {
	case model.Bool:
		bare = g.pick("true", "false")
	case model.Int32:
		bare = strconv.Itoa(int(int32(g.Uint32()) >> g.IntN(32)))
	case model.Int64:
		bare = strconv.FormatInt(int64(g.Uint64())>>g.IntN(64), 10)
	case model.Uint64:
		bare = strconv.FormatUint(g.Uint64()>>g.IntN(64), 10)
	case model.Float64:
		bare = g.pick("0", "-1.5", "3.25", "1e+23", "1e-7", strconv.FormatFloat(g.NormFloat64(), 'g', -1, 64))
	case model.Number:
		bare = g.pick("0", "-1.50", "1e5", "123456789012345678901234567890.123")
	case model.Bytes:
		encoding := base64.StdEncoding
		if wire == model.WireBase64URL {
			encoding = base64.RawURLEncoding
		}
		return `"` + encoding.EncodeToString([]byte(g.word())) + `"`
	case model.Time:
		switch wire {
		case model.WireUnix:
			return g.pick("0", "1757141955", "-1", "1757141955.25")
		case model.WireRFC7231:
			return `"Sat, 06 Sep 2025 06:59:15 GMT"`
		}
		return g.pick(`"2025-09-06T06:59:15.1161429Z"`, `"2020-01-01T12:34:56"`, `"0001-01-01T00:00:00"`, `"2020-01-01T12:34:56+02:00"`, `""`, `"soon"`)
	case model.Duration:
		if wire == model.WireSeconds || wire == model.WireMillis {
			return g.pick("0", "5", "36.5", "-1.25", "1500")
		}
		return g.pick(`"PT5M"`, `"P10675199DT2H48M5.4775807S"`, `""`)
	case model.Any:
		return g.pick("null", "1.50", `"x"`, `{"b":[1,{}],"a":null}`, "[ 1 ]", "true")
	default:
		return g.text(g.word())
	}
	if wire == model.WireString {
		return `"` + bare + `"`
	}
	return bare
}

// object writes a struct: its fields, those one level deeper in an object of their own, and some
// that it does not declare.
func (g *random) object(t *model.Type, l *level) string {
	if l == nil {
		l = levels(t)[0]
	}
	var members []string
	for _, s := range l.slots {
		if text, ok := g.slot(t, s); ok {
			members = append(members, g.text(s.wire)+g.spaced(":")+g.spaced(text))
		}
	}
	if t.Additional != nil {
		for i := range g.count() {
			members = append(members, fmt.Sprintf(`"extra%d":%s`, i, g.deeper(t.Additional)))
		}
	} else if g.chance(20) {
		members = append(members, g.pick(`"undeclared":{"deep":[1.50,null]}`, `"NAME":1`, `"":null`, `"日本":"\u00e9"`))
	}
	if !g.ordered && g.chance(50) {
		g.Shuffle(len(members), func(i, j int) { members[i], members[j] = members[j], members[i] })
	}
	return "{" + strings.Join(members, g.spaced(",")) + g.spaced("}")
}

func (g *random) slot(t *model.Type, s *slot) (string, bool) {
	if s.inner != nil {
		if g.chance(20) {
			return g.pick("null", "{}"), true
		}
		return g.object(t, s.inner), g.chance(90)
	}
	f, ref := s.field, s.field.Type
	ref.Nullable = false
	deep := g.depth > 4 && f.Presence != model.Plain
	switch {
	case f.Const != nil && f.Presence == model.Plain:
		return f.Const.JSON, true
	case deep || f.Presence != model.Plain && g.chance(40):
		return "", false
	case g.chance(10) && t.Additional == nil && (f.Presence != model.Plain || !gocode.IsStruct(&ref)):
		return "null", true
	}
	return g.deeper(&ref), true
}

// sameValues compares JSON values: numbers by their value, members without regard to order.
func sameValues(a, b any) bool {
	switch x := a.(type) {
	case map[string]any:
		y, ok := b.(map[string]any)
		if !ok || len(x) != len(y) {
			return false
		}
		for k, v := range x {
			if w, ok := y[k]; !ok || !sameValues(v, w) {
				return false
			}
		}
		return true
	case []any:
		y, ok := b.([]any)
		return ok && slices.EqualFunc(x, y, sameValues)
	case json.Number:
		y, ok := b.(json.Number)
		if !ok {
			return false
		}
		f, _ := x.Float64()
		g, _ := y.Float64()
		return x == y || f == g && len(x) < 18 && len(y) < 18 || strings.ContainsAny(string(x+y), ".e") && f == g
	default:
		return a == b
	}
}
