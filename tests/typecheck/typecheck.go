// Package typecheck reports whether generated packages compile, without writing them anywhere and
// without a build: it parses and type-checks files that are still values in memory, against the
// export data of what they import. It is for tests and for the corpus and conformance runs, where
// hundreds of packages are judged one after another.
package typecheck

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"go/ast"
	"go/importer"
	"go/parser"
	"go/token"
	"go/types"
	"io"
	"maps"
	"os"
	"os/exec"
	"path"
	"slices"
	"strings"
)

// Checker type-checks packages against a fixed set of imports. It may be used by one goroutine at a
// time.
type Checker struct {
	fset     *token.FileSet
	base     types.Importer            // what export data describes
	checked  map[string]*types.Package // what this checker has checked itself
	mostErrs int
}

// Exports maps an import path to the file that holds its export data.
type Exports map[string]string

// FindExports asks the go command for the export data of packages and all they import, building
// what is missing. The packages are named as seen from dir, a folder inside a module.
func FindExports(ctx context.Context, dir string, packages ...string) (Exports, error) {
	args := append([]string{"list", "-export", "-deps", "-json=ImportPath,Export", "--"}, packages...)
	cmd := exec.CommandContext(ctx, "go", args...)
	cmd.Dir = dir
	var stderr bytes.Buffer
	cmd.Stderr = &stderr
	out, err := cmd.Output()
	if err != nil {
		return nil, fmt.Errorf("go list -export: %w\n%s", err, stderr.Bytes())
	}
	exports := Exports{}
	for dec := json.NewDecoder(bytes.NewReader(out)); ; {
		var p struct{ ImportPath, Export string }
		if err := dec.Decode(&p); errors.Is(err, io.EOF) {
			return exports, nil
		} else if err != nil {
			return nil, err
		}
		if p.Export != "" {
			exports[p.ImportPath] = p.Export
		}
	}
}

// New returns a checker whose packages may import what exports names.
func New(exports Exports) *Checker {
	c := &Checker{fset: token.NewFileSet(), checked: map[string]*types.Package{}, mostErrs: 10}
	c.base = importer.ForCompiler(c.fset, "gc", func(path string) (io.ReadCloser, error) {
		file, ok := exports[path]
		if !ok {
			return nil, fmt.Errorf("no export data for %q", path)
		}
		return os.Open(file)
	})
	return c
}

// Import implements types.Importer: packages checked earlier come first.
func (c *Checker) Import(path string) (*types.Package, error) {
	if p, ok := c.checked[path]; ok {
		return p, nil
	}
	return c.base.Import(path)
}

// Check type-checks the Go packages among files, whose paths are relative to importPath. Folders
// are checked in the order of their depth, so that a package below may import the one above, and
// the tests that stand outside their package after all of them. It returns the first errors, at
// most ten a package.
func (c *Checker) Check(importPath string, files map[string][]byte) []error {
	folders, tests := map[string][]string{}, map[string][]string{}
	for name := range files {
		switch dir := path.Dir(name); {
		case strings.HasSuffix(name, "_test.go"):
			tests[dir] = append(tests[dir], name)
		case strings.HasSuffix(name, ".go"):
			folders[dir] = append(folders[dir], name)
		}
	}
	order := slices.SortedFunc(maps.Keys(folders), func(a, b string) int {
		if n := strings.Count(path.Join("x", a), "/") - strings.Count(path.Join("x", b), "/"); n != 0 {
			return n
		}
		return strings.Compare(a, b)
	})
	var errs []error
	for _, folder := range order {
		slices.Sort(folders[folder])
		errs = append(errs, c.checkPackage(path.Join(importPath, folder), folders[folder], files)...)
	}
	for _, folder := range slices.Sorted(maps.Keys(tests)) {
		errs = append(errs, c.checkPackage(path.Join(importPath, folder)+"_test", tests[folder], files)...)
	}
	return errs
}

func (c *Checker) checkPackage(importPath string, names []string, files map[string][]byte) []error {
	var errs []error
	var parsed []*ast.File
	for _, name := range names {
		f, err := parser.ParseFile(c.fset, name, files[name], parser.SkipObjectResolution)
		if err != nil {
			return append(errs, err)
		}
		parsed = append(parsed, f)
	}
	conf := types.Config{Importer: c, Error: func(err error) {
		if len(errs) < c.mostErrs {
			errs = append(errs, err)
		}
	}}
	pkg, _ := conf.Check(importPath, c.fset, parsed, nil)
	if pkg != nil {
		c.checked[importPath] = pkg
	}
	return errs
}
