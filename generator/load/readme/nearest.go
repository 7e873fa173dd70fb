package readme

import (
	"cmp"
	"slices"
	"strings"
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
		slices.SortStableFunc(tags, func(a, b string) int { return cmp.Compare(distance(a, asked), distance(b, asked)) })
	}
	more := ""
	if len(tags) > shown {
		tags, more = tags[:shown], " and others"
	}
	return "there are " + strings.Join(tags, ", ") + more
}

// distance is how many letters must be put in, taken out or replaced to make one word of another
// (Levenshtein).
func distance(a, b string) int {
	row := make([]int, len(b)+1)
	for j := range row {
		row[j] = j
	}
	for i := range len(a) {
		before := row[0]
		row[0] = i + 1
		for j := range len(b) {
			cost := before
			if a[i] != b[j] {
				cost++
			}
			before = row[j+1]
			row[j+1] = min(cost, row[j]+1, row[j+1]+1)
		}
	}
	return row[len(b)]
}
