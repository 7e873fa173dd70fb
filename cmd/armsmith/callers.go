package main

import (
	"context"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"strings"

	"github.com/armsmith/armsmith/generator/callers"
)

// oldClient finds the generated package of a document: the one that is named, or else the one that
// armsmith.yaml has for the document.
func oldClient(ctx context.Context, spec, named string) (*callers.Client, error) {
	if named != "" {
		return callers.Find(ctx, "", named)
	}
	const fix = "say with --package which package was generated from it"
	cwd, err := os.Getwd()
	if err != nil {
		return nil, err
	}
	config, err := findConfig(cwd)
	if err != nil {
		return nil, fmt.Errorf("which package the callers of %s use is not known, as there is no %s here or above: %s", spec, configName, fix)
	}
	clients, found := readConfig(config)
	if len(found) > 0 {
		return nil, errors.New(found[0].String())
	}
	var folders []string
	for _, c := range clients {
		if len(c.spec.paths) == 1 && c.spec.holds(spec) || realPath(c.out) == realPath(spec) {
			folders = append(folders, fromHere(cwd, c.out))
		}
	}
	switch len(folders) {
	case 0:
		return nil, fmt.Errorf("no client of %s is made from %s: %s", fromHere(cwd, config), spec, fix)
	case 1:
		abs, err := filepath.Abs(folders[0])
		if err != nil {
			return nil, err
		}
		return callers.Find(ctx, abs, ".")
	}
	return nil, fmt.Errorf("%s are made from %s: %s", strings.Join(folders, " and "), spec, fix)
}
