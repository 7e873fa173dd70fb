package main

import (
	"context"
	"encoding/json"
	"fmt"
	"io/fs"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"syscall"
	"time"
)

// process is what a command cost.
type process struct {
	cpu    time.Duration // of itself and its children
	memory int64         // largest resident size, in KiB
	failed string        // the first line of what it said, when it failed
}

// cost runs a command several times and returns the least CPU time and memory.
func cost(ctx context.Context, times int, prepare func() *exec.Cmd) process {
	best := process{cpu: 1<<63 - 1, memory: 1<<63 - 1}
	for range times {
		cmd := prepare()
		out, err := cmd.CombinedOutput()
		if err != nil {
			first, _, _ := strings.Cut(strings.TrimSpace(string(out)), "\n")
			return process{failed: fmt.Sprintf("%v: %.120s", err, first)}
		}
		usage := cmd.ProcessState.SysUsage().(*syscall.Rusage)
		best.cpu = min(best.cpu, cmd.ProcessState.UserTime()+cmd.ProcessState.SystemTime())
		best.memory = min(best.memory, usage.Maxrss)
		if ctx.Err() != nil {
			break
		}
	}
	return best
}

// The documents for the generators that goals speak of, and the settings under which ogen skips
// what it cannot do.
const (
	small      = "peers/ml.yaml"
	github     = "api.github.com.json"
	kubernetes = "k8s.json"
	ogenConfig = "peers/ogen.yaml"
)

// generatorRow is what one generator costs on one document, and whether what it writes compiles.
type generatorRow struct {
	document, tool string
	process
	lines   int
	compile string
}

// generators runs each generator on a small and on large documents.
func generators(ctx context.Context, corpus string) ([]generatorRow, error) {
	const bin = "peers/bin"
	if err := run(ctx, "..", "go", "build", "-o", "bench/"+bin+"/armsmith", "./cmd/armsmith"); err != nil {
		return nil, err
	}
	for tool, pkg := range map[string]string{"ogen": "github.com/ogen-go/ogen/cmd/ogen", "oapi-codegen": "github.com/oapi-codegen/oapi-codegen/v2/cmd/oapi-codegen"} {
		if err := run(ctx, ".", "go", "build", "-o", filepath.Join(bin, tool), pkg); err != nil {
			return nil, err
		}
	}
	// The API documents of GitHub and Kubernetes come with ogen, which has them to test itself.
	ogen, err := exec.CommandContext(ctx, "go", "list", "-m", "-f", "{{.Dir}}", "github.com/ogen-go/ogen").Output()
	if err != nil {
		return nil, fmt.Errorf("finding ogen's documents: %w", err)
	}
	examples := filepath.Join(strings.TrimSpace(string(ogen)), "_testdata", "examples")
	if err := writeFile(ogenConfig, []byte("generator: {ignore_not_implemented: [all]}\nparser: {infer_types: true}\n")); err != nil {
		return nil, err
	}
	var rows []generatorRow
	documents := []string{small, filepath.Join(examples, github), filepath.Join(examples, kubernetes),
		filepath.Join(corpus, "swagger-codegen-real/fixtures/immutable/specifications/v3/atlassianJira.yaml")}
	for _, doc := range documents {
		if _, err := os.Stat(doc); err != nil {
			continue // the corpus is not here
		}
		for _, tool := range []string{"armsmith", "oapi-codegen", "ogen"} {
			out := filepath.Join("peers", "whole", strings.ReplaceAll(tool, "-", "")+"_"+strings.Trim(filepath.Base(doc), ".jsonyaml"))
			out = strings.ToLower(strings.ReplaceAll(out, "-", ""))
			row := generatorRow{document: filepath.Base(doc), tool: tool}
			row.process = cost(ctx, 3, func() *exec.Cmd { return generatorCommand(ctx, filepath.Join(bin, tool), tool, doc, out) })
			row.lines = lines(out)
			switch {
			case row.failed != "":
				row.compile = row.failed
			case row.lines > 500_000:
				row.compile = "not tried"
			case run(ctx, ".", "go", "build", "./"+out) != nil:
				row.compile = "no"
			default:
				row.compile = "yes"
			}
			rows = append(rows, row)
		}
	}
	return rows, nil
}

