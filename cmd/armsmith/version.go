package main

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"strings"

	"github.com/armsmith/armsmith/generator"
	"github.com/armsmith/armsmith/generator/output"
	"github.com/armsmith/armsmith/generator/plan/name"
)

// version is one of the two versions of an API that are compared.
type version struct {
	config generator.Config
	folder fs.FS // of the client that was generated from it; nil when a document alone is meant
	client bool  // it is that of a client of a configuration, which has rules
}

// lend has a document that is compared with a client, and is nobody's client itself, read as that
// client's: what the owner says of the one holds for the other.
func (v version) lend(other *version) {
	if v.client && !other.client {
		other.config.Rules = v.config.Rules
		if v.config.FS == nil && other.config.FS == nil {
			other.config.Overlays = v.config.Overlays
		}
	}
}

// documents is the version of documents alone.
func (p *place) documents(made spec) (version, error) {
	cfg := generator.Config{Package: "client"}
	var err error
	if p.tree != nil {
		cfg.FS = p.tree
		made = made.each(func(file string) string {
			name, problem := p.treeName(file)
			err = errors.Join(err, problem)
			return name
		})
	}
	made.into(&cfg)
	return version{config: cfg}, err
}

// client is the version that a client has in this place, under the names that stand beside it.
func (p *place) client(c client) (version, error) {
	v, err := p.documents(c.spec)
	if err != nil {
		return v, err
	}
	v.client = true
	cfg := &v.config
	cfg.Package, cfg.Tolerate, cfg.Root, cfg.Rules = cmp.Or(c.pkg, generator.PackageName(c.out)), c.tolerate, c.root, c.rules
	if p.tree != nil && c.root != "" {
		if cfg.Root, err = p.treeName(c.root); err != nil {
			return v, err
		}
	}
	cfg.Names, err = p.read(filepath.Join(c.out, name.LockFile))
	if errors.Is(err, fs.ErrNotExist) {
		cfg.Names, err = []byte{}, nil // as on the first day, not those of the other version
	}
	if err != nil {
		return v, err
	}
	if _, err := p.read(filepath.Join(c.out, output.ManifestName)); err != nil {
		return v, nil // nothing was generated yet
	}
	v.folder, err = p.folder(c.out)
	return v, err
}

// readVersion returns the version that an argument means: a document, a folder of documents, a
// readme.md, the folder of a client, or one of these at a revision, as git:REF:path.
func readVersion(ctx context.Context, arg string) (version, error) {
	p, file := &place{}, arg
	if rest, ok := strings.CutPrefix(arg, gitPrefix); ok {
		revision, at, ok := strings.Cut(rest, ":")
		if !ok || at == "" {
			return version{}, fmt.Errorf("%s: want git:REF:path, such as git:main:openapi.yaml", arg)
		}
		cwd, err := os.Getwd()
		if err != nil {
			return version{}, err
		}
		if p, err = committed(ctx, cwd, revision); err != nil {
			return version{}, err
		}
		if file, err = p.below(cwd, at); err != nil {
			return version{}, err
		}
	}
	isFolder, err := p.isFolder(file)
	switch {
	case err != nil && p.tree != nil:
		return version{}, fmt.Errorf("%s cannot be read: %s; paths are those from the root of the repository, or begin with ./", arg, reason(err))
	case err != nil || !isFolder:
		return p.documents(spec{paths: []string{file}}) // of which reading says what is wrong
	}
	if !p.isClient(file) {
		return p.documents(spec{paths: []string{file}})
	}
	if file, err = filepath.Abs(file); err != nil {
		return version{}, err
	}
	c, err := p.findClient(file)
	if err != nil {
		return version{}, err
	}
	if p.tree == nil {
		cwd, err := os.Getwd()
		if err != nil {
			return version{}, err
		}
		c.spec = c.spec.each(func(file string) string { return fromHere(cwd, file) })
	}
	return p.client(c)
}

// isClient reports whether a folder is that of a client, and not one of documents: something was
// generated in it, or there are no documents.
func (p *place) isClient(folder string) bool {
	if _, err := p.read(filepath.Join(folder, output.ManifestName)); err == nil {
		return true
	}
	files, err := p.folder(folder)
	if err != nil {
		return true
	}
	for _, pattern := range []string{"*.json", "*.yaml", "*.yml"} {
		if found, _ := fs.Glob(files, pattern); len(found) > 0 {
			return false
		}
	}
	return true
}

// below returns the path that a file of a revision has on the disk: below the root of the
// repository, or below the working directory when it begins with "./" or "../".
func (p *place) below(cwd, at string) (string, error) {
	if filepath.IsAbs(at) {
		return "", fmt.Errorf("%s: want a path from the root of the repository", at)
	}
	folder := p.root
	if strings.HasPrefix(at, "./") || strings.HasPrefix(at, "../") {
		folder = cwd
	}
	file := filepath.Join(folder, filepath.FromSlash(at))
	_, err := p.treeName(file)
	return file, err
}

func (p *place) isFolder(file string) (bool, error) {
	stat := os.Stat
	if p.tree != nil {
		name, err := p.treeName(file)
		if err != nil {
			return false, err
		}
		file, stat = name, func(name string) (fs.FileInfo, error) { return fs.Stat(p.tree, name) }
	}
	info, err := stat(file)
	return err == nil && info.IsDir(), err
}
