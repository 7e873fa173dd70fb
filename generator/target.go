package generator

import (
	"errors"
	"fmt"
	"go/token"
	"io/fs"
	"os"
	"path"
	"path/filepath"
	"regexp"
	"strings"
	"syscall"
	"unicode"

	"golang.org/x/mod/modfile"
	"golang.org/x/mod/module"

	"github.com/armsmith/armsmith"
	"github.com/armsmith/armsmith/generator/finding"
)

// target is where a client will live and what follows from it.
type target struct {
	pkg string // Go package name
	// how the client's comments name the document, the same from whatever folder armsmith is run
	source        string
	importPath    string
	runtimeImport string
	copyRuntime   bool // the client carries the runtime with it
	ownModule     bool // the client is of armsmith's module, where the runtime is
}

// RuntimeCopy is where, below a client of another module, its copy of the runtime and its licence
// live.
const RuntimeCopy = "internal/armsmith"

// fixable is an error of the configuration that says what to do.
type fixable struct{ message, fix string }

func (e *fixable) Error() string { return e.message }

// misplaced is an error that is no fault of the document, with the place that it is about.
type misplaced struct {
	error
	place finding.Place
}

func (e *misplaced) Unwrap() error { return e.error }

// at says that an error is about a file or folder, and not about the document; "" for neither.
func at(file, message, fix string) error {
	return &misplaced{&fixable{message, fix}, finding.Place{File: file}}
}

// resolve works out the target from the place of the output folder.
func resolve(cfg Config) (*target, error) {
	t, err := resolveNames(cfg)
	if err != nil {
		return nil, err
	}
	mod, err := moduleOf(cfg.Out)
	if err != nil {
		return nil, err
	}
	if t.importPath = cfg.ImportPath; t.importPath == "" {
		if mod == nil {
			return nil, at(existing(cfg.Out), "there is no go.mod in this folder or above it, so what is generated has no import path",
				"run `go mod init` in the folder of your module first")
		}
		t.importPath = path.Join(mod.path, mod.rel)
	}
	if err := module.CheckImportPath(t.importPath); err != nil {
		return nil, at(cfg.Out, fmt.Sprintf("what is in this folder cannot be imported: %v", err), "choose another output folder")
	}
	switch {
	case t.importPath == armsmith.Module || strings.HasPrefix(t.importPath, armsmith.Module+"/"):
		t.runtimeImport = path.Join(armsmith.Module, armsmith.RuntimeDir)
		t.ownModule = true
	case cfg.Runtime == "":
		t.runtimeImport = path.Join(t.importPath, RuntimeCopy, runtimeFolder)
		t.copyRuntime = true
	default:
		t.runtimeImport, err = sharedRuntime(cfg.Runtime, t.importPath)
	}
	return t, err
}

// sharedRuntime returns the import path of a runtime in a folder of its own, which a client must be
// able to import.
func sharedRuntime(folder, client string) (string, error) {
	mod, err := moduleOf(folder)
	if err != nil {
		return "", err
	}
	if mod == nil {
		return "", at(folder, "there is no go.mod above the runtime's folder, so it has no import path", "choose a folder of the clients' module")
	}
	imported := path.Join(mod.path, mod.rel)
	if err := module.CheckImportPath(imported); err != nil {
		return "", at(folder, fmt.Sprintf("the runtime's folder cannot be imported: %v", err), "choose another folder")
	}
	// what stands below a folder named internal is for what stands beside that folder
	parts := strings.Split(imported, "/")
	for i, part := range parts {
		beside := path.Join(parts[:i]...)
		if part == "internal" && client != beside && !strings.HasPrefix(client, beside+"/") {
			return "", at(folder, fmt.Sprintf("%s cannot import the runtime in %s: it is internal to %s", client, imported, beside),
				"put the runtime's folder higher up, or let this client carry a runtime of its own (standalone: true)")
		}
	}
	return path.Join(imported, runtimeFolder), nil
}

// IsPackageName reports whether a package that others import can be called so.
func IsPackageName(name string) bool {
	return token.IsIdentifier(name) && name != "_" && name != "main" && name != "init"
}

// resolveNames works out the names that do not depend on a module: they need no output folder.
func resolveNames(cfg Config) (*target, error) {
	t := &target{pkg: cfg.Package, source: cfg.told(func(spec string) string { return path.Base(filepath.ToSlash(spec)) })}
	if t.pkg == "" {
		t.pkg = PackageName(cfg.Out)
	}
	if !IsPackageName(t.pkg) {
		return nil, at(cfg.Out, fmt.Sprintf("%q cannot be the name of a Go package that others import", t.pkg),
			"give another package name: a short lower-case word")
	}
	if cfg.FS != nil {
		t.source = cfg.told(filepath.ToSlash)
		return t, nil
	}
	mod, err := moduleOf(cfg.Out)
	if err != nil || mod == nil {
		return t, err
	}
	t.source = cfg.told(func(spec string) string {
		abs, err := filepath.Abs(spec)
		if err != nil {
			return path.Base(filepath.ToSlash(spec))
		}
		if rel, err := filepath.Rel(mod.dir, abs); err == nil && filepath.IsLocal(rel) {
			return filepath.ToSlash(rel)
		}
		return path.Base(filepath.ToSlash(spec))
	})
	return t, nil
}

// goModule is the module that a folder lies in.
type goModule struct {
	path string // as go.mod says
	dir  string // of go.mod
	rel  string // from dir to the folder, with forward slashes
}

// moduleOf finds the nearest go.mod above a folder, which need not exist; nil when there is none.
func moduleOf(folder string) (*goModule, error) {
	folder, err := filepath.Abs(folder)
	if err != nil {
		return nil, err
	}
	for dir := folder; ; dir = filepath.Dir(dir) {
		file := filepath.Join(dir, "go.mod")
		data, err := os.ReadFile(file)
		switch {
		case err == nil:
			p := modfile.ModulePath(data)
			if p == "" {
				return nil, at(file, "it names no module", "add a module line, or run `go mod init` in its folder")
			}
			rel, err := filepath.Rel(dir, folder)
			return &goModule{path: p, dir: dir, rel: filepath.ToSlash(rel)}, err
		case !errors.Is(err, fs.ErrNotExist) && !errors.Is(err, syscall.ENOTDIR):
			return nil, err
		case dir == filepath.Dir(dir):
			return nil, nil
		}
	}
}

// existing returns the nearest of a folder and those above it that is there.
func existing(folder string) string {
	for {
		if _, err := os.Stat(folder); err == nil || folder == filepath.Dir(folder) {
			return folder
		}
		folder = filepath.Dir(folder)
	}
}

var versionFolder = regexp.MustCompile(`^v[0-9][0-9a-z_.-]*$`)

// PackageName makes a Go package name of a folder: its last part that is no version, in lower case,
// letters and digits only. It is what Config.Package defaults to.
func PackageName(folder string) string {
	if abs, err := filepath.Abs(folder); err == nil {
		folder = abs
	}
	base := strings.ToLower(filepath.Base(folder))
	if versionFolder.MatchString(base) {
		base = strings.ToLower(filepath.Base(filepath.Dir(folder)))
	}
	name := strings.Map(func(r rune) rune {
		if unicode.IsLetter(r) || unicode.IsDigit(r) {
			return r
		}
		return -1
	}, base)
	if name == "" || unicode.IsDigit([]rune(name)[0]) || token.IsKeyword(name) || name == "main" || name == "init" {
		name = "api" + name
	}
	return name
}