func generatorCommand(ctx context.Context, bin, tool, doc, out string) *exec.Cmd {
	_ = os.RemoveAll(out)
	_ = os.MkdirAll(out, 0o755)
	switch tool {
	case "ogen":
		return exec.CommandContext(ctx, bin, "-target", out, "-package", "api", "-clean", "-config", ogenConfig, doc)
	case "oapi-codegen":
		return exec.CommandContext(ctx, bin, "-generate", "types,client", "-package", "api", "-o", filepath.Join(out, "api.go"), doc)
	default:
		return exec.CommandContext(ctx, bin, "generate", doc, "--out", out, "--package", "api", "--tolerate")
	}
}

// lines counts the lines of Go of the package in a folder, its runtime and fakes aside.
func lines(dir string) (n int) {
	files, _ := filepath.Glob(filepath.Join(dir, "*.go"))
	for _, f := range files {
		data, _ := os.ReadFile(f)
		n += strings.Count(string(data), "\n")
	}
	return n
}

// packageRow is what compiling a client and linking a program with it costs.
type packageRow struct {
	name    string
	lines   int
	compile time.Duration // CPU of the package alone
	binary  int64         // bytes, stripped
}

// packages compiles each client of the ML service and links a program of one call.
func packages(ctx context.Context) ([]packageRow, error) {
	rows := []packageRow{
		{name: "net/http and encoding/json by hand"},
		{name: "armsmith"}, {name: "oapi-codegen"}, {name: "ogen"},
	}
	dirs := []string{"peers/plainml", "../gen/azureml/v20260301", "peers/oapiml", "peers/ogenml"}
	for i := range rows {
		rows[i].lines = lines(dirs[i])
		compile, err := compileCost(ctx, dirs[i])
		if err != nil {
			return nil, err
		}
		rows[i].compile = compile
		program := filepath.Join("peers", "programs", fmt.Sprint(i))
		if err := writeFile(filepath.Join(program, "main.go"), []byte(programs[i])); err != nil {
			return nil, err
		}
		bin := filepath.Join("peers", "bin", fmt.Sprint("program", i))
		if err := run(ctx, ".", "go", "build", "-trimpath", "-ldflags=-s -w", "-o", bin, "./"+program); err != nil {
			return nil, err
		}
		info, err := os.Stat(bin)
		if err != nil {
			return nil, err
		}
		rows[i].binary = info.Size()
	}
	return rows, nil
}

// compileCost returns the CPU time of compiling one package, what it imports being compiled
// already. An overlay that adds a comment to one of its files makes the compiler see a new package
// each time.
func compileCost(ctx context.Context, dir string) (time.Duration, error) {
	files, err := filepath.Glob(filepath.Join(dir, "*.go"))
	if err != nil || len(files) == 0 {
		return 0, fmt.Errorf("no Go files in %s: %w", dir, fs.ErrNotExist)
	}
	slices.Sort(files)
	file, err := filepath.Abs(files[0])
	if err != nil {
		return 0, err
	}
	source, err := os.ReadFile(file)
	if err != nil {
		return 0, err
	}
	pkg, err := filepath.Abs(dir)
	if err != nil {
		return 0, err
	}
	build := func(nonce int64) time.Duration {
		changed := filepath.Join(os.TempDir(), fmt.Sprint("armsmith-bench-", os.Getpid(), ".go"))
		overlay := changed + ".json"
		defer os.Remove(changed)
		defer os.Remove(overlay)
		_ = os.WriteFile(changed, fmt.Appendf(source, "\n// %d\n", nonce), 0o644)
		text, _ := json.Marshal(map[string]map[string]string{"Replace": {file: changed}})
		_ = os.WriteFile(overlay, text, 0o644)
		p := cost(ctx, 1, func() *exec.Cmd { return exec.CommandContext(ctx, "go", "build", "-overlay", overlay, pkg) })
		if p.failed != "" {
			err = fmt.Errorf("building %s: %s", dir, p.failed)
		}
		return p.cpu
	}
	best := time.Duration(1<<63 - 1)
	for n := range int64(5) {
		nonce := time.Now().UnixNano() + n
		fresh := build(nonce)
		again := build(nonce) // what the go command costs without the compiler
		best = min(best, fresh-again)
	}
	return best, err
}
