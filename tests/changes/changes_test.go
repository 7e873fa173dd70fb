// Package changes holds what `armsmith changes` says against what is so: each case in testdata is
// two documents, a caller of the old client, and the changes with their verdicts. The caller
// compiles with the new client exactly when the verdict on source says so.
package changes

import (
	"slices"
	"strings"
	"testing"

	"github.com/armsmith/armsmith/generator"
	"github.com/armsmith/armsmith/generator/changes"
	"github.com/armsmith/armsmith/tests/changes/evolution"
	"github.com/armsmith/armsmith/tests/typecheck"
)

func findExports(t *testing.T) typecheck.Exports {
	t.Helper()
	exports, err := typecheck.FindExports(t.Context(), ".", "../../internal/runtime/...", "encoding/json", "net/http", "log/slog", "iter")
	if err != nil {
		t.Fatal(err)
	}
	return exports
}

// evolutions reads the cases.
func evolutions(t *testing.T) []evolution.Case {
	t.Helper()
	all, err := evolution.All("testdata")
	if err != nil || len(all) < 120 {
		t.Fatalf("%d cases, want at least 120 (%v)", len(all), err)
	}
	return all
}

func TestRules(t *testing.T) {
	exports := findExports(t)
	for _, e := range evolutions(t) {
		t.Run(e.Name, func(t *testing.T) {
			t.Parallel()
			runCase(t, exports, e)
		})
	}
}

func runCase(t *testing.T, exports typecheck.Exports, e evolution.Case) {
	report, err := generator.Changes(t.Context(), e.Old(), e.New())
	if err != nil {
		t.Fatal(err)
	}
	var got []string
	for _, c := range report.Changes {
		got = append(got, c.Rule+": "+c.Source.String()+" "+c.Running.String()+" "+c.Behaviour.String())
		if c.Where.String() == "" && !strings.HasPrefix(c.Rule, "declaration-") {
			t.Errorf("%s stands nowhere", c.Rule)
		}
	}
	slices.Sort(got)
	slices.Sort(e.Want)
	if !slices.Equal(got, e.Want) {
		t.Errorf("got:\n%s\nwant:\n%s\n%s", strings.Join(got, "\n"), strings.Join(e.Want, "\n"), report.Text())
	}
	reverses(t, e, report)
	old, now, err := evolution.Both(t.Context(), exports, e.Old(), e.New())
	if err != nil {
		t.Fatal(err)
	}
	program := "package main\nimport (\"context\"; api \"" + evolution.ImportPath + "\")\nfunc use(ctx context.Context, c *api.Client) {\n" + e.Caller + "}\n"
	if problems := old.Program(program); problems != nil {
		t.Fatalf("the caller does not compile with the old client: %v", problems)
	}
	problems := now.Program(program)
	if breaks := report.Source == changes.Breaking; breaks != (problems != nil) {
		t.Errorf("source is %s, and the compiler says of the caller: %v", report.Source, problems)
	}
	checkProgram(t, report, old, now)
	if v := compilers(declared(old.Package), declared(now.Package)); v != report.Source {
		t.Errorf("source is %s, and by what the packages declare %s", report.Source, v)
	}
}

// reverses fails unless what one direction adds the other removes.
func reverses(t *testing.T, e evolution.Case, report *changes.Report) {
	t.Helper()
	back, err := generator.Changes(t.Context(), e.New(), e.Old())
	if err != nil {
		t.Fatal(err)
	}
	count := func(r *changes.Report, what string) (n int) {
		for _, c := range r.Changes {
			if strings.Contains(c.Rule, what) && !strings.HasPrefix(c.Rule, "declaration-") && !strings.HasPrefix(c.Rule, "security-") {
				n++
			}
		}
		return n
	}
	if added, removed := count(report, "-added"), count(back, "-removed")+count(back, "-lifted")+count(back, "-refused"); added > removed {
		t.Errorf("%d are added, and of the way back %d removed:\n%s", added, removed, back.Text())
	}
	if len(report.Changes) > 0 && len(back.Changes) == 0 && report.Changes[0].Rule != "deprecated" {
		t.Errorf("there is no way back from\n%s", report.Text())
	}
}

// compilers is the verdict on source by what two packages declare.
func compilers(old, now map[string]changes.Declaration) changes.Verdict {
	verdict := changes.None
	for name, was := range old {
		is, there := now[name]
		switch {
		case !there, was.Text != is.Text, was.Comparable && !is.Comparable:
			return changes.Breaking
		case was != is:
			verdict = changes.Compatible
		}
	}
	if len(now) > len(old) {
		verdict = changes.Compatible
	}
	return verdict
}

// Every rule of the table has an evolution.
func TestEveryRule(t *testing.T) {
	shown := map[string]bool{}
	for _, e := range evolutions(t) {
		for _, line := range e.Want {
			rule, _, _ := strings.Cut(line, ":")
			shown[rule] = true
		}
	}
	for _, rule := range changes.Rules() {
		if !shown[rule.ID] {
			t.Errorf("no evolution shows %s", rule.ID)
		}
	}
}
