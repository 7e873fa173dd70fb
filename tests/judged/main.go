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

// Main is the body of the programs that Prepare writes: it calls every operation of its packages
// and prints a verdict a line.
func Main(packages []Package) {
	dir := flag.String("dir", "../shared/corpus", "folder of the corpus")
	flag.Parse()
	out := json.NewEncoder(os.Stdout)
	for _, pkg := range packages {
		verdicts, err := drive(context.Background(), filepath.Join(*dir, "specs"), pkg)
		if err != nil {
			fmt.Fprintln(os.Stderr, "judged:", err)
			os.Exit(2)
		}
		for _, v := range verdicts {
			if err := out.Encode(v); err != nil {
				fmt.Fprintln(os.Stderr, "judged:", err)
				os.Exit(2)
			}
		}
	}
}

// drive calls every operation of one package.
func drive(ctx context.Context, specs string, pkg Package) ([]Verdict, error) {
	doc, _ := load.Load(ctx, filepath.Join(specs, filepath.FromSlash(pkg.Doc)), load.Options{Root: specs})
	if doc == nil {
		return nil, fmt.Errorf("%s: unreadable", pkg.Doc)
	}
	api, _ := plan.Plan(doc, plan.Config{Package: "client", Source: pkg.Doc, Tolerate: true})
	j := judge.New(doc)
	var out []Verdict
	for _, group := range api.Groups {
		for _, op := range group.Operations {
			v := Verdict{Doc: pkg.Doc, Operation: name(op)}
			sent, err := call(ctx, pkg, api, j, group, op)
			for _, problem := range judge.Each(err) {
				v.Problems = append(v.Problems, fmt.Sprintf("%.600s", oneLine(problem.Error())))
			}
			if len(v.Problems) > 0 {
				v.Sent = fmt.Sprintf("%.1000s", oneLine(sent))
			}
			out = append(out, v)
		}
	}
	return out, nil
}

func oneLine(text string) string { return strings.Join(strings.Fields(text), " ") }

// name names an operation without spaces, since it stands in a list.
func name(op *model.Operation) string { return strings.ReplaceAll(op.ID, " ", "_") }
