package plan

import (
	"cmp"
	"encoding/json"
	"slices"
	"strings"

	"github.com/armsmith/armsmith/generator/load/node"
	"github.com/armsmith/armsmith/generator/model"
)

// choiceOf is one documented value of an enum.
type choiceOf struct {
	value *node.Node
	name  string // chosen for programs, or ""
	doc   string
}

// values returns the values that a schema lists, null left out: those of the last part that lists
// any.
func (m *merged) values() []choiceOf {
	for i := len(m.parts) - 1; i >= 0; i-- {
		s := m.parts[i]
		if c := s.get("const"); c != nil {
			return m.named(s, []*node.Node{c})
		}
		if list := items(s.get("enum")); len(list) > 0 {
			return m.named(s, list)
		}
	}
	return nil
}

// named joins values with the names and descriptions that x-ms-enum (by value) or x-enum-varnames
// and x-enum-descriptions (by position) give them.
func (m *merged) named(s schema, list []*node.Node) []choiceOf {
	names, docs := s.get("x-enum-varnames"), s.get("x-enum-descriptions")
	if names == nil {
		names = s.get("x-enumNames")
	}
	var out []choiceOf
	seen := make(map[string]bool)
	for i, v := range list {
		if v.Kind == node.Null || seen[v.Kind.String()+v.Text] {
			continue
		}
		seen[v.Kind.String()+v.Text] = true
		c := choiceOf{value: v, name: itemAt(names, i).Str(), doc: plainText(itemAt(docs, i).Str())}
		if docs.Is(node.Map) {
			c.doc = plainText(docs.Get(v.Text).Str())
		}
		for _, known := range items(s.get("x-ms-enum").Get("values")) {
			if value := known.Get("value"); value != nil && value.Text == v.Text {
				c.name, c.doc = known.Get("name").Str(), plainText(known.Get("description").Str())
			}
		}
		out = append(out, c)
	}
	return out
}

// itemAt returns a list's element, or nil.
func itemAt(list *node.Node, i int) *node.Node {
	if list.Is(node.List) && i < len(list.Items) {
		return list.Items[i]
	}
	return nil
}

// isConst reports whether the schema allows one value only. An enum of one value that is a
// component, or says that it will grow (modelAsString), is an enum all the same.
func (m *merged) isConst() bool {
	if m.keyword("const") != nil {
		return len(m.values()) == 1
	}
	ms := m.keyword("x-ms-enum")
	return len(m.values()) == 1 && m.schema.component() == "" && len(m.parents) == 0 && !(ms != nil && !ms.Get("modelAsString").Is(node.Bool)) &&
		!ms.Get("modelAsString").True()
}

// enumerated makes the type of a schema that lists its values. It says no when there are none, or
// only one: that is a constant of the scalar type.
func (b *builder) enumerated(e *entry, m *merged) (model.Ref, bool) {
	values := m.values()
	if len(values) == 0 {
		return model.Ref{}, false
	}
	base, ok := enumBase(m.kinds, values)
	switch {
	case !ok:
		return model.Ref{Kind: model.Any}, true
	case m.isConst():
		return model.Ref{Kind: base}, true
	}
	return b.enumType(e, m.keyword("x-ms-enum"), base, values), true
}

// enumBase is the scalar type of an enum: what the schema states, if its values can be written so,
// else what its values are. Values of different types have none.
func enumBase(kinds model.JSONKinds, values []choiceOf) (model.RefKind, bool) {
	var found model.JSONKinds
	for _, v := range values {
		found |= kindOf(v.value)
	}
	scalars := model.JSONBool | model.JSONString | model.JSONNumber | model.JSONInteger
	if found&^scalars != 0 {
		return 0, false
	}
	switch {
	case kinds == model.JSONString || found == model.JSONString:
		return model.String, true
	case found == model.JSONBool:
		return model.Bool, true
	case found&^(model.JSONInteger|model.JSONNumber) == 0 && !allFloat64(values):
		return 0, false
	case found == model.JSONInteger && kinds&model.JSONNumber == 0:
		return integerBase(values), true
	case found == model.JSONInteger, found&^(model.JSONInteger|model.JSONNumber) == 0:
		return model.Float64, true
	}
	return 0, false
}

