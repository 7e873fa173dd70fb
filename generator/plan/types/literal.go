package types

import (
	"encoding/json"
	"strings"

	"github.com/armsmith/armsmith/generator/load/node"
	"github.com/armsmith/armsmith/generator/model"
	"github.com/armsmith/armsmith/generator/plan/schema"
)

// Const returns the only value that a schema allows, or nil.
func (p *Planner) Const(s schema.Schema) *model.Literal {
	value, kinds := p.schemas.Const(s)
	if value == nil || kinds == 0 {
		return literal(value)
	}
	base, ok := enumBase(kinds, []schema.Value{{Node: value}})
	if !ok {
		return nil
	}
	l := literalAs(value, base)
	return &l
}

// Default returns the default of a schema, when it is a scalar.
func (p *Planner) Default(s schema.Schema) *model.Literal { return literal(p.schemas.Default(s)) }

// literalAs is a value of the document as a literal of the scalar type.
func literalAs(n *node.Node, base model.RefKind) model.Literal {
	if base == model.String {
		return *stringLiteral(n.Text)
	}
	return model.Literal{JSON: n.Text, Text: n.Text}
}

// literal is a scalar of the document; nil for anything else.
func literal(n *node.Node) *model.Literal {
	switch {
	case n.Is(node.String):
		return stringLiteral(n.Text)
	case n.Is(node.Bool), n.Is(node.Number):
		return &model.Literal{JSON: n.Text, Text: n.Text}
	}
	return nil
}

func stringLiteral(text string) *model.Literal {
	var buf strings.Builder
	enc := json.NewEncoder(&buf)
	enc.SetEscapeHTML(false)
	if err := enc.Encode(text); err != nil {
		return &model.Literal{JSON: `""`}
	}
	return &model.Literal{JSON: strings.TrimSuffix(buf.String(), "\n"), Text: text}
}
