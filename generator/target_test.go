package generator

import (
	"errors"
	"os"
	"path/filepath"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/armsmith/armsmith"
)

func TestPackageName(t *testing.T) {
	for folder, want := range map[string]string{
		"gen/azureml/v20250601": "azureml",
		"gen/azureml/v1.2-beta": "azureml",
		"api/pet-store":         "petstore",
		"api/Pet_Store":         "petstore",
		"api/vault":             "vault",
		"api/3scale":            "api3scale",
		"api/type":              "apitype",
		"api/main":              "apimain",
		"api/--":                "api",
		"api/日本":                "日本",
	} {
		if got := PackageName(filepath.FromSlash(folder)); got != want {
			t.Errorf("%s: %s, want %s", folder, got, want)
		}
	}
}

func TestResolve(t *testing.T) {
	dir := t.TempDir()
	file(t, dir, "go.mod", "module example.com/shop // comment\n\ngo 1.26\n")
	file(t, dir, "tools/go.mod", "module \"example.com/shop/tools\"\n")
	file(t, dir, "own/go.mod", "module "+armsmith.Module+"\n")
	for name, test := range map[string]struct {
		cfg  Config
		want target
	}{
		"the module's root": {
			Config{Spec: "shop.yaml", Out: "."},
			target{pkg: PackageName(dir), source: "shop.yaml", importPath: "example.com/shop", runtimeImport: "example.com/shop/internal/armsmith/runtime", copyRuntime: true},
		},
		"a folder that is not there yet": {
			Config{Spec: "docs/shop.yaml", Out: "internal/api/v2"},
			target{pkg: "api", source: "docs/shop.yaml", importPath: "example.com/shop/internal/api/v2", runtimeImport: "example.com/shop/internal/api/v2/internal/armsmith/runtime", copyRuntime: true},
		},
		"the nearest module": {
			Config{Spec: "shop.yaml", Out: "tools/api", Package: "tool"},
			target{pkg: "tool", source: "shop.yaml", importPath: "example.com/shop/tools/api", runtimeImport: "example.com/shop/tools/api/internal/armsmith/runtime", copyRuntime: true},
		},
		"armsmith's own module": {
			Config{Spec: "own/specs/a.yaml", Out: "own/gen/a"},
			target{pkg: "a", source: "specs/a.yaml", importPath: armsmith.Module + "/gen/a", runtimeImport: armsmith.Module + "/internal/runtime", ownModule: true},
		},
		"a module whose name begins alike": {
			Config{Spec: "a.yaml", Out: "a", ImportPath: armsmith.Module + "-gen/a"},
			target{pkg: "a", source: "a.yaml", importPath: armsmith.Module + "-gen/a", runtimeImport: armsmith.Module + "-gen/a/internal/armsmith/runtime", copyRuntime: true},
		},
	} {
		t.Run(name, func(t *testing.T) {
			test.cfg.Spec = filepath.Join(dir, filepath.FromSlash(test.cfg.Spec))
			test.cfg.Out = filepath.Join(dir, filepath.FromSlash(test.cfg.Out))
			got, err := resolve(test.cfg)
			if err != nil {
				t.Fatal(err)
			}
			if d := cmp.Diff(test.want, *got, cmp.AllowUnexported(target{})); d != "" {
				t.Error(d)
			}
		})
	}
}

func TestResolveSourceOutsideTheModule(t *testing.T) {
	dir := t.TempDir()
	file(t, dir, "shop/go.mod", "module example.com/shop\n")
	got, err := resolve(Config{Spec: filepath.Join(dir, "elsewhere", "openapi.yaml"), Out: filepath.Join(dir, "shop", "api")})
	if err != nil || got.source != "openapi.yaml" {
		t.Errorf("%+v, %v: comments must not depend on where a checkout lies", got, err)
	}
}

func TestResolveRefuses(t *testing.T) {
	dir := t.TempDir()
	file(t, dir, "go.mod", "module example.com/shop\n")
	file(t, dir, "empty/go.mod", "go 1.26\n")
	for name, cfg := range map[string]Config{
		"a go.mod without a module":  {Out: "empty/api"},
		"a folder with a space":      {Out: "a b"},
		"a keyword":                  {Out: "api", Package: "func"},
		"a package nobody imports":   {Out: "api", Package: "main"},
		"what is not an identifier":  {Out: "api", Package: "a-b"},
		"the blank identifier":       {Out: "api", Package: "_"},
		"an import path that climbs": {Out: "api", ImportPath: "example.com/../x"},
	} {
		cfg.Out = filepath.Join(dir, filepath.FromSlash(cfg.Out))
		_, err := resolve(cfg)
		var f *fixable
		if !errors.As(err, &f) || f.fix == "" {
			t.Errorf("%s: %v, want an error that says what to do", name, err)
		}
	}
}

func file(t *testing.T, dir, name, text string) {
	t.Helper()
	name = filepath.Join(dir, filepath.FromSlash(name))
	if err := os.MkdirAll(filepath.Dir(name), 0o755); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(name, []byte(text), 0o644); err != nil {
		t.Fatal(err)
	}
}
