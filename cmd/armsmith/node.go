package main

import (
	"fmt"
	"path"
	"path/filepath"
	"slices"
	"strconv"

	"go.yaml.in/yaml/v4"

	"github.com/armsmith/armsmith/generator/english"
	"github.com/armsmith/armsmith/generator/finding"
	"github.com/armsmith/armsmith/generator/load"
	"github.com/armsmith/armsmith/generator/rule"
)

// nodes reads the nodes of a configuration, whatever they mean, and gathers what is wrong with
// them.
type nodes struct {
	file  string
	found finding.List
}

// place is where a node stands.
func (p *nodes) place(n *yaml.Node) finding.Place {
	return finding.Place{File: p.file, Line: n.Line, Column: n.Column}
}

func (p *nodes) fail(n *yaml.Node, fix, format string, args ...any) {
	p.found.Add(finding.Error, p.place(n), fmt.Sprintf(format, args...), fix)
}

// key is a key of a mapping, and what reads its value.
type key struct {
	name string
	read func(value *yaml.Node)
}

// mapping walks the keys of a mapping, each of which must be known and stand there once.
func (p *nodes) mapping(n *yaml.Node, known ...key) {
	var names []string
	for _, k := range known {
		names = append(names, k.name)
	}
	keys := english.List(names, "and")
	if n.Kind != yaml.MappingNode {
		p.fail(n, "", "want a mapping with %s", keys)
		return
	}
	p.entries(n, func(name, value *yaml.Node) {
		at := slices.Index(names, name.Value)
		if at < 0 {
			fix := "the keys here are " + keys
			if meant := finding.Nearest(name.Value, names); meant != "" {
				fix = "write " + meant + "; " + fix
			}
			p.fail(name, fix, "unknown key %q", name.Value)
			return
		}
		known[at].read(value)
	})
}

// entries calls read with each entry of a mapping; one whose key stands there already is an error.
func (p *nodes) entries(n *yaml.Node, read func(name, value *yaml.Node)) {
	lines := map[string]int{}
	for i := 0; i+1 < len(n.Content); i += 2 {
		name, value := n.Content[i], n.Content[i+1]
		if line, double := lines[name.Value]; double {
			p.fail(name, "", "%q stands in line %d already", name.Value, line)
			continue
		}
		lines[name.Value] = name.Line
		read(name, value)
	}
}

// whole is mapping for what may be wrong as a whole: wrong says what, if nothing in it is.
func (p *nodes) whole(n *yaml.Node, known []key, wrong func() (what, fix string)) {
	before := len(p.found)
	p.mapping(n, known...)
	if len(p.found) > before {
		return
	}
	if what, fix := wrong(); what != "" {
		p.fail(n, fix, "%s", what)
	}
}

func (p *nodes) text(n *yaml.Node) string {
	if n.Kind != yaml.ScalarNode || n.Tag == "!!null" || n.Value == "" {
		p.fail(n, "", "want text")
		return ""
	}
	return n.Value
}

func (p *nodes) boolean(n *yaml.Node) bool {
	b, err := strconv.ParseBool(n.Value)
	if n.Kind != yaml.ScalarNode || err != nil {
		p.fail(n, "", "want true or false")
	}
	return b
}

// path reads a path, which is relative to the configuration's folder, for use from the working
// directory.
func (p *nodes) path(n *yaml.Node) string {
	text := p.text(n)
	if text == "" {
		return ""
	}
	if load.IsAddress(text) {
		p.fail(n, "armsmith fetch saves the document as a file: name that", "an address of the network, which is never read")
		return ""
	}
	file := filepath.FromSlash(text)
	if !filepath.IsAbs(file) {
		file = filepath.Join(filepath.Dir(p.file), file)
	}
	return filepath.Clean(file)
}

// named reads patterns, each with its place.
func (p *nodes) named(n *yaml.Node) []rule.Pattern {
	var out []rule.Pattern
	texts := p.patterns(n)
	for _, item := range n.Content {
		if slices.Contains(texts, item.Value) {
			out = append(out, rule.Pattern{Text: item.Value, Place: p.place(item)})
		}
	}
	return out
}

// patterns reads operationIds, or patterns of them.
func (p *nodes) patterns(n *yaml.Node) []string {
	texts := p.texts(n)
	return slices.DeleteFunc(texts, func(text string) bool {
		_, err := path.Match(text, "")
		if err != nil {
			p.fail(n, "use * for any characters, ? for one, and [a-z] for one of several", "%q is no pattern", text)
		}
		return err != nil
	})
}

// texts reads a list of texts.
func (p *nodes) texts(n *yaml.Node) []string { return p.list(n, "texts", p.text) }

// list reads a list, which must not be empty, item by item.
func (p *nodes) list(n *yaml.Node, what string, item func(*yaml.Node) string) []string {
	if n.Kind != yaml.SequenceNode || len(n.Content) == 0 {
		p.fail(n, "", "want a list of %s", what)
		return nil
	}
	var out []string
	for _, inner := range n.Content {
		out = append(out, item(inner))
	}
	return out
}

// count reads a number that is at least 1.
func (p *nodes) count(n *yaml.Node) int {
	number, err := strconv.Atoi(n.Value)
	if n.Kind != yaml.ScalarNode || err != nil || number < 1 {
		p.fail(n, "", "want a number that is at least 1")
	}
	return number
}

func (p *nodes) integer(n *yaml.Node) int64 {
	number, err := strconv.ParseInt(n.Value, 10, 64)
	if n.Kind != yaml.ScalarNode || err != nil || number < 0 {
		p.fail(n, "", "want a number")
	}
	return number
}
