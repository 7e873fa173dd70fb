package source

import (
	"strings"

	"github.com/armsmith/armsmith/generator/english"
	"github.com/armsmith/armsmith/generator/finding"
	"github.com/armsmith/armsmith/generator/load"
	"github.com/armsmith/armsmith/generator/load/node"
)

// Doc reads what the document says of a thing as plain text: its description, or a title that is
// one. A title of a single word is a name.
func Doc(n *node.Node) string {
	if d := english.Plain(n.Get("description").Str()); d != "" {
		return d
	}
	if title := english.Plain(n.Get("title").Str()); strings.Contains(title, " ") {
		return title
	}
	return ""
}

// Deprecation reads whether a thing is deprecated: why or what to use instead, " " when the
// document only says that it is, "" when it is not.
func Deprecation(n *node.Node) string {
	why := english.Plain(n.Get("x-deprecated").Str() + n.Get("x-ms-deprecation").Get("message").Str())
	if why != "" {
		return why
	}
	if n.Get("deprecated").True() || n.Get("x-deprecated").True() {
		return " "
	}
	return ""
}

// Renamed returns where the owner of the client says what something is called, so that no other
// name will do; nil when nothing is said.
func Renamed(n *node.Node) *finding.Place {
	if value := n.Get(load.RenameExtension); value.Str() != "" {
		return new(value.Place())
	}
	return nil
}

// ChosenName returns the name that an extension chooses for generated code, or "".
func ChosenName(n *node.Node) string {
	for _, keyword := range []string{load.RenameExtension, "x-go-name", "x-ms-client-name"} {
		if name := n.Get(keyword).Str(); strings.TrimSpace(name) != "" {
			return name
		}
	}
	return ""
}
