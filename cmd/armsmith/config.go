package main

import (
	"bytes"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"slices"

	"go.yaml.in/yaml/v4"

	"github.com/armsmith/armsmith/generator"
	"github.com/armsmith/armsmith/generator/finding"
	"github.com/armsmith/armsmith/generator/rule"
)

// configName is the one file that says what to generate.
const configName = "armsmith.yaml"

// client is one client to generate. Its paths can be opened from the working directory.
type client struct {
	spec     spec
	stdin    fs.FS // where spec is read from, when that is standard input; nil: the disk
	out      string
	pkg      string // "" to derive it
	root     string // folder that references may not lead out of; "" to find it
	tolerate bool
	tidy     bool // forget names that nothing has now
	// folder of the runtime that the clients of a configuration share; "" for a copy of its own
	runtime string
	// carries a copy of the runtime, whatever the others do: to be moved elsewhere
	standalone bool
	since      *client // the client of the version before, of the same configuration; nil for none
	convert    bool    // with since: package convert is written as well
	rules      rule.Set
}

// generatorConfig returns what the generator is to know of a client.
func (c *client) generatorConfig() *generator.Config {
	if c == nil {
		return nil
	}
	cfg := &generator.Config{
		Out: c.out, Package: c.pkg, Root: c.root, Tolerate: c.tolerate, Tidy: c.tidy, Runtime: c.runtime,
		Since: c.since.generatorConfig(), Convert: c.convert, Rules: c.rules,
	}
	c.spec.into(cfg)
	cfg.FS = c.stdin
	return cfg
}

// findConfig looks for armsmith.yaml in a folder and those above it.
func findConfig(dir string) (string, error) {
	for at := dir; ; at = filepath.Dir(at) {
		file := filepath.Join(at, configName)
		if _, err := os.Stat(file); err == nil {
			return file, nil
		} else if !errors.Is(err, fs.ErrNotExist) {
			return "", err
		}
		if at == filepath.Dir(at) {
			return "", fmt.Errorf("there is no %s in %s or above it; `armsmith init` writes one, or give a document and --out", configName, dir)
		}
	}
}

// readConfig reads what a configuration asks for. Every mistake in it is a finding with its line.
func readConfig(file string) ([]client, finding.List) {
	data, err := os.ReadFile(file)
	if err != nil {
		var found finding.List
		found.Add(finding.Error, finding.Place{File: file}, "cannot be read: "+reason(err), "")
		return nil, found
	}
	return parseConfig(file, data)
}

// parseConfig is readConfig for what the file holds.
func parseConfig(file string, data []byte) ([]client, finding.List) {
	p := &configParser{nodes: nodes{file: file}, since: map[int]*yaml.Node{}}
	var doc yaml.Node
	loader, err := yaml.NewLoader(bytes.NewReader(data))
	if err == nil {
		err = loader.Load(&doc)
	}
	var bad *yaml.LoadError
	switch {
	case errors.As(err, &bad):
		place := finding.Place{File: file, Line: max(bad.Mark.Line, bad.ContextMark.Line)}
		p.found.Add(finding.Error, place, "is not YAML: "+bad.Message, "")
	case err != nil && !errors.Is(err, io.EOF):
		p.found.Add(finding.Error, finding.Place{File: file}, "is not YAML: "+err.Error(), "")
	case len(doc.Content) == 0:
		p.found.Add(finding.Error, finding.Place{File: file, Line: 1}, "is empty", "list clients, each with its spec and its out folder")
	default:
		clients := p.root(doc.Content[0])
		return clients, p.found.Sorted()
	}
	return nil, p.found
}

// configParser reads which clients a configuration asks for.
type configParser struct {
	nodes
	since map[int]*yaml.Node // by index of the client: the folder of the version before
}

func (p *configParser) root(n *yaml.Node) []client {
	var list *yaml.Node
	shared := ""
	p.mapping(n,
		key{"clients", func(value *yaml.Node) { list = value }},
		key{"runtime", func(value *yaml.Node) { shared = p.path(value) }})
	if list == nil && len(p.found) > 0 {
		return nil
	}
	if list == nil || list.Kind != yaml.SequenceNode || len(list.Content) == 0 {
		p.fail(n, "such as: clients: [{spec: openapi.yaml, out: api}]", "clients must be a list with at least one client")
		return nil
	}
	var clients []client
	for i, item := range list.Content {
		c := p.client(i, item)
		for j, other := range clients {
			if why := sameFolder(c.out, other.out); c.out != "" && other.out != "" && why != "" {
				p.fail(item, "give each client a folder of its own", "out is %s that of the client in line %d", why, list.Content[j].Line)
				break
			}
		}
		clients = append(clients, c)
	}
	if shared == "" && len(clients) > 1 {
		shared = filepath.Join(filepath.Dir(p.file), filepath.FromSlash(generator.RuntimeCopy))
	}
	for i := range clients {
		c := &clients[i]
		if why := sameFolder(c.out, shared); shared != "" && c.out != "" && why != "" {
			p.fail(list.Content[i], "give the runtime a folder of its own", "out is %s the runtime's folder", why)
		}
		if !c.standalone {
			c.runtime = shared
		}
	}
	p.versions(clients)
	return clients
}

