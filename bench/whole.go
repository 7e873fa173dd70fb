package main

import (
	"context"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
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
	if err := buildGenerators(ctx); err != nil {
		return nil, err
	}
	examples, err := ogenExamples(ctx)
	if err != nil {
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
			row.process = cost(ctx, 3, func() *exec.Cmd { return generatorCommand(ctx, filepath.Join(generatorsBin, tool), tool, doc, out) })
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

const generatorsBin = "peers/bin"

// buildGenerators builds all three, and writes what ogen is told.
func buildGenerators(ctx context.Context) error {
	if err := run(ctx, "..", "go", "build", "-o", "bench/"+generatorsBin+"/armsmith", "./cmd/armsmith"); err != nil {
		return err
	}
	for tool, pkg := range map[string]string{"ogen": "github.com/ogen-go/ogen/cmd/ogen", "oapi-codegen": "github.com/oapi-codegen/oapi-codegen/v2/cmd/oapi-codegen"} {
		if err := run(ctx, ".", "go", "build", "-o", filepath.Join(generatorsBin, tool), pkg); err != nil {
			return err
		}
	}
	return writeFile(ogenConfig, []byte("generator: {ignore_not_implemented: [all]}\nparser: {infer_types: true}\n"))
}

// ogenExamples returns the folder of the API documents of GitHub and Kubernetes, which come with
// ogen: it has them to test itself.
func ogenExamples(ctx context.Context) (string, error) {
	ogen, err := exec.CommandContext(ctx, "go", "list", "-m", "-f", "{{.Dir}}", "github.com/ogen-go/ogen").Output()
	if err != nil {
		return "", fmt.Errorf("finding ogen's documents: %w", err)
	}
	return filepath.Join(strings.TrimSpace(string(ogen)), "_testdata", "examples"), nil
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

// lines counts the lines of Go of the package in a folder, its runtime, fakes and tests aside.
func lines(dir string) (n int) {
	files, _ := filepath.Glob(filepath.Join(dir, "*.go"))
	for _, f := range files {
		if strings.HasSuffix(f, "_test.go") {
			continue
		}
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
		compile := compileProcess(ctx, ".", "./"+dirs[i], 0, 5)
		if compile.failed != "" {
			return nil, fmt.Errorf("building %s: %s", dirs[i], compile.failed)
		}
		rows[i].compile = compile.cpu
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

// compileProcess returns the CPU time of compiling one package (a folder or an import path, as seen
// from a module) and the memory of the compiler, what it imports being compiled already: the least
// of several times. A flag that says nothing (-D is about relative imports) makes it a new package
// each time. processors is how many the compiler may use at once; 0 for all.
func compileProcess(ctx context.Context, module, pkg string, processors, times int) process {
	build := func(nonce int64) process {
		return cost(ctx, 1, func() *exec.Cmd {
			cmd := exec.CommandContext(ctx, "go", "build", fmt.Sprint("-gcflags=-D=", nonce), pkg)
			cmd.Dir = module
			if processors > 0 {
				cmd.Env = append(os.Environ(), fmt.Sprint("GOMAXPROCS=", processors))
			}
			return cmd
		})
	}
	if err := buildImports(ctx, module, pkg); err != nil {
		return process{failed: err.Error()}
	}
	best := process{cpu: 1<<63 - 1, memory: 1<<63 - 1}
	for n := range int64(times) {
		nonce := time.Now().UnixNano() + n
		fresh := build(nonce)
		if fresh.failed != "" {
			return fresh
		}
		again := build(nonce) // what the go command costs without the compiler
		best.cpu, best.memory = min(best.cpu, fresh.cpu-again.cpu), min(best.memory, fresh.memory)
	}
	return best
}

// buildImports compiles what a package imports.
func buildImports(ctx context.Context, module, pkg string) error {
	list := exec.CommandContext(ctx, "go", "list", "-f", "{{range .Imports}}{{.}} {{end}}", pkg)
	list.Dir = module
	imports, err := list.Output()
	if err != nil {
		return fmt.Errorf("go list %s: %w", pkg, err)
	}
	return run(ctx, module, "go", append([]string{"build"}, strings.Fields(string(imports))...)...)
}
