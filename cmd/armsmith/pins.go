package main

import (
	"bytes"
	"cmp"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"
)

// pinsName is the file that says which documents were fetched from where. It is what sha256sum
// reads and writes, with the address of each document in a comment before it:
//
//	# https://api.example.com/openapi.yaml
//	9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08  openapi.yaml
const pinsName = "SHA256SUMS"

// pin is a document that was fetched.
type pin struct{ address, sum, name string }

type pins []pin

// readPins reads what was fetched into a folder.
func readPins(folder string) (pins, error) {
	file := filepath.Join(folder, pinsName)
	data, err := os.ReadFile(file)
	if errors.Is(err, fs.ErrNotExist) {
		return nil, nil
	}
	if err != nil {
		return nil, err
	}
	var out pins
	address, number := "", 0
	for line := range strings.Lines(string(data)) {
		number++
		line = strings.TrimRight(line, "\r\n")
		sum, name, two := strings.Cut(line, "  ")
		switch comment, ok := strings.CutPrefix(line, "# "); {
		case ok:
			address = comment
		case line == "":
		case !two || !sumText.MatchString(sum) || name == "":
			return nil, fmt.Errorf("%s:%d: want a sum, two spaces and the name of a file, as sha256sum writes them", file, number)
		default:
			out = append(out, pin{address, sum, name})
			address = ""
		}
	}
	return out, nil
}

// of returns the pin of a file.
func (p pins) of(name string) (pin, bool) {
	at := slices.IndexFunc(p, func(one pin) bool { return one.name == name })
	if at < 0 {
		return pin{}, false
	}
	return p[at], true
}

// set adds a pin, in the place of one for the same file.
func (p *pins) set(one pin) {
	*p = append(slices.DeleteFunc(*p, func(old pin) bool { return old.name == one.name }), one)
	slices.SortFunc(*p, func(a, b pin) int { return cmp.Compare(a.name, b.name) })
}

// text returns the pins as they are written.
func (p pins) text() []byte {
	var b bytes.Buffer
	for _, one := range p {
		if one.address != "" {
			fmt.Fprintf(&b, "# %s\n", one.address)
		}
		fmt.Fprintf(&b, "%s  %s\n", one.sum, one.name)
	}
	return b.Bytes()
}
