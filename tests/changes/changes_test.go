// Package changes holds what `armsmith changes` says against what is so: each case in testdata is
// two documents, a caller of the old client, and the changes with their verdicts. The caller
// compiles with the new client exactly when the verdict on source says so.
package changes

import (
	"go/types"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"testing/fstest"

	"golang.org/x/tools/txtar"

	"github.com/armsmith/armsmith/generator"
	"github.com/armsmith/armsmith/generator/changes"
	"github.com/armsmith/armsmith/generator/plan/name"
	"github.com/armsmith/armsmith/tests/typecheck"
)

const importPath = "github.com/armsmith/armsmith/gen/changing"

// head begins every document; a case holds what follows, and may name another server or say all
// of it.
const head = "openapi: 3.1.0\ninfo: {title: Changing, version: v1}\n"

const server = "servers: [{url: https://localhost}]\n"

func findExports(t *testing.T) typecheck.Exports {
	t.Helper()
	exports, err := typecheck.FindExports(t.Context(), ".", "../../internal/runtime/...", "encoding/json", "net/http", "log/slog", "iter")
	if err != nil {
		t.Fatal(err)
	}
	return exports
}

func TestRules(t *testing.T) {
	exports := findExports(t)
	files, err := filepath.Glob("testdata/*.txtar")
	if err != nil || len(files) < 60 {
		t.Fatalf("%d cases, want at least 60 (%v)", len(files), err)
	}
	for _, file := range files {
		t.Run(strings.TrimSuffix(filepath.Base(file), ".txtar"), func(t *testing.T) {
			t.Parallel()
			runCase(t, exports, read(t, file))
		})
	}
}

// evolution is one case.
type evolution struct {
	docs   fstest.MapFS
	caller string
	want   []string
	// why running the old program cannot show what the case is about; "" when it does
	unshown string
}

func read(t *testing.T, file string) evolution {
	t.Helper()
	data, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	e := evolution{docs: fstest.MapFS{}}
	for _, f := range txtar.Parse(data).Files {
		text := string(f.Data)
		switch f.Name {
		case "old.yaml", "new.yaml":
			e.docs[f.Name] = &fstest.MapFile{Data: []byte(whole(text))}
		case "caller":
			e.caller = text
		case "want":
			e.want = strings.Split(strings.TrimSuffix(text, "\n"), "\n")
		case "unshown":
			e.unshown = strings.TrimSpace(text)
		default:
			t.Fatalf("nothing reads %s", f.Name)
		}
	}
	e.want = slices.DeleteFunc(e.want, func(line string) bool { return line == "" })
	return e
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

func (e evolution) config(spec string) generator.Config {
	return generator.Config{FS: e.docs, Spec: spec, Package: "changing"}
}

func runCase(t *testing.T, exports typecheck.Exports, e evolution) {
	report, err := generator.Changes(t.Context(), e.config("old.yaml"), e.config("new.yaml"))
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
	slices.Sort(e.want)
	if !slices.Equal(got, e.want) {
		t.Errorf("got:\n%s\nwant:\n%s\n%s", strings.Join(got, "\n"), strings.Join(e.want, "\n"), report.Text())
	}
	e.reverses(t, report)
	old, names, problems := e.build(t, exports, "old.yaml", nil)
	if problems != nil {
		t.Fatalf("the caller does not compile with the old client: %v", problems)
	}
	now, _, problems := e.build(t, exports, "new.yaml", names)
	if breaks := report.Source == changes.Breaking; breaks != (problems != nil) {
		t.Errorf("source is %s, and the compiler says of the caller: %v", report.Source, problems)
	}
	if v := compilers(declared(old), declared(now)); v != report.Source {
		t.Errorf("source is %s, and by what the packages declare %s", report.Source, v)
	}
}

// reverses fails unless what one direction adds the other removes.
func (e evolution) reverses(t *testing.T, report *changes.Report) {
	t.Helper()
	back, err := generator.Changes(t.Context(), e.config("new.yaml"), e.config("old.yaml"))
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

// build generates a client, and compiles it and the caller; problems are those of the caller.
func (e evolution) build(t *testing.T, exports typecheck.Exports, spec string, locked []byte) (client *types.Package, names []byte, problems []error) {
	t.Helper()
	cfg := e.config(spec)
	cfg.Out, cfg.ImportPath, cfg.Names = t.TempDir(), importPath, locked
	out, err := generator.Generate(t.Context(), cfg)
	if err != nil {
		t.Fatalf("%s: %v", spec, err)
	}
	checker := typecheck.New(exports)
	for _, problem := range checker.Check(importPath, out.Files) {
		t.Fatalf("%s: %v", spec, problem)
	}
	if client, err = checker.Import(importPath); err != nil {
		t.Fatal(err)
	}
	program := "package main\nimport (\"context\"; api \"" + importPath + "\")\nfunc use(ctx context.Context, c *api.Client) {\n" + e.caller + "}\n"
	return client, out.Files[name.LockFile], checker.Check("main", map[string][]byte{"main.go": []byte(program)})
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
	files, err := filepath.Glob("testdata/*.txtar")
	if err != nil {
		t.Fatal(err)
	}
	shown := map[string]bool{}
	for _, file := range files {
		for _, line := range read(t, file).want {
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
