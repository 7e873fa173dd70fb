package settle

import (
	"maps"
	"slices"
	"strings"

	"github.com/armsmith/armsmith/generator/model"
	"github.com/armsmith/armsmith/generator/plan/name"
	"github.com/armsmith/armsmith/generator/plan/types"
)

// An object may have many properties of one kind: card_payments, bank_payments and so on, each with
// the same three states. Those inline enums are one type, as are those of one property in many
// objects. That the properties are of one kind their names say, by the word that they end in.

// joinSiblings gives the enums under such properties one form. What a lock has several names for
// stays apart.
func joinSiblings(all []*model.Type, forms map[*model.Type]string, made []types.Made) {
	s := siblings{forms: forms, locked: map[string]map[string]bool{}, joined: map[string]string{}}
	for _, m := range made {
		if form := forms[m.Type]; form != "" && m.Name.Locked() != "" {
			if s.locked[form] == nil {
				s.locked[form] = map[string]bool{}
			}
			s.locked[form][m.Name.Locked()] = true
		}
	}
	for _, t := range all {
		byKind := s.of(t)
		for _, kind := range slices.Sorted(maps.Keys(byKind)) {
			s.join(byKind[kind])
		}
	}
	for t, form := range forms {
		forms[t] = s.now(form)
	}
}

// siblings finds enums that are alike but for the property they stand under.
type siblings struct {
	forms  map[*model.Type]string
	locked map[string]map[string]bool // by form, the names that a lock has
	joined map[string]string          // forms, by those that are now like them
}

// of returns the forms of the inline enums under the properties of an object, by the word that the
// names of these end in and what the enums list. Where that word is the name of another property,
// it says too little of them.
func (s siblings) of(t *model.Type) map[string][]string {
	byKind, called := map[string][]string{}, map[string]string{}
	for _, f := range t.AllFields() {
		ref, word := &f.Type, name.Part(f.Wire)
		if ref.Kind == model.List {
			ref, word = ref.Elem, name.Singular(word)
		}
		words := name.Words(word)
		if len(words) == 0 {
			continue
		}
		kind := words[len(words)-1] + "\n"
		if ref.Type != nil && ref.Type.Kind == model.KindEnum && s.forms[ref.Type] != "" {
			form := s.forms[ref.Type]
			_, listed, _ := strings.Cut(form, "\n") // the place is before it
			if kind += listed; !slices.Contains(byKind[kind], form) {
				byKind[kind] = append(byKind[kind], form)
			}
		}
		if len(words) == 1 {
			called[word] = kind
		}
	}
	maps.DeleteFunc(byKind, func(kind string, _ []string) bool {
		word, _, _ := strings.Cut(kind, "\n")
		other, taken := called[word]
		return taken && other != kind
	})
	return byKind
}

// join has several forms be one, if a lock has no name for any of them, or one that several share.
func (s siblings) join(forms []string) {
	names, known := map[string]bool{}, 0
	for _, form := range forms {
		if locked := s.locked[form]; len(locked) > 0 {
			maps.Copy(names, locked)
			known++
		}
	}
	if len(names) > 1 || known == 1 {
		return
	}
	slices.Sort(forms)
	for _, form := range forms[1:] {
		if a, b := s.now(forms[0]), s.now(form); a != b {
			s.joined[max(a, b)] = min(a, b)
		}
	}
}

// now returns the form that another is like.
func (s siblings) now(form string) string {
	for s.joined[form] != "" {
		form = s.joined[form]
	}
	return form
}
