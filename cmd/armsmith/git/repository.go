// Package git reads what is committed in a git repository, with the git program: nothing is checked
// out and nothing is written. A [Repository] resolves revisions, and a [Tree] is the files of one
// as a file system.
package git

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"os/exec"
	"path/filepath"
	"strings"
	"unicode"
)

// Repository is a git repository with a working tree.
type Repository struct {
	Root string // the folder of the working tree, absolute, links followed
}

// Open finds the repository that a folder lies in.
func Open(ctx context.Context, dir string) (*Repository, error) {
	out, err := run(ctx, dir, "rev-parse", "--show-toplevel")
	if errors.Is(err, exec.ErrNotFound) {
		return nil, errors.New("the program git is not installed, or not in PATH; what is committed is read with it")
	}
	if err != nil {
		return nil, fmt.Errorf("%s is not in a git repository that can be read (%w); run it in one, or give two documents", dir, err)
	}
	return &Repository{Root: filepath.FromSlash(line(out))}, nil
}

// Tree returns the files of a revision: a branch, a tag, a commit.
func (r *Repository) Tree(ctx context.Context, revision string) (*Tree, error) {
	if err := check(revision); err != nil {
		return nil, err
	}
	out, err := run(ctx, r.Root, "rev-parse", "--verify", "--quiet", revision+"^{commit}")
	if err != nil {
		return nil, fmt.Errorf("there is no revision %q in %s; fetch it (`git fetch`), or name a branch, a tag or a commit that is there", revision, r.Root)
	}
	return &Tree{ctx: ctx, repo: r, Commit: line(out)}, nil
}

// mainBranches are what the main branch of a repository may be, the first that is there. What
// origin/HEAD stands for comes before them.
var mainBranches = []string{"origin/main", "origin/master", "main", "master"}

// MergeBase returns the commit at which the main branch and HEAD parted, and the main branch.
func (r *Repository) MergeBase(ctx context.Context) (commit, branch string, err error) {
	for _, branch := range append([]string{"origin/HEAD"}, mainBranches...) {
		if _, err := run(ctx, r.Root, "rev-parse", "--verify", "--quiet", branch+"^{commit}"); err != nil {
			continue
		}
		out, err := run(ctx, r.Root, "merge-base", "HEAD", branch)
		if err == nil {
			return line(out), branch, nil
		}
		if shallow, _ := run(ctx, r.Root, "rev-parse", "--is-shallow-repository"); line(shallow) == "true" {
			return "", "", fmt.Errorf("this is a shallow clone, in which HEAD and %s have no commit in common; "+
				"fetch the history (`git fetch --unshallow`, in a GitHub workflow `fetch-depth: 0`), or say --against git:%s", branch, branch)
		}
		return "", "", fmt.Errorf("HEAD and %s have no commit in common; say with --against git:REF what to compare with", branch)
	}
	return "", "", fmt.Errorf("there is no main branch here (none of origin/HEAD, %s); say with --against git:REF what to compare with",
		strings.Join(mainBranches, ", "))
}

// check refuses what git could take for an option, or for something else than a revision.
func check(revision string) error {
	if revision == "" || revision[0] == '-' || strings.ContainsFunc(revision, func(r rune) bool {
		return r == ':' || unicode.IsControl(r) || unicode.IsSpace(r)
	}) {
		return fmt.Errorf("%q is no revision; name a branch, a tag or a commit", revision)
	}
	return nil
}

// run returns what git prints. The error is what git says.
func run(ctx context.Context, dir string, args ...string) ([]byte, error) {
	// a path is a path: what begins with a colon, or has a star, is no pattern
	cmd := exec.CommandContext(ctx, "git", append([]string{"--literal-pathspecs"}, args...)...)
	var out, errs bytes.Buffer
	cmd.Dir, cmd.Stdout, cmd.Stderr = dir, &out, &errs
	err := cmd.Run()
	if ctx.Err() != nil {
		return nil, ctx.Err()
	}
	if exit := (*exec.ExitError)(nil); errors.As(err, &exit) && errs.Len() > 0 {
		said, _, _ := strings.Cut(strings.TrimSpace(errs.String()), "\n")
		return nil, errors.New(strings.TrimPrefix(said, "fatal: "))
	}
	return out.Bytes(), err
}

func line(out []byte) string { return strings.TrimRight(string(out), "\r\n") }
