package main

import (
	"go.yaml.in/yaml/v4"

	"github.com/armsmith/armsmith/generator/rule"
)

// types reads which Go types of the owner's stand for which schemas.
func (p ruleReader) types(n *yaml.Node) []rule.Type {
	if n.Kind != yaml.MappingNode || len(n.Content) == 0 {
		p.fail(n, `such as: types: {"format:uuid": github.com/google/uuid.UUID}`, "types must be a mapping")
		return nil
	}
	var out []rule.Type
	p.entries(n, func(of, value *yaml.Node) {
		r := rule.Type{Of: of.Value, Place: p.place(of)}
		text := p.text(value)
		var ok bool
		r.Path, r.Name, ok = rule.SplitType(text)
		switch {
		case text == "":
		case !ok:
			p.fail(value, "write the import path, a dot and the name: github.com/google/uuid.UUID", "%q names no Go type", text)
		default:
			out = append(out, r)
		}
	})
	return out
}
