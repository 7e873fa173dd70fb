package main

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"

	"github.com/armsmith/armsmith/cmd/armsmith/git"
	"github.com/armsmith/armsmith/generator/finding"
)

// place is where files are read: the disk, or what is committed at a revision. Paths are those of
// the disk in both.
type place struct {
	name string    // as people call it: "git:main"; "" for the disk
	root string    // of the repository
	tree *git.Tree // nil for the disk
}

// gitPrefix is what a revision begins with on the command line.
const gitPrefix = "git:"

// committed returns what is committed at a revision of the repository that a folder lies in.
func committed(ctx context.Context, dir, revision string) (*place, error) {
	repo, err := git.Open(ctx, dir)
	if err != nil {
		return nil, err
	}
	tree, err := repo.Tree(ctx, revision)
	if err != nil {
		return nil, err
	}
	return &place{name: gitPrefix + revision, root: repo.Root, tree: tree}, nil
}

// beforeBranch returns what is committed where HEAD left the main branch.
func beforeBranch(ctx context.Context, dir string) (*place, error) {
	repo, err := git.Open(ctx, dir)
	if err != nil {
		return nil, err
	}
	commit, branch, err := repo.MergeBase(ctx)
	if err != nil {
		return nil, err
	}
	tree, err := repo.Tree(ctx, commit)
	if err != nil {
		return nil, err
	}
	return &place{name: fmt.Sprintf("%s%.10s, where HEAD left %s", gitPrefix, commit, branch), root: repo.Root, tree: tree}, nil
}

// treeName returns what a path of the disk is called in the tree.
func (p *place) treeName(file string) (string, error) {
	rel, err := filepath.Rel(p.root, realPath(file))
	if err != nil || !filepath.IsLocal(rel) {
		return "", fmt.Errorf("%s lies outside of the repository %s, so nothing of it is committed there", file, p.root)
	}
	return filepath.ToSlash(rel), nil
}

// read returns the bytes of a file.
func (p *place) read(file string) ([]byte, error) {
	if p.tree == nil {
		return os.ReadFile(file)
	}
	name, err := p.treeName(file)
	if err != nil {
		return nil, err
	}
	return fs.ReadFile(p.tree, name)
}

// folder returns a folder as a file system.
func (p *place) folder(dir string) (fs.FS, error) {
	if p.tree == nil {
		return os.DirFS(dir), nil
	}
	name, err := p.treeName(dir)
	if err != nil {
		return nil, err
	}
	return fs.Sub(p.tree, name)
}

// says is how the place of a file is called in messages.
func (p *place) says(file string) string {
	if p.tree == nil {
		return file
	}
	return file + " at " + p.name
}

// clients returns the clients of a configuration as it stands in this place.
func (p *place) clients(config string) ([]client, error) {
	data, err := p.read(config)
	if err != nil {
		return nil, fmt.Errorf("%s cannot be read: %s", p.says(config), reason(err))
	}
	clients, found := parseConfig(config, data)
	if len(found) > 0 {
		return nil, configError{p.says(config), found}
	}
	return clients, nil
}

// configError is a configuration with mistakes.
type configError struct {
	file  string
	found finding.List
}

func (e configError) Error() string {
	return fmt.Sprintf("%s cannot be used: %s", e.file, e.found[0].String())
}

// findClient returns the client whose code is in a folder, from the nearest configuration above it.
func (p *place) findClient(dir string) (client, error) {
	for at := dir; ; at = filepath.Dir(at) {
		clients, err := p.clients(filepath.Join(at, configName))
		var bad configError
		if errors.As(err, &bad) {
			return client{}, err
		}
		for _, c := range clients {
			if realPath(c.out) == realPath(dir) {
				return c, nil
			}
		}
		if err == nil {
			return client{}, fmt.Errorf("%s is the folder of no client of %s; name the out folder of one", dir, p.says(filepath.Join(at, configName)))
		}
		if at == filepath.Dir(at) {
			return client{}, fmt.Errorf("there is no %s above %s that says what it was generated from; give the document instead", configName, p.says(dir))
		}
	}
}
