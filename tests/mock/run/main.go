// Command run generates a client from every document of the corpus, serves the document with
// package mock, calls each operation once over HTTP, and prints what is wrong with an answer and
// the list of exceptions does not name.
package main

import (
	"github.com/armsmith/armsmith"
	"github.com/armsmith/armsmith/tests/judged"
)

func main() {
	judged.Command(judged.Rig{Name: "mock", Known: "tests/mock/known.txt", Package: armsmith.Module + "/tests/mock"})
}
