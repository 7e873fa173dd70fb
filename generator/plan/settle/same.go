package settle

import (
	"cmp"
	"maps"
	"slices"
	"strings"

	"github.com/armsmith/armsmith/generator/load/node"
	"github.com/armsmith/armsmith/generator/model"
	"github.com/armsmith/armsmith/generator/plan/name"
	"github.com/armsmith/armsmith/generator/plan/source"
	"github.com/armsmith/armsmith/generator/plan/types"
)

// Documents repeat themselves: the same inline object stands under the same property of hundreds of
// others. Those that are alike to the letter are one type: a function can take what any of the
// places holds, and the compiler sees the type once. Their own descriptions may differ, for the
// properties bear them.
//
// Only what stands under a property or parameter of the same name is compared, and enums under
// those of one kind in one object (see siblings.go): that two request bodies happen to look alike
// means nothing.

// Same makes one type of the inline types that are alike, before anything is named, and returns the
// types that are left. Where a lock has names for several of them, all these names stay; which of
// them are the same [Names] says.
func Same(doc *source.Document, api *model.API, made []types.Made) []types.Made {
	inline := inlineTypes(doc, made)
	forms := formsApart(api.Types, inline)
	joinSiblings(api.Types, forms, made)
	alike := map[string][]types.Made{}
	for _, m := range made {
		if form := forms[m.Type]; form != "" {
			alike[form] = append(alike[form], m)
		}
	}
	r := replacement{types: map[*model.Type]*model.Type{}, fields: map[*model.Field]*model.Field{}, seen: map[any]bool{}}
	others := map[*model.Type][]*name.Name{}
	for _, group := range divide(alike) {
		kept := group[0]
		names := []*name.Name{kept.Name}
		for _, m := range group[1:] {
			r.replace(m.Type, kept.Type)
			names = append(names, m.Name)
		}
		kept.Type.Doc = sharedDoc(group)
		name.Share(names)
		others[kept.Type] = names[1:]
	}
	api.Types = slices.DeleteFunc(api.Types, func(t *model.Type) bool { return r.types[t] != nil })
	r.walk(api)
	made = slices.DeleteFunc(made, func(m types.Made) bool { return r.types[m.Type] != nil })
	for i := range made {
		made[i].Others = others[made[i].Type]
	}
	return made
}

// sharedDoc returns the description of types that are one: what all say that say anything. Where
// they say different things, the properties say what the type is there.
func sharedDoc(group []types.Made) string {
	doc := ""
	for _, m := range group {
		if doc != "" && m.Type.Doc != "" && m.Type.Doc != doc {
			return ""
		}
		doc = cmp.Or(doc, m.Type.Doc)
	}
	return doc
}

// divide parts groups of types that are alike by the names that a lock has for them; what is new
// goes to the first. A name that several groups have stays where most of its places are. The first
// of each group is the one that the lock knows it by.
func divide(alike map[string][]types.Made) [][]types.Made {
	var groups [][]types.Made
	for _, form := range slices.Sorted(maps.Keys(alike)) {
		byName := map[string][]types.Made{}
		for _, m := range alike[form] {
			byName[m.Name.Locked()] = append(byName[m.Name.Locked()], m)
		}
		locked := slices.DeleteFunc(slices.Sorted(maps.Keys(byName)), func(s string) bool { return s == "" })
		if len(locked) == 0 {
			locked = []string{""}
		} else {
			byName[locked[0]] = append(byName[locked[0]], byName[""]...)
		}
		for _, l := range locked {
			slices.SortFunc(byName[l], func(a, b types.Made) int {
				return cmp.Or(compareBools(b.Name.InPlace(), a.Name.InPlace()), strings.Compare(a.Name.Key, b.Name.Key))
			})
			groups = append(groups, byName[l])
		}
	}
	most := map[string][]types.Made{}
	for _, g := range groups {
		if l := g[0].Name.Locked(); l != "" && len(g) > len(most[l]) {
			most[l] = g
		}
	}
	for _, g := range groups {
		if l := g[0].Name.Locked(); l != "" && most[l][0].Name != g[0].Name {
			for _, m := range g {
				m.Name.Anew()
			}
		}
	}
	return groups
}

func compareBools(a, b bool) int {
	switch {
	case a == b:
		return 0
	case a:
		return 1
	}
	return -1
}

// sameNamed has those types that are alike, and that a lock has several names for, say so: all but
// the first by name are aliases of it.
func sameNamed(doc *source.Document, api *model.API, made []types.Made) {
	byName := slices.SortedFunc(slices.Values(api.Types), func(a, b *model.Type) int { return strings.Compare(a.Name, b.Name) })
	forms := formsApart(byName, inlineTypes(doc, made))
	first := map[string]*model.Type{}
	for _, t := range byName {
		form := forms[t]
		switch same := first[form]; {
		case form == "":
		case same == nil:
			first[form] = t
		default:
			t.Same = same
			sameUse(same, t)
		}
	}
}

// sameUse has a type be used where another is.
func sameUse(t, other *model.Type) {
	t.InRequest = t.InRequest || other.InRequest
	t.InResponse = t.InResponse || other.InResponse
	t.InPatch = t.InPatch || other.InPatch
	t.IsError = t.IsError || other.IsError
	t.SendsNull = t.SendsNull || other.SendsNull
}

// inlineTypes returns the types that may be one with others, with the words by which they stand in
// what is around them.
func inlineTypes(doc *source.Document, made []types.Made) map[*model.Type]string {
	inline := map[*model.Type]string{}
	for _, m := range made {
		if place := placeOf(doc, m.Schema.Ptr); place != "" && m.Name.Rank == name.RankInline && m.Type.XML == nil {
			inline[m.Type] = place
		}
	}
	return inline
}

// placeOf is the way from the nearest property or parameter down to a schema, or "":
// "/properties/tags/items". A parameter of the document's components has a name of its own.
func placeOf(doc *source.Document, ptr string) string {
	if place := propertyOf(ptr); place != "" {
		return place
	}
	i := strings.LastIndex(ptr, "/parameters/")
	if i < 0 || source.Component(ptr) != "" {
		return ""
	}
	before, rest := ptr[:i+len("/parameters/")], ptr[i+len("/parameters/"):]
	position, rest, _ := strings.Cut(rest, "/")
	rest, found := strings.CutPrefix("/"+rest, "/schema")
	wire := doc.At(before + position).Get("name").Str()
	if !found || wire == "" {
		return ""
	}
	return "/properties/" + node.Escape(wire) + rest
}

// propertyOf is the way from the nearest property down to a schema, or "":
// "/properties/tags/items".
func propertyOf(ptr string) string {
	if i := strings.LastIndex(ptr, "/properties/"); i >= 0 {
		return ptr[i:]
	}
	return ""
}
