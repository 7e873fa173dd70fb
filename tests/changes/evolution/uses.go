package evolution

import (
	"fmt"
	"go/types"
	"maps"
	"slices"
	"strings"
)

// Uses writes a program that uses every exported name of a package in its type: fields are read,
// methods and functions are values, constants are constants, structs are compared where they can
// be. It compiles with another version exactly when that breaks no caller. Names that skip reports
// are left out.
func Uses(pkg *types.Package, skip func(types.Object) bool) string {
	u := &uses{pkg: pkg, imports: map[string]string{pkg.Path(): "api"}}
	for _, name := range pkg.Scope().Names() {
		if o := pkg.Scope().Lookup(name); o.Exported() && !skip(o) {
			u.object(o)
		}
	}
	u.variants(skip)
	var head strings.Builder
	head.WriteString("package main\n\nimport (\n")
	for _, path := range slices.Sorted(maps.Keys(u.imports)) {
		fmt.Fprintf(&head, "\t%s %q\n", u.imports[path], path)
	}
	return head.String() + ")\n\n" + u.body.String()
}

// uses writes the program.
type uses struct {
	pkg     *types.Package
	imports map[string]string // path -> name
	body    strings.Builder
}

func (u *uses) say(format string, args ...any) { fmt.Fprintf(&u.body, format+"\n", args...) }

// typ writes a type as the program has it.
func (u *uses) typ(t types.Type) string {
	return types.TypeString(t, func(p *types.Package) string {
		if u.imports[p.Path()] == "" {
			u.imports[p.Path()] = fmt.Sprintf("%s%d", p.Name(), len(u.imports))
		}
		return u.imports[p.Path()]
	})
}

func (u *uses) object(o types.Object) {
	name := "api." + o.Name()
	switch o := o.(type) {
	case *types.Const:
		if b, ok := o.Type().(*types.Basic); ok && b.Info()&types.IsUntyped != 0 {
			u.say("const _ = %s", name)
			return
		}
		u.say("const _ %s = %s", u.typ(o.Type()), name)
	case *types.Func, *types.Var:
		u.say("var _ %s = %s", u.typ(o.Type()), name)
	case *types.TypeName:
		if alias, ok := o.Type().(*types.Alias); ok {
			u.say("var _ *%s = (*%s)(nil)", u.typ(alias.Rhs()), name)
			return
		}
		u.named(name, o.Type())
	}
}

// named uses a type and its members.
func (u *uses) named(name string, t types.Type) {
	switch under := t.Underlying().(type) {
	case *types.Interface:
		u.say("var _ %s", name)
		return
	case *types.Struct:
		for f := range under.Fields() {
			if f.Exported() {
				u.say("var _ *%s = &new(%s).%s", u.typ(f.Type()), name, f.Name())
			}
		}
		if types.Comparable(t) {
			u.say("var _ = *new(%s) == *new(%s)", name, name)
		} else {
			u.say("var _ %s", name)
		}
	default:
		u.say("var _ = %s(*new(%s))", u.typ(under), name)
	}
	for m := range types.NewMethodSet(types.NewPointer(t)).Methods() {
		if m.Obj().Exported() {
			u.say("var _ %s = new(%s).%s", u.typ(m.Type()), name, m.Obj().Name())
		}
	}
}

// variants uses that types are variants of unions.
func (u *uses) variants(skip func(types.Object) bool) {
	scope := u.pkg.Scope()
	for _, union := range scope.Names() {
		o, ok := scope.Lookup(union).(*types.TypeName)
		if !ok || o.IsAlias() || !o.Exported() || skip(o) || !types.IsInterface(o.Type()) {
			continue
		}
		i := o.Type().Underlying().(*types.Interface)
		for _, name := range scope.Names() {
			v, ok := scope.Lookup(name).(*types.TypeName)
			if ok && v.Exported() && !types.IsInterface(v.Type()) && types.Implements(types.NewPointer(v.Type()), i) {
				u.say("var _ api.%s = new(api.%s)", union, name)
			}
		}
	}
}
