package gocode

import (
	"strings"

	"github.com/dave/jennifer/jen"

	"github.com/armsmith/armsmith/generator/english"
	"github.com/armsmith/armsmith/generator/model"
)

// Doc returns text as a comment: the one way by which words of a document enter a Go file.
// Paragraphs are wrapped, what Markdown and HTML the text holds becomes what Go's doc comments
// know, and nothing in it can end the comment or begin a directive: every line starts with "// " or
// is "//" alone, and holds no control character. A text without words gives no comment at all.
//
//	// Name of the resource, which
//	// is unique.
func Doc(paragraphs ...string) *jen.Statement {
	text := english.Comment(paragraphs...)
	if text == "" {
		return jen.Null()
	}
	return jen.Comment(text).Line()
}

// DefaultOf returns the sentence on what a service assumes: "Default: 3."
func DefaultOf(l *model.Literal) string {
	if l == nil || l.Text == "" {
		return ""
	}
	if l.Go != "" {
		return "Default: " + l.Go
	}
	return "Default: " + english.OneLine(l.Text)
}

// ExampleOf returns the sentence on a value that a document gives as an example: `For example
// "eastus".`
func ExampleOf(l *model.Literal) string {
	switch {
	case l == nil:
		return ""
	case l.Text == l.JSON:
		return "For example " + l.Text
	default:
		return `For example "` + english.OneLine(l.Text) + `"`
	}
}

// Limits puts the constraints of a value in words: "1 to 90 characters. Matches ^[a-z]+$."
func Limits(c *model.Checks) string {
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
	for _, pattern := range c.Patterns {
		s = english.Paragraph(s, "Matches `"+english.OneLine(pattern)+"`")
	}
	return s
}

// OnlyOf tells of the only value that something, or an element of it, may have.
func OnlyOf(r *model.Ref) string {
	subject := "Only "
	for ; r != nil; r = r.Elem {
		if r.Only != nil {
			return subject + english.OneLine(r.Only.JSON) + " is allowed"
		}
		subject = "In it, only "
	}
	return ""
}

// EachOf puts the constraints of what a list or a map holds in words: "Each: at most 90
// characters."
func EachOf(r *model.Ref) string {
	for each := "Each"; r.Elem != nil; each += " in each" {
		r = r.Elem
		if r.Checks == nil {
			continue
		}
		if limits := Limits(r.Checks); limits != "" {
			return each + ": " + strings.ToLower(limits[:1]) + limits[1:]
		}
	}
	return ""
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
		parts = append(parts, Pick(c.ExclusiveMin, "greater than ", "at least ")+low)
	}
	if high != "" {
		parts = append(parts, Pick(c.ExclusiveMax, "less than ", "at most ")+high)
	}
	s := strings.Join(parts, ", ")
	return strings.ToUpper(s[:1]) + s[1:]
}

// Pick returns yes if cond is true, and no otherwise.
func Pick(cond bool, yes, no string) string {
	if cond {
		return yes
	}
	return no
}
