package types

import (
	"math/big"

	"github.com/armsmith/armsmith/generator/load/node"
	"github.com/armsmith/armsmith/generator/model"
	"github.com/armsmith/armsmith/generator/plan/schema"
)

// integer is the type of an integer without a format: int64, unless the document itself says of a
// value, or by the bounds, that there are others. Then it is uint64 if that holds them all, else a
// number that keeps its digits.
func integer(m *schema.Merged) form {
	var c model.Checks
	for _, s := range m.Parts {
		addBound(s, "minimum", "exclusiveMinimum", 1, &c.Minimum, &c.ExclusiveMin)
		addBound(s, "maximum", "exclusiveMaximum", -1, &c.Maximum, &c.ExclusiveMax)
	}
	low, high := boundOf(c.Minimum), boundOf(c.Maximum)
	isInt64 := isWithin(low, minInt64, past63) && isWithin(high, minInt64, past63)
	isUint64 := low != nil && low.Sign() >= 0 && isWithin(high, minInt64, past64)
	for _, n := range spoken(m) {
		isInt64 = isInt64 && isInteger(n, minInt64, past63)
		isUint64 = isUint64 && isInteger(n, new(big.Float), past64)
	}
	switch {
	case isInt64:
		return form{kind: model.Int64}
	case isUint64:
		return form{kind: model.Uint64}
	}
	return form{kind: model.Number}
}

// spoken returns the numbers that a schema speaks of apart from its bounds: values that it names,
// and what divides them.
func spoken(m *schema.Merged) []*node.Node {
	var out []*node.Node
	for _, s := range m.Parts {
		for _, keyword := range []string{"const", "default", "example", "multipleOf"} {
			out = append(out, s.Get(keyword))
		}
		for _, keyword := range []string{"enum", "examples"} {
			if list := s.Get(keyword); list.Is(node.List) {
				out = append(out, list.Items...)
			}
		}
	}
	return out
}

var (
	minInt64 = power(-1, 63)
	past63   = power(1, 63)
	past64   = power(1, 64)
)

// precision is that of bounds, in bits: enough to tell these from their neighbours.
const precision = 128

// power returns sign * 2 to the power of n.
func power(sign float64, n int) *big.Float {
	return new(big.Float).SetMantExp(big.NewFloat(sign), n)
}

// isWithin reports whether a bound is. That of all 64-bit integers is often written as JavaScript
// rounds it, which is one more than the highest of them.
func isWithin(bound, low, past *big.Float) bool {
	return bound == nil || bound.Cmp(low) >= 0 && bound.Cmp(past) <= 0
}

// isInteger reports whether a value is within bounds, of which the upper one is past them. What is
// no number says nothing.
func isInteger(n *node.Node, low, past *big.Float) bool {
	if !n.Is(node.Number) {
		return true
	}
	v := bound(n)
	return v != nil && v.Cmp(low) >= 0 && v.Cmp(past) < 0
}