// allFloat64 reports whether Go has a number for each value.
func allFloat64(values []choiceOf) bool {
	return !slices.ContainsFunc(values, func(v choiceOf) bool { return !isFloat64(v.value.Text) })
}

// integerBase is int64 unless a value does not fit.
func integerBase(values []choiceOf) model.RefKind {
	for _, v := range values {
		if !isInt64(v.value.Text) {
			return model.Float64
		}
	}
	return model.Int64
}

// enumType makes the enum. Enums that name themselves are one type wherever they stand, as long as
// they list the same.
func (b *builder) enumType(e *entry, ms *node.Node, base model.RefKind, values []choiceOf) model.Ref {
	called := strings.TrimSpace(ms.Get("name").Str())
	if called == "" {
		return b.newEnum(e, base, values)
	}
	key := enumKey(called, base, values)
	if same := b.types.enums[key]; same != nil {
		b.uses(&same.reach)
		return same.ref
	}
	if c := b.componentEnum(called, key, e.schema.ptr); c != nil {
		return *c
	}
	place := b.nameOf(e)
	shared := &entry{schema: e.schema, hint: hint(nil, goName(called), goName(called)+"Enum")}
	b.types.enums[key] = shared
	b.onAccount(&shared.reach, func() { shared.ref, shared.done = b.newEnum(shared, base, values), true })
	shared.name.rank, shared.name.key = rankNamed, key
	shared.name.exact = goName(called) == called
	if place.parent != nil && e.schema.component() == "" {
		shared.name.candidates = slices.Insert(shared.name.candidates, 1, goName(place.parent.String()+called))
	}
	b.uses(&shared.reach)
	return shared.ref
}

// componentEnum returns the component schema that is the enum of that name and those values, if
// there is one.
func (b *builder) componentEnum(called, key, except string) *model.Ref {
	s := b.schemaAt(componentSchemas + node.Escape(called))
	if !s.exists() || s.ptr == except || s.ref() != "" {
		return nil
	}
	m := b.merge(s)
	if m.keyword("x-ms-enum").Get("name").Str() != "" {
		return nil
	}
	values := m.values()
	base, ok := enumBase(m.kinds, values)
	if !ok || len(values) == 0 || enumKey(called, base, values) != key {
		return nil
	}
	ref := b.use(s, nameHint{})
	return &ref
}

// enumKey is the same for enums of one name that list the same values, in whatever order.
func enumKey(called string, base model.RefKind, values []choiceOf) string {
	texts := make([]string, len(values))
	for i, v := range values {
		texts[i] = v.value.Text
	}
	slices.Sort(texts)
	return "enum " + called + "\x00" + itoa(int(base)) + "\x00" + strings.Join(texts, "\x00")
}

func (b *builder) newEnum(e *entry, base model.RefKind, values []choiceOf) model.Ref {
	t := b.alloc(e, model.KindEnum)
	t.Enum = &model.Enum{Base: base}
	t.Enum.Values = make([]model.EnumValue, len(values))
	for i, v := range values {
		value := &t.Enum.Values[i]
		value.Value, value.Doc = literalAs(v.value, base), v.doc
		n := &name{key: e.schema.ptr + "#" + v.value.Text, rank: rankConst, parent: e.name, owner: t}
		text := cmp.Or(v.name, value.Value.Text)
		n.candidates = []string{"*" + namePart(text), "*" + spelled(text)}
		n.exact = namePart(text) == text
		b.names.declare(n).to(&value.Name).to(&value.Value.Go)
	}
	return model.Ref{Kind: model.Named, Type: t}
}

// literalAs is a value of the document as a literal of the scalar type.
func literalAs(n *node.Node, base model.RefKind) model.Literal {
	if base == model.String {
		return *stringLiteral(n.Text)
	}
	return model.Literal{JSON: n.Text, Text: n.Text}
}

