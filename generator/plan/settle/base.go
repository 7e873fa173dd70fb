package settle

import (
	"cmp"
	"slices"
	"strconv"
	"strings"

	"github.com/armsmith/armsmith/generator/model"
	"github.com/armsmith/armsmith/generator/plan/name"
	"github.com/armsmith/armsmith/generator/plan/types"
)

// based is a union whose types share fields.
type based struct {
	t       *model.Type
	name    *name.Name
	members []model.Member
	names   map[string]bool // of the members
}

// bases settles which fields the types of each union share, and by which method they return them.
// The method is called Base. Where a type has a field of that name, or is a variant of several
// unions, of which none holds all types of the others, it is called after the union. What the lock
// has stays.
func bases(made []types.Made, book *name.Book) {
	var all []*based
	for _, m := range made {
		if m.Type.Union == nil || m.Type.Union.Base == nil || m.Type.Same != nil {
			continue
		}
		b := &based{m.Type, m.Name, slices.Collect(m.Type.Members()), map[string]bool{}}
		for _, member := range b.members {
			b.names[member.Name] = true
		}
		if b.shared(); len(m.Type.Union.Base.Fields) == 0 {
			m.Type.Union.Base = nil
			continue
		}
		all = append(all, b)
	}
	slices.SortFunc(all, func(a, b *based) int { return strings.Compare(a.t.Name, b.t.Name) })
	for _, b := range all {
		if locked := book.Form(b.name); locked != "" && b.isFree(locked, all) {
			b.t.Union.Base.Method = locked
		}
	}
	var long []*based
	for _, b := range all {
		if b.t.Union.Base.Method == "" && !(b.isFree("Base", all) && b.isOuter(all)) {
			long = append(long, b)
		}
	}
	for _, b := range all {
		if b.t.Union.Base.Method == "" && !slices.Contains(long, b) {
			b.t.Union.Base.Method = "Base"
		}
	}
	for _, b := range long {
		b.t.Union.Base.Method = b.longName(all)
	}
	for _, b := range all {
		book.SetForm(b.name, b.t.Union.Base.Method)
	}
	for _, m := range made {
		if u := m.Type.Union; u != nil && m.Type.Same != nil {
			u.Base = aliasBase(u.Base, m.Type.Same.Union.Base)
		}
	}
}

// aliasBase is the base of a union that is the same as another.
func aliasBase(own, of *model.Base) *model.Base {
	if own == nil || of == nil {
		return nil
	}
	return &model.Base{Name: own.Name, Method: of.Method, Fields: of.Fields}
}

// shared finds the fields that all members have with a type that one field can show.
func (b *based) shared() {
	u := b.t.Union
	for _, f := range u.Common {
		if !slices.ContainsFunc(b.members, func(m model.Member) bool {
			has := m.Field(f.Wire, f.Flatten)
			return has == nil || has.CopyTo(f) == model.NoCopy
		}) {
			u.Base.Fields = append(u.Base.Fields, f)
		}
	}
	seen := map[string]bool{}
	for _, m := range b.members {
		if seen[m.Name] {
			continue
		}
		seen[m.Name] = true
		m.Kind, m.Told = m.Field(u.Discriminator, nil), m.ToldBy(u.Discriminator)
		for _, f := range u.Base.Fields {
			m.Fields = append(m.Fields, m.Field(f.Wire, f.Flatten))
		}
		u.Base.Members = append(u.Base.Members, m)
	}
}

// isFree reports whether no member has a field of that name, or the method of another union.
func (b *based) isFree(method string, all []*based) bool {
	if slices.ContainsFunc(b.members, func(m model.Member) bool { return m.Has(method) }) {
		return false
	}
	return !slices.ContainsFunc(all, func(other *based) bool {
		return other != b && other.t.Union.Base.Method == method && b.meets(other)
	})
}

// isOuter reports whether each other union that still lacks its method and shares a member is a
// part of this one.
func (b *based) isOuter(all []*based) bool {
	return !slices.ContainsFunc(all, func(other *based) bool {
		return other != b && other.t.Union.Base.Method == "" && b.meets(other) && !(b.holds(other) && !other.holds(b))
	})
}

func (b *based) meets(other *based) bool {
	return slices.ContainsFunc(other.members, func(m model.Member) bool { return b.names[m.Name] })
}

// holds reports whether all variants of another union are this one's, too.
func (b *based) holds(other *based) bool {
	return !slices.ContainsFunc(other.members, func(m model.Member) bool {
		return m.Name != other.t.Union.Unknown && !b.names[m.Name]
	})
}

// longName is a name for the method that says of which union it is.
func (b *based) longName(all []*based) string {
	base := cmp.Or(b.t.Union.Base.Name, b.t.Name+"Base")
	method := base
	for i := 2; !b.isFree(method, all); i++ {
		method = base + strconv.Itoa(i)
	}
	return method
}
