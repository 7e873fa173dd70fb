package output

import (
	"slices"
	"sort"
	"strings"

	"github.com/aymanbagabas/go-udiff"
)

// edits returns what turns one text into another, by whole lines. The library gives up on texts
// with many differences and then says that all has changed; so it is asked for what stands between
// lines that both texts have once, in the same order, which no edit touches (the patience diff).
func edits(before, after string) []udiff.Edit {
	a, b := strings.SplitAfter(before, "\n"), strings.SplitAfter(after, "\n")
	var out []udiff.Edit
	offset := 0 // of the lines from fromA on, in before
	fromA, fromB := 0, 0
	for _, at := range append(anchors(a, b), anchor{len(a), len(b)}) {
		gap := strings.Join(a[fromA:at.a], "")
		for _, e := range udiff.Lines(gap, strings.Join(b[fromB:at.b], "")) {
			out = append(out, udiff.Edit{Start: offset + e.Start, End: offset + e.End, New: e.New})
		}
		offset += len(gap)
		if at.a < len(a) {
			offset += len(a[at.a])
		}
		fromA, fromB = at.a+1, at.b+1
	}
	return out
}

// anchor is a line that stands in both texts.
type anchor struct{ a, b int }

// anchors returns the longest row of lines that stand once in each text, in the same order.
func anchors(a, b []string) []anchor {
	inA, inB := once(a), once(b)
	var common []anchor
	for i, line := range a {
		if at, ok := inB[line]; ok && at >= 0 && inA[line] >= 0 {
			common = append(common, anchor{i, at})
		}
	}
	// piles[n] is the anchor in which a row of n+1 ends whose end stands first in b
	var piles []int
	before := make([]int, len(common)) // the anchor before each one in its row
	for i, c := range common {
		n := sort.Search(len(piles), func(n int) bool { return common[piles[n]].b >= c.b })
		before[i] = -1
		if n > 0 {
			before[i] = piles[n-1]
		}
		if n == len(piles) {
			piles = append(piles, i)
		} else {
			piles[n] = i
		}
	}
	var row []anchor
	if len(piles) > 0 {
		for i := piles[len(piles)-1]; i >= 0; i = before[i] {
			row = append(row, common[i])
		}
	}
	slices.Reverse(row)
	return row
}

// once returns where each line stands; -1 when it stands more than once.
func once(lines []string) map[string]int {
	out := make(map[string]int, len(lines))
	for i, line := range lines {
		if _, twice := out[line]; twice {
			i = -1
		}
		out[line] = i
	}
	return out
}
