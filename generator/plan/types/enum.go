package types

import (
	"cmp"
	"math/big"
	"slices"
	"strconv"
	"strings"

	"github.com/armsmith/armsmith/generator/load/node"
	"github.com/armsmith/armsmith/generator/model"
	"github.com/armsmith/armsmith/generator/plan/name"
	"github.com/armsmith/armsmith/generator/plan/schema"
	"github.com/armsmith/armsmith/generator/plan/source"
)

// enumerations makes enums.
type enumerations struct{ p *Planner }

// of makes the type of a schema that lists its values. It says no when there are none, or only one:
// that is a constant of the scalar type.
func (x enumerations) of(e *entry, m *schema.Merged) (model.Ref, bool) {
	values := m.Values()
	if len(values) == 0 {
		return model.Ref{}, false
	}
	base, ok := enumBase(m.Kinds, values)
	switch {
	case !ok:
		return model.Ref{Kind: model.Any}, true
	case m.Kinds&^model.JSONNull == model.JSONArray:
		return x.items(e, base, values), true
	case m.IsConst():
		only := literalAs(values[0].Node, base)
		return model.Ref{Kind: base, Only: &only}, true
	}
	return x.enum(e, m.Keyword("x-ms-enum"), base, values), true
}

// items makes the type of an array whose schema lists scalars, none of which can be an array: what
// is meant are the values of its items.
func (x enumerations) items(e *entry, base model.RefKind, values []schema.Value) model.Ref {
	elem := model.Ref{Kind: base}
	if len(values) > 1 {
		elem = x.ofOptions(e, base, values, false)
	} else {
		only := literalAs(values[0].Node, base)
		elem.Only = &only
	}
	return model.Ref{Kind: model.List, Elem: &elem}
}

// enumBase is the scalar type of an enum: what the schema states, if its values can be written so,
// else what its values are. Values of different types have none.
func enumBase(kinds model.JSONKinds, values []schema.Value) (model.RefKind, bool) {
	var found model.JSONKinds
	for _, v := range values {
		found |= schema.KindOf(v.Node)
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
	case found == model.JSONInteger && kinds&model.JSONNumber == 0:
		return integerBase(values), true
	case found&^(model.JSONInteger|model.JSONNumber) == 0:
		return numberBase(values), true
	}
	return 0, false
}

// integerBase is int64, uint64 where a value needs that, or a number that keeps its digits.
func integerBase(values []schema.Value) model.RefKind {
	holds := func(low, past *big.Float) bool {
		return !slices.ContainsFunc(values, func(v schema.Value) bool { return !isInteger(v.Node, low, past) })
	}
	switch {
	case holds(minInt64, past63):
		return model.Int64
	case holds(new(big.Float), past64):
		return model.Uint64
	}
	return model.Number
}

// numberBase is float64, or a number that keeps its digits where a float64 does not keep those of a
// value.
func numberBase(values []schema.Value) model.RefKind {
	for _, v := range values {
		f, err := strconv.ParseFloat(v.Node.Text, 64)
		written, exact := boundOf(strconv.FormatFloat(f, 'g', -1, 64)), bound(v.Node)
		if err != nil || written == nil || exact == nil || written.Cmp(exact) != 0 {
			return model.Number
		}
	}
	return model.Float64
}

// enum makes the enum. Enums that name themselves are one type wherever they stand, as long as they
// list the same.
func (x enumerations) enum(e *entry, ms *node.Node, base model.RefKind, values []schema.Value) model.Ref {
	called := strings.TrimSpace(ms.Get("name").Str())
	if called == "" {
		return x.make(e, base, values)
	}
	key := enumKey(called, base, values)
	if same := x.p.enums[key]; same != nil {
		e.account.Use(&same.account)
		return same.ref
	}
	if c := x.component(e, called, key); c != nil {
		return *c
	}
	place := x.p.namer.of(e)
	shared := &entry{schema: e.schema, hint: name.NewHint(nil, name.Go(called), name.Go(called)+"Enum")}
	x.p.enums[key] = shared
	shared.ref, shared.done = x.make(shared, base, values), true
	shared.name.Rank, shared.name.Key, shared.name.Also = name.RankNamed, key, "enum "+called
	shared.name.Exact = name.Go(called) == called
	if place.Parent != nil && e.schema.Component() == "" {
		shared.name.Candidates = slices.Insert(shared.name.Candidates, 1, name.Go(place.Parent.String()+called))
	}
	e.account.Use(&shared.account)
	return shared.ref
}

