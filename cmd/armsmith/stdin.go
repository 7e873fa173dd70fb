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
	data, err := readDocument(t.in, "standard input")
	if err != nil {
		return nil, err
	}
	return oneFile(stdinName, data)
}

// mostDocument is how large a document may be that is no file: 64 MiB.
const mostDocument = 64 << 20

// readDocument reads a document that comes from somewhere.
func readDocument(from io.Reader, where string) ([]byte, error) {
	data, err := io.ReadAll(io.LimitReader(from, mostDocument+1))
	if err != nil {
		return nil, fmt.Errorf("%s: %w", where, err)
	}
	if len(data) > mostDocument {
		return nil, fmt.Errorf("%s is larger than %d MiB", where, mostDocument>>20)
	}
	return data, nil
}

// oneFile returns a document as the only file that there is.
func oneFile(name string, data []byte) (fs.FS, error) {
	return txtar.FS(&txtar.Archive{Files: []txtar.File{{Name: name, Data: data}}})
}
