package changes

import (
	"bufio"
	"bytes"
	"fmt"
	"strings"
)

// Accepted are the changes that a team has agreed to, by rule and Go name.
type Accepted map[[2]string]bool

// ParseAccepted reads a file of accepted changes: a line has the rule and the Go name, with blanks
// between them, as [Report.Text] prints them; "*" stands for every name. What follows # is a
// comment.
func ParseAccepted(file string, data []byte) (Accepted, error) {
	out := Accepted{}
	lines := bufio.NewScanner(bytes.NewReader(data))
	for n := 1; lines.Scan(); n++ {
		text, _, _ := strings.Cut(lines.Text(), "#")
		words := strings.Fields(text)
		switch {
		case len(words) == 0:
		case len(words) != 2:
			return nil, fmt.Errorf("%s:%d: want a rule and a Go name, such as `property-removed Pet.Tag`, or `property-removed *`", file, n)
		case ruleOf(words[0]) == nil:
			return nil, fmt.Errorf("%s:%d: there is no rule %q; the report names the rule of each change in brackets", file, n, words[0])
		default:
			out[[2]string{words[0], words[1]}] = true
		}
	}
	return out, lines.Err()
}

func (a Accepted) has(c Change) bool {
	return a[[2]string{c.Rule, c.Go}] || a[[2]string{c.Rule, "*"}]
}
