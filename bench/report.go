package main

import (
	"bytes"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"runtime"
	"slices"
	"strings"
	"time"
)

// result is what the measuring program prints of one contender.
type result struct {
	Subject, Contender string
	Base               bool
	CPU, Wall, Ratio   []float64
	Bytes, Allocs      float64
	Kept               float64
}

// quantile returns the value below which a share of the sample lies.
func quantile(sample []float64, share float64) float64 {
	sorted := slices.Sorted(slices.Values(sample))
	return sorted[min(len(sorted)-1, int(share*float64(len(sorted))))]
}

// goals are the ratios that armsmith wants to be at or below, by subject and contender; and
// allocations.
var goals = []struct {
	subject, contender string
	ratio, allocs      float64
}{
	{"decode page20", "armsmith", 0.45, 300}, {"decode page200", "armsmith", 0.45, 0},
	{"decode page20", "armsmith, private copy", 0.60, 0}, {"decode page200", "armsmith, private copy", 0.60, 0},
	{"decode task_example", "armsmith", 0.35, 0}, {"decode task_full", "armsmith", 0.40, 0},
	{"encode page20", "armsmith", 0.22, 1}, {"encode patch", "armsmith", 0.50, 1},
	{"call page20", "armsmith", 0.28, 0}, {"call page1", "armsmith", 0.57, 80},
}

// report writes RESULTS.md.
func report(results []result, gens []generatorRow, packs []packageRow, mocks []mockRow, took time.Duration) []byte {
	var out bytes.Buffer
	p := func(format string, args ...any) { fmt.Fprintf(&out, format, args...) }
	heading(&out, "Results", ", in "+took.Round(time.Second).String())
	p("All contenders run in one process. In each round each takes one turn, in random order, after a garbage collection; a turn repeats the\n" +
		"operation for about a fixed CPU time. **Ratio** is CPU time (user and kernel, garbage collection included) over that of the base in\n" +
		"the same round: the median of all rounds, and in brackets the middle half of them. Bytes and allocations are an operation's. **Kept** is\n" +
		"the share of the payload's values that come back from the contender's own decode and encode (a time counts when it is the same second).\n" +
		"Peers get our documents in the form they do best with (see peerspec.go); plain structs are the libraries' best case: no presence, no\n" +
		"unknown properties, unions as one flat struct.\n\n![Decode and encode, ratio to ogen](plot.svg)\n\n")
	goalTable(&out, results)
	wholeGoals(&out, gens, packs)
	mockGoals(&out, mocks)
	for _, subject := range subjects(results) {
		p("\n## %s\n\n| | ratio | CPU µs | wall µs | B/op | allocs | kept |\n|---|---|---|---|---|---|---|\n", subject)
		for _, r := range results {
			if r.Subject == subject {
				row(&out, r)
			}
		}
	}
	wholeTables(&out, gens, packs)
	mockTable(&out, mocks)
	return out.Bytes()
}

// heading begins a file of results: when it was written, on what machine, of which versions.
func heading(out *bytes.Buffer, title, took string) {
	fmt.Fprintf(out, "# %s\n\nWritten by `make bench` on %s%s. Do not edit.\n\n", title, time.Now().UTC().Format("2006-01-02 15:04 MST"), took)
	fmt.Fprintf(out, "%s, %d cores, %s, load average at the end %s.\n", processor(), runtime.NumCPU(), runtime.Version(), loadAverage())
	fmt.Fprintf(out, "Versions: %s.\n\n", versions())
}

func row(out *bytes.Buffer, r result) {
	name, kept := r.Contender, ""
	if strings.HasPrefix(name, "armsmith") {
		name = "**" + name + "**"
	}
	if r.Kept > 0 {
		kept = fmt.Sprintf("%.1f %%", 100*r.Kept)
	}
	fmt.Fprintf(out, "| %s | %.2f (%.2f-%.2f) | %.1f | %.1f | %.0f | %.0f | %s |\n", name, quantile(r.Ratio, 0.5), quantile(r.Ratio, 0.25), quantile(r.Ratio, 0.75),
		quantile(r.CPU, 0.5)/1000, quantile(r.Wall, 0.5)/1000, r.Bytes, r.Allocs, kept)
}

// goalTable says which goals are met.
func goalTable(out *bytes.Buffer, results []result) {
	fmt.Fprint(out, "## Goals\n\n| | goal | measured | |\n|---|---|---|---|\n")
	for _, g := range goals {
		for _, r := range results {
			if r.Subject != g.subject || r.Contender != g.contender {
				continue
			}
			got := quantile(r.Ratio, 0.5)
			fmt.Fprintf(out, "| %s, %s | <= %.2f | %.2f | %s |\n", g.subject, g.contender, g.ratio, got, met(got <= g.ratio+0.005))
			if g.allocs > 0 {
				fmt.Fprintf(out, "| the same, allocations | <= %.0f | %.0f | %s |\n", g.allocs, r.Allocs, met(r.Allocs <= g.allocs+0.5))
			}
		}
	}
}

