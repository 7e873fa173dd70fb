// Package foreign looks at the Go types that the owner of a client has put in the place of schemas:
// whether they are there, and what they can do. They are looked up as the client will import them,
// from the module that it stands in.
package foreign

import (
	"context"
	"fmt"
	"go/token"
	"go/types"
	"os"
	"path/filepath"
	"slices"

	"golang.org/x/tools/go/packages"
)

// Type is an exported type of a package.
type Type struct {
	Path string // of the package: "github.com/google/uuid"
	Name string // "UUID"
}

// Can is what a type can do.
type Can struct {
	JSON bool // it reads and writes its own JSON
	Text bool // it reads and writes its own text, so that it can stand outside of JSON as well
	// two values can be compared with ==
	Comparable bool
	// why it cannot be used; "" for one that can
	Wrong, Fix string
}

// String is how the type is called for a person.
func (t Type) String() string { return t.Path + "." + t.Name }

// Found is what is known of types.
type Found map[Type]Can

// Of returns what a type can do: all, where nothing is known of it.
func (f Found) Of(t Type) Can {
	if can, ok := f[t]; ok {
		return can
	}
	return Can{JSON: true, Text: true, Comparable: true}
}

// Look looks at types from a folder, which need not exist.
func Look(ctx context.Context, folder string, wanted []Type) Found {
	out := Found{}
	byPath, err := read(ctx, folder, wanted)
	for _, t := range wanted {
		if err != nil {
			out[t] = Can{Wrong: err.Error(), Fix: "see that the go command works in the module of the client"}
			continue
		}
		out[t] = look(byPath[t.Path], t)
	}
	return out
}

// read reads the packages of types. The error is that none can be read from the folder at all.
func read(ctx context.Context, folder string, wanted []Type) (map[string]*packages.Package, error) {
	dir, err := existing(folder)
	if err != nil {
		return nil, err
	}
	var paths []string
	for _, t := range wanted {
		if !slices.Contains(paths, t.Path) {
			paths = append(paths, t.Path)
		}
	}
	mode := packages.NeedName | packages.NeedTypes | packages.NeedImports
	found, err := packages.Load(&packages.Config{Context: ctx, Dir: dir, Mode: mode, Fset: token.NewFileSet()}, paths...)
	if err != nil {
		return nil, fmt.Errorf("the packages of types cannot be read from %s: %w", dir, err)
	}
	byPath := map[string]*packages.Package{}
	for _, pkg := range found {
		byPath[pkg.PkgPath] = pkg
	}
	return byPath, nil
}

// existing returns the nearest folder that exists, from a folder upwards.
func existing(folder string) (string, error) {
	dir, err := filepath.Abs(folder)
	for ; err == nil; dir = filepath.Dir(dir) {
		if info, failed := os.Stat(dir); failed == nil && info.IsDir() || dir == filepath.Dir(dir) {
			return dir, nil
		}
	}
	return "", err
}

func look(pkg *packages.Package, t Type) Can {
	switch {
	case pkg == nil:
		return Can{Wrong: "there is no package " + t.Path, Fix: "correct the import path"}
	case len(pkg.Errors) > 0 && (pkg.Types == nil || pkg.Types.Scope().Len() == 0):
		return Can{Wrong: "the package " + t.Path + " cannot be read: " + pkg.Errors[0].Msg,
			Fix: "correct the import path, or run `go get " + t.Path + "` in the module of the client"}
	case pkg.Name == "main":
		return Can{Wrong: t.Path + " is a program, which cannot be imported", Fix: "put the type into a package of its own"}
	}
	of, ok := pkg.Types.Scope().Lookup(t.Name).(*types.TypeName)
	if !ok {
		return Can{Wrong: "the package " + t.Path + " has no type " + t.Name, Fix: "correct the name"}
	}
	if !of.Exported() {
		return Can{Wrong: t.Path + "." + t.Name + " is not exported", Fix: "export it, or name another type"}
	}
	if named, ok := types.Unalias(of.Type()).(*types.Named); ok && named.TypeParams().Len() > named.TypeArgs().Len() {
		return Can{Wrong: t.Path + "." + t.Name + " has type parameters", Fix: "declare a type that gives it arguments, and name that"}
	}
	if types.IsInterface(of.Type()) {
		return Can{Wrong: t.Path + "." + t.Name + " is an interface, which holds no value of its own", Fix: "name a type that implements it"}
	}
	methods := types.NewMethodSet(types.NewPointer(of.Type()))
	can := Can{
		Comparable: types.Comparable(of.Type()),

		JSON: writes(methods, "MarshalJSON") && reads(methods, "UnmarshalJSON"),
		Text: writes(methods, "MarshalText") && reads(methods, "UnmarshalText"),
	}
	if !can.JSON && !can.Text {
		can.Wrong = t.Path + "." + t.Name + " has neither MarshalJSON and UnmarshalJSON nor MarshalText and UnmarshalText"
		can.Fix = "give it the methods, or name another type"
	}
	return can
}

// writes reports whether there is a method that makes bytes of a value.
func writes(methods *types.MethodSet, name string) bool {
	s := signature(methods, name)
	return s != nil && s.Params().Len() == 0 && s.Results().Len() == 2 && isBytes(s.Results().At(0)) && isError(s.Results().At(1))
}

// reads reports whether there is a method that makes a value of bytes.
func reads(methods *types.MethodSet, name string) bool {
	s := signature(methods, name)
	return s != nil && s.Params().Len() == 1 && isBytes(s.Params().At(0)) && s.Results().Len() == 1 && isError(s.Results().At(0))
}

func signature(methods *types.MethodSet, name string) *types.Signature {
	if m := methods.Lookup(nil, name); m != nil {
		return m.Type().(*types.Signature)
	}
	return nil
}

func isBytes(v *types.Var) bool {
	return types.Identical(v.Type(), types.NewSlice(types.Typ[types.Byte]))
}

func isError(v *types.Var) bool {
	return types.Identical(v.Type(), types.Universe.Lookup("error").Type())
}
