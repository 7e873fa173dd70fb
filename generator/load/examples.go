package load

import (
	"fmt"
	"iter"

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
	for samples := range samplesOf(root) {
		for title, sample := range samples.Each() {
			if !sample.Is(node.Map) || sample.Ref() == "" {
				continue
			}
			found, refusal := r.lookup(sample.Ref(), sample)
			if refusal == "" {
				samples.Set(title, found.node)
				continue
			}
			if others++; others == 0 {
				first = finding.Finding{Place: sample.Place(), Message: "the example " + refusal}
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

// samplesOf yields the sample calls of each operation that has any.
func samplesOf(root *node.Node) iter.Seq[*node.Node] {
	return func(yield func(*node.Node) bool) {
		for _, section := range []string{"paths", "x-ms-paths"} {
			for _, item := range root.Get(section).Each() {
				for _, method := range methods {
					if samples := item.Get(method).Get(ExamplesExtension); samples != nil && !yield(samples) {
						return
					}
				}
			}
		}
	}
}
