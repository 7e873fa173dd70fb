package output

import (
	"path"
	"path/filepath"
	"strings"

	"github.com/aymanbagabas/go-udiff"
)

// contextLines is how many lines stand around a change, as in every diff.
const contextLines = udiff.DefaultContextLines

// Diff returns what writing would change, as a unified diff that patch and git apply read, with
// paths relative to base (usually the working directory). It is empty when nothing would change.
// Stale files that were edited are not in it: they stay.
func (c *Comparison) Diff(base string) string {
	dir := c.Dir
	if rel, err := filepath.Rel(base, dir); err == nil {
		dir = rel
	}
	var b strings.Builder
	for _, change := range c.Changes {
		if change.Kind == Same || change.Kind == Kept {
			continue
		}
		name := path.Join(filepath.ToSlash(dir), change.Path)
		from, to := "a/"+name, "b/"+name
		if change.Old == nil {
			from = "/dev/null"
		}
		if change.New == nil {
			to = "/dev/null"
		}
		before := string(unixLines(change.Old))
		text, err := udiff.ToUnified(from, to, before, edits(before, string(unixLines(change.New))), contextLines)
		if err != nil {
			text = udiff.Unified(from, to, before, string(unixLines(change.New)))
		}
		b.WriteString(text)
	}
	return b.String()
}
