package main

import (
	"strings"

	"go.yaml.in/yaml/v4"

	"github.com/armsmith/armsmith/generator/rule"
)

// initialisms reads the words that names spell whole.
func (p ruleReader) initialisms(n *yaml.Node) []rule.Initialism {
	if n.Kind != yaml.SequenceNode || len(n.Content) == 0 {
		p.fail(n, "such as: initialisms: [GID, SKU]", "want a list of words")
		return nil
	}
	var out []rule.Initialism
	lines := map[string]int{}
	for _, item := range n.Content {
		word := p.text(item)
		low := strings.ToLower(word)
		switch {
		case word == "":
		case lines[low] > 0:
			p.fail(item, "", "%q stands in line %d already", word, lines[low])
		case !rule.IsInitialism(word):
			p.fail(item, "begin it with a capital letter, and use letters and digits alone", "%q is no word that names could spell whole", word)
		default:
			out = append(out, rule.Initialism{Word: word, Place: p.place(item)})
		}
		if word != "" {
			lines[low] = item.Line
		}
	}
	return out
}
