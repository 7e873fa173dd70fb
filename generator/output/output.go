// Package output treats generated files as one value. What the generator made is a [Set]; laying it
// against a folder gives a [Comparison]; and writing, checking and showing differences are all
// readings of that comparison. Nothing touches the disk until everything was generated and nothing
// stands in the way.
//
// A manifest in the folder ([ManifestName]) says which files are ours. What it does not list
// belongs to somebody else and is never overwritten or deleted.
package output

import (
	"fmt"
	"io/fs"
	"path"
	"slices"
	"strings"
)

// Set is what one run of the generator made: files by their path relative to the output folder,
// with forward slashes, and the manifest that lists them. A Set made by [New] can be written as it
// is.
type Set struct {
	Files    map[string][]byte
	Manifest Manifest
}

// New makes a Set of files. It refuses paths that would leave the folder or that could not stand
// side by side on every file system. Such a path can only come from a bug or from a hostile
// document, so the error names it and no more.
func New(version string, files map[string][]byte) (*Set, error) {
	m := Manifest{Version: version, Sums: make(map[string]string, len(files))}
	folded := make(map[string]string, len(files))
	for _, p := range sortedKeys(files) {
		if err := checkPath(p); err != nil {
			return nil, err
		}
		if p == ManifestName {
			return nil, fmt.Errorf("generated path %q is the manifest's own", p)
		}
		if other, taken := folded[strings.ToLower(p)]; taken {
			return nil, fmt.Errorf("generated paths %q and %q are the same file where case does not count", other, p)
		}
		folded[strings.ToLower(p)] = p
		m.Sums[p] = sum(files[p])
	}
	for p := range files {
		for _, dir := range parents(p) {
			if other, taken := folded[strings.ToLower(dir)]; taken {
				return nil, fmt.Errorf("generated path %q needs %q to be a folder, but it is a file", p, other)
			}
		}
	}
	return &Set{Files: files, Manifest: m}, nil
}

// checkPath reports whether a path may be written below a folder, on any system: relative, clean,
// without what Windows reserves, and without the white space or control characters that would make
// a manifest line mean something else.
func checkPath(p string) error {
	if !fs.ValidPath(p) || p == "." {
		return fmt.Errorf("path %q is not a clean path below the output folder", p)
	}
	for _, r := range p {
		if r < ' ' || r == 0x7f || strings.ContainsRune(`\:*?"<>|`, r) {
			return fmt.Errorf("path %q holds %q, which not every file system takes", p, r)
		}
	}
	for part := range strings.SplitSeq(p, "/") {
		base, _, _ := strings.Cut(part, ".")
		if strings.HasSuffix(part, ".") || strings.HasSuffix(part, " ") || reservedOnWindows(base) {
			return fmt.Errorf("path %q holds %q, which Windows reserves", p, part)
		}
	}
	return nil
}

// reservedOnWindows reports whether a file's base name is that of a device.
func reservedOnWindows(base string) bool {
	base = strings.ToLower(base)
	switch base {
	case "con", "prn", "aux", "nul":
		return true
	}
	return len(base) == 4 && (strings.HasPrefix(base, "com") || strings.HasPrefix(base, "lpt")) && base[3] >= '0' && base[3] <= '9'
}

// parents lists the folders above a path, the nearest first, without the output folder itself.
func parents(p string) []string {
	var out []string
	for dir := path.Dir(p); dir != "."; dir = path.Dir(dir) {
		out = append(out, dir)
	}
	return out
}

func sortedKeys[V any](m map[string]V) []string {
	keys := make([]string, 0, len(m))
	for k := range m {
		keys = append(keys, k)
	}
	slices.Sort(keys)
	return keys
}
