package migrate

import (
	"bytes"
	"cmp"
	"fmt"
	"go/format"
	"go/token"
	"slices"
)

// edits are the changes of one file, by offset, so that all else stays as it was written.
type edits struct {
	file *token.File
	list []edit
}

type edit struct {
	from, to int // offsets
	text     string
}

// replace has text stand in the place of what is there.
func (e *edits) replace(from, to token.Pos, text string) {
	e.list = append(e.list, edit{e.file.Offset(from), e.file.Offset(to), text})
}

// apply returns the text with all edits made. A text that was formatted as gofmt does it is so
// again.
func (e *edits) apply(before []byte) ([]byte, error) {
	slices.SortStableFunc(e.list, func(a, b edit) int { return cmp.Or(cmp.Compare(a.from, b.from), cmp.Compare(a.to, b.to)) })
	var out bytes.Buffer
	at := 0
	for _, x := range slices.Compact(e.list) {
		if x.from < at || x.to > len(before) {
			return nil, fmt.Errorf("two edits meet at offset %d", x.from)
		}
		out.Write(before[at:x.from])
		out.WriteString(x.text)
		at = x.to
	}
	out.Write(before[at:])
	after := out.Bytes()
	if clean, err := format.Source(before); err == nil && bytes.Equal(clean, before) {
		if formatted, err := format.Source(after); err == nil {
			after = formatted
		}
	}
	return after, nil
}