// component returns the component schema that is the enum of that name and those values, if there
// is one besides the entry's own.
func (x enumerations) component(e *entry, called, key string) *model.Ref {
	s := x.p.schemas.At(schema.Components + node.Escape(called))
	if !s.There() || s.Ptr == e.schema.Ptr || s.Ref() != "" {
		return nil
	}
	m := x.p.schemas.Merge(s)
	if m.Keyword("x-ms-enum").Get("name").Str() != "" {
		return nil
	}
	values := m.Values()
	base, ok := enumBase(m.Kinds, values)
	if !ok || len(values) == 0 || enumKey(called, base, values) != key {
		return nil
	}
	ref := x.p.Use(&e.account, s, name.Hint{})
	return &ref
}

// enumKey is the same for enums of one name that list the same values, in whatever order.
func enumKey(called string, base model.RefKind, values []schema.Value) string {
	texts := make([]string, len(values))
	for i, v := range values {
		texts[i] = v.Node.Text
	}
	slices.Sort(texts)
	return "enum " + called + "\x00" + strconv.Itoa(int(base)) + "\x00" + strings.Join(texts, "\x00")
}

func (x enumerations) make(e *entry, base model.RefKind, values []schema.Value) model.Ref {
	t := x.p.alloc(e, model.KindEnum)
	t.Enum = &model.Enum{Base: base, Values: make([]model.EnumValue, len(values))}
	for i, v := range values {
		value := &t.Enum.Values[i]
		value.Value, value.Doc = literalAs(v.Node, base), v.Doc
		n := &name.Name{Role: v.Node.Text, Rank: name.RankConst, Parent: e.name, Owner: t, Chosen: v.Renamed}
		text := cmp.Or(v.Name, value.Value.Text)
		n.Candidates = []string{"*" + name.Part(text), "*" + name.Spelled(text)}
		n.Exact = name.Part(text) == text
		x.p.names.Declare(n).To(&value.Name).To(&value.Value.Go)
	}
	return model.Ref{Kind: model.Named, Type: t}
}

// ofOptions makes an enum of the values that several alternatives list. The alternatives are whole
// when nothing else is allowed beside them.
func (x enumerations) ofOptions(e *entry, base model.RefKind, values []schema.Value, whole bool) model.Ref {
	if whole {
		return x.enum(e, e.schema.Get("x-ms-enum"), base, values)
	}
	outer := x.p.namer.outer(e)
	inner := &entry{done: true, hint: outer.Suffixed("Value"),
		schema: schema.New(partialEnumKey(e.schema.Ptr, base), e.schema.Node)}
	return x.make(inner, base, values)
}

// partialEnumKey is what identifies an enum that is only some of the alternatives of a schema.
func partialEnumKey(ptr string, base model.RefKind) string {
	return ptr + "#enum" + strconv.Itoa(int(base))
}

// optionValues gathers the values that alternatives of one JSON type list, each once, and the
// alternatives that list any. One that stands alone in its alternative is described by that.
func optionValues(options []*option) (values []schema.Value, listing []*option) {
	for _, o := range options {
		listed := o.Merged.Values()
		if len(listed) == 0 {
			continue
		}
		listing = append(listing, o)
		for _, v := range listed {
			if len(listed) == 1 {
				v.Doc = cmp.Or(v.Doc, source.Doc(o.Written.Node))
				if v.Name == "" && schema.KindOf(v.Node)&(model.JSONString|model.JSONNull) == 0 {
					v.Name = o.Written.Get("title").Str()
				}
			}
			if !slices.ContainsFunc(values, func(x schema.Value) bool { return x.Node.Text == v.Node.Text }) {
				values = append(values, v)
			}
		}
	}
	return values, listing
}
