package load

import (
	"errors"
	"fmt"
	"io/fs"
	"net/url"
	"os"
	"path"
	"path/filepath"
	"slices"
	"strings"

	"github.com/armsmith/armsmith/generator/finding"
	"github.com/armsmith/armsmith/generator/load/node"
	"github.com/armsmith/armsmith/generator/load/recognise"
)

// source is a file that has been read.
type source struct {
	file    *node.File
	root    *node.Node               // nil when the file cannot be used
	err     string                   // then: why
	missing bool                     // then: nothing was reported, as there is no text to report of
	whole   bool                     // it calls itself an OpenAPI document
	text    []byte                   // of one that does not, to be recognised by
	anchors map[string]*node.Node    // schemas by $anchor and $id, found when first needed
	removed map[string]finding.Place // pointers to what overlays took out, and by which action
}

// files reads each file once, within limits.
type files struct {
	fsys     fs.FS
	boundary *boundary
	budget   *budget
	bytes    int64
	byName   map[string]*source
	byFile   map[*node.File]*source
	findings *report
}

func newFiles(fsys fs.FS, bound *boundary, b *budget, findings *report) *files {
	return &files{fsys: fsys, boundary: bound, budget: b, findings: findings,
		byName: map[string]*source{}, byFile: map[*node.File]*source{}}
}

// open reads and parses a file by its slash-separated path. Problems are told by the source's err,
// and syntax errors as a finding too, since their place is in that file.
func (f *files) open(name string, root bool) *source {
	name = cleanPath(name)
	if s := f.byName[name]; s != nil {
		return s
	}
	s := &source{file: &node.File{Name: name}}
	f.byName[name], f.byFile[s.file] = s, s
	data, err := f.read(name)
	if err != nil {
		s.err, s.missing = fmt.Sprintf("cannot read %s: %s", name, reason(err)), true
		return s
	}
	tree, bad := f.parse(data, s)
	if bad != nil {
		severity := finding.Warning
		if root {
			severity = finding.Error
		}
		f.findings.Add(severity, bad.place(s.file), bad.message, bad.fix)
		s.err = fmt.Sprintf("%s is not readable as YAML or JSON", name)
		return s
	}
	s.root = tree
	s.whole = tree.Has("openapi") || tree.Has("swagger")
	if s.whole {
		s.text = nil
	}
	return s
}

// parse reads a file's text. What is no value, or none that could be of use, is named where it is
// recognised.
func (f *files) parse(data []byte, s *source) (tree *node.Node, bad *syntaxError) {
	if s.text, bad = decode(data); bad == nil {
		tree, bad = parse(s.text, s.file, f.budget, f.findings)
	}
	switch {
	case bad != nil && bad.limit, bad == nil && (tree.Is(node.Map) || tree.Is(node.List)):
		return tree, bad
	case tree.Is(node.Null):
		return nil, isEmpty()
	}
	if known, ok := recognise.Text(s.text); ok {
		bad = &syntaxError{line: known.Line, message: notDocument + known.What, fix: known.Fix}
	}
	return tree, bad
}

// notDocument begins the message about what was recognised as something else.
const notDocument = "not an OpenAPI document, but "

// reason takes the path out of an error that states it, since the message does already.
func reason(err error) string {
	var pathErr *fs.PathError
	if errors.As(err, &pathErr) {
		return pathErr.Err.Error()
	}
	return err.Error()
}

// read returns a regular file's bytes. Devices, pipes and folders are refused: a document could
// name them.
func (f *files) read(name string) ([]byte, error) {
	info, err := f.stat(name)
	switch {
	case err != nil:
		return nil, err
	case !info.Mode().IsRegular():
		return nil, errors.New("not a regular file")
	case info.Size() > maxFileBytes:
		return nil, fmt.Errorf("the file is larger than %d MiB", maxFileBytes>>20)
	case len(f.byName) > maxFiles:
		return nil, fmt.Errorf("more than %d files", maxFiles)
	}
	f.bytes += info.Size()
	if f.bytes > maxTotalBytes {
		return nil, fmt.Errorf("the files together are larger than %d MiB", maxTotalBytes>>20)
	}
	var data []byte
	if f.fsys != nil {
		data, err = fs.ReadFile(f.fsys, name)
	} else {
		data, err = os.ReadFile(filepath.FromSlash(name))
	}
	if err == nil && len(data) > maxFileBytes { // it has grown
		err = fmt.Errorf("the file is larger than %d MiB", maxFileBytes>>20)
	}
	return data, err
}

func (f *files) stat(name string) (fs.FileInfo, error) {
	if f.fsys != nil {
		return fs.Stat(f.fsys, name)
	}
	return os.Stat(filepath.FromSlash(name))
}

// names returns the files that were read: the documents, the readmes that named them, then the
// others, sorted.
func (f *files) names(from asked) []string {
	var first, rest []string
	for _, s := range from.documents {
		first = append(first, s.file.Name)
	}
	for name, s := range f.byName {
		if s.root != nil && !slices.Contains(from.documents, s) {
			rest = append(rest, name)
		}
	}
	slices.Sort(rest)
	return slices.Concat(first, from.readmes, rest)
}

// target turns the part of a reference before '#' into the name of a file, seen from the file that
// holds it. The string returned says why not, when it cannot be.
func (f *files) target(from *source, ref string) (name, refusal string) {
	u, err := url.Parse(ref)
	if err == nil && (u.Scheme == "http" || u.Scheme == "https") {
		if f.fsys == nil {
			return "", "refers to the network, which is never read"
		}
		return path.Join(u.Scheme, u.Host, u.Path), ""
	}
	if err == nil && len(u.Scheme) > 1 {
		return "", fmt.Sprintf("refers to a %s: address, which is not supported", u.Scheme)
	}
	file := ref
	if err == nil && u.Path != "" {
		file = u.Path
	}
	if path.IsAbs(file) || filepath.IsAbs(filepath.FromSlash(file)) || strings.HasPrefix(file, `\`) || len(ref) > 1 && ref[1] == ':' {
		return "", "refers to a file by an absolute path"
	}
	folder, _ := path.Split(from.file.Name)
	name = cleanPath(folder + strings.ReplaceAll(file, `\`, "/"))
	if !f.boundary.holds(name) && !(f.fsys != nil && isSupplied(from.file.Name) && isSupplied(name)) {
		return "", fmt.Sprintf("refers to a file outside of %s, which is the root of this document; "+
			"to read it, name a folder above both as root: in armsmith.yaml", strings.Join(f.boundary.roots, " and "))
	}
	return name, ""
}

// isSupplied reports whether a name is that of a network address that the caller's file system
// supplies.
func isSupplied(name string) bool {
	return strings.HasPrefix(name, "http/") || strings.HasPrefix(name, "https/")
}