// versions ties each client to that of the version before.
func (p *configParser) versions(clients []client) {
	for i, n := range p.since {
		folder := p.path(n)
		before := slices.IndexFunc(clients, func(c client) bool { return c.out != "" && c.out == folder })
		if before < 0 {
			p.fail(n, "name the out folder of the client of the version before, or take the line out", "no client has the folder %q", n.Value)
			continue
		}
		clients[i].since = &clients[before]
	}
	for i := range clients {
		for c, steps := clients[i].since, 0; c != nil; c, steps = c.since, steps+1 {
			if c == &clients[i] || steps > len(clients) {
				p.fail(p.since[i], "name a version that came before", "a client is of a later version than itself")
				return
			}
		}
	}
}

func (p *configParser) client(i int, n *yaml.Node) client {
	var c client
	var made spec
	before := len(p.found)
	rules := ruleReader{&p.nodes}
	p.mapping(n,
		key{"spec", func(value *yaml.Node) { made = p.spec(value) }},
		key{"overlays", func(value *yaml.Node) { c.spec.overlays = p.list(value, "paths", p.overlay) }},
		key{"out", func(value *yaml.Node) { c.out = p.path(value) }},
		key{"package", func(value *yaml.Node) { c.pkg = p.packageName(value) }},
		key{"root", func(value *yaml.Node) { c.root = p.path(value) }},
		key{"tolerate", func(value *yaml.Node) { c.tolerate = p.boolean(value) }},
		key{"standalone", func(value *yaml.Node) { c.standalone = p.boolean(value) }},
		key{"since", func(value *yaml.Node) { p.since[i] = value }},
		key{"convert", func(value *yaml.Node) { c.convert = p.boolean(value) }},
		key{"include", func(value *yaml.Node) { c.rules.Include = rules.filter(value) }},
		key{"exclude", func(value *yaml.Node) { c.rules.Exclude = rules.filter(value) }},
		key{"auth", func(value *yaml.Node) { c.rules.Auth = rules.auth(value) }},
		key{"rename", func(value *yaml.Node) { c.rules.Renames = rules.renames(value) }},
		key{"types", func(value *yaml.Node) { c.rules.Types = rules.types(value) }},
		key{"initialisms", func(value *yaml.Node) { c.rules.Initialisms = rules.initialisms(value) }},
		key{"paging", func(value *yaml.Node) { c.rules.Paging = rules.pagings(value) }},
		key{"streaming", func(value *yaml.Node) { c.rules.Streaming = rules.streaming(value) }},
		key{"infer", func(value *yaml.Node) { c.rules.Infer = p.boolean(value) }},
		key{"groups", func(value *yaml.Node) { c.rules.Groups = rules.groups(value) }},
		key{"chunks", func(value *yaml.Node) { c.rules.Chunks = rules.chunks(value) }},
		key{"async", func(value *yaml.Node) { c.rules.Async = rules.async(value) }},
		key{"idempotency", func(value *yaml.Node) { c.rules.Idempotency = rules.idempotency(value) }},
		key{"errors", func(value *yaml.Node) { c.rules.Errors = rules.errors(value) }},
		key{"webhooks", func(value *yaml.Node) { c.rules.Webhooks = rules.webhooks(value) }})
	c.spec.paths, c.spec.tag = made.paths, made.tag
	if len(p.found) == before && (c.spec.paths == nil || c.out == "") {
		p.fail(n, "", "a client needs both spec and out")
	}
	return c
}

// overlay reads the path of an overlay, which must be there.
func (p *configParser) overlay(n *yaml.Node) string {
	file := p.path(n)
	if _, err := os.Stat(file); file != "" && err != nil {
		p.fail(n, "paths are relative to "+filepath.Base(p.file), "the overlay %q cannot be read: %s", n.Value, reason(err))
	}
	return file
}

// packageName reads the name of the client's package.
func (p *configParser) packageName(n *yaml.Node) string {
	name := p.text(n)
	if name != "" && !generator.IsPackageName(name) {
		p.fail(n, "give another: a short lower-case word", notPackage, name)
	}
	return name
}

// notPackage is what is wrong with the name of a package.
const notPackage = "%q cannot be the name of a Go package that others import"

// fromHere returns a path as the working directory sees it, when that is shorter than the path
// itself.
func fromHere(cwd, file string) string {
	if !filepath.IsAbs(file) {
		file = filepath.Join(cwd, file)
	}
	if rel, err := filepath.Rel(cwd, file); err == nil && len(rel) < len(file) {
		return rel
	}
	return file
}

// reason takes the operation and the path off a file system error, whose message names the path
// itself.
func reason(err error) string {
	var pathErr *fs.PathError
	if errors.As(err, &pathErr) {
		return pathErr.Err.Error()
	}
	return err.Error()
}
