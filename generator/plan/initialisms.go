package plan

import (
	"slices"

	"github.com/armsmith/armsmith/generator/finding"
	"github.com/armsmith/armsmith/generator/load"
	"github.com/armsmith/armsmith/generator/plan/name"
	"github.com/armsmith/armsmith/generator/plan/source"
	"github.com/armsmith/armsmith/generator/rule"
)

// initialisms returns the words that names spell whole: those of the owner, and those that the
// document has.
func initialisms(doc *source.Document, owners []rule.Initialism) []rule.Initialism {
	out := slices.Clone(owners)
	for _, item := range doc.At("/" + load.InitialismsExtension).Elements() {
		if word := item.Str(); rule.IsInitialism(word) {
			out = append(out, rule.Initialism{Word: word, Place: doc.Place(item.Ptr)})
		} else {
			doc.Warn(item.Ptr, source.Quote(word)+" is no word that names could spell whole", "begin it with a capital letter, and use letters and digits alone")
		}
	}
	return out
}

// unusedInitialisms warns of words that no name has.
func unusedInitialisms(doc *source.Document, book *name.Book, words []rule.Initialism) {
	for _, w := range words {
		if !book.Uses(w.Word) {
			doc.Findings.Add(finding.Warning, w.Place, "initialisms: no name has the word "+w.Word, "correct it, or take it out")
		}
	}
}
