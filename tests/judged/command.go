package judged

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
)

type options struct {
	dir, known, only, save, saved string
	sample                        int
}

// Command is the body of a rig's command: it generates and drives the clients of the corpus and
// prints what is wrong and not on the rig's list.
func Command(rig Rig) {
	var o options
	flag.StringVar(&o.dir, "dir", "../shared/corpus", "folder with corpus.tsv and specs/")
	flag.StringVar(&o.known, "known", rig.Known, "list of what stands, with reasons")
	flag.StringVar(&o.only, "only", "", "only documents whose path contains one of these, separated by commas")
	flag.StringVar(&o.save, "save", "", "file to save the verdicts in")
	flag.StringVar(&o.saved, "saved", "", "judge nothing: hold the verdicts of this file against the list")
	flag.IntVar(&o.sample, "sample", 0, "only every n-th document, large ones left out; 0: all")
	flag.Parse()
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt)
	defer stop()
	good, err := run(ctx, rig, o)
	if err != nil {
		fmt.Fprintln(os.Stderr, rig.Name+":", err)
		os.Exit(2)
	}
	if !good {
		os.Exit(1)
	}
}

func run(ctx context.Context, rig Rig, o options) (bool, error) {
	start := time.Now()
	list, err := ReadKnown(o.known)
	if err != nil {
		return false, err
	}
	everything := o.only == "" && o.sample == 0
	if o.saved != "" {
		verdicts, err := Saved(o.saved)
		if err != nil {
			return false, err
		}
		return Report(os.Stdout, verdicts, list, everything), nil
	}
	docs, err := documents(o)
	if err != nil {
		return false, err
	}
	ws, err := Prepare(ctx, rig, armsmith.Module, filepath.Join(o.dir, "specs"), docs)
	if err != nil {
		return false, err
	}
	for doc, why := range ws.Refused {
		fmt.Printf("not generated: %s\n    %s\n", doc, why)
	}
	var verdicts []Verdict
	for i, program := range ws.Programs {
		fmt.Fprintf(os.Stderr, "driving, batch %d of %d\n", i+1, len(ws.Programs))
		some, err := runProgram(ctx, program, o.dir)
		if err != nil {
			return false, err
		}
		verdicts = append(verdicts, some...)
	}
	if o.save != "" {
		if err := Save(o.save, verdicts); err != nil {
			return false, err
		}
	}
	good := Report(os.Stdout, verdicts, list, everything)
	fmt.Printf("in %s\n", time.Since(start).Round(time.Second))
	return good, nil
}

// runProgram builds and runs one program. Its packages are compiled without optimisation: they run
// for milliseconds, and compiling takes nearly all of the time.
func runProgram(ctx context.Context, program, dir string) ([]Verdict, error) {
	cmd := exec.CommandContext(ctx, "go", "run", "-gcflags="+filepath.ToSlash(filepath.Dir(program))+"/...=-N -l", program, "-dir", dir)
	var stdout, stderr bytes.Buffer
	cmd.Stdout, cmd.Stderr = &stdout, &stderr
	if err := cmd.Run(); err != nil {
		return nil, fmt.Errorf("%s: %w\n%.4000s", program, err, stderr.Bytes())
	}
	var out []Verdict
	lines := bufio.NewScanner(&stdout)
	lines.Buffer(nil, 1<<20)
	for lines.Scan() {
		var v Verdict
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
		return nil, errors.New("no document to drive")
	}
	return slices.Compact(docs), nil
}

// large reports whether a document takes so long to compile that a sample does without it.
func large(path string) bool {
	info, err := os.Stat(path)
	return err == nil && info.Size() > 300_000
}
