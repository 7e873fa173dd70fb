package migrate

import (
	"context"
	"fmt"
	"go/token"
	"maps"
	"os"
	"slices"
	"strings"

	"github.com/aymanbagabas/go-udiff"

	"github.com/armsmith/armsmith/generator/callers"
)

// apply makes the edits, in memory.
func (m *migration) apply() error {
	for f, e := range m.edits {
		if len(e.list) == 0 {
			continue
		}
		before, err := os.ReadFile(f.Name)
		if err != nil {
			return err
		}
		path := m.program.Text(token.Position{Filename: f.Name})
		after, err := e.apply(before)
		if err != nil {
			return fmt.Errorf("%s: %w", path, err)
		}
		m.result.Files = append(m.result.Files, File{f.Name, path, before, after})
	}
	slices.SortFunc(m.result.Files, func(a, b File) int { return strings.Compare(a.Name, b.Name) })
	return nil
}

// check has the compiler read what the program would be, and lists what it finds with the line
// where that stands today.
func (m *migration) check(ctx context.Context) error {
	if len(m.result.Files) == 0 {
		return nil
	}
	known := map[string]bool{} // lines of which something is said already
	for _, l := range m.result.Left {
		known[lineOf(l.At)] = true
	}
	cfg := m.Program
	cfg.Overlay = maps.Clone(cfg.Overlay)
	if cfg.Overlay == nil {
		cfg.Overlay = map[string][]byte{}
	}
	lines := map[string][]int{}
	for _, f := range m.result.Files {
		cfg.Overlay[f.Name] = f.After
		lines[f.Name] = linesBefore(f)
	}
	after, err := callers.Load(ctx, cfg)
	if err != nil {
		return err
	}
	changed := m.changedLines()
	for _, p := range after.Problems {
		if were := lines[p.Pos.Filename]; p.Pos.Line > 0 && p.Pos.Line < len(were) {
			p.Pos.Line = were[p.Pos.Line]
		}
		p.Pos.Column = 0
		at := strings.TrimPrefix(m.program.Text(p.Pos), "-")
		if known[at] {
			continue
		}
		known[at] = true
		m.leave(at, "%s", strings.Join(append([]string{p.Message}, changed[at]...), "; "))
	}
	return nil
}

// lineOf is a place without its column.
func lineOf(at string) string {
	parts := strings.SplitN(at, ":", 3)
	return strings.Join(parts[:min(2, len(parts))], ":")
}

// changedLines says of the lines of the program which names that the new version changed they use.
func (m *migration) changedLines() map[string][]string {
	out := map[string][]string{}
	for _, u := range m.program.Uses(m.Old.ImportPath) {
		if why := m.Reasons[u.Name]; why != "" {
			at := lineOf(m.program.Position(u.Pos))
			if !slices.Contains(out[at], why) {
				out[at] = append(out[at], why)
			}
		}
	}
	return out
}

// linesBefore returns, for each line of a file as it will be, which line it is today, both counted
// from 1.
func linesBefore(f File) []int {
	before := string(f.Before)
	out := []int{0}
	line, at := 1, 0
	pass := func(text string, moving bool) {
		for range strings.Count(text, "\n") {
			out = append(out, line)
			if moving {
				line++
			}
		}
	}
	for _, e := range udiff.Lines(before, string(f.After)) {
		pass(before[at:e.Start], true)
		start, gone := line, strings.Count(before[e.Start:e.End], "\n")
		for i := range strings.Count(e.New, "\n") {
			out = append(out, start+min(i, max(gone-1, 0)))
		}
		line = start + gone
		at = e.End
	}
	pass(before[at:], true)
	return append(out, line)
}
