package load

import (
	"cmp"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path"
	"path/filepath"
	"slices"
	"strings"

	"github.com/armsmith/armsmith/generator/finding"
	"github.com/armsmith/armsmith/generator/load/node"
	"github.com/armsmith/armsmith/generator/load/readme"
	"github.com/armsmith/armsmith/generator/load/unite"
)

// asked is what the caller asks for: the documents, sorted, and the readmes that named some.
type asked struct {
	documents []*source
	readmes   []string
}

// open opens what the paths lead to. It reports whether all of it can be used; if not, the findings
// say why.
func (l *loader) open(paths []string, tag string) (asked, bool) {
	var all asked
	failed, tagged := false, false
	for _, name := range paths {
		if l.files.fsys == nil && IsAddress(name) {
			l.fail(finding.Place{File: name}, "an address of the network, which is never read", "armsmith fetch saves the document as a file: give that")
			failed = true
			continue
		}
		name = cleanPath(filepath.ToSlash(name))
		info, err := l.files.stat(name)
		var found []*source
		ok := false
		switch {
		case err == nil && info.IsDir():
			found, ok = l.folder(name)
		case isReadme(name):
			tagged = true
			found, ok = l.readme(name, tag)
			all.readmes = append(all.readmes, name)
		default:
			found, ok = l.document(name, finding.Place{File: name})
		}
		failed = failed || !ok
		all.documents = append(all.documents, found...)
	}
	if tag != "" && !tagged {
		l.fail(finding.Place{}, fmt.Sprintf("the tag %q is of no readme.md", tag), "name the readme.md that has it, or take the tag out")
		failed = true
	}
	slices.SortStableFunc(all.documents, func(a, b *source) int { return cmp.Compare(a.file.Name, b.file.Name) })
	for i, src := range all.documents[min(1, len(all.documents)):] {
		if l.sameFile(src, all.documents[i]) {
			l.fail(finding.Place{File: src.file.Name}, "the document is given twice", "name each document once")
			failed = true
		}
	}
	return all, !failed && len(all.documents) > 0
}

// IsAddress reports whether somebody names a document by its address in the network.
func IsAddress(name string) bool {
	return strings.HasPrefix(name, "http://") || strings.HasPrefix(name, "https://")
}

// isReadme reports whether a file is one that names documents, and none itself.
func isReadme(name string) bool { return strings.EqualFold(path.Ext(name), ".md") }

// document opens one document. The place is where it is named.
func (l *loader) document(name string, place finding.Place) ([]*source, bool) {
	src := l.files.open(name, true)
	if src.root == nil {
		if src.missing {
			l.fail(place, src.err, "")
		}
		return nil, false
	}
	return []*source{src}, true
}

// folder opens the documents of a folder: its files that say they are OpenAPI documents and
// describe operations, or, when none does, all that say they are. Folders below are not looked
// into.
func (l *loader) folder(name string) ([]*source, bool) {
	entries, err := l.files.list(name)
	if err != nil {
		l.fail(finding.Place{File: name}, "the folder cannot be read: "+reason(err), "")
		return nil, false
	}
	var all, active []*source
	ok := true
	for _, entry := range entries {
		file := path.Join(name, entry.Name())
		if ext := strings.ToLower(path.Ext(file)); !entry.Type().IsRegular() || ext != ".json" && ext != ".yaml" && ext != ".yml" {
			continue
		}
		src := l.files.open(file, true)
		switch {
		case src.root == nil:
			if ok = false; src.missing {
				l.fail(finding.Place{File: file}, src.err, "")
			}
		case !src.whole:
			l.files.forget(src) // of another program
			l.findings.forget(file)
		default:
			all = append(all, src)
			if hasOperations(src.root) {
				active = append(active, src)
			}
		}
	}
	if ok && len(all) == 0 {
		l.fail(finding.Place{File: name}, "there is no OpenAPI document in this folder", "name a document, or the folder of a version, which has its documents in it and not in folders below")
		return nil, false
	}
	if len(active) > 0 {
		return active, ok
	}
	return all, ok
}

// hasOperations reports whether a document is more than definitions for others to refer to.
func hasOperations(root *node.Node) bool {
	return root.Get("paths").Len() > 0 || root.Get("x-ms-paths").Len() > 0 || root.Get("webhooks").Len() > 0 || root.Get(WebhooksOf30).Len() > 0
}

// readme opens the documents of a readme's tag.
func (l *loader) readme(name, tag string) ([]*source, bool) {
	text, err := l.files.read(name)
	if err != nil {
		l.fail(finding.Place{File: name}, "cannot read "+name+": "+reason(err), "")
		return nil, false
	}
	selected, err := readme.Select(text, tag)
	var bad *readme.Error
	if errors.As(err, &bad) {
		l.fail(finding.Place{File: name, Line: bad.Line}, bad.Message, bad.Fix)
		return nil, false
	}
	for _, line := range selected.Ignored {
		l.findings.Add(finding.Warning, finding.Place{File: name, Line: line}, "what this changes is not followed: the documents are read as they are", "")
	}
	var all []*source
	ok := true
	for _, in := range selected.Inputs {
		place := finding.Place{File: name, Line: in.Line}
		file, refusal := l.files.target(&source{file: &node.File{Name: name}}, in.Path)
		if refusal != "" {
			l.fail(place, "input-file "+refusal, "")
			ok = false
			continue
		}
		found, opened := l.document(file, place)
		ok = ok && opened
		all = append(all, found...)
	}
	return all, ok
}

// sameFile reports whether two documents are one file, whatever they were named by.
func (l *loader) sameFile(a, b *source) bool {
	return a == b || l.files.fsys == nil && real(l.files.boundary.absolute(a.file.Name)) == real(l.files.boundary.absolute(b.file.Name))
}

// root returns what is joined: the document, or one that holds all of them, and the version that
// they are written in.
func (l *loader) root(documents []*source) (*source, Version, bool) {
	first := documents[0]
	kind, ok := l.version(first)
	for _, src := range documents[1:] {
		other, known := l.version(src)
		if ok = ok && known; ok && other != kind {
			l.fail(src.root.Place(), fmt.Sprintf("this is %s, and %s is %s: one client cannot be made of both", other, first.file.Name, kind),
				"convert one of them, or make a client of each")
			ok = false
		}
	}
	if !ok || len(documents) == 1 {
		return first, kind, ok
	}
	root := node.NewMap(first.root)
	key := "openapi"
	if kind == Swagger20 {
		key = "swagger"
	}
	root.Set(key, first.root.Get(key))
	list := node.NewList(first.root)
	for _, src := range documents {
		list.Items = append(list.Items, src.root)
	}
	root.Set(unite.Documents, list)
	return &source{file: first.file, root: root, whole: true}, kind, true
}

// list returns what is in a folder, sorted by name.
func (f *files) list(name string) ([]fs.DirEntry, error) {
	if f.fsys != nil {
		return fs.ReadDir(f.fsys, name)
	}
	return os.ReadDir(filepath.FromSlash(name))
}

// forget has a file be none of those that were read.
func (f *files) forget(s *source) {
	delete(f.byName, s.file.Name)
	delete(f.byFile, s.file)
}
