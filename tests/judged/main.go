package judged

import (
	"context"
	"encoding/json"
	"flag"
	"fmt"
	"os"
	"path/filepath"
	"strings"

	"github.com/armsmith/armsmith/generator/judge"
	"github.com/armsmith/armsmith/generator/load"
	"github.com/armsmith/armsmith/generator/model"
	"github.com/armsmith/armsmith/generator/plan"
)

// Verdict is what came of one call.
type Verdict struct {
	Doc, Operation string
	Problems       []string // none when the request was found right
	Sent           string   // the request, when it was not
}

// Driver calls every operation of one package; specs is the folder of its document.
type Driver func(ctx context.Context, specs string, pkg Package) ([]Verdict, error)

// Main is the body of the programs that Prepare writes: it judges every operation of its packages.
func Main(packages []Package) { Drive(packages, drive) }

// Drive has a driver call every operation of packages, and prints a verdict a line.
func Drive(packages []Package, drive Driver) {
	dir := flag.String("dir", "../shared/corpus", "folder of the corpus")
	flag.Parse()
	out := json.NewEncoder(os.Stdout)
	for _, pkg := range packages {
		verdicts, err := drive(context.Background(), filepath.Join(*dir, "specs"), pkg)
		if err != nil {
			fmt.Fprintln(os.Stderr, "drive:", err)
			os.Exit(2)
		}
		for _, v := range verdicts {
			if err := out.Encode(v); err != nil {
				fmt.Fprintln(os.Stderr, "drive:", err)
				os.Exit(2)
			}
		}
	}
}

// Read loads and plans the document of a package.
func Read(ctx context.Context, specs string, pkg Package) (*load.Document, *model.API, error) {
	doc, _ := load.Load(ctx, filepath.Join(specs, filepath.FromSlash(pkg.Doc)), load.Options{Root: specs})
	if doc == nil {
		return nil, nil, fmt.Errorf("%s: unreadable", pkg.Doc)
	}
	api, _ := plan.Plan(doc, plan.Config{Package: "client", Source: pkg.Doc, Tolerate: true})
	return doc, api, nil
}

// drive has the judge look at every operation of one package.
func drive(ctx context.Context, specs string, pkg Package) ([]Verdict, error) {
	doc, api, err := Read(ctx, specs, pkg)
	if err != nil {
		return nil, err
	}
	j := judge.New(doc)
	var out []Verdict
	for _, group := range api.Groups {
		for _, op := range group.Operations {
			sent, err := call(ctx, pkg, api, j, group, op)
			var problems []string
			for _, problem := range judge.Each(err) {
				problems = append(problems, problem.Error())
			}
			out = append(out, NewVerdict(pkg, op, sent, problems))
		}
	}
	return out, nil
}

// NewVerdict returns a verdict on an operation; sent tells the call, for whoever looks into a
// problem.
func NewVerdict(pkg Package, op *model.Operation, sent string, problems []string) Verdict {
	v := Verdict{Doc: pkg.Doc, Operation: name(op)}
	for _, problem := range problems {
		v.Problems = append(v.Problems, fmt.Sprintf("%.600s", oneLine(problem)))
	}
	if len(v.Problems) > 0 {
		v.Sent = fmt.Sprintf("%.1000s", oneLine(sent))
	}
	return v
}

func oneLine(text string) string { return strings.Join(strings.Fields(text), " ") }

// name names an operation without spaces, since it stands in a list.
func name(op *model.Operation) string { return strings.ReplaceAll(op.ID, " ", "_") }
