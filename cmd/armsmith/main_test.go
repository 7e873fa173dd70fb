package main

import (
	"crypto/sha256"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"os/exec"
	"path/filepath"
	"strconv"
	"strings"
	"testing"

	"github.com/rogpeppe/go-internal/testscript"
)

func TestMain(m *testing.M) {
	testscript.Main(m, map[string]func(){"armsmith": main})
}

// TestScripts runs the command as its users do. Each script is a small module and what is done in
// it.
func TestScripts(t *testing.T) {
	goEnv, err := exec.Command("go", "env", "GOCACHE", "GOMODCACHE", "GOROOT").Output()
	if err != nil {
		t.Fatal(err)
	}
	dirs := strings.Split(strings.TrimSpace(string(goEnv)), "\n")
	testscript.Run(t, testscript.Params{
		Dir:                "testdata/script",
		RequireUniqueNames: true,
		Setup: func(env *testscript.Env) error {
			env.Setenv("GOCACHE", dirs[0])
			env.Setenv("GOMODCACHE", dirs[1])
			env.Setenv("GOROOT", dirs[2])
			env.Setenv("GOPROXY", "off") // what is generated needs nothing that is not there
			env.Setenv("GOFLAGS", "-mod=mod")
			env.Setenv("GOTOOLCHAIN", "local")
			env.Values["snapshots"] = map[string]string{}
			return nil
		},
		Cmds: map[string]func(ts *testscript.TestScript, neg bool, args []string){
			"exits":     exitsCommand,
			"sarif":     sarifCommand,
			"snapshot":  snapshotCommand,
			"unchanged": unchangedCommand,
		},
	})
}

// exitsCommand runs a command and fails when it does not exit with the code wanted.
func exitsCommand(ts *testscript.TestScript, neg bool, args []string) {
	if neg || len(args) < 2 {
		ts.Fatalf("usage: exits code command...")
	}
	err := ts.Exec(args[1], args[2:]...)
	code := 0
	if exit := (*exec.ExitError)(nil); errors.As(err, &exit) {
		code = exit.ExitCode()
	} else {
		ts.Check(err)
	}
	if strconv.Itoa(code) != args[0] {
		ts.Fatalf("exited with %d, want %s", code, args[0])
	}
}

// snapshotCommand remembers a folder: every name, byte and modification time below it.
func snapshotCommand(ts *testscript.TestScript, neg bool, args []string) {
	if neg || len(args) != 1 {
		ts.Fatalf("usage: snapshot folder")
	}
	ts.Value("snapshots").(map[string]string)[args[0]] = snapshot(ts, args[0])
}

// unchangedCommand fails when a folder is not as its snapshot remembers it.
func unchangedCommand(ts *testscript.TestScript, neg bool, args []string) {
	if len(args) != 1 {
		ts.Fatalf("usage: unchanged folder")
	}
	before, ok := ts.Value("snapshots").(map[string]string)[args[0]]
	if !ok {
		ts.Fatalf("no snapshot of %s", args[0])
	}
	if after := snapshot(ts, args[0]); (after == before) == neg {
		ts.Fatalf("before:\n%s\nafter:\n%s", before, after)
	}
}

func snapshot(ts *testscript.TestScript, dir string) string {
	var b strings.Builder
	err := filepath.WalkDir(ts.MkAbs(dir), func(p string, d fs.DirEntry, err error) error {
		if err != nil {
			return err
		}
		info, err := d.Info()
		if err != nil || d.IsDir() {
			fmt.Fprintln(&b, p)
			return err
		}
		data, err := os.ReadFile(p)
		fmt.Fprintf(&b, "%s %v %x\n", p, info.ModTime(), sha256.Sum256(data))
		return err
	})
	ts.Check(err)
	return b.String()
}
