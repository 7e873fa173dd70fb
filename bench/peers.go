package main

import (
	"context"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"

	"github.com/armsmith/armsmith/generator/load"
	"github.com/armsmith/armsmith/generator/model"
	"github.com/armsmith/armsmith/generator/plan"
)

// peer is a package that another generator writes from one of our documents.
type peer struct {
	spec string // of specs/
	name string // of the package: ml, patch, batch
}

var peerPackages = []peer{
	{"azureml/2026-03-01", "ml"},
	{"azureml/2025-06-01", "patch"},
	{"azurebatch/2025-06-01", "batch"},
}

// writePeers generates the peers' packages into peers/. The generators' versions are those of
// go.mod.
func writePeers(ctx context.Context) error {
	for _, p := range peerPackages {
		if _, err := os.Stat(filepath.Join("peers", "plaineasy"+p.name, "plain_easyjson.go")); err == nil {
			continue
		}
		fmt.Println("generating peers for", p.spec)
		source := filepath.Join("..", "specs", p.spec, "openapi.yaml")
		spec, err := peerSpec(source)
		if err != nil {
			return err
		}
		path := filepath.Join("peers", p.name+".yaml")
		if err := writeFile(path, spec); err != nil {
			return err
		}
		if err := run(ctx, ".", "go", "tool", "ogen", "-target", "peers/ogen"+p.name, "-package", "ogen"+p.name, "-clean", path); err != nil {
			return err
		}
		oapi := filepath.Join("peers", "oapi"+p.name, "oapi.go")
		if err := writeFile(oapi, nil); err != nil {
			return err
		}
		if err := run(ctx, ".", "go", "tool", "oapi-codegen", "-generate", "types,client", "-package", "oapi"+p.name, "-o", oapi, path); err != nil {
			return err
		}
		if err := writePlain(ctx, source, p.name); err != nil {
			return err
		}
	}
	return nil
}

// writePlain writes the same document as plain structs, for the JSON libraries: once as they are,
// once with easyjson's methods, which the other libraries would call.
func writePlain(ctx context.Context, source, name string) error {
	api, err := readModel(ctx, source)
	if err != nil {
		return err
	}
	for _, pkg := range []string{"plain" + name, "plaineasy" + name} {
		if err := writeFile(filepath.Join("peers", pkg, "plain.go"), plainStructs(pkg, api)); err != nil {
			return err
		}
	}
	return run(ctx, filepath.Join("peers", "plaineasy"+name), "go", "tool", "easyjson", "-all", "plain.go")
}

func readModel(ctx context.Context, source string) (*model.API, error) {
	doc, findings := load.Load(ctx, source, load.Options{})
	if doc == nil {
		return nil, fmt.Errorf("%s: %v", source, findings)
	}
	api, findings := plan.Plan(doc, plan.Config{})
	if api == nil {
		return nil, fmt.Errorf("%s: %v", source, findings)
	}
	return api, nil
}

func writeFile(path string, data []byte) error {
	if err := os.MkdirAll(filepath.Dir(path), 0o755); err != nil {
		return err
	}
	return os.WriteFile(path, data, 0o644)
}

// run runs a command and shows its output only when it fails.
func run(ctx context.Context, dir string, name string, args ...string) error {
	cmd := exec.CommandContext(ctx, name, args...)
	cmd.Dir = dir
	if out, err := cmd.CombinedOutput(); err != nil {
		return fmt.Errorf("%s %v: %w\n%s", name, args, err, out)
	}
	return nil
}
