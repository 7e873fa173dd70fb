package azure

import (
	"bytes"
	"errors"
	"flag"
	"fmt"
	"io/fs"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"
)

var update = flag.Bool("update", false, "write RESULTS.md anew")

const (
	corpus = "../../../../shared/corpus/specs"
	root   = "../../.."
)

// side is one way to write the programs.
type side struct {
	name   string
	folder string // of the module that the programs are built in
	source string // of the programs, below folder
	own    string // pattern of the packages that are compiled beside the standard library
}

// measured is what a program takes.
type measured struct {
	lines    int // of the tasks themselves
	modules  int // that it depends on
	size     int64
	compile  time.Duration // processor time, of all but the standard library
	requests int
	mallocs  string // memory blocks that were allocated, in the first process
	printed  string
}

func TestSideBySide(t *testing.T) {
	if _, err := os.Stat(corpus); errors.Is(err, fs.ErrNotExist) {
		if os.Getenv("ARMSMITH_REQUIRE_SHARED") != "" {
			t.Fatalf("there is no %s, and ARMSMITH_REQUIRE_SHARED says there must be", corpus)
		}
		t.Skipf("there is no %s, whose documents the clients are made of", corpus)
	}
	ours := side{"armsmith", generate(t), ".", "example.com/compare/..."}
	theirs := side{"Azure SDK", ".", "sdk", "github.com/Azure/..."}
	var rows []string
	for _, program := range []string{"tasks", "status"} {
		a, b := measure(t, ours, program), measure(t, theirs, program)
		if a.printed != b.printed {
			t.Errorf("%s: %s prints\n%s\nand %s\n%s", program, ours.name, a.printed, theirs.name, b.printed)
		}
		rows = append(rows, row(program, ours.name, a), row(program, theirs.name, b))
		if program == "tasks" && a.lines > 70 {
			t.Errorf("the tasks take %d lines, want at most 70", a.lines)
		}
	}
	compare(t, rows)
}

// generate makes a module with the clients of armsmith and the programs that use them.
func generate(t *testing.T) string {
	dir := t.TempDir()
	if err := os.CopyFS(dir, os.DirFS("testdata/armsmith")); err != nil {
		t.Fatal(err)
	}
	config := filepath.Join(dir, "armsmith.yaml")
	text, err := os.ReadFile(config)
	if err != nil {
		t.Fatal(err)
	}
	documents, err := filepath.Abs(corpus)
	if err != nil {
		t.Fatal(err)
	}
	write(t, config, strings.ReplaceAll(string(text), "CORPUS", documents))
	write(t, filepath.Join(dir, "go.mod"), "module example.com/compare\n\ngo 1.26.0\n")
	run(t, root, "go", "run", "./cmd/armsmith", "generate", "-c", config)
	return dir
}

func write(t *testing.T, file, text string) {
	t.Helper()
	if err := os.WriteFile(file, []byte(text), 0o644); err != nil {
		t.Fatal(err)
	}
}

// run runs a command in a folder, and returns what it prints and the processor time it takes.
func run(t *testing.T, dir string, command ...string) (string, time.Duration) {
	t.Helper()
	out, _, took := runBoth(t, dir, command...)
	return out, took
}

// runBoth is run that returns what the command prints as errors as well.
func runBoth(t *testing.T, dir string, command ...string) (stdout, stderrs string, took time.Duration) {
	t.Helper()
	cmd := exec.CommandContext(t.Context(), command[0], command[1:]...)
	cmd.Dir = dir
	var stderr bytes.Buffer
	cmd.Stderr = &stderr
	out, err := cmd.Output()
	if err != nil {
		t.Fatalf("%s: %v\n%s", strings.Join(command, " "), err, stderr.String())
	}
	return string(out), stderr.String(), cmd.ProcessState.UserTime() + cmd.ProcessState.SystemTime()
}

