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

// pairing holds the pairs that were met.
type pairing struct {
	byTypes map[types]*pair
	order   []*pair // as they were met
}

// pair notes that two types of one kind were met in the same place, and pairs what they hold. Their
// members are compared when all sides are known.
func (t *pairing) pair(old, now *model.Type, s side) {
	key := types{old.Original(), now.Original()}
	p := t.byTypes[key]
	if p == nil {
		p = &pair{types: key}
		t.byTypes[key] = p
		t.order = append(t.order, p)
	}
	if s &^= p.sides; s == 0 {
		return
	}
	p.sides |= s
	switch key.old.Kind {
	case model.KindStruct:
		for _, f := range matchFields(key.old.Fields, key.new.Fields).both {
			t.reach(&f.old.Type, &f.new.Type, s&sidesOfBoth(f.old, f.new))
		}
		if key.old.Additional != nil && key.new.Additional != nil {
			t.reach(key.old.Additional, key.new.Additional, s)
		}
	case model.KindUnion:
		for _, v := range matchVariants(key.old.Union, key.new.Union).both {
			t.reach(&v.old.Type, &v.new.Type, s)
		}
	case model.KindNamed:
		t.reach(key.old.Target, key.new.Target, s)
	case model.KindEnum:
	}
}

// reach pairs the types that two uses are of.
func (t *pairing) reach(old, now *model.Ref, s side) {
	if s == 0 || old == nil || now == nil {
		return
	}
	old, now = alike(old, now)
	switch {
	case old.Kind != now.Kind:
	case old.Elem != nil:
		t.reach(old.Elem, now.Elem, s)
	case old.Kind == model.Named && old.Type.Kind == now.Type.Kind:
		t.pair(old.Type, now.Type, s)
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

// sidesOfBoth are the sides on which a property of both versions travels and a client of the old
// one minds: it reads what comes, also what was never to come.
func sidesOfBoth(old, now *model.Field) side { return sidesOf(now) & (sidesOf(old) | received) }

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
func (t *pairing) components(old, now *model.API) {
	if len(old.Groups) > 0 || len(now.Groups) > 0 || old.Webhooks != nil || now.Webhooks != nil {
		return
	}
	byName := map[string]*model.Type{}
	for _, is := range now.Types {
		byName[is.Name] = is
	}
	for _, was := range old.Types {
		if is := byName[was.Name]; is != nil && was.Kind == is.Kind {
			t.pair(was, is, both)
		}
	}
}
