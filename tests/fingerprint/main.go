// Command fingerprint hashes everything that armsmith generates from the documents it is tested
// with: one line a document, and one hash over all. A change that is meant to move code without
// changing what comes out is proven by two equal runs:
//
//	go run ./tests/fingerprint > before.txt
//	go run ./tests/fingerprint -against before.txt
//
// The documents are those of specs/, of every testdata folder of the generator, and, where
// ../shared is beside the checkout, those of the corpus and of the conformance suite; or the ones
// named as arguments. With -keep, what was generated is written for a comparison by diff.
package main

import (
	"bufio"
	"bytes"
	"context"
	"crypto/sha256"
	"flag"
	"fmt"
	"io"
	"io/fs"
	"maps"
	"os"
	"path/filepath"
	"runtime"
	"slices"
	"strings"
	"sync"

	"github.com/armsmith/armsmith/generator"
)

func main() {
	shared := flag.String("shared", "../shared", "folder of the corpus and the conformance suite")
	against := flag.String("against", "", "file of an earlier run; only what differs is printed")
	keep := flag.String("keep", "", "folder to write everything generated into, for a comparison by diff")
	flag.Parse()
	docs := flag.Args()
	if len(docs) == 0 {
		var err error
		if docs, err = documents("specs", "generator", filepath.Join(*shared, "corpus", "specs"), filepath.Join(*shared, "spector")); err != nil {
			fmt.Fprintln(os.Stderr, "fingerprint:", err)
			os.Exit(1)
		}
	}
	if err := run(docs, filepath.Join(*shared, "corpus", "specs"), *against, *keep); err != nil {
		fmt.Fprintln(os.Stderr, "fingerprint:", err)
		os.Exit(1)
	}
}

func run(docs []string, corpus, against, keep string) error {
	lines := make([]string, len(docs))
	var work sync.WaitGroup
	slots := make(chan struct{}, runtime.GOMAXPROCS(0))
	for i, doc := range docs {
		slots <- struct{}{}
		work.Go(func() {
			lines[i] = fmt.Sprintf("%s  %s", fingerprint(doc, corpus, keep), doc)
			<-slots
		})
	}
	work.Wait()
	lines = append(lines, fmt.Sprintf("%x  all", sha256.Sum256([]byte(strings.Join(lines, "\n")))))
	if against == "" {
		fmt.Println(strings.Join(lines, "\n"))
		return nil
	}
	return compare(against, lines)
}

// documents lists the OpenAPI documents below some folders. A folder that is not there has none.
func documents(folders ...string) ([]string, error) {
	var docs []string
	for _, folder := range folders {
		err := filepath.WalkDir(folder, func(path string, d fs.DirEntry, err error) error {
			switch {
			case os.IsNotExist(err) && path == folder:
				return fs.SkipAll
			case err != nil || d.IsDir():
				return err
			}
			if ext := filepath.Ext(path); (ext == ".yaml" || ext == ".yml" || ext == ".json") && isRoot(path) {
				docs = append(docs, filepath.ToSlash(path))
			}
			return nil
		})
		if err != nil {
			return nil, err
		}
	}
	return docs, nil
}

// isRoot reports whether a file looks like the root of a document: it names its version.
func isRoot(path string) bool {
	data, err := os.ReadFile(path)
	return err == nil && (bytes.Contains(data, []byte("openapi")) || bytes.Contains(data, []byte("swagger"))) &&
		bytes.Contains(data, []byte("paths"))
}

// fingerprint hashes the names and contents of all files generated from a document, or the fact
// that nothing was generated.
func fingerprint(doc, corpus, keep string) string {
	root := ""
	if strings.HasPrefix(doc, filepath.ToSlash(corpus)) {
		root = corpus // Azure's documents climb to their common types
	}
	out, err := generator.Generate(context.Background(), generator.Config{
		Spec: doc, Root: root, Out: "fingerprint", Package: "demo", ImportPath: "example.com/demo", Tolerate: true,
	})
	sum := sha256.New()
	if err != nil {
		fmt.Fprint(sum, "nothing")
		return fmt.Sprintf("%x", sum.Sum(nil))
	}
	files := out.Set.Files
	for _, name := range slices.Sorted(maps.Keys(files)) {
		if strings.Contains(name, generator.RuntimeCopy) || strings.HasSuffix(name, ".sum") {
			continue
		}
		fmt.Fprintf(sum, "%s\x00%d\x00", name, len(files[name]))
		sum.Write(files[name])
		if keep != "" {
			path := filepath.Join(keep, strings.ReplaceAll(strings.TrimLeft(doc, "./"), "/", "_"), name)
			os.MkdirAll(filepath.Dir(path), 0o755)
			os.WriteFile(path, files[name], 0o644)
		}
	}
	return fmt.Sprintf("%x", sum.Sum(nil))
}

// compare prints the documents whose line differs from that of an earlier run, and fails when there
// are any.
func compare(against string, lines []string) error {
	f, err := os.Open(against)
	if err != nil {
		return err
	}
	defer f.Close()
	before := map[string]bool{}
	for in := bufio.NewScanner(io.Reader(f)); in.Scan(); {
		before[in.Text()] = true
	}
	differ := 0
	for _, line := range lines {
		if !before[line] {
			differ++
			fmt.Println("differs:", line)
		}
	}
	if differ > 0 {
		return fmt.Errorf("%d of %d lines differ", differ, len(lines))
	}
	fmt.Println("the same:", lines[len(lines)-1])
	return nil
}