// measure builds a program and runs it against a service of its own.
func measure(t *testing.T, s side, program string) measured {
	t.Helper()
	pkg := "./" + filepath.ToSlash(filepath.Join(s.source, program))
	binary := filepath.Join(t.TempDir(), program)
	run(t, s.folder, "go", "build", "-o", binary, pkg)
	m := measured{lines: lines(t, filepath.Join(s.folder, s.source, program, program+".go"))}
	modules, _ := run(t, s.folder, "go", "list", "-deps", "-f", "{{with .Module}}{{if not .Main}}{{.Path}}{{end}}{{end}}", pkg)
	list := strings.Fields(modules)
	slices.Sort(list)
	m.modules = len(slices.Compact(list))
	if *update {
		// A flag that is new and changes nothing has these packages compiled anew, and no others.
		again := fmt.Sprintf("-gcflags=%s=-D=/%d", s.own, time.Now().UnixNano())
		_, m.compile = run(t, s.folder, "go", "build", again, "-o", binary, pkg)
	}
	info, err := os.Stat(binary)
	if err != nil {
		t.Fatal(err)
	}
	m.size = info.Size()

	service := newMock()
	defer service.Close()
	printed, mallocs, _ := runBoth(t, ".", binary, service.URL)
	m.mallocs = strings.TrimSpace(mallocs)
	if program == "tasks" {
		text, token, _ := cutLast(strings.TrimSpace(printed))
		rest, _ := run(t, ".", binary, service.URL, token)
		printed = text + "\n" + rest
		for id, added := range service.tasks {
			if !added {
				t.Errorf("%s: task %s was not added", s.name, id)
			}
		}
		if len(service.tasks) != 250 {
			t.Errorf("%s: %d tasks", s.name, len(service.tasks))
		}
	}
	if len(service.bad) > 0 {
		t.Errorf("%s: %s", s.name, strings.Join(service.bad, "\n"))
	}
	m.requests, m.printed = service.requests, printed
	return m
}

// cutLast parts a text from its last line.
func cutLast(text string) (before, last string, found bool) {
	i := strings.LastIndexByte(text, '\n')
	if i < 0 {
		return "", text, false
	}
	return text[:i], text[i+1:], true
}

// lines counts the lines of Go in a file, without comments, blank lines, package and imports.
func lines(t *testing.T, file string) int {
	text, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	_, code, _ := strings.Cut(string(text), "\n)\n")
	n := 0
	for line := range strings.Lines(code) {
		line = strings.TrimSpace(line)
		if line != "" && !strings.HasPrefix(line, "//") {
			n++
		}
	}
	return n
}

const intro = `# Eight everyday tasks, and the status of all jobs

Written by ` + "`go test -update`" + ` in this folder. Both run against one mock of the service and print the same. The eight tasks: list
deployments; create or update one and wait; patch one property; get a task if it has changed; list tasks with filter, select
and expand; delete a deployment and wait; a job with 250 tasks, of which the service fails at some for now; go on with the
patch in another process. Lines are those of tasks.go and status.go, without comments, imports and blank lines. Compile is the
processor time of building the program without the standard library, once, on a machine of two cores that is never quite
idle; allocations are memory blocks in the first process. Azure's SDK: armmachinelearning v4.0.0 and azbatch v0.1.0.

| program | with | lines | requests | modules beside the standard library | binary | compile, CPU | allocations |
|---|---|---|---|---|---|---|---|
`

// exact is how many columns of a row must be as they were.
const exact = 6

func row(program, name string, m measured) string {
	return fmt.Sprintf("| %s | %s | %d | %d | %d | %.1f MB | %.1f s | %s |", program, name, m.lines, m.requests, m.modules,
		float64(m.size)/1e6, m.compile.Seconds(), m.mallocs)
}

// compare compares what was measured with RESULTS.md, as far as it does not depend on the machine.
func compare(t *testing.T, rows []string) {
	const file = "RESULTS.md"
	if *update {
		write(t, file, intro+strings.Join(rows, "\n")+"\n")
	}
	text, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	was, found := strings.CutPrefix(string(text), intro)
	if !found {
		t.Fatal("the introduction has changed: go test -update")
	}
	old := strings.Split(strings.TrimSpace(was), "\n")
	for i, r := range rows {
		if i >= len(old) || begins(old[i]) != begins(r) {
			t.Errorf("%s is out of date: go test -update, if this is meant:\n%s", file, r)
		}
	}
}

// begins returns the columns of a row that must be as they were.
func begins(row string) string {
	cells := strings.Split(row, "|")
	return strings.Join(cells[:min(exact, len(cells))], "|")
}
