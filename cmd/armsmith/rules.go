package main

import (
	"go/token"
	"path"
	"slices"
	"strconv"
	"strings"

	"go.yaml.in/yaml/v4"

	"github.com/armsmith/armsmith/generator/rule"
)

// groups reads what becomes of the operations that a document puts into no group.
func (p *configParser) groups(n *yaml.Node) rule.Groups {
	if n.Kind != yaml.ScalarNode || n.Value != string(rule.NoGroups) {
		p.fail(n, "take the line out to have operations without a tag grouped by their paths", "want none")
	}
	return rule.NoGroups
}

// filter reads which operations are meant.
func (p *configParser) filter(n *yaml.Node) *rule.Filter {
	f := &rule.Filter{Place: p.place(n)}
	before := len(p.found)
	p.mapping(n,
		key{"tags", func(value *yaml.Node) { f.Tags = p.named(value) }},
		key{"operations", func(value *yaml.Node) { f.Operations = p.named(value) }},
		key{"paths", func(value *yaml.Node) { f.Paths = p.named(value) }},
		key{"methods", func(value *yaml.Node) {
			for _, method := range p.texts(value) {
				f.Methods = append(f.Methods, strings.ToUpper(method))
			}
		}},
		key{"deprecated", func(value *yaml.Node) { f.Deprecated = new(p.boolean(value)) }},
		key{"internal", func(value *yaml.Node) { f.Internal = new(p.boolean(value)) }})
	if n.Kind == yaml.MappingNode && len(n.Content) == 0 && len(p.found) == before {
		p.fail(n, "such as: {tags: [orders]}", "it does not say which operations it is about")
	}
	return f
}

// named reads patterns, each with its place.
func (p *configParser) named(n *yaml.Node) []rule.Pattern {
	var out []rule.Pattern
	texts := p.patterns(n)
	for _, item := range n.Content {
		if slices.Contains(texts, item.Value) {
			out = append(out, rule.Pattern{Text: item.Value, Place: p.place(item)})
		}
	}
	return out
}

// renames reads what is called otherwise, and how.
func (p *configParser) renames(n *yaml.Node) []rule.Rename {
	if n.Kind != yaml.MappingNode || len(n.Content) == 0 {
		p.fail(n, `such as: rename: {"#/components/schemas/order_v2": Order, "operation:getOrderById": Get}`, "rename must be a mapping")
		return nil
	}
	var out []rule.Rename
	lines := map[string]int{}
	for i := 0; i+1 < len(n.Content); i += 2 {
		of, value := n.Content[i], n.Content[i+1]
		r := rule.Rename{Of: of.Value, Name: p.text(value), Place: p.place(of)}
		switch {
		case lines[of.Value] > 0:
			p.fail(of, "", "%q stands in line %d already", of.Value, lines[of.Value])
		case !token.IsExported(r.Name) || !token.IsIdentifier(r.Name):
			if r.Name != "" {
				p.fail(value, "begin it with a capital letter, and use letters and digits alone", "%q is no exported name in Go", r.Name)
			}
		default:
			out = append(out, r)
		}
		lines[of.Value] = of.Line
	}
	return out
}

// listed reads the rules of one kind, each about some operations. example is such a rule; keys are
// the keys it has besides operations, and what wrong says of it is wrong with it as a whole.
func listed[R any](p *configParser, n *yaml.Node, example string, about func(*R) *rule.About, keys func(*R) []key, wrong func(*R) (what, fix string)) []R {
	if n.Kind != yaml.SequenceNode || len(n.Content) == 0 {
		p.fail(n, "such as: "+example, "want a list of rules")
		return nil
	}
	var out []R
	for _, item := range n.Content {
		var r R
		a := about(&r)
		a.Place = p.place(item)
		before := len(p.found)
		p.mapping(item, append([]key{{"operations", func(value *yaml.Node) { a.Operations = p.patterns(value) }}}, keys(&r)...)...)
		if len(p.found) == before && len(a.Operations) == 0 {
			p.fail(item, "list their operationIds, or patterns such as list*", "the rule does not say which operations it is about")
		} else if what, fix := wrong(&r); len(p.found) == before && what != "" {
			p.fail(item, fix, "%s", what)
		}
		out = append(out, r)
	}
	return out
}

// patterns reads operationIds, or patterns of them.
func (p *configParser) patterns(n *yaml.Node) []string {
	texts := p.texts(n)
	return slices.DeleteFunc(texts, func(text string) bool {
		_, err := path.Match(text, "")
		if err != nil {
			p.fail(n, "use * for any characters, ? for one, and [a-z] for one of several", "%q is no pattern", text)
		}
		return err != nil
	})
}

// texts reads a list of texts.
func (p *configParser) texts(n *yaml.Node) []string {
	if n.Kind != yaml.SequenceNode || len(n.Content) == 0 {
		p.fail(n, "", "want a list of texts")
		return nil
	}
	var out []string
	for _, item := range n.Content {
		out = append(out, p.text(item))
	}
	return out
}

// count reads a number that is at least 1.
func (p *configParser) count(n *yaml.Node) int {
	number, err := strconv.Atoi(n.Value)
	if n.Kind != yaml.ScalarNode || err != nil || number < 1 {
		p.fail(n, "", "want a number that is at least 1")
	}
	return number
}
