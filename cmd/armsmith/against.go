package main

import (
	"context"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"github.com/armsmith/armsmith/generator/changes"
)

// comparedClient is what has become of one client since a commit.
type comparedClient struct {
	Out    string          `json:"client"` // its folder
	Status string          `json:"status"` // one of those below
	Report *changes.Report `json:"report"`

	document string // of the new version
	before   string // where the old document is committed; "" for on the disk
}

// What a client is, beside what it was.
const (
	clientIsCompared = "compared"
	clientIsNew      = "new"
	clientIsGone     = "gone"
)

// against compares each client of the configuration with what is committed.
func (cmp *comparison) against(ctx context.Context) (since string, out []comparedClient, err error) {
	cwd, err := os.Getwd()
	if err != nil {
		return "", nil, err
	}
	config, err := findConfig(cwd)
	if err != nil {
		return "", nil, err
	}
	now := &place{}
	clients, err := now.clients(config)
	if err != nil {
		return "", nil, err
	}
	before, err := cmp.before(ctx, filepath.Dir(config))
	if err != nil {
		return "", nil, err
	}
	olds, err := before.clients(config)
	if err != nil {
		return "", nil, fmt.Errorf("%w; name with --against a commit that has it", err)
	}
	for _, c := range clients {
		one := comparedClient{Out: fromHere(cwd, c.out), Status: clientIsCompared, before: before.name}
		at := slices.IndexFunc(olds, func(old client) bool { return old.out == c.out })
		if at < 0 {
			one.Status, one.Report = clientIsNew, &changes.Report{Verdicts: changes.Verdicts{Source: changes.Compatible}}
		} else {
			c.spec = c.spec.each(func(file string) string { return fromHere(cwd, file) })
			one.document = c.spec.paths[0]
			if one.Report, err = cmp.clients(ctx, before, now, olds[at], c); err != nil {
				return "", nil, err
			}
			olds = slices.Delete(olds, at, at+1)
		}
		out = append(out, one)
	}
	for _, old := range olds {
		out = append(out, comparedClient{Out: fromHere(cwd, old.out), Status: clientIsGone,
			Report: &changes.Report{Verdicts: changes.Verdicts{Source: changes.Breaking}}})
	}
	return before.name, out, nil
}

// before returns what --against names.
func (cmp *comparison) before(ctx context.Context, dir string) (*place, error) {
	if cmp.ref == "" {
		return beforeBranch(ctx, dir)
	}
	revision, ok := strings.CutPrefix(cmp.ref, gitPrefix)
	if !ok {
		return nil, fmt.Errorf("--against %s: want git:REF, such as git:main", cmp.ref)
	}
	return committed(ctx, dir, revision)
}

// clients compares a client with itself as it was.
func (cmp *comparison) clients(ctx context.Context, before, now *place, old, next client) (*changes.Report, error) {
	was, err := before.client(old)
	if err != nil {
		return nil, err
	}
	is, err := now.client(next)
	if err != nil {
		return nil, err
	}
	return cmp.compare(ctx, was, is, func() (string, error) { return filepath.Abs(next.out) })
}

// sayings are what is said of a client that cannot be compared.
var sayings = map[string]string{
	clientIsNew:  "is new: it was not in " + configName + " then",
	clientIsGone: "is gone: it was in " + configName + " then, and code that imports it no longer compiles",
}

// printClients prints what has become of each client.
func (cmp *comparison) printClients(term *terminal, since string, all []comparedClient) error {
	switch cmp.format {
	case sarifFormat:
		return writeJSON(term.out, sarifOfChanges(all))
	case jsonFormat:
		return writeJSON(term.out, struct {
			Against string           `json:"against"`
			Clients []comparedClient `json:"clients"`
		}{since, all})
	}
	var b strings.Builder
	for i, c := range all {
		if i > 0 {
			b.WriteString("\n")
		}
		text, heading := c.Report.Text(), "%s, since %s\n"
		if cmp.format == markdownFormat {
			text, heading = c.Report.Markdown(), "# %s, since %s\n\n"
		}
		if saying := sayings[c.Status]; saying != "" {
			text = saying + "\n"
		}
		fmt.Fprintf(&b, heading, filepath.ToSlash(c.Out), since)
		b.WriteString(text)
	}
	_, err := fmt.Fprint(term.out, b.String())
	return err
}
