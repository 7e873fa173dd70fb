// Command run generates a client from every document of the corpus, calls each operation once, and
// prints what kin-openapi finds wrong with a request and the list of exceptions does not name.
package main

import (
	"bufio"
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"flag"
	"fmt"
	"os"
	"os/exec"
	"os/signal"
	"path/filepath"
	"slices"
	"strings"
	"time"

	"github.com/armsmith/armsmith"
	"github.com/armsmith/armsmith/tests/judged"
)

type options struct {
	dir, known, only, save, saved string
	sample                        int
}

func main() {
	var o options
	flag.StringVar(&o.dir, "dir", "../shared/corpus", "folder with corpus.tsv and specs/")
	flag.StringVar(&o.known, "known", "tests/judged/known.txt", "list of what kin-openapi gets wrong, with reasons")
	flag.StringVar(&o.only, "only", "", "only documents whose path contains one of these, separated by commas")
	flag.StringVar(&o.save, "save", "", "file to save the verdicts in")
	flag.StringVar(&o.saved, "saved", "", "judge nothing: hold the verdicts of this file against the list")
	flag.IntVar(&o.sample, "sample", 0, "only every n-th document, large ones left out; 0: all")
	flag.Parse()
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt)
	defer stop()
	good, err := run(ctx, o)
	if err != nil {
		fmt.Fprintln(os.Stderr, "judged:", err)
		os.Exit(2)
	}
	if !good {
		os.Exit(1)
	}
}

func run(ctx context.Context, o options) (bool, error) {
	start := time.Now()
	list, err := judged.ReadKnown(o.known)
	if err != nil {
		return false, err
	}
	everything := o.only == "" && o.sample == 0
	if o.saved != "" {
		verdicts, err := judged.Saved(o.saved)
		if err != nil {
			return false, err
		}
		return judged.Report(os.Stdout, verdicts, list, everything), nil
	}
	docs, err := documents(o)
	if err != nil {
		return false, err
	}
	ws, err := judged.Prepare(ctx, armsmith.Module, filepath.Join(o.dir, "specs"), docs)
	if err != nil {
		return false, err
	}
	for doc, why := range ws.Refused {
		fmt.Printf("not generated: %s\n    %s\n", doc, why)
	}
	var verdicts []judged.Verdict
	for i, program := range ws.Programs {
		fmt.Fprintf(os.Stderr, "judging, batch %d of %d\n", i+1, len(ws.Programs))
		some, err := drive(ctx, program, o.dir)
		if err != nil {
			return false, err
		}
		verdicts = append(verdicts, some...)
	}
	if o.save != "" {
		if err := judged.Save(o.save, verdicts); err != nil {
			return false, err
		}
	}
	good := judged.Report(os.Stdout, verdicts, list, everything)
	fmt.Printf("in %s\n", time.Since(start).Round(time.Second))
	return good, nil
}

// drive builds and runs one program. Its packages are compiled without optimisation: they run for
// milliseconds, and compiling takes nearly all of the time.
func drive(ctx context.Context, program, dir string) ([]judged.Verdict, error) {
	cmd := exec.CommandContext(ctx, "go", "run", "-gcflags="+filepath.ToSlash(filepath.Dir(program))+"/...=-N -l", program, "-dir", dir)
	var stdout, stderr bytes.Buffer
	cmd.Stdout, cmd.Stderr = &stdout, &stderr
	if err := cmd.Run(); err != nil {
		return nil, fmt.Errorf("%s: %w\n%.4000s", program, err, stderr.Bytes())
	}
	var out []judged.Verdict
	lines := bufio.NewScanner(&stdout)
	lines.Buffer(nil, 1<<20)
	for lines.Scan() {
		var v judged.Verdict
		if err := json.Unmarshal(lines.Bytes(), &v); err != nil {
			return nil, fmt.Errorf("%s: %w", program, err)
		}
		out = append(out, v)
	}
	return out, lines.Err()
}

// documents lists the corpus's documents, as far as they are asked for.
func documents(o options) ([]string, error) {
	data, err := os.ReadFile(filepath.Join(o.dir, "corpus.tsv"))
	if err != nil {
		return nil, fmt.Errorf("no corpus: %w", err)
	}
	var docs []string
	only := strings.Split(o.only, ",")
	for i, line := range strings.Split(strings.TrimSpace(string(data)), "\n") {
		doc, _, _ := strings.Cut(line, "\t")
		switch {
		case i == 0, !slices.ContainsFunc(only, func(part string) bool { return strings.Contains(doc, part) }):
		case o.sample > 1 && (i%o.sample != 0 || large(filepath.Join(o.dir, "specs", doc))):
		default:
			docs = append(docs, doc)
		}
	}
	if len(docs) == 0 {
		return nil, errors.New("no document to judge")
	}
	return slices.Compact(docs), nil
}

// large reports whether a document takes so long to compile that a sample does without it.
func large(path string) bool {
	info, err := os.Stat(path)
	return err == nil && info.Size() > 300_000
}
