package name

import (
	"cmp"
	"iter"
	"slices"
	"strings"

	"github.com/armsmith/armsmith/generator/finding"
)

// Book holds all scopes of one API, together with what an earlier run called things. It decides
// nothing by itself; its scopes do.
type Book struct {
	old     *Lock
	scopes  []*Scope
	forms   map[string]string // of methods, by the id of their names
	moved   map[string]string // where something stands now -> where it stood
	spelled spelled
}

// NewBook returns a book without scopes. The lock may be nil.
func NewBook(old *Lock) *Book {
	if old == nil {
		old = &Lock{}
	}
	return &Book{old: old, moved: map[string]string{}, forms: map[string]string{}, spelled: spelled{}}
}

// Inner opens another scope of the same book. The role says what its names are, such as "fields";
// with an owner, which is a name of a scope decided before, they belong to it and go where it goes.
func (s *Scope) Inner(role string, owner *Name, reserved ...string) *Scope {
	return s.book.scope(role, owner, reserved...)
}

// Scope opens the outermost scope for names that the lock remembers. Reserved identifiers are
// taken.
func (b *Book) Scope(role string, reserved ...string) *Scope { return b.scope(role, nil, reserved...) }

func (b *Book) scope(role string, owner *Name, reserved ...string) *Scope {
	s := NewScope(reserved...)
	s.book, s.role, s.owner = b, role, owner
	b.scopes = append(b.scopes, s)
	return s
}

// Resolve decides the names of all scopes, those of owners before what they own.
func (b *Book) Resolve() {
	scopes := slices.Clone(b.scopes)
	slices.SortStableFunc(scopes, func(x, y *Scope) int { return cmp.Compare(x.depth(), y.depth()) })
	for _, s := range scopes {
		if s.owner == nil || s.owner.final != "" { // something reaches the owner
			s.Resolve()
		}
	}
}

// Before yields what the lock of the earlier run knows, in no order.
func (b *Book) Before() iter.Seq[Entry] { return b.old.Entries() }

// Lost yields the names that the lock gives and that cannot be had any more, since armsmith needs
// them for something of its own, with what each is called now.
func (b *Book) Lost() iter.Seq2[string, string] {
	return func(yield func(was, is string) bool) {
		for _, s := range b.scopes {
			for _, n := range s.names {
				if n.locked != "" && n.Chosen == nil && n.final != "" && n.final != n.locked && !yield(n.locked, n.final) {
					return
				}
			}
		}
	}
}

// Refusal is a name that the owner of the client chose and that something else has.
type Refusal struct {
	Place  finding.Place
	Name   string
	Has    string // what has the name: the end of its pointer; "" when armsmith needs it
	Scopes string // in which scope: "fields", "methods"
}

// Refused returns the names that the owner chose and that were not free, also those that something
// else would have had without them.
func (b *Book) Refused() []Refusal {
	var out []Refusal
	for _, s := range b.scopes {
		for _, n := range s.names {
			if n.Chosen == nil || n.final == "" {
				continue
			}
			want := n.candidate(0)
			at := slices.IndexFunc(s.names, func(o *Name) bool {
				return o != n && o.final != "" && (o.final == want || o.Chosen == nil && (o.locked == want || o.candidate(0) == want))
			})
			if n.final == want && at < 0 {
				continue
			}
			r := Refusal{Place: *n.Chosen, Name: want, Scopes: s.role}
			if at >= 0 {
				r.Has = s.names[at].id()
			}
			out = append(out, r)
		}
	}
	return out
}

// Lock returns what the next run is to remember: all names decided and, unless tidy, those of the
// last lock that nothing has now.
func (b *Book) Lock(tidy bool) *Lock {
	l := &Lock{scopes: map[string]map[string]entry{}}
	gone := map[string]map[string]entry{}
	if !tidy {
		for scope, entries := range b.old.scopes {
			gone[scope] = make(map[string]entry, len(entries))
			for key, e := range entries {
				gone[scope][key] = e
			}
		}
	}
	for _, s := range b.scopes {
		if s.owner != nil && s.owner.final == "" {
			continue // nothing reaches the owner
		}
		for _, n := range s.names {
			if n.Rank == RankVar {
				continue // not exported: nobody's code uses it
			}
			l.set(s.id(), n.id(), entry{name: n.final, also: n.Also})
			delete(gone[s.was()], n.was)
			for _, place := range n.shared {
				l.set(sharedScope(s.id()), place.id(), entry{name: n.final, also: place.Also})
			}
		}
	}
	for id, form := range b.forms {
		l.set(formScope, id, entry{name: form})
		delete(gone[formScope], id)
	}
	for scope, entries := range gone {
		for key, e := range entries {
			if _, taken := l.scopes[scope][key]; !taken && !l.holds(scope, key) {
				l.set(scope, key, e)
			}
		}
	}
	return l
}

// holds reports whether a place that once shared a name has one of its own.
func (l *Lock) holds(scope, key string) bool {
	of, shared := strings.CutPrefix(scope, sharing)
	_, own := l.scopes[of][key]
	return shared && own
}

// sharing begins the part of a lock that holds the other places of things which stand in several:
// the names there are those of another part.
const sharing = "shared "

// sharedScope is the part of a lock for the places that share a name of a scope.
func sharedScope(scope string) string { return sharing + scope }

// formScope is the part of a lock that holds forms, not names: several things may have one.
const formScope = "form"

// Form returns the form that the lock has for a thing that is named, "" when it has none.
func (b *Book) Form(n *Name) string { return b.old.scopes[formScope][n.wasID()].name }

