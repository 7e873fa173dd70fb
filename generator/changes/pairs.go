package changes

import (
	"github.com/armsmith/armsmith/generator/model"
)

// types are two types that stand in the same place of both documents.
type types struct{ old, new *model.Type }

// pair is a pair of types with the sides on which it is met.
type pair struct {
	types
	sides side
}

// pair notes that two types of one kind were met in the same place, and pairs what they hold. Their
// members are compared when all sides are known.
func (c *comparison) pair(old, now *model.Type, s side) {
	key := types{original(old), original(now)}
	p := c.pairs[key]
	if p == nil {
		p = &pair{types: key}
		c.pairs[key] = p
		c.order = append(c.order, p)
	}
	if s &^= p.sides; s == 0 {
		return
	}
	p.sides |= s
	switch key.old.Kind {
	case model.KindStruct:
		for _, f := range matchFields(key.old.Fields, key.new.Fields).both {
			c.reach(&f.old.Type, &f.new.Type, s&sidesOf(f.old)&sidesOf(f.new))
		}
		if key.old.Additional != nil && key.new.Additional != nil {
			c.reach(key.old.Additional, key.new.Additional, s)
		}
	case model.KindUnion:
		for _, v := range matchVariants(key.old.Union, key.new.Union).both {
			c.reach(&v.old.Type, &v.new.Type, s)
		}
	case model.KindNamed:
		c.reach(key.old.Target, key.new.Target, s)
	case model.KindEnum:
	}
}

// reach pairs the types that two uses are of.
func (c *comparison) reach(old, now *model.Ref, s side) {
	if s == 0 || old == nil || now == nil {
		return
	}
	old, now = alike(old, now)
	switch {
	case old.Kind != now.Kind:
	case old.Kind == model.List || old.Kind == model.Map:
		c.reach(old.Elem, now.Elem, s)
	case old.Kind == model.Named && old.Type.Kind == now.Type.Kind:
		c.pair(old.Type, now.Type, s)
	}
}

// alike looks behind names that only one of two uses has.
func alike(old, now *model.Ref) (*model.Ref, *model.Ref) {
	named := func(r *model.Ref) bool { return r.Kind == model.Named && r.Type.Kind == model.KindNamed }
	if named(old) != named(now) {
		return under(old), under(now)
	}
	return old, now
}

// sidesOf are the sides on which a property travels.
func sidesOf(f *model.Field) side {
	switch {
	case f.ReadOnly:
		return received
	case f.WriteOnly:
		return sent
	}
	return both
}

// components pairs the types of documents that describe no operations.
func (c *comparison) components() {
	if len(c.old.Groups) > 0 || len(c.new.Groups) > 0 {
		return
	}
	byName := map[string]*model.Type{}
	for _, t := range c.new.Types {
		byName[t.Name] = t
	}
	for _, t := range c.old.Types {
		if now := byName[t.Name]; now != nil && t.Kind == now.Kind {
			c.pair(t, now, both)
		}
	}
}

// members compares what all pairs hold. It makes no pairs: those are complete.
func (c *comparison) members() {
	for _, p := range c.order {
		at := spot{where: Where{p.old.Place, p.new.Place}, goName: p.new.Name, what: p.new.Name, names: []string{p.old.Name}}
		if p.old.Schema != p.new.Schema && isComponent(p.old) && isComponent(p.new) {
			c.add("schema-renamed", p.sides, at, p.old.Schema, p.new.Schema)
		}
		c.deprecated(p.old.Deprecated, p.new.Deprecated, at)
		switch p.old.Kind {
		case model.KindStruct:
			c.structs(p, at)
		case model.KindEnum:
			c.enums(p, at)
		case model.KindUnion:
			c.unions(p, at)
		case model.KindNamed:
			at.names = []string{p.old.Name}
			c.use(p.old.Target, p.new.Target, p.sides, at)
		}
	}
}

// isComponent reports whether a type is a schema with a name of its own.
func isComponent(t *model.Type) bool {
	for _, r := range t.Schema {
		if r == '/' {
			return false
		}
	}
	return t.Schema != ""
}

// deprecated compares whether something is.
func (c *comparison) deprecated(old, now string, at spot) {
	if old == "" && now != "" {
		c.add("deprecated", both, at, "", pick(now == " ", "the document does not say why", now))
	}
}
