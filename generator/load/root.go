package load

import (
	"io/fs"
	"os"
	"path"
	"path/filepath"
	"slices"
	"strings"
)

// rootMarks are what a folder holds that is the root of a project.
var rootMarks = []string{"armsmith.yaml", "go.mod", ".git"}

// boundary is the folders that references may not lead out of, wherever a document says its parts
// are. Documents come from strangers: none may name an arbitrary file of the machine.
type boundary struct {
	fsys  fs.FS
	roots []string        // slash-separated; absolute unless there is a file system
	known map[string]bool // answers given already
}

// newBoundary returns the boundary of what is asked for, documents and folders of them: the folder
// asked for, else the whole file system that the caller supplies, else of each the nearest folder
// above that looks like a project, else the document's own.
func newBoundary(fsys fs.FS, documents []string, asked string) *boundary {
	b := &boundary{fsys: fsys, known: map[string]bool{}}
	switch {
	case asked != "":
		b.roots = []string{b.absolute(filepath.ToSlash(asked))}
	case fsys != nil:
		b.roots = []string{"."}
	default:
		for _, name := range documents {
			folder := b.absolute(filepath.ToSlash(name))
			if info, err := os.Stat(filepath.FromSlash(folder)); err != nil || !info.IsDir() {
				folder = folderOf(folder)
			}
			if root := project(folder); !slices.Contains(b.roots, root) {
				b.roots = append(b.roots, root)
			}
		}
	}
	return b
}

// project returns the nearest of a folder and those above it that looks like a project, else the
// folder itself.
func project(folder string) string {
	for at := folder; ; at = folderOf(at) {
		for _, mark := range rootMarks {
			if _, err := os.Stat(filepath.Join(filepath.FromSlash(at), mark)); err == nil {
				return at
			}
		}
		if at == folderOf(at) {
			return folder
		}
	}
}

// holds reports whether a file may be read. A symbolic link is as good as what it leads to.
func (b *boundary) holds(name string) bool {
	answer, ok := b.known[name]
	if !ok {
		file := b.absolute(name)
		answer = slices.ContainsFunc(b.roots, func(root string) bool {
			return isBelow(file, root) && (b.fsys != nil || isBelow(real(file), real(root)))
		})
		b.known[name] = answer
	}
	return answer
}

func (b *boundary) absolute(name string) string {
	if b.fsys != nil {
		return path.Clean(name)
	}
	abs, err := filepath.Abs(filepath.FromSlash(name))
	if err != nil {
		return cleanPath(name)
	}
	return filepath.ToSlash(abs)
}

// real follows symbolic links. What is not there leads nowhere else.
func real(name string) string {
	target, err := filepath.EvalSymlinks(filepath.FromSlash(name))
	if err != nil {
		return name
	}
	return filepath.ToSlash(target)
}

// isBelow reports whether a file is in a folder, at any depth.
func isBelow(name, folder string) bool {
	rel, err := filepath.Rel(filepath.FromSlash(folder), filepath.FromSlash(name))
	return err == nil && filepath.IsLocal(rel)
}

// cleanPath is path.Clean, except that it keeps the two slashes that a UNC path of Windows begins
// with.
func cleanPath(name string) string {
	if strings.HasPrefix(name, "//") && !strings.HasPrefix(name, "///") {
		return "/" + path.Clean(name[1:])
	}
	return path.Clean(name)
}

// folderOf is path.Dir for the same paths.
func folderOf(name string) string {
	folder, _ := path.Split(name)
	return cleanPath(folder)
}
