// Package evolution reads and makes pairs of documents, an old version of an API and a new one, for
// the rigs that hold what `armsmith changes` says against what is so.
package evolution

import (
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing/fstest"

	"golang.org/x/tools/txtar"

	"github.com/armsmith/armsmith/generator"
)

// ImportPath is that of every client that is made of an evolution.
const ImportPath = "github.com/armsmith/armsmith/gen/changing"

// Case is one evolution.
type Case struct {
	Name   string
	Docs   fstest.MapFS // old.yaml and new.yaml
	Caller string       // statements that use the old client
	Want   []string     // rules with their verdicts
	// why running the old program cannot show what the case is about, and its way back; "" when it
	// does
	Unshown, UnshownBack string
	// the new client is made without the names of the old: nobody has kept them
	Unlocked bool
}

// head begins every document; a case holds what follows, and may name another server or say all of
// it.
const head = "openapi: 3.1.0\ninfo: {title: Changing, version: v1}\n"

const server = "servers: [{url: https://localhost}]\n"

// All reads the cases of a folder.
func All(dir string) ([]Case, error) {
	files, err := filepath.Glob(filepath.Join(dir, "*.txtar"))
	if err != nil {
		return nil, err
	}
	var out []Case
	for _, file := range files {
		c, err := read(file)
		if err != nil {
			return nil, fmt.Errorf("%s: %w", file, err)
		}
		out = append(out, c)
	}
	return out, nil
}

func read(file string) (Case, error) {
	c := Case{Name: strings.TrimSuffix(filepath.Base(file), ".txtar"), Docs: fstest.MapFS{}}
	data, err := os.ReadFile(file)
	if err != nil {
		return c, err
	}
	for _, f := range txtar.Parse(data).Files {
		text := string(f.Data)
		switch f.Name {
		case "old.yaml", "new.yaml":
			c.Docs[f.Name] = &fstest.MapFile{Data: []byte(whole(text))}
		case "caller":
			c.Caller = text
		case "want":
			c.Want = strings.Split(strings.TrimSuffix(text, "\n"), "\n")
		case "unshown":
			c.Unshown = strings.TrimSpace(text)
		case "unlocked":
			c.Unlocked = true
		case "unshown back":
			c.UnshownBack = strings.TrimSpace(text)
		default:
			return c, fmt.Errorf("nothing reads %s", f.Name)
		}
	}
	c.Want = slices.DeleteFunc(c.Want, func(line string) bool { return line == "" })
	return c, nil
}

// whole adds to a document what it does not say itself.
func whole(text string) string {
	if strings.HasPrefix(text, "openapi:") {
		return text
	}
	if !strings.HasPrefix(text, "servers:") {
		text = server + text
	}
	return head + text
}

// Reversed is the way back.
func (c Case) Reversed() Case {
	return Case{Name: c.Name + "-reversed", Unshown: c.UnshownBack, Unlocked: c.Unlocked, Docs: fstest.MapFS{"old.yaml": c.Docs["new.yaml"], "new.yaml": c.Docs["old.yaml"]}}
}

// Old and New are the configurations of the clients of both versions.
func (c Case) Old() generator.Config { return c.config("old.yaml") }

// New is like Old.
func (c Case) New() generator.Config { return c.config("new.yaml") }

func (c Case) config(spec string) generator.Config {
	cfg := generator.Config{FS: c.Docs, Spec: spec, Package: "changing", ImportPath: ImportPath, Out: "generated"}
	if c.Unlocked {
		cfg.Names = []byte{}
	}
	return cfg
}
