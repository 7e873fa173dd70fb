package emit

import (
	"strings"

	"github.com/armsmith/armsmith/generator/english"
	"github.com/armsmith/armsmith/generator/model"
)

// defaultOf returns the sentence on what a service assumes: "Default: 3."
func defaultOf(l *model.Literal) string {
	if l == nil || l.Text == "" {
		return ""
	}
	if l.Go != "" {
		return "Default: " + l.Go
	}
	return "Default: " + english.OneLine(l.Text)
}

// limits puts the constraints of a value in words: "1 to 90 characters. Matches ^[a-z]+$."
func limits(c *model.Checks) string {
	s := english.Paragraph(
		english.Span(c.MinLength, c.MaxLength, "character"),
		between(c),
		english.Span(c.MinItems, c.MaxItems, "item"),
		english.Span(c.MinProperties, c.MaxProperties, "entry"),
	)
	if c.UniqueItems {
		s = english.Paragraph(s, "No item twice")
	}
	if c.MultipleOf != "" {
		s = english.Paragraph(s, "A multiple of "+c.MultipleOf)
	}
	if c.Pattern != "" {
		s = english.Paragraph(s, "Matches `"+english.OneLine(c.Pattern)+"`")
	}
	return s
}

// between puts the bounds of a number in words.
func between(c *model.Checks) string {
	low, high := c.Minimum, c.Maximum
	switch {
	case low != "" && high != "" && !c.ExclusiveMin && !c.ExclusiveMax:
		return "From " + low + " to " + high
	case low == "" && high == "":
		return ""
	}
	var parts []string
	if low != "" {
		parts = append(parts, pick(c.ExclusiveMin, "greater than ", "at least ")+low)
	}
	if high != "" {
		parts = append(parts, pick(c.ExclusiveMax, "less than ", "at most ")+high)
	}
	s := strings.Join(parts, ", ")
	return strings.ToUpper(s[:1]) + s[1:]
}

func pick(cond bool, yes, no string) string {
	if cond {
		return yes
	}
	return no
}
