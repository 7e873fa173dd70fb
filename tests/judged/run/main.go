// Command run generates a client from every document of the corpus, calls each operation once, and
// prints what kin-openapi finds wrong with a request and the list of exceptions does not name.
package main

import (
	"github.com/armsmith/armsmith"
	"github.com/armsmith/armsmith/tests/judged"
)

func main() {
	judged.Command(judged.Rig{Name: "judged", Known: "tests/judged/known.txt", Package: armsmith.Module + "/tests/judged"})
}
