package operation

import (
	"cmp"
	"maps"
	"slices"
	"strings"

	"github.com/armsmith/armsmith/generator/plan/name"
	"github.com/armsmith/armsmith/generator/rule"
)

// This file groups by their paths the operations that neither a tag nor their identifier puts into
// a group. The first segment that tells an operation apart names its group: not api or v1, not a
// parameter, and not a segment that more than half of these operations begin with. Where that would
// help little, all of them stay on the client; see [worthGrouping].

// leastGrouped is how many operations there must be for groups by path: fewer are read at a glance.
const leastGrouped = 12

// loose is an operation that the document puts into no group.
type loose struct {
	*found
	words []pathWord // of its path, which may name a group
	at    int        // index of the word that tells it apart; -1 when it stays on the client
}

// groupByPath groups the operations that the document does not. What a lock has placed stays there.
func (r reader) groupByPath(all []*found) {
	if r.rules.Groups == rule.NoGroups {
		return
	}
	var ops []*loose
	for _, f := range all {
		if f.name.group == "" {
			ops = append(ops, &loose{found: f, words: pathWords(f.path), at: -1})
		}
	}
	tellApart(ops)
	keepActions(ops)
	names := groupNames(ops, all)
	placed := r.placedBefore(ops)
	if len(placed) == 0 && !worthGrouping(ops, names) {
		return
	}
	for _, o := range ops {
		if group := placed.groupOf(o, names); group != "" {
			o.name = o.nameWithin(group)
		}
	}
}

// tellApart finds the word that tells each operation apart. At each depth at most one word can
// stand in more than half of the paths, and only below it there is more to tell. Where that word is
// a resource, one operation alone stays with it: the languages of /repos/{id}/languages are a part
// of the repository.
func tellApart(ops []*loose) {
	left, resource := ops, false
	for depth := 0; len(left) > 0; depth++ {
		alike := map[string][]*loose{}
		for _, o := range left {
			if depth < len(o.words) {
				alike[o.words[depth].flat] = append(alike[o.words[depth].flat], o)
			}
		}
		left = nil
		for _, same := range alike {
			if len(same) == 1 && resource {
				continue
			}
			for _, o := range same {
				o.at = depth
			}
			if 2*len(same) > len(ops) {
				left = same
			}
		}
		resource = slices.ContainsFunc(left, func(o *loose) bool { return o.words[depth].item || len(o.words) == depth+1 })
	}
}

// keepActions leaves on the client what is no resource: the segments such as create-user that say
// what is done, below which there is nothing.
func keepActions(ops []*loose) {
	resources := map[string]bool{}
	for _, o := range ops {
		if o.at >= 0 && (o.at+1 < len(o.words) || !o.words[o.at].isAction()) {
			resources[o.words[o.at].flat] = true
		}
	}
	for _, o := range ops {
		if o.at >= 0 && !resources[o.words[o.at].flat] {
			o.at = -1
		}
	}
}

// groupNames gives each word that names a group the name of the group in Go: that of a group of the
// document which is called so, in singular or plural, or else its own, in the spelling that shows
// most words, be it of a path or of an identifier.
func groupNames(ops []*loose, all []*found) map[string]string {
	names := map[string]string{}
	for _, o := range ops {
		if o.at >= 0 {
			w := o.words[o.at]
			names[w.flat] = clearer(clearer(names[w.flat], name.Go(w.text)), o.spelled(w))
		}
	}
	joinNumbers(ops, names)
	given := map[string]string{}
	for _, f := range all {
		if group := f.name.group; group != "" {
			for _, flat := range []string{name.Flat(group), name.Flat(name.Singular(group))} {
				given[flat] = clearer(given[flat], group)
			}
		}
	}
	for flat, called := range names {
		if group := cmp.Or(given[flat], given[name.Flat(name.Singular(called))]); group != "" {
			names[flat] = group
		}
	}
	return names
}

// joinNumbers makes one group of a word in singular and plural: /pet/{id} and /pets are both of
// Pets. They stay apart where two methods would have the same name, as those of /user/keys, which
// is about whoever calls, and /users/{id}/keys.
func joinNumbers(ops []*loose, names map[string]string) {
	for _, flat := range slices.Sorted(maps.Keys(names)) {
		many := names[flat]
		one := name.Flat(name.Singular(many))
		if names[one] == "" || one == flat {
			continue
		}
		methods, twice := map[string]bool{}, false
		for _, o := range ops {
			if o.at >= 0 && (o.words[o.at].flat == one || o.words[o.at].flat == flat) {
				m := o.nameWithin(many).methods[0]
				twice = twice || methods[m]
				methods[m] = true
			}
		}
		if !twice {
			names[one] = many
		}
	}
}

// clearer returns the one of two spellings that shows more words; either may be "".
func clearer(a, b string) string {
	if a == "" || b == "" {
		return a + b
	}
	if more := cmp.Compare(len(name.Words(a)), len(name.Words(b))); more < 0 || more == 0 && b < a {
		return b
	}
	return a
}

// worthGrouping reports whether groups help: there are many operations, in several groups, and two
// or more in a group on average.
func worthGrouping(ops []*loose, names map[string]string) bool {
	grouped, groups := 0, map[string]bool{}
	for _, o := range ops {
		if o.at >= 0 {
			grouped++
			groups[names[o.words[o.at].flat]] = true
		}
	}
	return grouped >= leastGrouped && len(groups) > 1 && 2*len(groups) <= grouped
}

// placements are the groups that an earlier run put operations into, "" being the client.
type placements map[*loose]string

const methodsScope = "methods "

// placedBefore finds in the lock where operations stood, as long as it leaves no doubt. One that
// stood in a group and on the client was taken out of the group by the owner's rule for a while.
func (r reader) placedBefore(ops []*loose) placements {
	inPlace, elsewhere := map[string][]string{}, map[string][]string{}
	for e := range r.names.Book().Before() {
		if group, ok := strings.CutPrefix(e.Scope, methodsScope); ok {
			inPlace[e.Key] = append(inPlace[e.Key], group)
			elsewhere[e.Also] = append(elsewhere[e.Also], group)
		}
	}
	placed := placements{}
	for _, o := range ops {
		m := o.methods[0]
		if groups := inPlace[m.identity("method")]; len(groups) > 0 {
			placed[o] = slices.Max(groups)
		} else if groups := elsewhere[m.also("method")]; len(groups) == 1 {
			placed[o] = groups[0]
		}
	}
	return placed
}

// groupOf returns the group of an operation. One that is new stands with those that it shares the
// most of its path with; in a client without groups it gets none.
func (p placements) groupOf(o *loose, names map[string]string) string {
	if group, known := p[o]; known {
		return group
	}
	if o.at < 0 || len(p) > 0 && !p.grouped() {
		return ""
	}
	near, own := o.at+1, names[o.words[o.at].flat]
	var groups []string
	for other, group := range p {
		switch n := o.shared(other); {
		case n > near:
			near, groups = n, []string{group}
		case n == near:
			groups = append(groups, group)
		}
	}
	if len(groups) == 0 || slices.Contains(groups, own) {
		return own
	}
	return slices.Min(groups)
}

// grouped reports whether any operation stood in a group.
func (p placements) grouped() bool {
	for _, group := range p {
		if group != "" {
			return true
		}
	}
	return false
}

// shared counts the words that two paths begin with alike.
func (o *loose) shared(other *loose) int {
	n := 0
	for n < min(len(o.words), len(other.words)) && o.words[n].flat == other.words[n].flat {
		n++
	}
	return n
}
