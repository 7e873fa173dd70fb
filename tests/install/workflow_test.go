package install

import (
	"encoding/json"
	"errors"
	"maps"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"

	"go.yaml.in/yaml/v4"

	"github.com/armsmith/armsmith/tests/internal/folder"
)

// workflow is what the workflow of examples/ci may say. Anything else is a mistake of ours.
type workflow struct {
	Name        string
	On          map[string]any
	Permissions map[string]string
	Jobs        map[string]struct {
		RunsOn string `yaml:"runs-on"`
		Steps  []step
	}
}

type step struct {
	Name string
	If   string
	Uses string
	With map[string]string
	Run  string
}

// readWorkflow returns the steps of the one job.
func readWorkflow(t *testing.T) []step {
	t.Helper()
	text, err := os.ReadFile(filepath.Join(root, "examples/ci/armsmith.yml"))
	if err != nil {
		t.Fatal(err)
	}
	var w workflow
	if err := yaml.Load(text, &w, yaml.WithKnownFields(true)); err != nil {
		t.Fatal(err)
	}
	if w.Name == "" || len(w.On) == 0 || len(w.Jobs) != 1 {
		t.Fatalf("this is no workflow of one job: %+v", w)
	}
	return w.Jobs[slices.Collect(maps.Keys(w.Jobs))[0]].Steps
}

// Each step does one thing, and what is uploaded is what a step before it has written.
func TestWorkflowIsWhole(t *testing.T) {
	action := regexp.MustCompile(`^[\w-]+/[\w/-]+@v[0-9]+$`)
	written := ""
	for _, s := range readWorkflow(t) {
		switch file := s.With["sarif_file"]; {
		case (s.Run == "") == (s.Uses == ""):
			t.Errorf("a step runs something or uses an action: %+v", s)
		case s.Run != "":
			_, written, _ = strings.Cut(s.Run, " > ")
		case !action.MatchString(s.Uses):
			t.Errorf("%s names no version of an action", s.Uses)
		case file != "" && (file != written || !strings.Contains(s.If, "!cancelled()")):
			t.Errorf("%s is uploaded, also after it was written with an exit of 1: the step before writes %q", file, written)
		}
	}
}

const petstore = `openapi: 3.0.3
info: {title: Pets, version: "1"}
servers: [{url: "https://pets.example.com"}]
paths:
  /pet:
    get:
      operationId: Pets_Get
      responses:
        "200": {description: A pet., content: {application/json: {schema: {$ref: "#/components/schemas/Pet"}}}}
components:
  schemas:
    Pet:
      type: object
      properties:
        name: {type: string}
        tag: {type: string}
`

// The lines that the workflow runs exit as docs/ci.md says, and write what code scanning can show.
func TestWorkflow(t *testing.T) {
	if testing.Short() {
		t.Skip("compiles the command")
	}
	if _, err := exec.LookPath("git"); err != nil {
		t.Skip("git is not installed")
	}
	origin := published(t)
	grown := strings.Replace(petstore, "tag: {", "age: {type: integer}\n        tag: {", 1)
	for name, test := range map[string]struct {
		document       string
		generate       bool
		check, changes int      // what they exit with
		results        []string // "level file", of both
	}{
		"nothing changes": {document: petstore},
		"a client grows":  {document: grown, generate: true, results: []string{"note openapi.yaml"}},
		"a client loses a field": {
			document: strings.Replace(petstore, "        tag: {type: string}\n", "", 1),
			generate: true,
			changes:  1,
			results:  []string{"error openapi.yaml"},
		},
		"a client is not made": {
			document: grown,
			check:    1,
			results: []string{"error internal/petstore/armsmith.names", "error internal/petstore/armsmith.sum",
				"error internal/petstore/models.go", "error internal/petstore/models_json.go", "note openapi.yaml"},
		},
		"the document is broken": {
			document: strings.Replace(petstore, "schemas/Pet\"", "schemas/Dog\"", 1),
			check:    1,
			changes:  2,
			results:  []string{"error openapi.yaml", "error openapi.yaml"},
		},
	} {
		t.Run(name, func(t *testing.T) {
			m := &module{dir: filepath.Join(t.TempDir(), "work")}
			git(t, "", "clone", "-q", origin, m.dir)
			git(t, m.dir, "checkout", "-q", "-b", "work")
			folder.Write(t, m.dir, "openapi.yaml", []byte(test.document))
			if test.generate {
				m.run(t, "go tool armsmith generate")
			}
			var exits []int
			var results []string
			for _, s := range readWorkflow(t) {
				if s.Run != "" {
					exits = append(exits, m.step(t, s.Run))
				} else if file := s.With["sarif_file"]; file != "" {
					results = append(results, m.results(t, file)...)
				}
			}
			if want := []int{test.check, test.changes}; !slices.Equal(exits, want) {
				t.Errorf("exits with %d, want %d", exits, want)
			}
			if !slices.Equal(results, test.results) {
				t.Errorf("code scanning shows %q, want %q", results, test.results)
			}
		})
	}
}

