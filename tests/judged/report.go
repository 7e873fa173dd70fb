package judged

import (
	"bufio"
	"fmt"
	"io"
	"os"
	"slices"
	"strings"
)

// Known is the list of disagreements that are kin-openapi's fault or a document's own: by document
// and operation, the reason.
type Known map[string]string

// ReadKnown reads the list: a line each, document, operation or *, then the reason, separated by
// spaces. Lines that begin with # are comments.
func ReadKnown(path string) (Known, error) {
	f, err := os.Open(path)
	if err != nil {
		return nil, err
	}
	defer f.Close()
	list := Known{}
	lines := bufio.NewScanner(f)
	for n := 1; lines.Scan(); n++ {
		line := strings.TrimSpace(lines.Text())
		if line == "" || strings.HasPrefix(line, "#") {
			continue
		}
		words := strings.SplitN(line, " ", 3)
		if len(words) < 3 {
			return nil, fmt.Errorf("%s:%d: want a document, an operation and the reason", path, n)
		}
		list[words[0]+" "+words[1]] = words[2]
	}
	return list, lines.Err()
}

// Report prints what is wrong and not on the list, and what is on the list and not wrong: that is
// to be struck off. It reports whether all is as the list says.
func Report(w io.Writer, verdicts []Verdict, list Known) bool {
	good, right, documents := true, 0, map[string]bool{}
	needed := map[string]bool{}
	for _, v := range verdicts {
		documents[v.Doc] = true
		key := v.Doc + " " + v.Operation
		switch {
		case v.Problem == "":
			right++
		case list[key] != "":
			needed[key] = true
		case list[v.Doc+" *"] != "":
			needed[v.Doc+" *"] = true
		default:
			good = false
			fmt.Fprintf(w, "%s\n    %.500s\n", key, v.Problem)
		}
	}
	var idle []string
	for key := range list {
		if doc, _, _ := strings.Cut(key, " "); documents[doc] && !needed[key] {
			idle = append(idle, key)
		}
	}
	slices.Sort(idle)
	for _, key := range idle {
		good = false
		fmt.Fprintf(w, "%s\n    is judged right: strike it off the list\n", key)
	}
	fmt.Fprintf(w, "%d operations of %d documents were called; kin-openapi finds %d of the requests right, %d lines of the list say why it errs about others.\n",
		len(verdicts), len(documents), right, len(needed))
	return good
}
