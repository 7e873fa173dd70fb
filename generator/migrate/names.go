package migrate

import (
	"maps"
	"slices"
	"strings"
)

// Name is a line of armsmith.names.
type Name struct {
	Scope string // "package", "fields /components/schemas/Pet", "methods Pets"
	Key   string // what is named
	Name  string // in Go
	Also  string // what else tells the thing when it stands elsewhere
}

// Renames returns what names of an old package are called in a new one, by what armsmith.names of
// both know: the thing that stands in the same place of both documents, or else the only one that
// is alike, whatever it is called. Names are as changes.Surface has them. That a name is there does
// not say that the package has it: names that nothing has any more are kept too.
func Renames(old, now []Name) map[string]string {
	r := &renaming{old: scopesOf(old), new: scopesOf(now), out: map[string]string{}}
	r.pairs = matchNames(r.old["package"], r.new["package"])
	for key, is := range r.pairs {
		r.out[r.old["package"][key].Name] = r.new["package"][is].Name
	}
	r.methods()
	for scope := range r.old {
		r.members(scope)
	}
	return r.out
}

// scope holds the names of one scope by their keys.
type scope map[string]Name

func scopesOf(names []Name) map[string]scope {
	out := map[string]scope{}
	for _, n := range names {
		if out[n.Scope] == nil {
			out[n.Scope] = scope{}
		}
		out[n.Scope][n.Key] = n
	}
	return out
}

type renaming struct {
	old, new map[string]scope
	pairs    map[string]string // of what the package declares: key in old -> key in new
	operated map[string]string // of methods
	out      map[string]string
}

// matchNames finds the names of one scope in another: in the same place, else by what they are,
// else as a part of something that is found.
func matchNames(old, now scope) map[string]string {
	out := map[string]string{}
	taken := map[string]bool{}
	for key := range old {
		if _, ok := now[key]; ok {
			out[key], taken[key] = key, true
		}
	}
	alike := func(s scope, gone func(string) bool) map[string][]string {
		by := map[string][]string{}
		for key, n := range s {
			if n.Also != "" && !gone(key) {
				by[n.Also] = append(by[n.Also], key)
			}
		}
		return by
	}
	olds := alike(old, func(key string) bool { return out[key] != "" })
	for also, keys := range alike(now, func(key string) bool { return taken[key] }) {
		if was := olds[also]; len(was) == 1 && len(keys) == 1 {
			out[was[0]] = keys[0]
		}
	}
	for key := range old {
		if is := within(key, out); out[key] == "" && is != "" {
			if _, ok := now[is]; ok {
				out[key] = is
			}
		}
	}
	return out
}

// within returns where a part of something that has moved is to be found; "" when nothing around it
// has.
func within(key string, moved map[string]string) string {
	for end := len(key) - 1; end > 0; end-- {
		if key[end] != '/' && key[end] != '#' {
			continue
		}
		if is := moved[key[:end]]; is != "" && is != key[:end] {
			return is + key[end:]
		}
	}
	return ""
}

// The scopes of methods are those of their groups, which a method may leave for another.
const methodScope = "methods "

// methods adds the methods of the client's groups.
func (r *renaming) methods() {
	all := func(scopes map[string]scope) (scope, map[string]string) {
		methods, groups := scope{}, map[string]string{}
		// in order: one that has left a group stands in two, as names are kept
		for _, name := range slices.Sorted(maps.Keys(scopes)) {
			s := scopes[name]
			group, ok := strings.CutPrefix(name, methodScope)
			for key, n := range s {
				if ok {
					methods[key], groups[key] = n, group
				}
			}
		}
		return methods, groups
	}
	old, groupsOld := all(r.old)
	now, groupsNew := all(r.new)
	r.operated = matchNames(old, now)
	for key, is := range r.operated {
		was, group := clientOf(r.old, groupsOld[key]), clientOf(r.new, groupsNew[is])
		r.out[was+"."+old[key].Name] = group + "." + now[is].Name
	}
}

// clientOf returns the type that has the methods of a group.
func clientOf(scopes map[string]scope, group string) string {
	if group == "" {
		return "Client"
	}
	return scopes["package"]["client "+group].Name
}

// members adds the fields of a type: of a model, of what a union's variants share, of a method's
// parameters or result.
func (r *renaming) members(scope string) {
	role, owner, _ := strings.Cut(scope, " ")
	var oldType, newScope, newType string
	switch role {
	case "fields":
		oldType, newType = r.old["package"][owner].Name, r.new["package"][r.pairs[owner]].Name
		newScope = role + " " + r.pairs[owner]
	case "common":
		oldType, newType = r.old["package"][owner+"#unknown"].Name, r.new["package"][r.pairs[owner]+"#unknown"].Name
		newScope = role + " " + r.pairs[owner]
	case "params", "result":
		is := r.operated[owner]
		newScope = role + " " + is
		oldType = r.old["package"][role+strings.TrimPrefix(owner, "method")].Name
		newType = r.new["package"][role+strings.TrimPrefix(is, "method")].Name
	}
	if oldType == "" || newType == "" {
		return
	}
	old, now := r.old[scope], r.new[newScope]
	for key, is := range matchNames(old, now) {
		r.out[oldType+"."+old[key].Name] = newType + "." + now[is].Name
	}
}
