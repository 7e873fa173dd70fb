package judged

import (
	"bufio"
	"fmt"
	"os"
	"regexp"
	"slices"
	"strings"
)

// Known is the list of disagreements that stand, each with the reason.
type Known []Line

// Line is one line of the list. It covers all that is wrong with one operation, or a class: the
// problems of a text.
type Line struct {
	Doc       string // "*" for a class that any document may have
	Operation string // "" for a class
	Problem   *regexp.Regexp
	Reason    string

	text string // as it stands in the file, without the reason
}

// ReadKnown reads the list. A line is a document, an operation and the reason, separated by spaces,
// or a document (or *), a pattern between slashes that a problem matches as a whole, and the
// reason. Lines that begin with # are comments.
func ReadKnown(path string) (Known, error) {
	f, err := os.Open(path)
	if err != nil {
		return nil, err
	}
	defer f.Close()
	var list Known
	lines := bufio.NewScanner(f)
	for n := 1; lines.Scan(); n++ {
		text := strings.TrimSpace(lines.Text())
		if text == "" || strings.HasPrefix(text, "#") {
			continue
		}
		line, err := readLine(text)
		if err != nil {
			return nil, fmt.Errorf("%s:%d: %w", path, n, err)
		}
		list = append(list, line)
	}
	return list, lines.Err()
}

func readLine(text string) (Line, error) {
	doc, rest, _ := strings.Cut(text, " ")
	line := Line{Doc: doc}
	var found bool
	if pattern, class := strings.CutPrefix(rest, "/"); class {
		pattern, line.Reason, found = strings.Cut(pattern, "/ ")
		re, err := regexp.Compile("^(?:" + pattern + ")$")
		if err != nil {
			return line, err
		}
		line.Problem = re
	} else {
		line.Operation, line.Reason, found = strings.Cut(rest, " ")
		if doc == "*" || line.Operation == "*" {
			return line, fmt.Errorf("%s %s: what stands for many needs a pattern of the problem", doc, line.Operation)
		}
	}
	if !found || line.Reason == "" {
		return line, fmt.Errorf("want a document, an operation or a /pattern/, and the reason")
	}
	if !slices.Contains(faults, line.Fault()) {
		return line, fmt.Errorf("the reason begins with whose fault it is: one of %q and a colon", faults)
	}
	line.text = strings.TrimSpace(strings.TrimSuffix(text, line.Reason))
	return line, nil
}

// faults are those who can be wrong, as reasons begin. What armsmith does wrong is not listed, but
// mended.
var faults = []string{"kin", "the document", "the run"}

// Fault returns whose fault it is.
func (l *Line) Fault() string {
	fault, _, _ := strings.Cut(l.Reason, ":")
	return fault
}

// covers reports whether a line says why a problem with an operation stands.
func (l *Line) covers(doc, operation, problem string) bool {
	if l.Problem == nil {
		return l.Doc == doc && l.Operation == operation
	}
	return (l.Doc == "*" || l.Doc == doc) && l.Problem.MatchString(problem)
}
