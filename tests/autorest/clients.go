package main

import (
	"context"
	"fmt"
	"path"
	"path/filepath"
	"strings"

	"golang.org/x/sync/errgroup"

	"github.com/armsmith/armsmith"
	"github.com/armsmith/armsmith/generator"
)

// generateClients writes the client of each document into a package of its own.
func generateClients(ctx context.Context, documents string) error {
	files, err := filepath.Glob(filepath.Join(documents, "*.json"))
	if err != nil {
		return err
	}
	group, ctx := errgroup.WithContext(ctx)
	group.SetLimit(2)
	for _, file := range files {
		pkg := packageOf(file)
		if pkg == "nooperations" {
			continue // there is nothing to call
		}
		group.Go(func() error {
			out := filepath.Join(workFolder, pkg)
			set, err := generator.Generate(ctx, generator.Config{
				Spec: file, Out: out, Package: pkg, ImportPath: path.Join(armsmith.Module, workFolder, pkg),
			})
			if err != nil {
				return fmt.Errorf("%s: %w", filepath.Base(file), err)
			}
			comparison, err := set.Compare(out)
			if err != nil {
				return err
			}
			return comparison.Write(ctx)
		})
	}
	return group.Wait()
}

// packageOf names the package of a document: its name without what Go does not take in one.
func packageOf(file string) string {
	name := strings.TrimSuffix(filepath.Base(file), ".json")
	return strings.NewReplacer("-", "", "_", "", ".", "").Replace(strings.ToLower(name))
}