// published makes a repository of a module that has armsmith as a tool, and a client.
func published(t *testing.T) string {
	m := newModule(t)
	m.install(t, commands(t, "README.md", "Install", "    "))
	folder.Write(t, m.dir, "openapi.yaml", []byte(petstore))
	for _, line := range commands(t, "README.md", "The generator in ten lines", "    ") {
		m.run(t, line)
	}
	git(t, m.dir, "init", "-q", "-b", "main")
	git(t, m.dir, "add", ".")
	git(t, m.dir, "commit", "-q", "-m", "one")
	return m.dir
}

// git runs git as nobody in particular, with no configuration of this machine.
func git(t *testing.T, dir string, args ...string) {
	t.Helper()
	cmd := exec.CommandContext(t.Context(), "git", args...)
	cmd.Dir = dir
	cmd.Env = append(os.Environ(), "GIT_CONFIG_GLOBAL="+os.DevNull, "GIT_CONFIG_NOSYSTEM=1", "GIT_AUTHOR_NAME=T", "GIT_AUTHOR_EMAIL=t@example.com",
		"GIT_COMMITTER_NAME=T", "GIT_COMMITTER_EMAIL=t@example.com")
	if out, err := cmd.CombinedOutput(); err != nil {
		t.Fatalf("git %s: %v\n%s", args, err, out)
	}
}

// step runs a line as GitHub does for a pull request into main, and returns what it exits with.
func (m *module) step(t *testing.T, line string) int {
	t.Helper()
	cmd := exec.CommandContext(t.Context(), "bash", "--noprofile", "--norc", "-eo", "pipefail", "-c", line)
	cmd.Dir, cmd.Env = m.dir, append(env(), "GITHUB_BASE_REF=main")
	out, err := cmd.CombinedOutput()
	t.Logf("%s\n%s", line, out)
	if exit := (*exec.ExitError)(nil); err != nil && !errors.As(err, &exit) {
		t.Fatal(err)
	}
	return cmd.ProcessState.ExitCode()
}

// results returns what code scanning shows of a log, as "level file", each once, and fails when a
// file is named so that it does not find it.
func (m *module) results(t *testing.T, file string) (out []string) {
	t.Helper()
	text, err := os.ReadFile(filepath.Join(m.dir, file))
	if err != nil {
		t.Fatal(err)
	}
	var log struct {
		Runs []struct {
			Results []struct {
				Level     string
				Locations []struct {
					PhysicalLocation struct{ ArtifactLocation struct{ URI string } }
				}
			}
		}
	}
	if err := json.Unmarshal(text, &log); err != nil || len(log.Runs) != 1 {
		t.Fatalf("%s is no log: %v\n%s", file, err, text)
	}
	for _, r := range log.Runs[0].Results {
		uri := r.Locations[0].PhysicalLocation.ArtifactLocation.URI
		if _, err := os.Stat(filepath.Join(m.dir, filepath.FromSlash(uri))); err != nil {
			t.Error(err)
		}
		out = append(out, r.Level+" "+uri)
	}
	slices.Sort(out)
	return slices.Compact(out)
}
