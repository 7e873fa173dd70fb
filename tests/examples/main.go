// Command examples takes every body of JSON that the documents of the corpus give as an example
// through the codec of the client generated from the document, as armsmith inspect --examples does,
// and prints what comes back changed or is refused. There is no list of exceptions.
package main

import (
	"context"
	"flag"
	"fmt"
	"io"
	"os"
	"os/signal"
	"path/filepath"
	"strings"
	"time"

	"github.com/armsmith/armsmith/generator"
	"github.com/armsmith/armsmith/generator/examples"
)

// batch is how many clients are compiled together: enough that linking costs little.
const batch = 8

type options struct {
	dir, only string
	sample    int
	all       bool
}

func main() {
	var o options
	flag.StringVar(&o.dir, "dir", "../shared/corpus", "folder with corpus.tsv and specs/")
	flag.StringVar(&o.only, "only", "", "only documents whose path contains one of these, separated by commas")
	flag.IntVar(&o.sample, "sample", 1, "only every n-th document")
	flag.BoolVar(&o.all, "v", false, "print what contradicts its own schema, too")
	flag.Parse()
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt)
	defer stop()
	good, err := run(ctx, o, os.Stdout)
	if err != nil {
		fmt.Fprintln(os.Stderr, "examples:", err)
		os.Exit(2)
	}
	if !good {
		os.Exit(1)
	}
}

func run(ctx context.Context, o options, out io.Writer) (good bool, err error) {
	start := time.Now()
	docs, err := documents(o)
	if err != nil {
		return false, err
	}
	specs := filepath.Join(o.dir, "specs")
	sum := &summary{out: out, all: o.all, count: map[examples.Outcome]int{}}
	for i := 0; i < len(docs); i += batch {
		var cfgs []generator.Config
		for _, doc := range docs[i:min(i+batch, len(docs))] {
			cfgs = append(cfgs, generator.Config{Spec: filepath.Join(specs, filepath.FromSlash(doc)), Root: specs, Package: "client", Tolerate: true})
		}
		made, err := generator.RoundTrip(ctx, cfgs...)
		if err != nil {
			return false, fmt.Errorf("%s and those after it: %w", docs[i], err)
		}
		for n, m := range made {
			sum.add(docs[i+n], m)
		}
	}
	sum.print()
	fmt.Fprintf(out, "in %s\n", time.Since(start).Round(time.Second))
	return sum.failed == 0 && sum.bodies > 0, nil
}

// summary adds up what became of examples, and prints those that matter.
type summary struct {
	out                        io.Writer
	all                        bool
	documents, bodies, refused int
	failed                     int
	count                      map[examples.Outcome]int
}

func (s *summary) add(doc string, made generator.Examples) {
	if made.Err != nil {
		s.refused++
		fmt.Fprintf(s.out, "not generated: %s: %.300v\n", doc, made.Err)
		return
	}
	if len(made.Results) > 0 {
		s.documents++
	}
	for _, r := range made.Results {
		s.bodies++
		s.count[r.Outcome]++
		if r.Outcome.Failed() {
			s.failed++
		} else if r.Outcome == examples.Unchanged || !s.all {
			continue
		}
		fmt.Fprintf(s.out, "%s: %s %s (%s)\n    %s\n", r.Outcome, doc, r.Place.Pointer, r.Where(), strings.Join(r.Why(), "\n    "))
	}
}

func (s *summary) print() {
	fmt.Fprintf(s.out, "%d bodies of examples in %d documents", s.bodies, s.documents)
	for _, outcome := range examples.Outcomes() {
		fmt.Fprintf(s.out, ", %d %s", s.count[outcome], outcome)
	}
	fmt.Fprintln(s.out)
}

// documents lists the documents of the corpus that the options select.
func documents(o options) ([]string, error) {
	index, err := os.ReadFile(filepath.Join(o.dir, "corpus.tsv"))
	if err != nil {
		return nil, fmt.Errorf("no corpus: %w (CORPUS=... names its folder)", err)
	}
	var out []string
	for i, line := range strings.Split(strings.TrimSpace(string(index)), "\n")[1:] {
		doc, _, _ := strings.Cut(line, "\t")
		if i%max(o.sample, 1) == 0 && wanted(doc, o.only) {
			out = append(out, doc)
		}
	}
	return out, nil
}

func wanted(doc, only string) bool {
	for part := range strings.SplitSeq(only, ",") {
		if strings.Contains(doc, part) {
			return true
		}
	}
	return false
}
