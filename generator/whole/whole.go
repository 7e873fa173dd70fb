// Package whole says whether a model holds together: that nothing in it is nil where something must
// be, that what it refers to is in it, and that names are Go's and differ where they must. The
// models that plan makes do; it is asked of those that somebody has changed since. It reads models
// alone.
package whole

import (
	"cmp"
	"fmt"
	"reflect"

	"github.com/armsmith/armsmith/generator/model"
)

// Check returns what is wrong with a model, each in one sentence that says where; nothing when it
// is whole. It never panics, whatever is in the model.
func Check(api *model.API) []string {
	if api == nil {
		return []string{"there is no API"}
	}
	c := &checker{known: map[any]bool{}, seen: map[any]bool{}, nested: map[any]bool{}}
	c.entries("API", reflect.ValueOf(api).Elem())
	if len(c.wrong) > 0 {
		return c.wrong // what is nil cannot be looked into
	}
	c.know(api)
	c.walk("API", reflect.ValueOf(api).Elem())
	if len(c.wrong) > 0 {
		return c.wrong
	}
	c.names(api)
	c.calls(api)
	c.held(api)
	return c.wrong
}

// checker gathers what is wrong.
type checker struct {
	wrong []string
	// what the model declares: its types and their fields, groups, operations, parameters, schemes
	known  map[any]bool
	seen   map[any]bool // pointers that were looked into
	nested map[any]bool // pointers of which no entry is nil
}

func (c *checker) fail(at, format string, args ...any) {
	c.wrong = append(c.wrong, at+": "+fmt.Sprintf(format, args...))
}

// entries makes sure that no list holds nil, and that each kind of type has what makes it one.
func (c *checker) entries(at string, v reflect.Value) {
	switch v.Kind() {
	case reflect.Pointer:
		if v.IsNil() || c.nested[v.Interface()] {
			return
		}
		c.nested[v.Interface()] = true
		if t, ok := v.Interface().(*model.Type); ok {
			c.kind(label("type", t.Name), t)
		}
		c.entries(at, v.Elem())
	case reflect.Slice:
		for i := range v.Len() {
			item, in := v.Index(i), fmt.Sprintf("%s[%d]", at, i)
			if item.Kind() == reflect.Pointer && item.IsNil() {
				c.fail(in, "it is nil; take it out of the list")
				continue
			}
			c.entries(in, item)
		}
	case reflect.Struct:
		if r, ok := v.Interface().(model.Ref); ok && c.use(at, &r) {
			return
		}
		for i := range v.NumField() {
			c.entries(at+"."+v.Type().Field(i).Name, v.Field(i))
		}
	}
}

// kind makes sure of what a type of its kind has.
func (c *checker) kind(at string, t *model.Type) {
	switch {
	case t.Kind > model.KindNamed:
		c.fail(at, "there is no Kind %d", t.Kind)
	case t.Kind == model.KindEnum && t.Enum == nil:
		c.fail(at, "it is an enum, and Enum is nil")
	case t.Kind == model.KindUnion && t.Union == nil:
		c.fail(at, "it is a union, and Union is nil")
	case t.Kind == model.KindNamed && t.Target == nil:
		c.fail(at, "it is named, and Target is nil")
	}
}

// deepest is how many lists a list may be in.
const deepest = 50

// use makes sure that a use of a type says of which; it reports whether something is wrong.
func (c *checker) use(at string, r *model.Ref) bool {
	before := len(c.wrong)
	for depth := 0; ; depth++ {
		row, isScalar := r.Kind.Scalar()
		_, written := row.Samples[r.Wire]
		hasElem := r.Kind == model.List || r.Kind == model.Map || r.Kind == model.Expandable
		switch {
		case depth > deepest:
			c.fail(at, "it is of lists in lists without an end")
		case r.Kind == model.Named && r.Type == nil:
			c.fail(at, "it is of a type, and Type is nil")
		case hasElem && r.Elem == nil:
			c.fail(at, "it has elements, and Elem is nil")
		case r.Kind == model.Expandable && r.Elem.Kind != model.Named:
			c.fail(at, "it is expandable to what is no type")
		case r.Kind == model.Foreign && r.Foreign == nil:
			c.fail(at, "it is of a type of yours, and Foreign is nil")
		case r.Kind != model.Named && r.Kind != model.Foreign && !hasElem && !isScalar:
			c.fail(at, "there is no Kind %d", r.Kind)
		case isScalar && !written:
			c.fail(at, "%s is not written in the way %d", row.Go, r.Wire)
		}
		if r = r.Elem; len(c.wrong) > before || r == nil {
			return len(c.wrong) > before
		}
	}
}

// know notes what the model declares.
func (c *checker) know(api *model.API) {
	for _, t := range api.Types {
		c.known[t] = true
		for _, f := range t.AllFields() {
			c.known[f] = true
		}
		if t.Union != nil && t.Union.Base != nil {
			for _, f := range t.Union.Base.Fields {
				c.known[f] = true
			}
		}
	}
	for _, p := range api.Params {
		c.known[p] = true
	}
	for _, s := range api.Security {
		c.known[s] = true
	}
	for _, g := range api.Groups {
		for _, op := range g.Operations {
			c.known[op] = true
			if op.Params != nil {
				for _, p := range op.Params.Params {
					c.known[p] = true
				}
			}
		}
	}
}

// walk makes sure that what a part of the model refers to is declared in it.
func (c *checker) walk(at string, v reflect.Value) {
	switch v.Kind() {
	case reflect.Pointer:
		if v.IsNil() || !v.CanInterface() || c.seen[v.Interface()] {
			return
		}
		c.seen[v.Interface()] = true
		if what, ok := declared(v.Interface()); ok {
			if !c.known[v.Interface()] {
				c.fail(at, "%s is not in the API; keep it, or take out what refers to it", what)
				return
			}
			at = what
		}
		c.walk(at, v.Elem())
	case reflect.Slice:
		for i := range v.Len() {
			c.walk(fmt.Sprintf("%s[%d]", at, i), v.Index(i))
		}
	case reflect.Struct:
		for i := range v.NumField() {
			c.walk(at+"."+v.Type().Field(i).Name, v.Field(i))
		}
	}
}

// declared says what something is that the model declares; ok is false for anything else.
func declared(v any) (what string, ok bool) {
	switch v := v.(type) {
	case *model.Type:
		return label("type", v.Name), true
	case *model.Field:
		return label("field", v.Name), true
	case *model.Operation:
		return label("operation", cmp.Or(v.Name, v.ID)), true
	case *model.Param:
		return label("parameter", cmp.Or(v.Name, v.Wire)), true
	case *model.SecurityScheme:
		return label("security scheme", v.ID), true
	}
	return "", false
}

func label(kind, name string) string {
	if name == "" {
		return "a " + kind + " without a name"
	}
	return kind + " " + name
}
