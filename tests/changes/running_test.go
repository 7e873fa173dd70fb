package changes

import (
	"bytes"
	"encoding/json"
	"fmt"
	"hash/crc32"
	"maps"
	"os"
	"os/exec"
	"path"
	"path/filepath"
	"strconv"
	"strings"
	"testing"
	"text/template"

	"golang.org/x/sync/errgroup"

	"github.com/armsmith/armsmith/generator"
	"github.com/armsmith/armsmith/generator/changes"
	"github.com/armsmith/armsmith/tests/changes/evolution"
	"github.com/armsmith/armsmith/tests/changes/running"
	"github.com/armsmith/armsmith/tests/internal/clients"
	"github.com/armsmith/armsmith/tests/typecheck"
)

// Where the old clients of all cases and the program that runs them are written: a folder of the
// module that the go command does not see unless it is named.
const (
	module     = "github.com/armsmith/armsmith"
	root       = "../.."
	workFolder = "_changes"
)

// mostUnshown is how many cases say of themselves that running the old program cannot show what
// they are about. It may only shrink.
const mostUnshown = 2

// The verdict on running is what becomes of the old program when the service speaks the new
// version, of each case and of its way back.
func TestRunning(t *testing.T) {
	if testing.Short() {
		t.Skip("compiles hundreds of clients")
	}
	cases := map[string]evolution.Case{}
	unshown := 0
	for _, e := range evolutions(t) {
		for _, way := range []evolution.Case{e, e.Reversed()} {
			cases[way.Name] = way
			if way.Unshown != "" {
				unshown++
			}
		}
	}
	maps.DeleteFunc(cases, func(name string, _ evolution.Case) bool { return !sampled(name) })
	if unshown != mostUnshown {
		t.Errorf("%d cases cannot be shown, want %d", unshown, mostUnshown)
	}
	for _, v := range runAll(t, cases) {
		t.Run(v.Name, func(t *testing.T) { judgeRunning(t, cases[v.Name], v) })
	}
}

// sampled reports whether a case is run: all are, unless ARMSMITH_SAMPLE says that only every n-th
// is, as it does under .ci/run, which has half an hour.
func sampled(name string) bool {
	n, err := strconv.Atoi(os.Getenv("ARMSMITH_SAMPLE"))
	return err != nil || n < 2 || crc32.ChecksumIEEE([]byte(name))%uint32(n) == 0
}

func judgeRunning(t *testing.T, e evolution.Case, v running.Verdict) {
	report, err := generator.Changes(t.Context(), e.Old(), e.New())
	if err != nil {
		t.Fatal(err)
	}
	breaks := report.Running == changes.Breaking
	switch {
	case v.Problem != "":
		t.Error(v.Problem)
	case breaks == (len(v.Broken) > 0):
		if e.Unshown != "" {
			t.Errorf("this can be shown: %s", e.Unshown)
		}
	case e.Unshown == "":
		t.Errorf("running is %s; of %d calls that worked these do not:\n%.3000s\n%s", report.Running, v.Worked, strings.Join(v.Broken, "\n"), report.Text())
	}
}

// runAll generates and compiles the old clients of all cases, and runs them.
func runAll(t *testing.T, cases map[string]evolution.Case) []running.Verdict {
	t.Helper()
	folder := filepath.Join(root, workFolder)
	if err := os.RemoveAll(folder); err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = os.RemoveAll(folder) })
	all := writeClients(t, folder, cases)
	binary := filepath.Join(t.TempDir(), "drive")
	// without inlining and debugging information compiling takes half the time
	build := exec.CommandContext(t.Context(), "go", "build", "-gcflags="+path.Join(module, workFolder)+"/...=-l -dwarf=false", "-ldflags=-w",
		"-o", binary, path.Join(module, workFolder, "drive"))
	build.Dir = root
	if out, err := build.CombinedOutput(); err != nil {
		t.Fatalf("%v\n%s", err, out)
	}
	var errText bytes.Buffer
	run := exec.CommandContext(t.Context(), binary)
	run.Stderr = &errText
	out, err := run.Output()
	if err != nil {
		t.Fatalf("%v\n%s", err, errText.String())
	}
	var verdicts []running.Verdict
	for lines := json.NewDecoder(bytes.NewReader(out)); lines.More(); {
		var v running.Verdict
		if err := lines.Decode(&v); err != nil {
			t.Fatal(err)
		}
		verdicts = append(verdicts, v)
	}
	if len(verdicts) != all {
		t.Fatalf("%d verdicts of %d clients", len(verdicts), all)
	}
	return verdicts
}

// oldClient is one generated package as the program imports it.
type oldClient struct {
	Name, Folder, Import, Alias string
	Unions                      []string
}

// writeClients writes the old clients and the program, and returns how many there are.
func writeClients(t *testing.T, folder string, cases map[string]evolution.Case) int {
	t.Helper()
	exports := findExports(t)
	var made []*oldClient
	var group errgroup.Group
	group.SetLimit(2)
	for name, e := range cases {
		c := &oldClient{Name: name, Alias: fmt.Sprintf("p%d", len(made)), Import: path.Join(module, workFolder, name)}
		made = append(made, c)
		group.Go(func() (err error) {
			c.Folder, err = filepath.Abs(filepath.Join(folder, name))
			if err == nil {
				c.Unions, err = writeClient(t, e, exports, c)
			}
			if err != nil {
				err = fmt.Errorf("%s: %w", name, err)
			}
			return err
		})
	}
	if err := group.Wait(); err != nil {
		t.Fatal(err)
	}
	var program bytes.Buffer
	if err := drive.Execute(&program, made); err != nil {
		t.Fatal(err)
	}
	if err := os.MkdirAll(filepath.Join(folder, "drive"), 0o755); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(filepath.Join(folder, "drive", "main.go"), program.Bytes(), 0o600); err != nil {
		t.Fatal(err)
	}
	return len(made)
}

// writeClient writes the old client of a case, and both documents beside it.
func writeClient(t *testing.T, e evolution.Case, exports typecheck.Exports, c *oldClient) ([]string, error) {
	cfg := e.Old()
	cfg.Out, cfg.ImportPath = c.Folder, c.Import
	unions, err := clients.Write(t.Context(), exports, cfg)
	if err != nil {
		return nil, err
	}
	for name, file := range e.Docs {
		if err := os.WriteFile(filepath.Join(c.Folder, name), file.Data, 0o600); err != nil {
			return nil, err
		}
	}
	return unions, nil
}

var drive = template.Must(template.New("drive").Parse(`// Code generated by the test of what changes; DO NOT EDIT.

// Command drive runs the old clients against services that speak the new version.
package main

import (
	"github.com/armsmith/armsmith/tests/changes/running"
{{range .}}
	{{.Alias}} {{printf "%q" .Import}}
{{- end}}
)

func main() {
	running.Main([]running.Client{
{{- range .}}
		{Name: {{printf "%q" .Name}}, Old: {{printf "%q" .Folder}} + "/old.yaml", Next: {{printf "%q" .Folder}} + "/new.yaml",
			New: {{.Alias}}.NewClient, Unions: []any{ {{- $alias := .Alias}}{{range .Unions}}{{$alias}}.Unmarshal{{.}}, {{end -}} }},
{{- end}}
	})
}
`))
