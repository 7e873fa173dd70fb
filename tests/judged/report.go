package judged

import (
	"encoding/json"
	"fmt"
	"io"
	"os"
	"strings"
)

// Report prints what is wrong and not on the list, how much each class of the list covers, and what
// is on the list and not wrong: that is to be struck off. It reports whether all is as the list
// says. Of a run that did not call everything, only the lines of documents that were called can be
// found to be idle.
func Report(w io.Writer, verdicts []Verdict, list Known, everything bool) bool {
	good, right, documents := true, 0, map[string]bool{}
	covered := make([]int, len(list))
	for _, v := range verdicts {
		documents[v.Doc] = true
		if len(v.Problems) == 0 {
			right++
		}
		if unknown := list.cover(v, covered); len(unknown) > 0 {
			good = false
			fmt.Fprintf(w, "%s %s\n    %s\n    sent: %s\n", v.Doc, v.Operation, strings.Join(unknown, "\n    "), v.Sent)
		}
	}
	for i, line := range list {
		switch {
		case covered[i] > 0 && line.Problem != nil:
			fmt.Fprintf(w, "%5d x %s\n        %s\n", covered[i], line.text, line.Reason)
		case covered[i] == 0 && (everything || documents[line.Doc]):
			good = false
			fmt.Fprintf(w, "%s\n    covers nothing: strike it off the list\n", line.text)
		}
	}
	fmt.Fprintf(w, "%d operations of %d documents were called; %d are right.\n", len(verdicts), len(documents), right)
	for _, fault := range faults {
		n := 0
		for i, line := range list {
			if line.Fault() == fault {
				n += covered[i]
			}
		}
		fmt.Fprintf(w, "%5d x %s\n", n, fault)
	}
	return good
}

// cover counts the lines that cover the problems of a verdict, the first for each, and returns the
// problems that no line covers. A line counts once an operation.
func (list Known) cover(v Verdict, covered []int) (unknown []string) {
	counted := map[int]bool{}
	for _, problem := range v.Problems {
		found := false
		for i := range list {
			if list[i].covers(v.Doc, v.Operation, problem) {
				found, counted[i] = true, true
				break
			}
		}
		if !found {
			unknown = append(unknown, problem)
		}
	}
	for i := range counted {
		covered[i]++
	}
	return unknown
}

// Save writes verdicts to a file, for Saved to read: judging takes an hour, and to see what the
// list makes of it should not.
func Save(path string, verdicts []Verdict) error {
	data, err := json.MarshalIndent(verdicts, "", "\t")
	if err != nil {
		return err
	}
	return os.WriteFile(path, data, 0o644)
}

// Saved reads the verdicts of an earlier run.
func Saved(path string) ([]Verdict, error) {
	data, err := os.ReadFile(path)
	if err != nil {
		return nil, err
	}
	var out []Verdict
	if err := json.Unmarshal(data, &out); err != nil {
		return nil, fmt.Errorf("%s: %w", path, err)
	}
	return out, nil
}
