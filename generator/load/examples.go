package load

import (
	"github.com/armsmith/armsmith/generator/finding"
	"github.com/armsmith/armsmith/generator/load/node"
)

// ExamplesExtension holds whole sample calls of an operation, by their titles. Azure's documents
// keep most of them in files of their own.
const ExamplesExtension = "x-ms-examples"

// examples puts what the sample calls of operations refer to in the place of the references. What
// cannot be read stays a reference, with a note: examples change nothing that is generated.
func (r *resolver) examples(root *node.Node) {
	for _, section := range []string{"paths", "x-ms-paths"} {
		for _, item := range root.Get(section).Each() {
			for _, method := range methods {
				samples := item.Get(method).Get(ExamplesExtension)
				for title, sample := range samples.Each() {
					if sample.Is(node.Map) && sample.Ref() != "" {
						r.example(samples, title, sample)
					}
				}
			}
		}
	}
}

func (r *resolver) example(samples *node.Node, title string, reference *node.Node) {
	found, refusal := r.lookup(reference.Ref(), reference)
	if refusal != "" {
		r.findings.Add(finding.Note, reference.Place(), "the example "+refusal, "")
		return
	}
	samples.Set(title, found.node)
}
