package plan

import (
	"strings"

	"github.com/armsmith/armsmith/generator/english"
	"github.com/armsmith/armsmith/generator/load/node"
)

// docOf reads the description of the thing at ptr as plain text; its title when it has none.
func (b *builder) docOf(ptr string) string { return docText(b.node(ptr)) }

// docText reads a description, or a title that is one: a single word is a name.
func docText(n *node.Node) string {
	if d := plainText(n.Get("description").Str()); d != "" {
		return d
	}
	if title := plainText(n.Get("title").Str()); strings.Contains(title, " ") {
		return title
	}
	return ""
}

// deprecatedOf reads what model.Field.Deprecated says of the thing at ptr.
func (b *builder) deprecatedOf(ptr string) string { return deprecation(b.node(ptr)) }

func deprecation(n *node.Node) string {
	if why := plainText(n.Get("x-deprecated").Str() + n.Get("x-ms-deprecation").Get("message").Str()); why != "" {
		return why
	}
	if n.Get("deprecated").True() || n.Get("x-deprecated").True() {
		return " "
	}
	return ""
}

func plainText(s string) string { return english.Plain(s) }