// wholeGoals says the same of generators and of the client as a package.
func wholeGoals(out *bytes.Buffer, gens []generatorRow, packs []packageRow) {
	line := func(what string, goal, got float64, unit string) {
		fmt.Fprintf(out, "| %s | <= %.2f%s | %.2f%s | %s |\n", what, goal, unit, got, unit, met(got <= goal+0.005))
	}
	ours := map[string]generatorRow{}
	faster := map[string]time.Duration{} // the faster peer's CPU, of those that did it
	for _, g := range gens {
		if g.tool == "armsmith" {
			ours[g.document] = g
		} else if least, ok := faster[g.document]; g.failed == "" && (!ok || g.cpu < least) {
			faster[g.document] = g.cpu
		}
	}
	if g, ok := ours[filepath.Base(small)]; ok {
		line("generator, small document", 0.06, g.cpu.Seconds(), " s")
	}
	for _, doc := range []string{github, kubernetes} {
		if g, ok := ours[doc]; ok && faster[doc] > 0 && g.compile == "yes" {
			line("generator, "+doc+", to the faster peer", 1, g.cpu.Seconds()/faster[doc].Seconds(), "")
		}
	}
	for _, p := range packs {
		if p.name == "armsmith" {
			line("compiling the ML client", 0.45, p.compile.Seconds(), " s")
			line("its lines, in thousands", 4.5, float64(p.lines)/1000, "")
			line("its binary, over one by hand", 0.25, float64(p.binary-packs[0].binary)/1e6, " MB")
		}
	}
}

func met(ok bool) string {
	if ok {
		return "met"
	}
	return "**missed**"
}

func subjects(results []result) (names []string) {
	for _, r := range results {
		if !slices.Contains(names, r.Subject) {
			names = append(names, r.Subject)
		}
	}
	return names
}

func wholeTables(out *bytes.Buffer, gens []generatorRow, packs []packageRow) {
	if len(gens) > 0 {
		fmt.Fprint(out, "\n## Generators\n\nCPU time and memory of the process, the least of three runs. oapi-codegen emits no codec. ml.yaml is the\n"+
			"form of our document that the peers get; GitHub's and Kubernetes' documents are those that ogen tests itself with, and ogen is told to\n"+
			"leave out what it cannot do.\n\n| document | | CPU s | MiB | lines | compiles |\n|---|---|---|---|---|---|\n")
		for _, g := range gens {
			fmt.Fprintf(out, "| %s | %s | %.3f | %d | %d | %s |\n", g.document, g.tool, g.cpu.Seconds(), g.memory>>10, g.lines, g.compile)
		}
	}
	if len(packs) > 0 {
		fmt.Fprint(out, "\n## The ML client as a package\n\nCompile is the CPU time of compiling the package alone, the least of five; the binary is a stripped program of one call.\n\n"+
			"| | lines | compile CPU s | binary MB |\n|---|---|---|---|\n")
		for _, p := range packs {
			fmt.Fprintf(out, "| %s | %d | %.2f | %.2f |\n", p.name, p.lines, p.compile.Seconds(), float64(p.binary)/1e6)
		}
	}
}

func processor() string {
	data, _ := os.ReadFile("/proc/cpuinfo")
	for line := range strings.Lines(string(data)) {
		if name, ok := strings.CutPrefix(line, "model name"); ok {
			return strings.TrimSpace(strings.TrimLeft(name, "\t :"))
		}
	}
	return runtime.GOARCH
}

func loadAverage() string {
	data, err := os.ReadFile("/proc/loadavg")
	if err != nil {
		return "unknown"
	}
	return strings.Fields(string(data))[0]
}

// versions lists the peers, as go.mod has them, and the commit of armsmith.
func versions() string {
	var out []string
	if rev, err := exec.Command("git", "rev-parse", "--short", "HEAD").Output(); err == nil {
		out = append(out, "armsmith "+strings.TrimSpace(string(rev)))
	}
	list, err := exec.Command("go", "list", "-m", "-f", "{{if not .Indirect}}{{.Path}} {{.Version}}{{end}}", "all").Output()
	if err != nil {
		return strings.Join(out, ", ")
	}
	for line := range strings.Lines(string(list)) {
		path, version, _ := strings.Cut(strings.TrimSpace(line), " ")
		for _, peer := range []string{"ogen-go/ogen", "oapi-codegen/oapi-codegen/v2", "bytedance/sonic", "goccy/go-json", "mailru/easyjson",
			"azcore", "armmachinelearning/v4", "azbatch"} {
			if strings.HasSuffix(path, peer) {
				out = append(out, peer+" "+version)
			}
		}
	}
	return strings.Join(out, ", ")
}
