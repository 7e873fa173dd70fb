package readme

import (
	"cmp"
	"slices"
	"strings"

	"github.com/armsmith/armsmith/generator/finding"
)

// shown is how many tags a message names.
const shown = 8

// offer says which tags there are: those most like the one asked for, the newest first.
func offer(tags []string, asked string) string {
	if len(tags) == 0 {
		return "name the documents themselves"
	}
	tags = slices.Clone(tags)
	slices.Reverse(tags)
	if asked != "" {
		slices.SortStableFunc(tags, func(a, b string) int { return cmp.Compare(finding.Distance(a, asked), finding.Distance(b, asked)) })
	}
	more := ""
	if len(tags) > shown {
		tags, more = tags[:shown], " and others"
	}
	return "there are " + strings.Join(tags, ", ") + more
}
