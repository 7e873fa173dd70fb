package main

import (
	"go/token"
	"strings"

	"go.yaml.in/yaml/v4"

	"github.com/armsmith/armsmith/generator/rule"
)

// ruleReader reads the rules of a client, each in a file of its own where there is much to read.
type ruleReader struct{ *nodes }

// groups reads what becomes of the operations that a document puts into no group.
func (p ruleReader) groups(n *yaml.Node) rule.Groups {
	if n.Kind != yaml.ScalarNode || n.Value != string(rule.NoGroups) {
		p.fail(n, "take the line out to have operations without a tag grouped by their paths", "want none")
	}
	return rule.NoGroups
}

// filter reads which operations are meant.
func (p ruleReader) filter(n *yaml.Node) *rule.Filter {
	f := &rule.Filter{Place: p.place(n)}
	p.whole(n, []key{
		{"tags", func(value *yaml.Node) { f.Tags = p.named(value) }},
		{"operations", func(value *yaml.Node) { f.Operations = p.named(value) }},
		{"paths", func(value *yaml.Node) { f.Paths = p.named(value) }},
		{"methods", func(value *yaml.Node) {
			for _, method := range p.texts(value) {
				f.Methods = append(f.Methods, strings.ToUpper(method))
			}
		}},
		{"deprecated", func(value *yaml.Node) { f.Deprecated = new(p.boolean(value)) }},
		{"internal", func(value *yaml.Node) { f.Internal = new(p.boolean(value)) }},
	}, func() (what, fix string) {
		if len(n.Content) > 0 {
			return "", ""
		}
		return "it does not say which operations it is about", "such as: {tags: [orders]}"
	})
	return f
}

// renames reads what is called otherwise, and how.
func (p ruleReader) renames(n *yaml.Node) []rule.Rename {
	if n.Kind != yaml.MappingNode || len(n.Content) == 0 {
		p.fail(n, `such as: rename: {"#/components/schemas/order_v2": Order, "operation:getOrderById": Get}`, "rename must be a mapping")
		return nil
	}
	var out []rule.Rename
	p.entries(n, func(of, value *yaml.Node) {
		r := rule.Rename{Of: of.Value, Name: p.text(value), Place: p.place(of)}
		switch {
		case r.Name == "":
		case !token.IsExported(r.Name) || !token.IsIdentifier(r.Name):
			p.fail(value, "begin it with a capital letter, and use letters and digits alone", "%q is no exported name in Go", r.Name)
		default:
			out = append(out, r)
		}
	})
	return out
}

// listed reads the rules of one kind, each about some operations. example is such a rule; keys are
// the keys it has besides operations, and what wrong says of it is wrong with it as a whole.
func listed[R any](p ruleReader, n *yaml.Node, example string, about func(*R) *rule.About, keys func(*R) []key, wrong func(*R) (what, fix string)) []R {
	if n.Kind != yaml.SequenceNode || len(n.Content) == 0 {
		p.fail(n, "such as: "+example, "want a list of rules")
		return nil
	}
	var out []R
	for _, item := range n.Content {
		var r R
		a := about(&r)
		a.Place = p.place(item)
		p.whole(item, append([]key{p.operations(a)}, keys(&r)...), func() (what, fix string) {
			if len(a.Operations) == 0 {
				return "the rule does not say which operations it is about", "list their operationIds, or patterns such as list*"
			}
			return wrong(&r)
		})
		out = append(out, r)
	}
	return out
}

// operations is the key that says which operations a rule is about.
func (p ruleReader) operations(a *rule.About) key {
	return key{"operations", func(value *yaml.Node) { a.Operations = p.patterns(value) }}
}
