package main

import (
	"fmt"
	"path/filepath"
	"slices"
	"strings"

	"go.yaml.in/yaml/v4"

	"github.com/armsmith/armsmith/generator"
)

// spec is what a client is made from: documents, folders of documents, or a readme.md that names
// those of a tag, and what is laid over them.
type spec struct {
	paths    []string
	tag      string // of a readme.md; "" for its own
	overlays []string
}

// String returns it as messages name it.
func (s spec) String() string {
	text := strings.Join(s.paths, ", ")
	if len(s.paths) > 3 {
		text = fmt.Sprintf("%s and %d more", strings.Join(s.paths[:3], ", "), len(s.paths)-3)
	}
	if s.tag != "" {
		text += " (" + s.tag + ")"
	}
	return text
}

// into has a configuration of the generator read it.
func (s spec) into(cfg *generator.Config) {
	cfg.Specs, cfg.Tag, cfg.Overlays = s.paths, s.tag, s.overlays
}

// each returns it with every path replaced.
func (s spec) each(replace func(string) string) spec {
	all := func(paths []string) (out []string) {
		for _, p := range paths {
			out = append(out, replace(p))
		}
		return out
	}
	return spec{paths: all(s.paths), tag: s.tag, overlays: all(s.overlays)}
}

// holds reports whether a path is one of those that it names.
func (s spec) holds(path string) bool {
	return slices.ContainsFunc(s.paths, func(p string) bool { return sameFolder(p, path) != "" })
}

// same reports whether two are made of the same documents.
func (s spec) same(other spec) bool {
	return s.tag == other.tag && len(s.paths) == len(other.paths) &&
		!slices.ContainsFunc(s.paths, func(path string) bool { return !other.holds(path) })
}

// yaml returns it as it stands in armsmith.yaml.
func (s spec) yaml() string {
	var paths []string
	for _, p := range s.paths {
		paths = append(paths, yamlText(p))
	}
	switch {
	case s.tag != "":
		return "{readme: " + paths[0] + ", tag: " + yamlText(s.tag) + "}"
	case len(paths) == 1:
		return paths[0]
	}
	return "[" + strings.Join(paths, ", ") + "]"
}

// isReadme reports whether a path is that of a readme.md, which names documents.
func isReadme(path string) bool { return strings.EqualFold(filepath.Ext(path), ".md") }

// spec reads what a client is made from: a path, a list of paths, or a readme.md with a tag.
func (p *configParser) spec(n *yaml.Node) spec {
	switch n.Kind {
	case yaml.SequenceNode:
		return p.specs(n)
	case yaml.MappingNode:
		return p.readme(n)
	}
	return spec{paths: []string{p.path(n)}}
}

// readme reads the mapping that names a readme.md and one of its tags.
func (p *configParser) readme(n *yaml.Node) spec {
	var s spec
	p.mapping(n,
		key{"readme", func(value *yaml.Node) {
			s.paths = []string{p.path(value)}
			if !isReadme(s.paths[0]) && s.paths[0] != "" {
				p.fail(value, "name the readme.md, or write spec: "+yamlText(value.Value), "a readme is a .md file")
			}
		}},
		key{"tag", func(value *yaml.Node) { s.tag = p.text(value) }})
	if s.paths == nil {
		p.fail(n, "such as: spec: {readme: specification/things/readme.md, tag: package-2024-04-01}", "spec has no readme")
	}
	return s
}

// specs reads a list of paths, each of which must stand there once.
func (p *configParser) specs(n *yaml.Node) spec {
	var s spec
	if len(n.Content) == 0 {
		p.fail(n, "name at least one document", "spec is an empty list")
	}
	for _, item := range n.Content {
		path := p.path(item)
		if path != "" && s.holds(path) {
			p.fail(item, "name each document once", "%q stands in the list already", item.Value)
		}
		s.paths = append(s.paths, path)
	}
	return s
}
