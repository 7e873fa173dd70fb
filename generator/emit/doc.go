package emit

import (
	"github.com/dave/jennifer/jen"

	"github.com/armsmith/armsmith/generator/english"
)

// doc returns text as a comment: the one way by which words of a document enter a Go file.
// Paragraphs are wrapped, what Markdown and HTML the text holds becomes what Go's doc comments
// know, and nothing in it can end the comment or begin a directive: every line starts with "// " or
// is "//" alone, and holds no control character. A text without words gives no comment at all.
//
//	// Name of the resource, which
//	// is unique.
func doc(paragraphs ...string) *jen.Statement {
	text := english.Comment(paragraphs...)
	if text == "" {
		return jen.Null()
	}
	return jen.Comment(text).Line()
}
