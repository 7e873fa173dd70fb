package changes

import (
	"slices"
	"strconv"
	"strings"

	"github.com/armsmith/armsmith/generator/model"
)

// structs are two structs that stand in the same place, with what differs.
type structs struct {
	differences
	*pair
}

// compareStructs compares two structs.
func compareStructs(p *pair, at spot) differences {
	c := &structs{pair: p}
	m := matchFields(p.old.Fields, p.new.Fields)
	c.flattened(&m)
	for _, f := range m.both {
		c.field(f.old, f.new)
	}
	m = c.renamedFields(m)
	for _, f := range m.removed {
		rule := "property-removed"
		if p.new.Closed {
			rule = "property-refused"
		}
		c.add(rule, p.sides&sidesOf(f), c.fieldSpot(f, nil), fieldOf(&f.Type, f.Presence), "")
	}
	for _, f := range m.added {
		c.fieldAdded(f)
	}
	c.additional(at)
	return c.differences
}

func (c *structs) fieldAdded(f *model.Field) {
	s := c.sides & sidesOf(f)
	required := f.Required && (len(f.Flatten) == 0 || f.Presence == model.Plain)
	c.add(pick(required, "required-property-added", "property-added"), s, c.fieldSpot(nil, f), "", fieldOf(&f.Type, f.Presence))
}

// fieldSpot is where a property stands. Either of the two may be nil.
func (p *pair) fieldSpot(old, now *model.Field) spot {
	at := spot{}
	for _, f := range []*model.Field{old, now} {
		if f == nil {
			continue
		}
		owner := pick(f == old, p.old.Name, p.new.Name)
		at.goName = owner + "." + f.Name
		at.what = "property " + strconv.Quote(strings.Join(append(slices.Clone(f.Flatten), f.Wire), ".")) + " of " + owner
		at.names = append(at.names, at.goName)
	}
	at.where = Where{p.old.Place, p.new.Place}
	if old != nil {
		at.where.Old = old.Place
	}
	if now != nil {
		at.where.New = now.Place
	}
	return at
}

// field compares a property that both versions have.
func (c *structs) field(old, now *model.Field) {
	at := c.fieldSpot(old, now)
	c.mutability(old, now, at)
	s := c.sides & sidesOfBoth(old, now)
	if s == 0 {
		return
	}
	if old.Required != now.Required {
		c.add(pick(now.Required, "property-made-required", "property-made-optional"), s, at,
			fieldOf(&old.Type, old.Presence), fieldOf(&now.Type, now.Presence))
	}
	is := now.Type
	if nilBecomesNull(old, now) {
		c.add("null-allowed-for-nil", s, at, "", "")
		is.Nullable = false
	}
	c.presentUse(old.Type, is, old.Presence, s, at)
	c.literals("constant-changed", old.Const, now.Const, s, at)
	c.literals("default-changed", old.Default, now.Default, s, at)
	c.limits(&old.Checks, &now.Checks, s, at)
	c.deprecated(old.Deprecated, now.Deprecated, at)
}

// nilBecomesNull reports whether a property that was always there may be null, without a change of
// its Go type.
func nilBecomesNull(old, now *model.Field) bool {
	return old.Presence == model.Plain && !old.Type.Nullable && now.Type.Nullable && !isStruct(&old.Type) && hasNil(&old.Type)
}

// mutability compares who sets a property.
func (c *structs) mutability(old, now *model.Field, at spot) {
	if old.ReadOnly != now.ReadOnly && c.sides&sent != 0 {
		rule := "became-read-only"
		if old.ReadOnly {
			rule = pick(now.Required, "required-read-only-lifted", "read-only-lifted")
		}
		c.add(rule, sent, at, "", "")
	}
	if old.WriteOnly != now.WriteOnly && c.sides&received != 0 {
		c.add(pick(now.WriteOnly, "became-write-only", "write-only-lifted"), received, at, "", "")
	}
	if old.CreateOnly != now.CreateOnly && c.sides&sent != 0 {
		c.add(pick(now.CreateOnly, "became-create-only", "create-only-lifted"), sent, at, "", "")
	}
}

// renamedFields takes out what is there under another name: the same in all else, or chosen by the
// document to have the same name in Go.
func (c *structs) renamedFields(m matched[*model.Field]) matched[*model.Field] {
	again := matchBy(m.removed, m.added,
		func(f *model.Field) string { return f.Name },
		func(f *model.Field) string { return pick(f.Doc == "", "", f.Doc+"\x00"+fieldOf(&f.Type, f.Presence)) })
	for _, f := range again.both {
		s := c.sides & sidesOf(f.old) & sidesOf(f.new)
		c.add(pick(f.new.Required, "required-property-renamed", "property-renamed"), s, c.fieldSpot(f.old, f.new), f.old.Wire, f.new.Wire)
	}
	return matched[*model.Field]{removed: again.removed, added: again.added}
}

// flattening is an object that one version has as a property, and the other as its properties.
type flattening struct {
	object *model.Field
	parts  []*model.Field
}

// takeFlattened takes such objects and their properties out of what only one version has.
func takeFlattened(whole, flat *[]*model.Field) []flattening {
	var out []flattening
	*whole = slices.DeleteFunc(*whole, func(object *model.Field) bool {
		found := flattening{object: object}
		if isStruct(&object.Type) {
			*flat = slices.DeleteFunc(*flat, func(f *model.Field) bool {
				within := isWithin(f, object)
				if within {
					found.parts = append(found.parts, f)
				}
				return within
			})
		}
		if found.parts != nil {
			out = append(out, found)
		}
		return found.parts != nil
	})
	return out
}

// flattened reports the objects that are flattened in one version alone: they travel as they did,
// and are reached in another way.
func (c *structs) flattened(m *matched[*model.Field]) {
	for _, f := range takeFlattened(&m.removed, &m.added) {
		at := c.fieldSpot(f.object, nil)
		for _, part := range f.parts {
			at.names = append(at.names, c.new.Name+"."+part.Name)
		}
		c.add("property-flattened", c.sides, at, "", "")
	}
	for _, f := range takeFlattened(&m.added, &m.removed) {
		at := c.fieldSpot(nil, f.object)
		for _, part := range f.parts {
			at.names = append(at.names, c.old.Name+"."+part.Name)
		}
		c.add("property-flattened", c.sides, at, "", "")
	}
}

// isWithin reports whether a flattened property stands within the object of another.
func isWithin(f, object *model.Field) bool {
	way := append(slices.Clone(object.Flatten), object.Wire)
	return len(f.Flatten) >= len(way) && slices.Equal(f.Flatten[:len(way)], way)
}

// additional compares what objects take besides their properties.
func (c *structs) additional(at spot) {
	for _, name := range []string{c.old.AdditionalName, c.new.AdditionalName} {
		if name != "" {
			at.names = append(at.names, c.old.Name+"."+name)
		}
	}
	open := &model.Ref{Kind: model.Any}
	old, now := c.old.Additional, c.new.Additional
	at.what = c.new.Name
	switch {
	case c.old.Closed != c.new.Closed:
		c.add(pick(c.new.Closed, "additional-properties-refused", "additional-properties-allowed"), c.sides, at, "", "")
	case old == nil && now == nil:
	default:
		at.what = "additional properties of " + c.new.Name
		c.use(pick(old == nil, open, old), pick(now == nil, open, now), c.sides, at)
	}
}
