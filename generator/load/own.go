package load

import (
	"fmt"
	"slices"
	"strings"

	"github.com/armsmith/armsmith/generator/finding"
	"github.com/armsmith/armsmith/generator/load/node"
)

// rules are the extensions of armsmith's own that documents use themselves.
var rules = []string{AsyncExtension, AuthExtension, ChunksExtension, ErrorsExtension, IdempotencyExtension, InitialismsExtension, PagingExtension, RenameExtension,
	StreamingExtension, TypeExtension, WebhooksExtension}

// ruleKeys are the keys of those that are objects, and of the objects in them.
var ruleKeys = map[string][]string{
	AsyncExtension:              {"look"},
	AsyncExtension + ".look":    {"operation", "param", "id", "url", "status", "done", "failed", "result"},
	AuthExtension:               {"operations", "scheme", "scopes", "bearer", "basic", "header", "query"},
	ChunksExtension:             {"operations", "items", "size", "results", "key", "status"},
	ChunksExtension + ".key":    {"item", "result"},
	ChunksExtension + ".status": {"result", "done", "again"},
	ErrorsExtension:             {"operations", "okFalse"},
	IdempotencyExtension:        {"operations", "header"},
	PagingExtension:             {"items", "next", "link", "cursor", "page", "offset"},
	PagingExtension + ".cursor": {"param", "from", "while"},
	PagingExtension + ".page":   {"param", "size", "first", "while", "total"},
	PagingExtension + ".offset": {"param", "limit", "first", "while", "total"},
	StreamingExtension:          {"done", "flag"},
	WebhooksExtension:           {"signature", "event"},
}

// own reports whether an extension of armsmith's own is one of documents. What is not understood in
// it is told: it would be missed in silence.
func (p *parser) own(member node.Member) bool {
	if slices.Contains(rules, member.Key) {
		p.keys(member.Key, member.Value)
		return true
	}
	var words []string
	for _, rule := range rules {
		words = append(words, strings.TrimPrefix(rule, ownPrefix))
	}
	if meant := finding.Nearest(strings.TrimPrefix(member.Key, ownPrefix), words); meant != "" {
		p.note(finding.Warning, member, fmt.Sprintf("%q is no extension; it is left out", member.Key), "write "+ownPrefix+meant)
	} else {
		p.note(finding.Note, member, fmt.Sprintf("%q is reserved and left out", member.Key), "choose another name")
	}
	return false
}

// keys tells of keys that a rule does not have.
func (p *parser) keys(rule string, n *node.Node) {
	known := ruleKeys[rule]
	if known == nil || !n.Is(node.Map) {
		return
	}
	for _, m := range n.Members {
		if !slices.Contains(known, m.Key) && !strings.HasPrefix(m.Key, "x-") {
			fix := "the keys here are " + strings.Join(known, ", ")
			if meant := finding.Nearest(m.Key, known); meant != "" {
				fix = "write " + meant
			}
			p.note(finding.Warning, m, fmt.Sprintf("%s has no key %q; it is not used", strings.ReplaceAll(rule, ".", ": "), m.Key), fix)
		}
		p.keys(rule+"."+m.Key, m.Value)
	}
}
