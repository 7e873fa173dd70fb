// Command corpus generates a client from every root document of a folder of real-world documents,
// type-checks what comes out, and prints what a person who owns the generator wants to know: how
// many documents of each class come out whole, what the first finding is where one does not, and
// which were slow or large.
//
// Each document is generated in a process of its own, so that its time and memory are its own and a
// crash is one document's result. The folder holds corpus.tsv, one root document a row, and the
// documents below specs/.
package main

import (
	"context"
	"errors"
	"flag"
	"fmt"
	"os"
	"os/signal"
	"runtime"
	"slices"
	"time"

	"github.com/armsmith/armsmith/tests/typecheck"
)

// options are what the command line says.
type options struct {
	dir     string
	only    string
	sample  int
	jobs    int
	seconds int
	verbose bool
	worker  string
	exports string
	minOK   float64
}

func main() {
	var o options
	flag.StringVar(&o.dir, "dir", "../shared/corpus", "folder with corpus.tsv and specs/")
	flag.StringVar(&o.only, "only", "", "only documents whose path contains this")
	flag.IntVar(&o.sample, "sample", 0, "only every n-th document, largest left out; 0: all")
	flag.IntVar(&o.jobs, "jobs", runtime.NumCPU(), "documents at a time")
	flag.IntVar(&o.seconds, "seconds", 60, "time limit a document")
	flag.BoolVar(&o.verbose, "v", false, "list every document, not only those that fell short")
	flag.Float64Var(&o.minOK, "min", 97, "percentage of the real documents that must come out whole")
	flag.StringVar(&o.worker, "worker", "", "internal: generate this one document and print the result as JSON")
	flag.StringVar(&o.exports, "exports", "", "internal: file that lists export data")
	flag.Parse()
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt)
	defer stop()
	if o.worker != "" {
		os.Exit(work(ctx, o))
	}
	if err := run(ctx, o); err != nil {
		fmt.Fprintln(os.Stderr, "corpus:", err)
		stop()
		os.Exit(1)
	}
}

// run is the parent: it schedules the documents, then prints the tables.
func run(ctx context.Context, o options) error {
	docs, err := readIndex(o.dir)
	if err != nil {
		return err
	}
	docs = choose(docs, o)
	if len(docs) == 0 {
		return errors.New("no document to generate")
	}
	exports, err := typecheck.FindExports(ctx, ".", imports...)
	if err != nil {
		return err
	}
	o.exports, err = saveExports(exports)
	if err != nil {
		return err
	}
	defer os.Remove(o.exports)
	start := time.Now()
	results, err := schedule(ctx, o, docs)
	if err != nil {
		return err
	}
	return report(os.Stdout, results, o, time.Since(start))
}

// choose applies -only and -sample. A sample keeps every n-th document in the order of the index,
// so that it is the same every time, and leaves out the largest, which take most of the time.
func choose(docs []document, o options) []document {
	docs = slices.DeleteFunc(docs, func(d document) bool { return !contains(d.Path, o.only) })
	if o.sample <= 1 {
		return docs
	}
	const large = 2 << 20
	var out []document
	for i, d := range docs {
		if i%o.sample == 0 && d.Bytes < large {
			out = append(out, d)
		}
	}
	return out
}
