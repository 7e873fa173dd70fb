package schema

import (
	"crypto/sha256"
	"encoding/hex"
	"slices"
	"strings"

	"github.com/armsmith/armsmith/generator/load/node"
)

// Identity is short for what a schema says, wherever it stands: the same for two that differ in
// prose alone, or in the order of their keywords. What they refer to counts by its last name, for
// the rest of a reference differs between a document in one file and the same in several.
func (s Schema) Identity() string {
	sum := sha256.Sum256(appendIdentity(nil, s.Node, true))
	return hex.EncodeToString(sum[:6])
}

// prose is what says nothing of a schema's values.
var prose = map[string]bool{
	"title": true, "description": true, "summary": true, "example": true, "examples": true, "externalDocs": true,
	"deprecated": true, "$comment": true,
}

// appendIdentity appends what a node says; keywords says that a map's keys are those of a schema.
func appendIdentity(b []byte, n *node.Node, keywords bool) []byte {
	switch {
	case n == nil:
		return b
	case n.Is(node.Map):
		return appendMapIdentity(b, n, keywords)
	case n.Is(node.List):
		b = append(b, '[')
		for _, item := range n.Items {
			b = appendIdentity(b, item, true)
		}
		return append(b, ']')
	}
	b = append(append(b, n.Kind.String()...), ' ')
	return append(append(b, node.Escape(n.Text)...), ',')
}

func appendMapIdentity(b []byte, n *node.Node, keywords bool) []byte {
	b = append(b, '{')
	for _, m := range slices.SortedFunc(slices.Values(n.Members), byKey) {
		if keywords && prose[m.Key] {
			continue
		}
		b = append(append(b, node.Escape(m.Key)...), ':')
		if m.Key == "$ref" && m.Value.Is(node.String) {
			b = append(append(b, m.Value.Text[strings.LastIndexByte(m.Value.Text, '/')+1:]...), ',')
			continue
		}
		b = appendIdentity(b, m.Value, m.Key != "properties" && m.Key != "patternProperties")
	}
	return append(b, '}')
}

func byKey(a, b node.Member) int { return strings.Compare(a.Key, b.Key) }
