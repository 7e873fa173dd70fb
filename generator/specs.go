package generator

import (
	"fmt"
	"slices"
	"strings"
)

// specs are the paths of all that a client is made from.
func (c Config) specs() []string {
	if c.Spec == "" {
		return c.Specs
	}
	return append([]string{c.Spec}, c.Specs...)
}

// source is what a finding is about that is about no place in a document.
func (c Config) source() string {
	if specs := c.specs(); len(specs) > 0 {
		return specs[0]
	}
	return ""
}

// mostTold is how many documents are named where a client says what it was made from.
const mostTold = 3

// told is how a client says what it was made from, each path as spell has it: the same whatever the
// order of the paths.
func (c Config) told(spell func(string) string) string {
	var names []string
	for _, spec := range c.specs() {
		names = append(names, spell(spec))
	}
	slices.Sort(names)
	more := ""
	if extra := len(names) - mostTold; extra > 0 {
		names, more = names[:mostTold], fmt.Sprintf(" and %d more", extra)
	}
	text := strings.Join(names, ", ") + more
	if c.Tag != "" {
		text += " (" + c.Tag + ")"
	}
	return text
}
