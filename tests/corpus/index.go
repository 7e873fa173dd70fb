package main

import (
	"bufio"
	"fmt"
	"os"
	"path/filepath"
	"strconv"
	"strings"
)

// document is a row of corpus.tsv.
type document struct {
	Path       string // relative to specs/
	Class      string // "2.0", "2.0+xms", "3.0", "3.1"
	Kind       string // "real", "test", "example"
	Bytes      int
	Operations int
}

// readIndex reads corpus.tsv by the names of its columns.
func readIndex(dir string) ([]document, error) {
	f, err := os.Open(filepath.Join(dir, "corpus.tsv"))
	if err != nil {
		return nil, fmt.Errorf("no corpus: %w (CORPUS=... names its folder)", err)
	}
	defer f.Close()
	var docs []document
	var columns map[string]int
	lines := bufio.NewScanner(f)
	for n := 1; lines.Scan(); n++ {
		cells := strings.Split(lines.Text(), "\t")
		if columns == nil {
			columns = map[string]int{}
			for i, c := range cells {
				columns[c] = i
			}
			if _, ok := columns["path"]; !ok {
				return nil, fmt.Errorf("%s:1: no column named path", f.Name())
			}
			continue
		}
		cell := func(name string) string {
			if i, ok := columns[name]; ok && i < len(cells) {
				return cells[i]
			}
			return ""
		}
		d := document{Path: cell("path"), Class: cell("class"), Kind: cell("kind")}
		d.Bytes, _ = strconv.Atoi(cell("bytes"))
		d.Operations, _ = strconv.Atoi(cell("operations"))
		docs = append(docs, d)
	}
	return docs, lines.Err()
}

func contains(s, part string) bool { return part == "" || strings.Contains(s, part) }
