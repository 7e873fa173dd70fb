package types

import (
	"slices"
	"strconv"

	"github.com/armsmith/armsmith/generator/load/node"
	"github.com/armsmith/armsmith/generator/model"
	"github.com/armsmith/armsmith/generator/plan/name"
	"github.com/armsmith/armsmith/generator/plan/schema"
)

// choices makes types of alternatives without a discriminator.
type choices struct{ p *Planner }

// option is one alternative on its way to a type.
type option struct {
	*schema.Option
	ref   model.Ref
	typed bool   // ref is known
	words string // what its wrapper is called when the Go type does not say
}

// of makes the type of a schema with alternatives. Most that documents hold are no unions to a
// person: a value or null, a string with some known values, the same type under several
// constraints. What remains is an interface.
func (c choices) of(e *entry, m *schema.Merged) model.Ref {
	schemas := c.p.schemas
	groups := schema.Groups(m)
	if len(groups) == 0 {
		return c.p.plain(e, m)
	}
	read, null, broken := schema.Options(schemas, m, groups[0])
	for _, s := range broken {
		e.account.Placeholder(s.At)
	}
	if len(groups) > 1 {
		return nullable(objects(c).of(e, schema.Superset(schemas, m, groups)), null)
	}
	options := make([]*option, len(read))
	shared := len(read) > 0 && schema.ArePartsOfOne(m, read)
	for i, o := range read {
		e.account.Add(o.Merged.Defects...)
		options[i] = &option{Option: o}
		if shared && !schemas.Unions.Is(o.Schema) {
			options[i] = c.beside(e, groups[0].In, o)
		}
	}
	var ref model.Ref
	switch {
	case len(options) == 0:
		ref = c.p.plain(e, m)
	case slices.ContainsFunc(options, func(o *option) bool { return o.Kinds == 0 }):
		return model.Ref{Kind: model.Any}
	default:
		ref = c.fewest(e, options)
		if t := ref.Type; t != nil && t == e.typ && t.Kind == model.KindUnion {
			common := commonOf{unions(c), e, t, new(schema.Merged)}
			if shared {
				common.m = m
			}
			c.p.unfinished = append(c.p.unfinished, common)
		}
	}
	return nullable(ref, null || ref.Nullable)
}

// beside makes an option of an alternative and the members that stand beside the alternatives,
// which all variants share.
func (c choices) beside(e *entry, in schema.Schema, o *schema.Option) *option {
	whole := *o
	whole.Schema = schema.Beside(e.schema, in.Ptr, o.Schema, o.Written)
	whole.Merged = c.p.schemas.Merge(whole.Schema)
	return &option{Option: &whole, words: o.Schema.Written()}
}

// fewest makes the simplest type that holds all options.
func (c choices) fewest(e *entry, options []*option) model.Ref {
	if len(options) == 1 {
		return c.p.Use(&e.account, options[0].Schema, name.Hint{})
	}
	read := make([]*schema.Option, len(options))
	for i, o := range options {
		read[i] = o.Option
	}
	if property := schema.SharedConst(c.p.schemas, read); property != "" {
		return unions(c).toldByConst(e, options, property)
	}
	options = c.mergeScalars(e, options)
	var distinct []*option
	for _, o := range options {
		c.refOf(e, o, options)
		if o.ref.Kind.IsJSON() {
			return o.ref
		}
		o.ref.Nullable = false
		if i := slices.IndexFunc(distinct, func(d *option) bool { return Same(d.ref, o.ref) }); i >= 0 {
			distinct[i].ref = either(distinct[i].ref, o.ref)
		} else {
			distinct = append(distinct, o)
		}
	}
	if len(distinct) == 1 {
		return distinct[0].ref
	}
	return c.shaped(e, distinct)
}

// refOf makes the type of an option.
func (c choices) refOf(e *entry, o *option, all []*option) model.Ref {
	if o.typed {
		return o.ref
	}
	o.typed = true
	h := name.Hint{}
	switch {
	case o.Schema.Component() != "":
	case o.Merged.IsObject():
		h = c.hint(e, o, all)
	case len(o.Merged.Values()) > 0:
		h = c.p.namer.outer(e).Suffixed("Value")
	}
	o.ref = c.p.Use(&e.account, o.Schema, h)
	return o.ref
}

// hint names an inline alternative: by its constant, its title, what it requires, or as the only
// object among them.
func (c choices) hint(e *entry, o *option, all []*option) name.Hint {
	outer := c.p.namer.outer(e)
	h := name.Hint{Parent: outer.Parent, Within: outer.Within}
	for _, w := range outer.Words {
		if len(o.words) > 0 {
			h.Words = append(h.Words, w+name.Part(o.words))
		}
		if title := o.Schema.Get("title").Str(); name.HasWord(title) && len(title) < 40 {
			h.Words = append(h.Words, qualify(w, name.Part(title)))
		}
	}
	for _, w := range outer.Words {
		h.Words = append(h.Words, w+o.distinction(all), w+o.numbered())
	}
	return h
}

// distinction is a word for an inline object among other alternatives: Object when it is the only
// one, else a property that only it requires.
func (o *option) distinction(all []*option) string {
	others := slices.DeleteFunc(slices.Clone(all), func(x *option) bool { return x == o || !x.Merged.IsObject() })
	if !slices.ContainsFunc(others, func(x *option) bool { return x.Schema.Component() == "" }) {
		return "Object"
	}
	for _, p := range o.Merged.Props {
		if o.Merged.Required[p.Name] && !slices.ContainsFunc(others, func(x *option) bool { return x.Merged.Required[p.Name] }) {
			return name.Part(p.Name)
		}
	}
	return o.numbered()
}

// numbered is a word for an alternative by its position.
func (o *option) numbered() string {
	keys := node.Split(o.Written.Ptr)
	i, err := strconv.Atoi(keys[len(keys)-1])
	if err != nil {
		i = 0
	}
	return "Option" + strconv.Itoa(1+i)
}

// mixed makes the type of a schema that allows several JSON types (a type list): a union of them.
func (c choices) mixed(e *entry, m *schema.Merged, kinds model.JSONKinds) model.Ref {
	var options []*option
	for _, k := range []model.JSONKinds{model.JSONString, model.JSONNumber | model.JSONInteger, model.JSONBool, model.JSONArray, model.JSONObject} {
		have := kinds & k
		if have == 0 {
			continue
		}
		part := m.Of(have, strconv.Itoa(int(have)))
		o := &option{typed: true, Option: &schema.Option{Schema: e.schema, Written: e.schema, Kinds: have, Merged: part}}
		switch k {
		case model.JSONArray:
			o.ref = c.p.list(e, part)
		case model.JSONObject:
			outer := c.p.namer.outer(e)
			inner := &entry{schema: part.Schema, done: true, hint: outer.Suffixed("Object")}
			o.ref = objects(c).of(inner, part)
			e.account.Use(&inner.account)
		default:
			o.ref = scalar(part, have)
		}
		options = append(options, o)
	}
	if len(options) > 4 {
		return model.Ref{Kind: model.Any} // every JSON type, spelled out
	}
	return c.shaped(e, options)
}
