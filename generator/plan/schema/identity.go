package schema

import (
	"crypto/sha256"
	"encoding/hex"
	"io"
	"slices"
	"strings"

	"github.com/armsmith/armsmith/generator/load/node"
)

// Identity is short for what a schema says, wherever it stands: the same for two that differ in
// prose alone, or in the order of their keywords. What they refer to counts by its last name, for
// the rest of a reference differs between a document in one file and the same in several.
func (s Schema) Identity() string {
	sum := sha256.New()
	writeIdentity(sum, s.Node, true)
	return hex.EncodeToString(sum.Sum(nil)[:6])
}

// prose is what says nothing of a schema's values.
var prose = map[string]bool{
	"title": true, "description": true, "summary": true, "example": true, "examples": true, "externalDocs": true,
	"deprecated": true, "$comment": true,
}

// writeIdentity writes a node; keywords says that a map's keys are those of a schema.
func writeIdentity(w io.Writer, n *node.Node, keywords bool) {
	switch {
	case n == nil:
	case n.Is(node.Map):
		io.WriteString(w, "{")
		keys := n.Keys()
		slices.Sort(keys)
		for _, key := range keys {
			if keywords && prose[key] {
				continue
			}
			io.WriteString(w, node.Escape(key)+":")
			value := n.Get(key)
			if key == "$ref" && value.Is(node.String) {
				io.WriteString(w, value.Text[strings.LastIndexByte(value.Text, '/')+1:]+",")
				continue
			}
			writeIdentity(w, value, key != "properties" && key != "patternProperties")
		}
		io.WriteString(w, "}")
	case n.Is(node.List):
		io.WriteString(w, "[")
		for _, item := range n.Items {
			writeIdentity(w, item, true)
		}
		io.WriteString(w, "]")
	default:
		io.WriteString(w, n.Kind.String()+" "+node.Escape(n.Text)+",")
	}
}
