package gocode

import (
	"github.com/armsmith/armsmith/generator/model"
)

// secretive finds the types that hold a secret, themselves or through others.
func secretive(types []*model.Type) map[*model.Type]bool {
	holders := map[*model.Type]bool{}
	for found := true; found; { // until nothing more comes to hold what holds one
		found = false
		for _, t := range types {
			if !holders[t] && holdsSecret(t, holders) {
				holders[t], found = true, true
			}
		}
	}
	return holders
}

// holdsSecret reports whether a type holds a secret, as far as the holders are known.
func holdsSecret(t *model.Type, holders map[*model.Type]bool) bool {
	for _, f := range t.AllFields() {
		if IsSecretive(&f.Type, holders) {
			return true
		}
	}
	if t.Union != nil {
		for _, v := range t.Union.Variants {
			if IsSecretive(&v.Type, holders) {
				return true
			}
		}
	}
	return IsSecretive(t.Additional, holders) || IsSecretive(t.Target, holders)
}

// IsSecretive reports whether a use of a type is one of a secret or of something that holds one.
func IsSecretive(r *model.Ref, holders map[*model.Type]bool) bool {
	for ; r != nil; r = r.Elem {
		if r.Kind == model.Secret || r.Kind == model.Named && holders[r.Type] {
			return true
		}
	}
	return false
}

// IsAlias reports whether a named type is a secret or an Expandable by another name. It is an alias
// then, for a type of its own would have the value but not the methods.
func IsAlias(t *model.Type) bool {
	return Under(t.Target).Kind == model.Secret || IsExpandable(t.Target)
}
