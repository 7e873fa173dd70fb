package generator

import (
	"context"
	"fmt"
	"io/fs"
	"maps"
	"slices"
	"strings"

	"github.com/armsmith/armsmith"
	"github.com/armsmith/armsmith/generator/changes"
	"github.com/armsmith/armsmith/generator/finding"
	"github.com/armsmith/armsmith/generator/output"
)

// Regenerated says what this version of armsmith does to a client that is there, generated from the
// same document under the same names: folder holds the client, cfg is what it was made from, with
// its Names. Nil is that nothing differs. Only the package itself is compared, not those below it.
func Regenerated(ctx context.Context, cfg Config, folder fs.FS) (*changes.Generator, error) {
	fail := func(file string, err error) (*changes.Generator, error) {
		found := finding.Finding{Severity: finding.Error, Place: finding.Place{File: file}, Message: err.Error(),
			Fix: "restore the folder of the old client as armsmith wrote it"}
		return nil, &Error{Findings: finding.List{found}}
	}
	data, err := fs.ReadFile(folder, output.ManifestName)
	if err != nil {
		return fail(output.ManifestName, err)
	}
	manifest, err := output.ParseManifest(data)
	if err != nil {
		return fail(output.ManifestName, err)
	}
	old := map[string][]byte{}
	for _, file := range slices.Sorted(maps.Keys(manifest.Sums)) {
		if !isOfPackage(file) {
			continue
		}
		if old[file], err = fs.ReadFile(folder, file); err != nil {
			return fail(file, err)
		}
	}
	// where the client would be does not count, and beside the runtime it needs no copy of it
	cfg.Out, cfg.Runtime, cfg.ImportPath = "", "", armsmith.Module+"/client"
	made, err := Generate(ctx, cfg)
	if err != nil {
		return nil, err
	}
	now := maps.Clone(made.Files)
	maps.DeleteFunc(now, func(file string, _ []byte) bool { return !isOfPackage(file) })
	difference, err := changes.CompareGenerated(manifest.Version, armsmith.Version, old, now)
	if err != nil {
		return fail(cfg.source(), fmt.Errorf("the client that was made from it %w", err))
	}
	return difference, nil
}

// isOfPackage reports whether a file of a client is Go code of the package itself.
func isOfPackage(file string) bool {
	return strings.HasSuffix(file, ".go") && !strings.Contains(file, "/") && !strings.HasSuffix(file, "_test.go")
}