// HadPart reports whether the lock has a part in that role of the thing with the given key, or of
// one with the same [Name.Also] that is not itself made of another (as a key with a # says).
func (s *Scope) HadPart(key, also, role string) bool {
	if s.book == nil {
		return false
	}
	names, shared := s.book.old.scopes[s.was()], s.book.old.scopes[sharedScope(s.was())]
	had := func(key string) bool {
		_, ok := names[key+"#"+role]
		return ok
	}
	if had(key) {
		return true
	}
	for other, e := range names {
		alike := also != "" && e.also == also && !strings.Contains(other, "#")
		if (alike || e.name == shared[key].name) && had(other) {
			return true
		}
	}
	return false
}

// SetForm has the lock remember the form of a thing that is named.
func (b *Book) SetForm(n *Name, form string) { b.forms[n.id()] = form }

// Recall finds what the lock calls the things named so far, except for the parts of others, so that
// [Name.Locked] says it before the names are decided. A thing is the same when it stands where it
// stood; when it has moved, by what else is known of it, as long as that leaves no doubt.
func (s *Scope) Recall() {
	if s.book == nil || s.recall != nil {
		return
	}
	s.recall = newRecall(s.book, s.was())
	s.recall.find(slices.DeleteFunc(slices.Clone(s.names), func(n *Name) bool { return n.Rank == RankVar || n.isPart() }))
}

// remember gives the names of a scope what they were called, and keeps from all others what the
// lock holds besides.
func (s *Scope) remember() {
	if s.book == nil || s.remembered {
		return
	}
	s.remembered = true
	s.Recall()
	s.recall.find(slices.DeleteFunc(slices.Clone(s.names), func(n *Name) bool { return n.Rank == RankVar || !n.isPart() }))
	for _, n := range s.names {
		if n.Chosen != nil && !n.isPart() && !s.taken[n.Candidates[0]] {
			n.final = n.Candidates[0]
			s.taken[n.final] = true
		}
	}
	for _, n := range s.names {
		if n.locked != "" && n.Chosen == nil && !s.taken[n.locked] {
			n.final = n.locked
		}
	}
	for _, n := range s.names {
		if n.final != "" {
			s.taken[n.final] = true
		}
	}
	for _, e := range s.recall.left {
		s.taken[e.name] = true
	}
}

// recall finds which things of a lock the names of a scope are.
type recall struct {
	left  map[string]entry  // of the lock, not yet found again
	moved map[string]string // of the book
	// places that share the name of another -> the key which that name has in the lock
	shared map[string]string
}

// newRecall returns what a lock knows of a scope.
func newRecall(b *Book, scope string) *recall {
	r := &recall{left: map[string]entry{}, moved: b.moved, shared: map[string]string{}}
	keys := map[string]string{} // by name
	for key, e := range b.old.scopes[scope] {
		r.left[key], keys[e.name] = e, key
	}
	for key, e := range b.old.scopes[sharedScope(scope)] {
		if _, own := r.left[key]; !own && keys[e.name] != "" {
			r.left[key], r.shared[key] = e, keys[e.name]
		}
	}
	return r
}

// find finds the names that are in the lock.
func (r *recall) find(names []*Name) {
	if len(r.left) == 0 {
		return
	}
	names = ordered(names)
	names = r.inPlace(names, func(n *Name, e entry) bool { return !positional(n.id()) || n.Also == e.also })
	names = r.elsewhere(names)
	r.inPlace(names, func(*Name, entry) bool { return true })
}

// found notes that a name is that of an entry.
func (r *recall) found(n *Name, key string) {
	n.was, n.locked = cmp.Or(r.shared[key], key), r.left[key].name
	delete(r.left, key)
	if id := n.id(); key != id {
		before, after, _ := strings.Cut(id, cmp.Or(n.Place, id))
		r.moved[cmp.Or(n.Place, id)] = strings.TrimSuffix(strings.TrimPrefix(key, before), after)
	}
}

// inPlace finds the names that stand where they stood, and returns the others.
func (r *recall) inPlace(names []*Name, same func(*Name, entry) bool) []*Name {
	return slices.DeleteFunc(names, func(n *Name) bool {
		e, known := r.left[n.wasID()]
		if known && same(n, e) {
			r.found(n, n.wasID())
			return true
		}
		return false
	})
}

// elsewhere finds the names that stand elsewhere now, and returns the others. What stands inside
// something that has moved has moved with it.
func (r *recall) elsewhere(names []*Name) []*Name {
	there := map[string][]string{} // also -> keys
	for key, e := range r.left {
		if e.also != "" {
			there[e.also] = append(there[e.also], key)
		}
	}
	wanted := map[string]int{}
	for _, n := range names {
		wanted[n.Also]++
	}
	return slices.DeleteFunc(names, func(n *Name) bool {
		key := n.wasID()
		if _, known := r.left[key]; !known || key == n.id() {
			key = r.within(n.id())
		}
		if _, known := r.left[key]; !known && n.Also != "" && wanted[n.Also] == 1 && len(there[n.Also]) == 1 {
			key = there[n.Also][0]
		}
		if _, known := r.left[key]; !known {
			return false
		}
		r.found(n, key)
		return true
	})
}

// within returns where a thing stood that stands inside a moved one now; "" when none is around it.
func (r *recall) within(id string) string {
	for end := strings.LastIndexByte(id, '/'); end > 0; end = strings.LastIndexByte(id[:end], '/') {
		if was, ok := r.moved[id[:end]]; ok {
			return was + id[end:]
		}
	}
	return ""
}

// positional reports whether a key counts: what stands before the thing decides its number.
func positional(key string) bool {
	for part := range strings.FieldsFuncSeq(key, func(r rune) bool { return r == '/' || r == '#' || r == ' ' }) {
		if strings.Trim(part, "0123456789") == "" {
			return true
		}
	}
	return false
}
