package changes

import (
	"cmp"
	"slices"
	"strconv"

	"github.com/armsmith/armsmith/generator/model"
)

// Verdict is the answer to one of the three questions. The later ones are worse.
type Verdict uint8

// The verdicts.
const (
	None       Verdict = iota // nothing differs
	Compatible                // what differs does no harm
	Breaking                  // something that worked does not any more
)

// String returns the verdict as it is printed: "none", "compatible" or "breaking".
func (v Verdict) String() string { return [...]string{"none", "compatible", "breaking"}[v] }

// MarshalText returns [Verdict.String].
func (v Verdict) MarshalText() ([]byte, error) { return []byte(v.String()), nil }

// Verdicts are the answers to all three questions.
type Verdicts struct {
	Source    Verdict // does code that calls the old client compile with the new one?
	Running   Verdict // does a program with the old client work with the new service?
	Behaviour Verdict // does the same call still mean the same?
}

// Worse returns the worse answer to each question.
func (v Verdicts) Worse(w Verdicts) Verdicts {
	return Verdicts{max(v.Source, w.Source), max(v.Running, w.Running), max(v.Behaviour, w.Behaviour)}
}

// Worst returns the worst of the three answers.
func (v Verdicts) Worst() Verdict { return max(v.Source, v.Running, v.Behaviour) }

// Semver says which part of a version number the changes ask to be raised: "major", "minor" or
// "patch".
func (v Verdicts) Semver() string {
	return [...]string{None: "patch", Compatible: "minor", Breaking: "major"}[v.Worst()]
}

// Where is the place of a change in both documents. A place without a file is one that the document
// does not have.
type Where struct{ Old, New model.Place }

// String returns the places in the form that editors make clickable: "old.yaml:12 #/paths", a
// semicolon between two.
func (w Where) String() string {
	old, now := placeText(w.Old), placeText(w.New)
	switch {
	case old == "" || old == now:
		return now
	case now == "":
		return old
	}
	return old + "; " + now
}

func placeText(p model.Place) string {
	if p.File == "" {
		return ""
	}
	text := p.File
	if p.Line > 0 {
		text += ":" + strconv.Itoa(p.Line)
	}
	if p.Pointer != "" {
		text += " #" + p.Pointer
	}
	return text
}

// Change is one thing that differs.
type Change struct {
	Rule string // identifier of the rule, which never changes
	Verdicts
	Where    Where
	Go       string // what it is called in Go: "Pet.Name"
	Old, New string // what it was and what it is, where that can be said in a word
	Message  string // one sentence
	Todo     string // what to do; "" for nothing
	// what of the old client it touches, see [Report.For]
	Names []string // exported names whose uses it concerns
	Calls []string // methods whose calls it concerns
	Uses  []string // where callers use these, "main.go:12:3"; nil when nobody asked
}

// same reports whether two changes say the same.
func (c Change) same(d Change) bool {
	return c.Rule == d.Rule && c.Verdicts == d.Verdicts && c.Where == d.Where && c.Go == d.Go &&
		c.Old == d.Old && c.New == d.New && c.Message == d.Message
}

// Report is what a new version of an API does to the programs that call it.
type Report struct {
	Verdicts // the worst of all changes
	Changes  []Change
	// what another version of armsmith does to the old client; nil for nothing, or when nobody
	// asked
	Generator *Generator
}

// WithGenerator returns the report with what another version of armsmith does.
func (r *Report) WithGenerator(g *Generator) *Report {
	with := &Report{Changes: r.Changes, Generator: g}
	with.judge()
	return with
}

// newReport sorts changes, the worst first, and takes out what is there twice.
func newReport(all []Change) *Report {
	slices.SortStableFunc(all, func(a, b Change) int {
		return cmp.Or(cmp.Compare(b.Worst(), a.Worst()), cmp.Compare(a.Go, b.Go), cmp.Compare(a.Rule, b.Rule),
			cmp.Compare(a.Message, b.Message), cmp.Compare(a.Where.String(), b.Where.String()))
	})
	r := &Report{Changes: slices.CompactFunc(all, Change.same)}
	r.judge()
	return r
}

func (r *Report) judge() {
	r.Verdicts = Verdicts{Source: r.Generator.Source()}
	for _, c := range r.Changes {
		r.Verdicts = r.Worse(c.Verdicts)
	}
}

// Without returns the report without the changes that accepted names.
func (r *Report) Without(accepted Accepted) *Report {
	left := &Report{Changes: slices.DeleteFunc(slices.Clone(r.Changes), accepted.has), Generator: r.Generator}
	left.judge()
	return left
}