// literal is a scalar of the document; nil for anything else.
func literal(n *node.Node) *model.Literal {
	switch {
	case n.Is(node.String):
		return stringLiteral(n.Text)
	case n.Is(node.Bool), n.Is(node.Number):
		return &model.Literal{JSON: n.Text, Text: n.Text}
	}
	return nil
}

func stringLiteral(text string) *model.Literal {
	var buf strings.Builder
	enc := json.NewEncoder(&buf)
	enc.SetEscapeHTML(false)
	if err := enc.Encode(text); err != nil {
		return &model.Literal{JSON: `""`}
	}
	return &model.Literal{JSON: strings.TrimSuffix(buf.String(), "\n"), Text: text}
}

// kindOfLiteral is the JSON type of a literal.
func kindOfLiteral(l *model.Literal) model.JSONKinds {
	switch {
	case strings.HasPrefix(l.JSON, `"`):
		return model.JSONString
	case l.JSON == "true", l.JSON == "false":
		return model.JSONBool
	}
	return model.JSONNumber
}

// narrows reports whether the values that a schema lists are some of those that an enum lists: a
// field of the enum's type, then, that is not given all its values.
func (b *builder) narrows(s, enum schema) bool {
	all := listedValues(b.resolve(enum))
	for _, v := range listedValues(s) {
		if v.Kind == node.Null || !slices.ContainsFunc(all, func(x *node.Node) bool { return x.Kind == v.Kind && x.Text == v.Text }) {
			return false
		}
	}
	return len(all) > 0
}

// listedValues are the values that a schema lists itself: as an enum, or as alternatives of one
// value each.
func listedValues(s schema) []*node.Node {
	if !s.exists() {
		return nil
	}
	if c := s.get("const"); c != nil {
		return []*node.Node{c}
	}
	if list := items(s.get("enum")); len(list) > 0 {
		return list
	}
	var out []*node.Node
	for _, keyword := range []string{"oneOf", "anyOf"} {
		for _, one := range s.list(keyword) {
			values := listedValues(one)
			if len(values) != 1 {
				return nil
			}
			out = append(out, values[0])
		}
	}
	return out
}

// constOf returns the only value the schema at ptr allows, or nil.
func (b *builder) constOf(ptr string) *model.Literal { return b.constIn(b.schemaAt(ptr)) }

func (b *builder) constIn(s schema) *model.Literal {
	for range maxRefs {
		next, ok := b.alias(s)
		if !ok {
			break
		}
		if narrowed := listedValues(s); len(narrowed) == 1 {
			return literal(narrowed[0])
		}
		s = next
	}
	s = b.target(s)
	if s.isSimple() {
		return nil
	}
	if !s.exists() {
		return nil
	}
	m := b.merge(s)
	values := m.values()
	if !m.isConst() || len(m.alts) > 0 {
		return nil
	}
	base, ok := enumBase(m.kinds, values)
	if !ok {
		return nil
	}
	l := literalAs(values[0].value, base)
	return &l
}

// defaultOf returns the default of the schema at ptr, when it is a scalar: its own, or that of what
// it refers to.
func (b *builder) defaultOf(ptr string) *model.Literal { return b.defaultIn(b.schemaAt(ptr)) }

func (b *builder) defaultIn(s schema) *model.Literal {
	for range maxRefs {
		if n := s.get("default"); n != nil {
			return literal(n)
		}
		next, ok := b.alias(s)
		if !ok || !next.exists() {
			return nil
		}
		s = next
	}
	return nil
}

// nameLiterals has literals of an enum's type bear the names of its constants, once these are
// decided.
func (b *builder) nameLiterals(ref model.Ref, literals ...*model.Literal) {
	if ref.Kind != model.Named {
		return
	}
	for _, l := range literals {
		if l == nil {
			continue
		}
		b.afterNames(func() {
			if ref.Type.Kind != model.KindEnum {
				return
			}
			for _, v := range ref.Type.Enum.Values {
				if v.Value.Text == l.Text {
					l.JSON, l.Go = v.Value.JSON, v.Name
				}
			}
		})
	}
}
