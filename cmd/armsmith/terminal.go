package main

import (
	"fmt"
	"io"
	"os"
	"path/filepath"
	"strings"
	"time"

	"github.com/schollz/progressbar/v3"
	"golang.org/x/term"

	"github.com/armsmith/armsmith/generator"
	"github.com/armsmith/armsmith/generator/finding"
	"github.com/armsmith/armsmith/generator/output"
)

// terminal is where a command tells people what it did: results on out, findings and progress on
// err.
type terminal struct {
	in       io.Reader
	out, err io.Writer
	bar      *os.File     // where progress is shown; nil for nowhere
	writes   bool         // the command writes clients, and so says when it did not
	format   string       // of findings: one of findingFormats
	found    finding.List // what a format for programs is to tell at the end
}

// maxWarnings is how many warnings of one client are printed, when none of them says that something
// was left out. Errors are never cut short.
const maxWarnings = 20

// findings prints defects, the errors last so that they are what stays on the screen, and counts
// what it leaves out: notes, and warnings beyond the most.
func (t *terminal) findings(list finding.List, most int) {
	if t.isForPrograms() {
		t.found = append(t.found, list...)
		return
	}
	count := map[finding.Severity]int{}
	for _, f := range list {
		if count[f.Severity]++; f.Severity == finding.Warning && count[f.Severity] <= most {
			fmt.Fprintln(t.err, f.String())
		}
	}
	for _, f := range list {
		if f.Severity == finding.Error {
			fmt.Fprintln(t.err, f.String())
		}
	}
	if more := count[finding.Warning] - most; more > 0 {
		fmt.Fprintf(t.err, "and %s, which `armsmith inspect` prints\n", plural(more, "more warning"))
	}
}

// failed says what follows from the findings before it: that nothing was written, where something
// would have been, else what to do.
func (t *terminal) failed(failed, all int) {
	then := "nothing was written"
	if !t.writes {
		then = "to do: correct what was found, then run `armsmith generate`"
	}
	if all == 1 {
		fmt.Fprintln(t.err, then)
		return
	}
	fmt.Fprintf(t.err, "%d of %s cannot be generated; %s\n", failed, plural(all, "client"), then)
}

// wrote reports one written client:
//
//	openapi.yaml -> api
//	  read       OpenAPI 3.1, 1 file: 2 groups, 7 operations, 12 types
//	  wrote      9 files: models.go, ...
//	  unchanged  3 files
//	  took       23ms
func (t *terminal) wrote(r result) {
	if r.Output == nil {
		fmt.Fprintf(t.out, "the clients' runtime -> %s\n", r.out)
		t.files(r)
		return
	}
	t.made(r)
	t.line("client", "%s lines in %s", thousands(r.Stats.Lines), plural(r.Stats.Files, "file"))
	t.line("took", "%s", (r.Stats.Load + r.Stats.Plan + r.Stats.Emit).Round(time.Millisecond))
}

// made reports what a client was made of, and its files.
func (t *terminal) made(r result) {
	fmt.Fprintf(t.out, "%s -> %s\n", r.spec, r.out)
	t.line("read", "%s, %s: %s, %s, %s", r.Version, plural(len(r.Sources), "file"), plural(r.Stats.Groups, "group"),
		plural(r.Stats.Operations, "operation"), plural(r.Stats.Types, "type"))
	t.files(r)
	if r.Stats.LeftOut > 0 {
		t.line("left out", "%s, for defects that are listed above", plural(r.Stats.LeftOut, "operation"))
	}
}

// bumped reports the client of a new version:
//
//	openapi.yaml -> gen/pets/v2
//	  ...
//	  added      to armsmith.yaml, as the version after gen/pets/v1
//	  changes    source: breaking, running: none, ... (major); see gen/pets/v2/CHANGELOG.md
func (t *terminal) bumped(config string, r result) {
	t.made(r)
	t.line("added", "to %s, as the version after %s", config, r.since.out)
	v := r.Changes.Verdicts
	log := filepath.ToSlash(filepath.Join(r.out, "CHANGELOG.md"))
	t.line("changes", "source: %s, running: %s, behaviour: %s (%s); see %s", v.Source, v.Running, v.Behaviour, v.Semver(), log)
}

