package load

import (
	"fmt"

	"github.com/armsmith/armsmith/generator/finding"
	"github.com/armsmith/armsmith/generator/load/node"
)

// ExamplesExtension holds whole sample calls of an operation, by their titles. Azure's documents
// keep most of them in files of their own.
const ExamplesExtension = "x-ms-examples"

// examples puts what the sample calls of operations refer to in the place of the references. What
// cannot be read stays a reference. One note says so of all: examples change no client.
func (r *resolver) examples(root *node.Node) {
	var first finding.Finding
	others := -1
	for _, section := range []string{"paths", "x-ms-paths"} {
		for op := range operations(root.Get(section)) {
			samples := op.Node.Get(ExamplesExtension)
			for title, sample := range samples.Each() {
				refusal := r.example(samples, title, sample)
				if refusal == "" {
					continue
				}
				if others++; others == 0 {
					first = finding.Finding{Place: sample.Place(), Message: "the example " + refusal}
				}
			}
		}
	}
	switch {
	case others == 1:
		first.Message += "; nor can 1 other example be read"
	case others > 1:
		first.Message += fmt.Sprintf("; nor can %d other examples be read", others)
	}
	if others >= 0 {
		r.findings.Add(finding.Note, first.Place, first.Message, "")
	}
}

// example reads the file that a sample call refers to, if it does; it returns why it cannot.
func (r *resolver) example(samples *node.Node, title string, sample *node.Node) (refusal string) {
	if !sample.Is(node.Map) || sample.Ref() == "" {
		return ""
	}
	found, refusal := r.lookup(sample.Ref(), sample)
	if refusal == "" {
		samples.Set(title, found.node)
	}
	return refusal
}
