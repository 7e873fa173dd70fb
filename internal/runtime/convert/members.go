package convert

import (
	"slices"

	"github.com/armsmith/armsmith/internal/runtime/json"
	"github.com/armsmith/armsmith/internal/runtime/value"
)

// Extra returns a copy of the undeclared properties and notes of a model, without those of the
// names given: their fields are not converted, so that there is nothing to note of them.
func Extra(from value.Members, without ...string) value.Members {
	var out value.Members
	for _, member := range value.List(from) {
		if !slices.Contains(without, member.Name) || member.Name == "" {
			value.Add(&out, member)
		}
	}
	return out
}

// Take reads properties that the other version does not declare into the fields of known, a model
// without content, and takes them out of extra. Notes is where known keeps its own notes. A
// property that cannot be read stays in extra, and its field stays zero.
func Take[M any, P interface {
	*M
	json.Typed
}](extra *value.Members, known P, notes *value.Members, names ...string) {
	for _, name := range names {
		one := value.Members{}
		text, there := extra.Get(name)
		if there {
			one.Set(name, text)
		}
		data, err := one.MarshalJSON()
		if err != nil || json.Unmarshal(data, P(new(M))) != nil {
			continue
		}
		*notes = value.Members{}
		if json.Unmarshal(data, known) != nil {
			continue // it could be read just now
		}
		extra.Delete(name)
		for _, note := range value.List(*notes) {
			if note.Name == name {
				value.Add(extra, note)
			}
		}
	}
}

// Keep puts properties of a model that the other version does not declare into its undeclared ones.
// From has these properties, and what is noted of them, and need have no others.
func Keep(extra *value.Members, from json.Typed, names ...string) {
	data, err := json.Marshal(from)
	if err != nil {
		return // such as a number that JSON cannot write: nobody could send it
	}
	var members value.Members
	if members.UnmarshalJSON(data) != nil {
		return
	}
	for name, text := range members.All() {
		if slices.Contains(names, name) {
			extra.Set(name, text)
		}
	}
}

// KeepConst is Keep for a constant, which a model writes even if its field is not set: then it is
// no property of from.
func KeepConst[T comparable](extra *value.Members, v T, from json.Typed, name string) {
	var unset T
	if v != unset {
		Keep(extra, from, name)
	}
}
