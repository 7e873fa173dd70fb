package main

import (
	"errors"
	"fmt"
	"io"
	"io/fs"
	"slices"

	"golang.org/x/tools/txtar"
)

// A document that is given as "-" is read from standard input.
const (
	stdinArg  = "-"
	stdinName = "stdin" // how messages and the client call it
	stdinMost = 64 << 20
)

// stdin returns the one client that arguments with "-" among them ask for, with its document; nil
// when there is none.
func (t *terminal) stdin(args []string) (fs.FS, error) {
	if !slices.Contains(args, stdinArg) {
		return nil, nil
	}
	if len(args) > 1 {
		return nil, usageError{errors.New("- is a document from standard input, which stands alone: it cannot be joined with files")}
	}
	data, err := io.ReadAll(io.LimitReader(t.in, stdinMost+1))
	if err != nil {
		return nil, fmt.Errorf("standard input: %w", err)
	}
	if len(data) > stdinMost {
		return nil, fmt.Errorf("standard input is larger than %d MiB", stdinMost>>20)
	}
	return txtar.FS(&txtar.Archive{Files: []txtar.File{{Name: stdinName, Data: data}}})
}
