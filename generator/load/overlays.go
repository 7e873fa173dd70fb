package load

import (
	"fmt"
	"path"
	"path/filepath"
	"slices"

	"github.com/armsmith/armsmith/generator/finding"
	"github.com/armsmith/armsmith/generator/load/node"
	"github.com/armsmith/armsmith/generator/load/overlay"
)

// overlay applies overlays to the documents, in the order in which they are given. It reports
// whether all could be read and applied.
func (l *loader) overlay(documents []*source, overlays []string) bool {
	whole := true
	for _, name := range overlays {
		name = cleanPath(filepath.ToSlash(name))
		src := l.files.open(name, true)
		if src.root == nil {
			if src.missing {
				l.fail(finding.Place{File: name}, src.err, "")
			}
			whole = false
			continue
		}
		o, ok := overlay.Read(src.root, l.findings.Add)
		whole = whole && ok && o.Apply(l.extended(src, o.Extends, documents), l.budget.take, l.findings.Add)
		if ok {
			l.removed(documents, o.Removed)
		}
	}
	return whole
}

// removed remembers what overlays took out, for references that lead there.
func (l *loader) removed(documents []*source, all []overlay.Removal) {
	for _, r := range all {
		for _, doc := range documents {
			if doc.file.Name != r.What.File {
				continue
			}
			if doc.removed == nil {
				doc.removed = map[string]finding.Place{}
			}
			doc.removed[r.What.Pointer] = r.By
		}
	}
}

// extended returns the documents that an overlay is for: the one that it names, else all.
func (l *loader) extended(from *source, extends string, documents []*source) []*node.Node {
	var all []*node.Node
	for _, doc := range documents {
		all = append(all, doc.root)
	}
	if extends == "" {
		return all
	}
	name := cleanPath(path.Join(path.Dir(from.file.Name), filepath.ToSlash(extends)))
	if i := slices.IndexFunc(documents, func(doc *source) bool { return doc.file.Name == name }); i >= 0 {
		return all[i : i+1]
	}
	l.findings.Add(finding.Note, from.root.Get("extends").Place(),
		fmt.Sprintf("the overlay is for %q, which is no document of this client; it is applied all the same", extends), "")
	return all
}
