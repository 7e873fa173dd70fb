package conformance

import (
	"bufio"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"strings"
	"text/tabwriter"
)

// known is the list of what cannot pass: "form scenario" to the reason. A form of * stands for all.
type known map[string]string

// readKnown reads the list: a line each, form, scenario, then the reason. Lines that begin with #
// are comments.
func readKnown(path string) (known, error) {
	f, err := os.Open(path)
	if errors.Is(err, fs.ErrNotExist) {
		return known{}, nil
	} else if err != nil {
		return nil, err
	}
	defer f.Close()
	list := known{}
	lines := bufio.NewScanner(f)
	for n := 1; lines.Scan(); n++ {
		line := strings.TrimSpace(lines.Text())
		if line == "" || strings.HasPrefix(line, "#") {
			continue
		}
		words := strings.SplitN(line, " ", 3)
		if len(words) < 3 {
			return nil, fmt.Errorf("%s:%d: want a form, a scenario and the reason", path, n)
		}
		list[words[0]+" "+words[1]] = strings.TrimSpace(words[2])
	}
	return list, lines.Err()
}

// reason returns why a scenario cannot pass in a form, or "".
func (k known) reason(form, scenario string) string {
	if why := k[form+" "+scenario]; why != "" {
		return why
	}
	return k["* "+scenario]
}

func matches(name, only string) bool { return only == "" || strings.Contains(name, only) }

// report prints each unexpected failure, what the list names although it passes, and the table by
// folder. It reports whether all is as stated. What the list names beyond the suite at hand does
// not count: the folder is a parameter.
func report(w io.Writer, suite *Suite, results []result, list known) bool {
	good, known := true, 0
	for _, r := range results {
		why := list.reason(r.form, r.scenario)
		switch {
		case len(r.problems) > 0 && why == "":
			good = false
			fmt.Fprintf(w, "FAIL %s %s\n     %s\n", r.form, r.scenario, strings.Join(r.problems, "\n     "))
		case len(r.problems) > 0:
			known++
		case why != "":
			good = false
			fmt.Fprintf(w, "PASSES NOW, take it off the list: %s %s\n", r.form, r.scenario)
		}
	}
	table(w, suite, results)
	if known > 0 {
		fmt.Fprintf(w, "%d cannot pass; the list says why each cannot\n", known)
	}
	return good
}

// table prints how many scenarios pass, a row a top folder and a column a form.
func table(w io.Writer, suite *Suite, results []result) {
	type cell struct{ pass, all int }
	cells := map[string]map[string]*cell{}
	for _, r := range results {
		top, _, _ := strings.Cut(r.folder, "/")
		for _, row := range []string{top, "~"} {
			if cells[row] == nil {
				cells[row] = map[string]*cell{}
			}
			c := cells[row][r.form]
			if c == nil {
				c = new(cell)
				cells[row][r.form] = c
			}
			c.all++
			if len(r.problems) == 0 {
				c.pass++
			}
		}
	}
	tw := tabwriter.NewWriter(w, 0, 0, 2, ' ', tabwriter.AlignRight)
	fmt.Fprint(tw, "folder\t")
	for _, form := range suite.Forms {
		fmt.Fprintf(tw, "%s\t", form)
	}
	fmt.Fprintln(tw)
	for _, row := range sortedKeys(cells) {
		name := row
		if row == "~" {
			name = "all"
		}
		fmt.Fprintf(tw, "%s\t", name)
		for _, form := range suite.Forms {
			if c := cells[row][form]; c != nil {
				fmt.Fprintf(tw, "%d of %d\t", c.pass, c.all)
			} else {
				fmt.Fprint(tw, "-\t")
			}
		}
		fmt.Fprintln(tw)
	}
	tw.Flush()
}
