package changes

import (
	"encoding/json"
	"fmt"
	"slices"
	"strings"
)

// Text returns the report as a person reads it in a terminal.
func (r *Report) Text() string {
	var b strings.Builder
	fmt.Fprintf(&b, "source: %s, running: %s, behaviour: %s (%s)\n", r.Source, r.Running, r.Behaviour, r.Semver())
	for _, worst := range []Verdict{Breaking, Compatible, None} {
		list := r.of(worst)
		if len(list) == 0 {
			continue
		}
		fmt.Fprintf(&b, "\n%s\n", headings[worst])
		for _, c := range list {
			fmt.Fprintf(&b, "  %s [%s %s]\n", c.Message, c.Rule, c.Go)
			if worst != None {
				fmt.Fprintf(&b, "    %s\n", c.verdictsText())
			}
			if where := c.Where.String(); where != "" {
				fmt.Fprintf(&b, "    %s\n", where)
			}
			if c.Todo != "" {
				fmt.Fprintf(&b, "    to do: %s\n", c.Todo)
			}
			for _, use := range c.Uses {
				fmt.Fprintf(&b, "    used at %s\n", use)
			}
		}
	}
	if g := r.Generator; g != nil {
		fmt.Fprintf(&b, "\nThe generator\n  %s\n", g.String())
		for _, part := range g.parts() {
			fmt.Fprintf(&b, "    %s: %s\n", part.what, strings.Join(part.names, ", "))
		}
	}
	return b.String()
}

var headings = [...]string{
	Breaking: "Breaking", Compatible: "Compatible", None: "Without effect",
}

// of returns the changes whose worst answer is the one given.
func (r *Report) of(worst Verdict) []Change {
	var out []Change
	for _, c := range r.Changes {
		if c.Worst() == worst {
			out = append(out, c)
		}
	}
	return out
}

// verdictsText lists the answers that are not none: "breaks source; running compatible".
func (v Verdicts) verdictsText() string {
	var out []string
	for _, q := range []struct {
		name string
		v    Verdict
	}{{"source", v.Source}, {"running", v.Running}, {"behaviour", v.Behaviour}} {
		if q.v != None {
			out = append(out, q.name+" "+q.v.String())
		}
	}
	return strings.Join(out, ", ")
}

// Markdown returns the report as it stands in a changelog or a review.
func (r *Report) Markdown() string {
	var b strings.Builder
	fmt.Fprintf(&b, "| Source | Running | Behaviour | Version |\n|---|---|---|---|\n| %s | %s | %s | %s |\n", r.Source, r.Running, r.Behaviour, r.Semver())
	for _, worst := range []Verdict{Breaking, Compatible, None} {
		list := r.of(worst)
		if len(list) == 0 {
			continue
		}
		fmt.Fprintf(&b, "\n## %s\n\n", headings[worst])
		for _, c := range list {
			fmt.Fprintf(&b, "- **%s**: %s", escape(c.Go), escape(c.Message))
			if text := c.verdictsText(); text != "" {
				fmt.Fprintf(&b, " (%s)", text)
			}
			b.WriteString(".")
			if c.Todo != "" {
				fmt.Fprintf(&b, " To do: %s.", escape(c.Todo))
			}
			fmt.Fprintf(&b, " `%s`\n", c.Rule)
			for _, use := range c.Uses {
				fmt.Fprintf(&b, "  - %s\n", escape(use))
			}
		}
	}
	if g := r.Generator; g != nil {
		fmt.Fprintf(&b, "\n## The generator\n\n%s.\n", escape(g.String()))
		for i, part := range g.parts() {
			fmt.Fprintf(&b, "%s- %s: %s\n", pick(i == 0, "\n", ""), part.what, escape(strings.Join(part.names, ", ")))
		}
	}
	return b.String()
}

// String says which versions of armsmith there are, and what the newer one does to source.
func (g *Generator) String() string {
	return fmt.Sprintf("the old client was written by armsmith %s, and this is %s: of the same document it makes %s", g.Old, g.New,
		[...]string{None: "the same exported API", Compatible: "an exported API with more in it (source compatible)", Breaking: "another exported API (source breaking)"}[g.Source()])
}

type part struct {
	what  string
	names []string
}

// parts are the lists of names that are not empty.
func (g *Generator) parts() []part {
	return slices.DeleteFunc([]part{{"removed", g.Removed}, {"changed", g.Changed}, {"added", g.Added}},
		func(p part) bool { return len(p.names) == 0 })
}

// escape keeps text of a document from being markup.
var escape = strings.NewReplacer(`\`, `\\`, "`", "\\`", "*", `\*`, "_", `\_`, "<", "&lt;", "[", `\[`, "|", `\|`, "\n", " ", "\r", " ").Replace

// MarshalJSON returns the report for programs.
func (r *Report) MarshalJSON() ([]byte, error) {
	type change struct {
		Rule      string   `json:"rule"`
		Source    Verdict  `json:"source"`
		Running   Verdict  `json:"running"`
		Behaviour Verdict  `json:"behaviour"`
		Where     string   `json:"where"`
		Go        string   `json:"go"`
		Old       string   `json:"old"`
		New       string   `json:"new"`
		Message   string   `json:"message"`
		Uses      []string `json:"uses,omitempty"`
	}
	list := make([]change, 0, len(r.Changes))
	for _, c := range r.Changes {
		list = append(list, change{c.Rule, c.Source, c.Running, c.Behaviour, c.Where.String(), c.Go, c.Old, c.New, c.Message, c.Uses})
	}
	return json.Marshal(struct {
		Source    Verdict    `json:"source"`
		Running   Verdict    `json:"running"`
		Behaviour Verdict    `json:"behaviour"`
		Semver    string     `json:"semver"`
		Changes   []change   `json:"changes"`
		Generator *Generator `json:"generator,omitempty"`
	}{r.Source, r.Running, r.Behaviour, r.Semver(), list, r.Generator})
}
