package example

import (
	"cmp"
	"slices"
	"strconv"
	"strings"

	"github.com/armsmith/armsmith/generator/emit/gocode"
	"github.com/armsmith/armsmith/generator/model"
)

// mostLines is how long a call may be that stands at the top of a page.
const mostLines = 24

// Usage writes a call for the top of README.md: of the operation that says most of the client and
// harms nobody who pastes it. It is "" where there is none.
//
//	for item, err := range client.Tasks.List(ctx, azurebatch.ListTasksParams{...}).All() {
//		if err != nil {
//			return err
//		}
//		fmt.Println(item)
//	}
func Usage(pkg *gocode.Package) (string, error) {
	type candidate struct {
		g  *model.Group
		op *model.Operation
	}
	var all []candidate
	for _, g := range pkg.API.Groups {
		for _, op := range g.Operations {
			all = append(all, candidate{g, op})
		}
	}
	slices.SortStableFunc(all, func(a, b candidate) int { return cmp.Compare(telltale(b.op), telltale(a.op)) })
	for _, c := range all[:min(len(all), 10)] {
		sample := Sample(pkg, c.op)
		if !isWhole(c.op, sample) {
			continue
		}
		text, err := Calling(pkg, c.g, c.op, sample)
		if err != nil || strings.Count(text, "\n") < mostLines {
			return text, err
		}
	}
	return "", nil
}

// isWhole reports whether a sample has all that the call of an operation needs.
func isWhole(op *model.Operation, sample model.Example) bool {
	if b := op.Body; b != nil && b.Required && (sample.Body == "" || b.Content.Kind != model.BodyJSON && b.Content.Kind != model.BodyMergePatch) {
		return false
	}
	return op.Params == nil || !slices.ContainsFunc(op.Params.Params, func(p *model.Param) bool {
		return p.Asked() && p.Required && !p.Key && !p.ClientID && sample.Params[p.Wire] == ""
	})
}

// telltale says how much the call of an operation tells a reader: one that changes nothing first,
// then one with values of the document, then one of pages.
func telltale(op *model.Operation) (n int) {
	for i, yes := range []bool{op.Paging != nil, len(op.Examples) > 0, op.Method == "GET", op.Deprecated == ""} {
		if yes {
			n += 1 << i
		}
	}
	return n
}

// Import writes the import of a package under the name that its calls have: its own, or another one
// if a variable of theirs has that.
func Import(pkg *gocode.Package) string {
	path := strconv.Quote(pkg.ImportPath)
	if slices.Contains(locals, pkg.API.Package) {
		return "api " + path
	}
	return path
}
