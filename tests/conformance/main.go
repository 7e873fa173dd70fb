package conformance

import (
	"context"
	"flag"
	"fmt"
	"os"
	"path/filepath"
	"sync"

	"golang.org/x/sync/errgroup"

	"github.com/armsmith/armsmith/generator/load"
	"github.com/armsmith/armsmith/generator/model"
	"github.com/armsmith/armsmith/generator/plan"
)

// Main is the body of the program that Prepare writes: it drives every scenario in every form,
// prints the table, and exits 1 when something fails that the list of exceptions does not name, or
// when something passes that it still names.
func Main(packages []Package) {
	dir := flag.String("suite", "../shared/spector", "folder with scenarios.json, match-*.json and the documents")
	known := flag.String("known", "tests/conformance/known.txt", "list of what cannot pass, with reasons")
	only := flag.String("only", "", "only scenarios whose name contains this")
	strict := flag.Bool("strict", true, "fail on what the list does not name")
	flag.Parse()
	suite, err := OpenSuite(*dir)
	if err != nil {
		fmt.Fprintln(os.Stderr, "conformance:", err)
		os.Exit(2)
	}
	list, err := readKnown(*known)
	if err != nil {
		fmt.Fprintln(os.Stderr, "conformance:", err)
		os.Exit(2)
	}
	r := &runner{suite: suite, packages: packages, models: map[string]*model.API{}}
	results := r.runAll(context.Background(), *only)
	if !report(os.Stdout, suite, results, list) && *strict {
		os.Exit(1)
	}
}

// runner holds what all scenarios share.
type runner struct {
	suite    *Suite
	packages []Package
	mu       sync.Mutex
	models   map[string]*model.API
}

// result is one scenario in one form.
type result struct {
	form, scenario, folder string
	problems               []string
}

// runAll drives the scenarios, a few at a time.
func (r *runner) runAll(ctx context.Context, only string) []result {
	var results []result
	for _, form := range r.suite.Forms {
		for _, sc := range r.suite.Scenarios {
			if matches(sc.Name, only) {
				results = append(results, result{form: form, scenario: sc.Name, folder: sc.SpecPath})
			}
		}
	}
	byName := map[string]Scenario{}
	for _, sc := range r.suite.Scenarios {
		byName[sc.Name] = sc
	}
	var group errgroup.Group
	group.SetLimit(8)
	for i := range results {
		group.Go(func() error {
			res := &results[i]
			res.problems = drive(ctx, byName[res.scenario], func(index int) (*target, error) {
				return r.target(ctx, res.form, res.scenario, index)
			})
			return nil
		})
	}
	_ = group.Wait() // no function returns an error
	return results
}

// target finds what a request of a scenario is to be made with.
func (r *runner) target(ctx context.Context, form, scenario string, index int) (*target, error) {
	m, ok := r.suite.Match(form, scenario, index)
	if !ok || m.Doc == "" {
		return nil, fmt.Errorf("no operation of the document makes it in this form, and none before it did")
	}
	for _, p := range r.packages {
		if p.Form == form && p.Doc == m.Doc {
			api, err := r.model(ctx, form, m.Doc)
			if err != nil {
				return nil, err
			}
			return &target{pkg: p, api: api, match: m, decode: newDecoder(p.Unions)}, nil
		}
	}
	return nil, fmt.Errorf("nothing was generated from %s", m.Doc)
}

// model builds the model that a package was generated from, for the names of its methods and
// fields.
func (r *runner) model(ctx context.Context, form, doc string) (*model.API, error) {
	r.mu.Lock()
	defer r.mu.Unlock()
	key := form + "/" + doc
	if api, ok := r.models[key]; ok {
		return api, nil
	}
	d, _ := load.Load(ctx, filepath.Join(r.suite.Dir, form, filepath.FromSlash(doc)), load.Options{})
	if d == nil {
		return nil, fmt.Errorf("%s: unreadable", doc)
	}
	api, _ := plan.Plan(d, plan.Config{Package: "client", Source: doc, Tolerate: true})
	r.models[key] = api
	return api, nil
}