// files says what became of the files of a folder.
func (t *terminal) files(r result) {
	if written := r.paths(output.Missing, output.Changed); len(written) > 0 {
		t.line("wrote", "%s: %s", plural(len(written), "file"), some(written))
	}
	if same := r.diff.Count(output.Same); same > 0 {
		t.line("unchanged", "%s", plural(same, "file"))
	}
	if removed := r.paths(output.Stale); len(removed) > 0 {
		t.line("removed", "%s: %s", plural(len(removed), "file"), some(removed))
	}
	for _, p := range r.paths(output.Kept) {
		t.line("kept", "%s, no longer generated, but edited by hand: delete it, or keep it as your own", p)
	}
}

// checked reports how one client compares with its folder.
func (t *terminal) checked(r result) {
	source := r.spec.String()
	if r.Output == nil {
		source = "this armsmith"
	}
	if r.diff.Clean() {
		fmt.Fprintf(t.out, "%s: up to date with %s (%s)\n", r.out, source, plural(len(r.diff.Changes), "file"))
		return
	}
	fmt.Fprintf(t.out, "%s: not what %s gives\n", r.out, source)
	for _, change := range r.diff.Changes {
		if change.Kind != output.Same {
			t.line(change.Kind.String(), "%s", change.Path)
			if t.isForPrograms() {
				t.found.Add(finding.Error, finding.Place{File: filepath.Join(r.out, filepath.FromSlash(change.Path))},
					fmt.Sprintf("the file is %s: not what %s gives", change.Kind, source), "run armsmith generate and commit what it writes")
			}
		}
	}
}

func (t *terminal) line(what, format string, args ...any) {
	fmt.Fprintf(t.out, "  %-10s %s\n", what, fmt.Sprintf(format, args...))
}

// paths lists the files of a comparison that are of the given kinds.
func (r *result) paths(kinds ...output.Kind) []string {
	var out []string
	for _, change := range r.diff.Changes {
		for _, kind := range kinds {
			if change.Kind == kind {
				out = append(out, change.Path)
			}
		}
	}
	return out
}

// some names as many files as fit a line, and counts those of a copied runtime.
func some(files []string) string {
	const most = 8
	var names []string
	copied, more := 0, 0
	for _, file := range files {
		switch {
		case strings.HasPrefix(file, generator.RuntimeCopy+"/"):
			copied++
		case len(names) < most:
			names = append(names, file)
		default:
			more++
		}
	}
	list := strings.Join(names, ", ")
	if more > 0 {
		list += fmt.Sprintf(" and %d more", more)
	}
	if copied > 0 && list != "" {
		list += "; "
	}
	if copied > 0 {
		list += "the runtime: " + plural(copied, "file")
	}
	return list
}

// visible is a writer to people: whatever a command says, in whatever way, what is invisible in it
// is escaped. A line at a time, tabs and the ends of lines stay.
type visible struct{ io.Writer }

func (v visible) Write(data []byte) (int, error) {
	var b strings.Builder
	for line := range strings.Lines(string(data)) {
		text, ended := strings.CutSuffix(line, "\n")
		for i, part := range strings.Split(text, "\t") {
			if i > 0 {
				b.WriteByte('\t')
			}
			b.WriteString(finding.Visible(part))
		}
		if ended {
			b.WriteByte('\n')
		}
	}
	if _, err := io.WriteString(v.Writer, b.String()); err != nil {
		return 0, err
	}
	return len(data), nil
}

func plural(n int, noun string) string {
	if n == 1 {
		return "1 " + noun
	}
	return thousands(n) + " " + noun + "s"
}

// thousands writes a number as people read it: 12,345.
func thousands(n int) string {
	s := fmt.Sprint(n)
	for i := len(s) - 3; i > 0; i -= 3 {
		s = s[:i] + "," + s[i:]
	}
	return s
}

// progress shows how far a command is, on a terminal and nowhere else.
type progress struct {
	bar *progressbar.ProgressBar // nil when nobody watches
}

func (t *terminal) progress(steps int) *progress {
	f := t.bar
	if f == nil || !term.IsTerminal(int(f.Fd())) {
		return &progress{}
	}
	return &progress{bar: progressbar.NewOptions(steps,
		progressbar.OptionSetWriter(f),
		progressbar.OptionSetWidth(20),
		progressbar.OptionClearOnFinish(),
		progressbar.OptionSetPredictTime(false),
		progressbar.OptionSetRenderBlankState(true),
	)}
}

func (p *progress) step(what, stage string) {
	if p.bar != nil {
		p.bar.Describe(what + ": " + stage)
		_ = p.bar.Add(1) // a terminal that went away is no reason to fail
	}
}

// finish takes the bar off the screen. It may be called twice.
func (p *progress) finish() {
	if p.bar != nil {
		_ = p.bar.Finish()
		p.bar = nil
	}
}
